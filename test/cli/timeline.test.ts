import { noColours } from '../../cli/terminal';
import { timelineOf } from '../../cli/timeline';
import { sealNext } from '../../lambda/adapters/ledger/chain';
import type { Fact } from '../../lambda/core/entries';
import { draft, examples } from '../contracts/ledger-drafts';

const keyId = 'AKIAV6CIQHZTHY4JYCFU';
const lineOf = (fact: Fact): string => {
  const [date, line, ...more] = timelineOf([sealNext({ keyId, entries: [] }, draft(fact))], 'Asia/Tokyo', noColours);
  expect([date, more]).toEqual(['2026-03-02', []]);
  return line ?? '';
};

test.each(examples.map((fact) => [fact.type, fact] as const))('%s is told on one line, in words', (type, fact) => {
  const line = lineOf(fact);
  expect(line).toMatch(new RegExp(`^ {2}10:00:00 {2}${type} .*keysunset test$`));
  expect(line).not.toMatch(/undefined|\[object|T01:00/);
});

test.each<[Fact, string]>([
  [{ type: 'StopRequested', detail: { how: 'reply', words: '使ってます' } }, 'by reply: 使ってます'],
  [
    {
      type: 'GateHeld',
      detail: { before: 'deletion', because: 'frozen', until: '2026-03-05T01:00:00.000Z', keeps: false },
    },
    'before the deletion, until 2026-03-05 10:00:00: frozen',
  ],
  [{ type: 'ScreamHeard', detail: { sign: 're-activated' } }, 're-activated by somebody else'],
  [{ type: 'EvidenceGathered', detail: { about: 'use', source: 'IAM', lastUse: 'never' } }, 'last used never'],
])('what was said and meant is in it', (fact, words) => {
  expect(lineOf(fact)).toContain(words);
});

test('words that would move the cursor are told without doing so', () => {
  expect(lineOf({ type: 'Frozen', detail: { reason: 'a\u001b[2Jb\nc' } })).toContain('a [2Jb c');
});
