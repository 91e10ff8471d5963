import type { HonoRequest } from 'hono';

/** One call as the gateway received it, for tests and for the person at the terminal to look at. */
export interface ReceivedCall {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly httpMethod: string;
  readonly path: string;
  /** The API name: dotted for `/sync`, with slashes for `/rest`. */
  readonly method: string;
  /** Decoded parameters of query and form, without those in `withheld`. */
  readonly params: Readonly<Record<string, string>>;
  /** Names of the secret parameters that were sent: the signature, codes and tokens. */
  readonly withheld: readonly string[];
}

const SECRET_NAMES = /^(sign|session|code)$|token$|secret/i;

/** Query and form parameters in one map. A name that stands in both, or twice, counts once: the first, query before form. */
export async function readParams(request: HonoRequest): Promise<Map<string, string>> {
  const params = new Map<string, string>();
  for (const [name, value] of [...new URL(request.url).searchParams, ...(await readForm(request))]) {
    if (!params.has(name)) params.set(name, value);
  }
  return params;
}

/** Only forms are seen: parameters in a JSON body or in headers are missing for the gateway too. Files are not signed. */
async function readForm(request: HonoRequest): Promise<[string, string][]> {
  const type = request.header('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) return [...new URLSearchParams(await request.text())];
  if (!type.startsWith('multipart/form-data')) return [];
  const fields = await request.formData();
  return [...fields].filter((field): field is [string, string] => typeof field[1] === 'string');
}

export function receivedCall(
  request: HonoRequest,
  method: string,
  params: ReadonlyMap<string, string>,
  at: number,
): ReceivedCall {
  const open = [...params].filter(([name]) => !SECRET_NAMES.test(name));
  const withheld = [...params.keys()].filter((name) => SECRET_NAMES.test(name));
  return { at, httpMethod: request.method, path: request.path, method, params: Object.fromEntries(open), withheld };
}
