import * as fc from 'fast-check';
import { NO_HASH, seal, sealNext, verify } from '../../../../lambda/adapters/ledger/chain';
import type { Entry } from '../../../../lambda/core/entries';
import type { Chain } from '../../../../lambda/core/ports';
import { draft, enqueued, examples, stopped } from '../../../contracts/ledger-drafts';

const KEY = 'AKIAEXAMPLE1';

const chain = examples.reduce<Chain>(
  (before, fact, i) => ({ keyId: KEY, entries: [...before.entries, sealNext(before, draft(fact, i))] }),
  { keyId: KEY, entries: [] },
);

/** The chain with one entry put in another's place. */
const withEntry = (i: number, entry: unknown): Chain => ({
  keyId: KEY,
  entries: chain.entries.map((was, at) => (at === i ? (entry as Entry) : was)),
});

const position = fc.nat({ max: chain.entries.length - 1 });

describe('sealing', () => {
  it('hashes the canonical JSON of an entry without its hash', () => {
    // Reckoned with sha256sum over the text in RFC 8785's order of names.
    const entry = seal('AKIA1', 1, NO_HASH, {
      type: 'KeyDeactivated',
      detail: { stage: 1 },
      at: '2026-03-02T01:00:00.000Z',
      actor: 'keysunset deactivate',
      retirementId: 'r-1',
      attempt: 'a-1',
    });
    expect(entry.hash).toBe('f5076b5feba1798f9311c001f2dad08c702f69d2137455d498074da08c4fecaa');
  });

  it('chains each entry to the one before', () => {
    expect(chain.entries.map(({ previousHash }) => previousHash)).toEqual([
      NO_HASH,
      ...chain.entries.slice(0, -1).map(({ hash }) => hash),
    ]);
  });

  it('takes no notice of a hash that a draft brings along', () => {
    const copied = seal(KEY, 1, NO_HASH, chain.entries[3] as Entry);
    expect(verify({ keyId: KEY, entries: [copied] })).toEqual({ ok: true, entries: 1 });
  });

  it('is not undone by whatever a person types, halves of emoji included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\ud83d', '\ude4f', '\\ud83d'), (words, half) => {
        const sealed = seal(
          KEY,
          1,
          NO_HASH,
          draft({ type: 'StopRequested', detail: { how: 'reply', words: words + half } }),
        );
        // As it comes back from a database that stores UTF-8.
        const stored = JSON.parse(Buffer.from(JSON.stringify(sealed)).toString()) as Entry;
        expect(stored).toEqual(sealed);
        expect(JSON.stringify(sealed)).not.toMatch(/[^\\](\\\\)*\\ud[89a-f]/);
        expect(verify({ keyId: KEY, entries: [stored] })).toEqual({ ok: true, entries: 1 });
      }),
    );
  });
});

describe('verifying', () => {
  it('finds nothing in a chain as it was written', () => {
    expect(verify(chain)).toEqual({ ok: true, entries: examples.length });
    expect(verify({ keyId: KEY, entries: [] })).toEqual({ ok: true, entries: 0 });
  });

  it('finds any field that was changed, removed or added', () => {
    const field = position.chain((i) =>
      fc.record({ i: fc.constant(i), path: fc.constantFrom(...pathsOf(chain.entries[i])), value: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(field, fc.boolean(), ({ i, path, value }, remove) => {
        const entry = structuredClone(chain.entries[i]) as unknown as Record<string, unknown>;
        fc.pre(change(entry, path, remove ? undefined : value));
        expect(verify(withEntry(i, entry))).toMatchObject({ ok: false, seq: i + 1 });
      }),
      { numRuns: 1000, examples: [[{ i: 0, path: ['seq'], value: { toString: false } }, false]] },
    );
  });

  it('finds an entry that was changed and hashed anew, by the one after it', () => {
    fc.assert(
      fc.property(fc.nat({ max: chain.entries.length - 2 }), (i) => {
        const { previousHash, seq } = chain.entries[i] as Entry;
        const forged = seal(KEY, seq, previousHash, draft(stopped));
        expect(verify(withEntry(i, forged))).toMatchObject({ ok: false, seq: i + 2 });
      }),
    );
  });

  it('finds an entry that was taken out, and two that changed places', () => {
    fc.assert(
      fc.property(fc.nat({ max: chain.entries.length - 2 }), (i) => {
        const without = chain.entries.filter((_, at) => at !== i);
        expect(verify({ keyId: KEY, entries: without })).toEqual({
          ok: false,
          seq: i + 1,
          why: `entry ${i + 1} is missing: found entry ${i + 2} in its place`,
        });
        const swapped = chain.entries.with(i, chain.entries[i + 1] as Entry).with(i + 1, chain.entries[i] as Entry);
        expect(verify({ keyId: KEY, entries: swapped })).toMatchObject({ ok: false, seq: i + 1 });
      }),
    );
  });

  it("finds another key's chain in this key's place", () => {
    const other = [seal('AKIAEXAMPLE2', 1, NO_HASH, draft(enqueued('AKIAEXAMPLE2')))];
    expect(verify({ keyId: KEY, entries: other })).toMatchObject({ ok: false, seq: 1 });
  });
});

type Path = readonly string[];

/** Every field of a value, however deep, and one that is not there. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value).flatMap(([name, inner]) => [[...at, name], ...pathsOf(inner, [...at, name])]);
  return Array.isArray(value) ? fields : [...fields, [...at, 'added']];
}

/** Whether anything was changed. */
function change(entry: Record<string, unknown>, path: Path, value: unknown): boolean {
  const before = JSON.stringify(entry);
  const owner = path.slice(0, -1).reduce((inner, name) => inner[name] as Record<string, unknown>, entry);
  const name = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(owner, name);
  else owner[name] = value;
  return JSON.stringify(entry) !== before;
}
