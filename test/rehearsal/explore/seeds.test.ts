import { join } from 'node:path';
import { seeds } from '../../../rehearsal/explore/seeds';
import { withEdits } from '../../../rehearsal/explore/sow';

const root = join(__dirname, '../../..');

test.each(seeds)('the fault “$name” can be put into the product as it is', (seed) => {
  for (const { file, to } of seed.edits) expect(withEdits(join(root, file), seed)).toContain(to);
});

test('a fault whose place has gone is named, not skipped', () => {
  const file = 'lambda/core/protocol.ts';
  const gone = { name: 'gone', fault: 'none', edits: [{ file, from: 'FENCE = 99', to: '' }] };
  expect(() => withEdits(join(root, file), gone)).toThrow('“gone” fits lambda/core/protocol.ts 0 times. Wanted: once.');
});

test('each rule of the protocol is taken away by some fault', () => {
  const rules = new Set(seeds.map(({ name }) => /^R\d+/.exec(name)?.[0]));
  expect([...rules]).toEqual(expect.arrayContaining(Array.from({ length: 12 }, (_, i) => `R${i + 1}`)));
});
