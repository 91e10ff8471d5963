/** A browser as far as an authorisation needs one: it goes where it is sent, keeps cookies, and submits forms. */
export type Visitor = {
  /** Opens an address as a person does, and follows redirects. */
  open(url: string): Promise<Visit>;
  /** Presses a button of the form on a page. */
  press(visit: Visit, button: string): Promise<Visit>;
  /** What it keeps for a host, as the backend set it. */
  cookies: Map<string, Map<string, string>>;
};

export type Visit = { url: string; status: number; headers: Headers; text: string; setCookies: string[] };

export function visitor(): Visitor {
  const cookies = new Map<string, Map<string, string>>();
  const visit = async (address: string, init: RequestInit, setCookies: string[] = []): Promise<Visit> => {
    const url = new URL(address);
    const kept = [...(cookies.get(url.host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers({ Accept: 'text/html', 'Sec-Fetch-Mode': 'navigate' });
    if (kept !== '') headers.set('Cookie', kept);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) keep(cookies, url.host, cookie);
    const all = [...setCookies, ...response.headers.getSetCookie()];
    const next = response.headers.get('location');
    if (next !== null) return await visit(new URL(next, url).href, {}, all);
    const { status } = response;
    return { url: url.href, status, headers: response.headers, text: await response.text(), setCookies: all };
  };
  return {
    cookies,
    open: (url) => visit(url, {}),
    press: (page, button) => {
      const fields = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
      const form = new URLSearchParams(
        fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
      );
      form.set('answer', button);
      const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1] ?? '';
      return visit(new URL(action, page.url).href, { method: 'POST', body: form });
    },
  };
}

function keep(cookies: Visitor['cookies'], host: string, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  const kept = cookies.get(host) ?? new Map<string, string>();
  if (/max-age=0/i.test(line)) kept.delete(name);
  else kept.set(name, value);
  cookies.set(host, kept);
}
