import { Agent, request } from 'node:http';

export type Load = {
  origin: string;
  token: string;
  path: string;
  /** The body of the n-th request. */
  body: (n: number) => string;
  connections: number;
};

export type Sent = { requests: number; failed: number; milliseconds: number[] };

/** Sends requests one after the other on each connection until `until` says stop. */
export async function send(load: Load, until: (sent: number) => boolean): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const result: Sent = { requests: 0, failed: 0, milliseconds: [] };
  let started = 0;
  const connection = async () => {
    while (!until(started)) {
      const from = performance.now();
      const status = await post(load, load.body(started++), agent).catch(() => 0);
      result.requests += 1;
      if (status !== 200) result.failed += 1;
      result.milliseconds.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  agent.destroy();
  return result;
}

function post({ origin, path, token }: Load, body: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      Authorization: `Bearer ${token}`,
    };
    const sending = request(`${origin}${path}`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
