/** The yardstick: the least that a JSON API on node:http can do. */
import { createServer } from 'node:http';
import { reportCpu } from './child.ts';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.stringify(JSON.parse(Buffer.concat(chunks).toString()));
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  reportCpu(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, '');
});
