import { createHash } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A free access key id of the new generation, with the account's number inside (docs/glossary.md): the same in each run. */
export function newKeyId(accountId: string, taken: (keyId: string) => boolean): string {
  for (let n = 0; ; n++) {
    const keyId = keyIdOf(accountId, n);
    if (!taken(keyId)) return keyId;
  }
}

function keyIdOf(accountId: string, n: number): string {
  const random = createHash('sha256').update(`${accountId} ${n}`).digest().readBigUInt64BE() & ((1n << 39n) - 1n);
  const bits = (1n << 79n) | (BigInt(accountId) << 39n) | random;
  const letters = Array.from({ length: 16 }, (_, i) => LETTERS[Number((bits >> BigInt(5 * (15 - i))) & 31n)]);
  return `AKIA${letters.join('')}`;
}
