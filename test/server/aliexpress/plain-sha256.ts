/**
 * SHA-256 and HMAC written out from FIPS 180-4 and RFC 2104, for one purpose: to check signatures by something that
 * shares no code with them. node:crypto, WebCrypto and the openssl command are one and the same library underneath.
 */

/** The first 32 bits of the fractional part of the `root`-th root of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function primeFractions(count: number, root: 2n | 3n): Uint32Array {
  const words: number[] = [];
  for (let candidate = 2n; words.length < count; candidate++) {
    if (!isPrime(candidate)) continue;
    const scaled = integerRoot(candidate << (32n * root), root);
    words.push(Number(scaled & 0xffffffffn));
  }
  return Uint32Array.from(words);
}

function isPrime(n: bigint): boolean {
  for (let divisor = 2n; divisor * divisor <= n; divisor++) if (n % divisor === 0n) return false;
  return true;
}

function integerRoot(n: bigint, root: bigint): bigint {
  let low = 0n;
  let high = 1n << 48n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** root <= n) low = middle;
    else high = middle - 1n;
  }
  return low;
}

const K = primeFractions(64, 3n);
const H = primeFractions(8, 2n);

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by));

export function plainSha256(message: Uint8Array): Uint8Array {
  const state = Uint32Array.from(H);
  const blocks = padded(message);
  for (let at = 0; at < blocks.byteLength; at += 64) compress(state, new DataView(blocks.buffer, at, 64));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => {
    digest.setUint32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = (Math.floor((message.length + 8) / 64) + 1) * 64;
  const blocks = new Uint8Array(length);
  blocks.set(message);
  blocks[message.length] = 0x80;
  new DataView(blocks.buffer).setBigUint64(length - 8, BigInt(message.length) * 8n);
  return blocks;
}

function compress(state: Uint32Array, block: DataView): void {
  const w = new Uint32Array(64);
  for (let t = 0; t < 16; t++) w[t] = block.getUint32(t * 4);
  const word = (t: number) => w[t] ?? 0;
  for (let t = 16; t < 64; t++) {
    const s0 = rotate(word(t - 15), 7) ^ rotate(word(t - 15), 18) ^ (word(t - 15) >>> 3);
    const s1 = rotate(word(t - 2), 17) ^ rotate(word(t - 2), 19) ^ (word(t - 2) >>> 10);
    w[t] = word(t - 16) + s0 + word(t - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let t = 0; t < 64; t++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + sum1 + ((e & f) ^ (~e & g)) + (K[t] ?? 0) + word(t)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => {
    state[index] = (state[index] ?? 0) + value;
  });
}

/** HMAC-SHA256 as upper-case hex. */
export function plainHmacSha256(key: string, message: string): string {
  const bytes = new TextEncoder().encode(key);
  const block = new Uint8Array(64);
  block.set(bytes.length > 64 ? plainSha256(bytes) : bytes);
  const inner = plainSha256(
    join(
      block.map((byte) => byte ^ 0x36),
      new TextEncoder().encode(message),
    ),
  );
  const outer = plainSha256(
    join(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
  return [...outer]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const whole = new Uint8Array(left.length + right.length);
  whole.set(left);
  whole.set(right, left.length);
  return whole;
}
