import { Agent, request } from 'node:http';

export type Load = {
  origin: string;
  token: string;
  /** The path of the n-th request, if it is not the same for all. */
  path: string | ((n: number) => string);
  /** The body of the n-th request; without one it is a GET. */
  body: (n: number) => string | undefined;
  connections: number;
};

/** `limited`: answered with 429. */
export type Sent = { requests: number; failed: number; limited: number; milliseconds: number[] };

/** Sends requests one after the other on each connection until `until` says stop. */
export async function send(load: Load, until: (sent: number) => boolean): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const result: Sent = { requests: 0, failed: 0, limited: 0, milliseconds: [] };
  let started = 0;
  const connection = async () => {
    while (!until(started)) {
      const from = performance.now();
      const status = await ask(load, started++, agent).catch(() => 0);
      result.requests += 1;
      if (status === 429) result.limited += 1;
      else if (status !== 200) result.failed += 1;
      result.milliseconds.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  agent.destroy();
  return result;
}

function ask({ origin, path, token, body }: Load, n: number, agent: Agent): Promise<number> {
  const text = body(n);
  const route = typeof path === 'string' ? path : path(n);
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = { Authorization: `Bearer ${token}` };
    if (text !== undefined) {
      Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
    }
    const method = text === undefined ? 'GET' : 'POST';
    const sending = request(`${origin}${route}`, { method, agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(text);
  });
}
