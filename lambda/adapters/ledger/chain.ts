import { hash as digest } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Draft, Entry } from '../../core/entries';
import type { Chain } from '../../core/ports';
import { entryFrom } from './entry-row';

/** What stands in `previousHash` of the first entry. */
export const NO_HASH = '0'.repeat(64);

/** Makes a draft an entry: numbered, chained to the entry before and hashed. A draft that could not be read back is refused here. */
export function seal(keyId: string, seq: number, previousHash: string, draft: Draft): Entry {
  const text = canonical({ ...draft, keyId, seq, previousHash });
  return entryFrom({ ...(JSON.parse(text) as object), hash: sha256(text) });
}

/** The entry that would follow a chain. */
export function sealNext({ keyId, entries }: Chain, draft: Draft): Entry {
  const last = entries.at(-1);
  return seal(keyId, (last?.seq ?? 0) + 1, last?.hash ?? NO_HASH, draft);
}

export type Verdict = { ok: true; entries: number } | { ok: false; seq: number; why: string };

/** Whether a chain is as it was written. What was cut off its end shows only against the archive. */
export function verify({ keyId, entries }: Chain, hashed: (entry: Entry) => string = hashOf): Verdict {
  let previousHash = NO_HASH;
  for (const [i, entry] of entries.entries()) {
    const why = wrong(entry, { keyId, seq: i + 1, previousHash }, hashed);
    if (why) return { ok: false, seq: i + 1, why };
    previousHash = entry.hash;
  }
  return { ok: true, entries: entries.length };
}

/** What an entry's `hash` has to be. */
export const hashOf = (entry: Entry): string => sha256(canonical(entry));

function wrong(
  entry: Entry,
  due: Pick<Entry, 'keyId' | 'seq' | 'previousHash'>,
  hashed: (entry: Entry) => string,
): string | undefined {
  // Shown as JSON: in a row that somebody tampered with, a number may be anything.
  if (entry.seq !== due.seq)
    return `entry ${due.seq} is missing: found entry ${JSON.stringify(entry.seq)} in its place`;
  if (entry.keyId !== due.keyId) return `entry ${due.seq} is about ${JSON.stringify(entry.keyId)}, not ${due.keyId}`;
  if (entry.previousHash !== due.previousHash) return `entry ${due.seq} does not follow the entry before it`;
  if (entry.hash !== hashed(entry)) return `entry ${due.seq} was changed after it was written`;
  return undefined;
}

/** RFC 8785, without `hash`. */
function canonical(entry: object): string {
  const { hash: _, ...hashed } = entry as Partial<Entry>;
  const text = serialize(hashed);
  // Half a surrogate pair (an emoji cut in two) is written as an escape here but comes back from DynamoDB as U+FFFD:
  // it is replaced before it is hashed, or the chain would look tampered with for ever.
  return text.includes('\\ud') ? serialize(JSON.parse(text, wellFormed)) : text;
}

function serialize(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('An entry has to be an object.');
  return text;
}

const wellFormed = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value).toString() : value;

const sha256 = (text: string): string => digest('sha256', text, 'hex');
