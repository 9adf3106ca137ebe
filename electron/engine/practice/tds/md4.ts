type Words = [number, number, number, number];

const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));

/** The three rounds of RFC 1320: how words mix, the constant, the order of the sixteen words, and the turns. */
const rounds = [
  {
    mix: (x: number, y: number, z: number) => (x & y) | (~x & z),
    constant: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    turns: [3, 7, 11, 19],
  },
  {
    mix: (x: number, y: number, z: number) => (x & y) | (x & z) | (y & z),
    constant: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    turns: [3, 5, 9, 13],
  },
  {
    mix: (x: number, y: number, z: number) => x ^ y ^ z,
    constant: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    turns: [3, 9, 11, 15],
  },
];

/** MD4 (RFC 1320), which NTLM hashes passwords with and which today's OpenSSL no longer offers. */
export function md4(bytes: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((bytes.length + 9) / 64) * 64);
  bytes.copy(padded);
  padded.writeUInt8(0x80, bytes.length);
  padded.writeBigUInt64LE(BigInt(bytes.length) * 8n, padded.length - 8);

  let sums: Words = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.length; block += 64) {
    let [a, b, c, d] = sums;
    for (const { mix, constant, order, turns } of rounds) {
      for (const [step, word] of order.entries()) {
        const sum = (a + mix(b, c, d) + padded.readUInt32LE(block + word * 4) + constant) | 0;
        [a, b, c, d] = [d, rotate(sum, turns[step % 4] ?? 0), b, c];
      }
    }
    sums = [(sums[0] + a) | 0, (sums[1] + b) | 0, (sums[2] + c) | 0, (sums[3] + d) | 0];
  }
  const digest = Buffer.alloc(16);
  for (const [index, sum] of sums.entries()) digest.writeUInt32LE(sum >>> 0, index * 4);
  return digest;
}
