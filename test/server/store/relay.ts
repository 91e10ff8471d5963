import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';

export type Relay = {
  /** An address of the server behind it, as it is reached through it. */
  through(url: string): string;
  /** Closes every connection and refuses new ones. */
  refuse(): Promise<void>;
  /** Takes connections, but nothing passes any more: what a lost network looks like. */
  fallSilent(): void;
  /** Lets everything through again. */
  recover(): Promise<void>;
  stop(): Promise<void>;
};

/** Stands between a client and a server on this machine, and can be broken. */
export async function startRelay(target: string): Promise<Relay> {
  const pairs = new Set<[Socket, Socket]>();
  let silent = false;
  const relay = createServer((client) => {
    const server = connect(Number(new URL(target).port), '127.0.0.1');
    const pair: [Socket, Socket] = [client, server];
    pairs.add(pair);
    for (const [from, to] of [pair, [server, client] as const]) {
      from.on('data', (bytes) => to.write(bytes)).on('error', () => undefined);
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
      if (silent) from.pause();
    }
  });
  const listen = (at: number) => new Promise<void>((resolve) => relay.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const address = relay.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const refuse = () => {
    const closed = new Promise<void>((resolve) => relay.close(() => resolve()));
    for (const socket of [...pairs].flat()) socket.destroy();
    return closed;
  };
  return {
    through: (url) => {
      const through = new URL(url);
      through.port = String(port);
      return through.href;
    },
    refuse,
    fallSilent: () => {
      silent = true;
      for (const socket of [...pairs].flat()) socket.pause();
    },
    recover: async () => {
      silent = false;
      for (const socket of [...pairs].flat()) socket.resume();
      if (!relay.listening) await listen(port);
    },
    stop: refuse,
  };
}
