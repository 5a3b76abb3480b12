import { countsOf } from '../../../lambda/core/counts';
import type { Fact } from '../../../lambda/core/entries';
import {
  at,
  chainOf,
  change,
  deactivated,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  outageStarted,
  restoreStarted,
  subject,
} from './chains';
import { confirmed, seenUse, stopRequested } from './chains';
import type { Written } from './chains';

/** What the last of these counts for: the name, the value and of which kind. */
function counted(...facts: Written[]) {
  const chain = chainOf(...facts);
  const last = chain.entries.at(-1);
  return last && countsOf(last, chain).map(({ name, value, about }) => [name, value, about['kind']]);
}
const after = (facts: Written[], fact: Fact) => counted(...facts, [at(1, 0, 5), fact]);

test('a stop is a scream, and so are use and a re-activation', () => {
  const use: Fact = { type: 'ScreamHeard', detail: { sign: 'use', lastUse: seenUse, callers: 'unknown' } };
  expect(after(inStage1, stopRequested)).toEqual([['Screams', 1, 'stop']]);
  expect(after(inStage1, use)).toEqual([['Screams', 1, 'use']]);
  expect(after(inStage1, { type: 'ScreamHeard', detail: { sign: 're-activated' } })).toEqual([
    ['Screams', 1, 're-activated'],
  ]);
});

test('an outage, and a notice that failed, are counted', () => {
  expect(after(inNotice, outageStarted(1, at(1), at(1, 0, 10)))).toEqual([['OutagesStarted', 1, undefined]]);
  expect(after(inNotice, { type: 'NoticeFailed', detail: { about: 'first', why: 'Slack is down' } })).toEqual([
    ['NoticesFailed', 1, undefined],
  ]);
});

test.each<[string, Fact]>([
  ['kept', { type: 'RetirementKept', detail: { because: 'stopped' } }],
  ['deleted', { type: 'KeyDeleted', detail: {} }],
  ['gone', { type: 'KeyGone', detail: {} }],
  ['left', { type: 'LeftAsFound', detail: {} }],
  ['failed', { type: 'RetirementFailed', detail: { error: 'Error', cause: 'x' } }],
])('an ending as %s is counted as such', (kind, fact) => {
  expect(after(inStage1, fact)).toEqual([['Endings', 1, kind]]);
});

test('what is counted names its key, so that the log can be asked for it', () => {
  const chain = chainOf(...inStage1);
  const [promised] = chain.entries.filter(({ type }) => type === 'OutageStarted');
  expect(promised && countsOf(promised, chain)).toMatchObject([{ about: { keyId: subject.keyId } }]);
});

test('what only tells how things stand counts for nothing', () => {
  expect(after(inStage1, change(at(1), 'Active'))).toEqual([]);
});

describe('from a stop to a key that is on again', () => {
  const stopped: Written[] = [
    ...inStage1,
    [at(1, 0, 5), stopRequested],
    [at(1, 0, 5, 1), restoreStarted('somebody needs it')],
  ];
  const back: Written = [at(1, 0, 5, 1), keyRestored];

  test('the time is counted in milliseconds', () => {
    expect(counted(...stopped, back)).toEqual([['StopToActive', 1000, undefined]]);
  });

  test('the first time that IAM took it back counts', () => {
    expect(counted(...stopped, back, [at(1, 0, 6), keyRestored])).toEqual([]);
  });

  test('a planned end is no stop', () => {
    expect(counted(...inStage1, [at(1, 0, 10), keyRestored])).toEqual([]);
  });

  test('a key that was on when somebody pressed Stop did not wait', () => {
    const inSoak: Written[] = [...inStage1, [at(1, 0, 10), keyRestored], [at(2), stopRequested]];
    expect(counted(...inSoak, [at(2, 0, 1), keyRestored])).toEqual([]);
    expect(counted(...inNotice, [at(0, 2), stopRequested], [at(0, 3), keyRestored])).toEqual([]);
  });

  test('the time counts in a later outage as well: what was given back before the stop does not matter', () => {
    const second: Written[] = [
      ...inSoak1,
      [at(1, 1), confirmed],
      [at(6), outageStarted(2, at(6), at(7))],
      [at(6), deactivated(2)],
    ];
    expect(counted(...second, [at(6, 1), stopRequested], [at(6, 1, 0, 2), keyRestored])).toEqual([
      ['StopToActive', 2000, undefined],
    ]);
  });

  test('a stop of an earlier retirement does not count, nor is it taken for that of a later one', () => {
    const second = { retirementId: 'r-2' };
    const again: Written[] = [
      [at(9), outageStarted(1, at(9), at(9, 0, 10)), second],
      [at(9), deactivated(1), second],
    ];
    expect(counted(...stopped, back, ...again, [at(9, 0, 10), keyRestored, second])).toEqual([]);
    const stop: Written = [at(9, 0, 5), stopRequested, second];
    expect(counted(...stopped, back, ...again, stop, [at(9, 0, 5, 3), keyRestored, second])).toEqual([
      ['StopToActive', 3000, undefined],
    ]);
  });
});
