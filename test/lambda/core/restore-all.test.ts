import { confirmNow, giveBackNow, standingOf, whyNotBack } from '../../../lambda/core/restore-all';
import type { RestoreAll } from '../../../lambda/core/control';
import type { Fact } from '../../../lambda/core/entries';
import type { Instant } from '../../../lambda/core/time';
import {
  at,
  chainOf,
  change,
  confirmed,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  mayBeDeleted,
  outageStarted,
  restoreStarted,
  retirementId,
  stopRequested,
  subject,
} from './chains';
import type { Written } from './chains';

const order: RestoreAll = { startedAt: at(1, 0, 2), by: 'operator kenji', reason: 'incident 42' };
const everything = restoreStarted('everything is given back');
const failed: Fact = { type: 'RestoreFailed', detail: { why: 'AccessDenied' } };
const untold: Fact = { type: 'NoticeFailed', detail: { about: 'outage 1', why: 'Slack is down' } };
const absence: Fact = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } };
const deletionStarted: Fact = { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } };
const promised = inStage1.slice(0, -1);
const back: Written[] = [...inStage1, [at(1, 0, 2), everything], [at(1, 0, 2, 1), keyRestored]];

type Row = [what: string, facts: Written[], now: Instant, told: string];
const nothing = 'nothing';
const told = (look: typeof giveBackNow, facts: Written[], now: Instant, of: RestoreAll): string => {
  const decided = look(given(...facts), of, now);
  return decided.do === 'nothing' ? nothing : `${decided.input.instruction}, ${decided.input.because}`;
};

describe('at once', () => {
  test.each<Row>([
    ['a key that is off', inStage1, at(1, 0, 2), 'restore, everything is given back'],
    ['a key that may be off: its promise is in the chain', promised, at(1, 0, 2), 'restore, everything is given back'],
    ['a key that was switched off a moment ago', inStage1, at(1, 0, 0, 30), 'restore, everything is given back'],
    [
      'a key that is to be kept',
      [...inStage1, [at(1, 0, 1), stopRequested]],
      at(1, 0, 2),
      'restore, somebody needs it',
    ],
    [
      'a key whose last try failed',
      [...inStage1, [at(1, 0, 2), everything], [at(1, 0, 2), failed]],
      at(1, 0, 4),
      'restore, everything is given back',
    ],
    [
      'a key whose restore was on its way a minute ago',
      [...inStage1, [at(1, 0, 2), everything]],
      at(1, 0, 3),
      'restore, everything is given back',
    ],
    ['a key in the last outage', inLastOutage, at(5), 'restore, everything is given back'],
    [
      'a key whose deletion never landed',
      [...mayBeDeleted, [at(32), deletionStarted]],
      at(32, 0, 15),
      'restore, somebody needs it',
    ],
  ])('%s is given back', (_, facts, now, instruction) => {
    expect(told(giveBackNow, facts, now, order)).toBe(instruction);
  });

  test.each<[string, Written[], Instant]>([
    ['a key that was never off', inNotice, at(1)],
    ['a key that is on already', back, at(1, 0, 4)],
    ['a key whose restore is on its way', [...inStage1, [at(1, 0, 2), everything]], at(1, 0, 2, 30)],
    ['what somebody else switched off', [...inStage1, [at(1, 0, 2), change(at(1, 0, 1), 'Inactive')]], at(1, 0, 2)],
    ['what somebody else deleted', [...inStage1, [at(1, 0, 2), change(at(1, 0, 1), 'Deleted')]], at(1, 0, 2)],
    ['a key that is being looked for', [...inStage1, [at(1, 0, 2), absence]], at(1, 0, 2)],
    ['a key whose deletion may still land', [...mayBeDeleted, [at(32), deletionStarted]], at(32, 0, 14)],
  ])('%s is left alone', (_, facts, now) => {
    expect(told(giveBackNow, facts, now, order)).toBe(nothing);
  });

  test('an outage that began after the thaw is none of its business', () => {
    const again: Written[] = [...back, [at(1, 1), confirmed], [at(1, 2), outageStarted(1, at(1, 2), at(1, 3))]];
    expect(told(giveBackNow, again, at(1, 2, 1), { ...order, thawedAt: at(1, 1, 30) })).toBe(nothing);
    expect(told(confirmNow, again, at(1, 2, 30), { ...order, thawedAt: at(1, 1, 30) })).toBe(nothing);
    expect(told(giveBackNow, again, at(1, 2, 1), { ...order, thawedAt: at(1, 2) })).toBe(nothing);
    expect(told(giveBackNow, inStage1, at(1, 0, 5), { ...order, thawedAt: at(1, 0, 4) })).not.toBe(nothing);
  });

  test('the claim that is meant is named', () => {
    expect(giveBackNow(given(...inStage1), order, at(1, 0, 2))).toMatchObject({
      notBefore: at(1, 0, 2),
      input: { key: subject.keyId, retirementId, claim: at(1) },
    });
  });
});

describe('a fence after the freeze', () => {
  test.each<Row>([
    ['what is back is confirmed', back, at(1, 0, 17), 'confirm, everything is given back'],
    ['what is still off is given back again', inStage1, at(1, 0, 17), 'restore, everything is given back'],
    [
      'what somebody else switched off is closed',
      [...inStage1, [at(1, 0, 2), change(at(1, 0, 1), 'Inactive')]],
      at(1, 0, 17),
      'confirm, somebody needs it',
    ],
    [
      'what was absent is looked for',
      [...inStage1, [at(1, 0, 2), absence]],
      at(1, 0, 17),
      'confirm, everything is given back',
    ],
    ['a fence that passes within a minute is waited for', back, at(1, 0, 16), 'confirm, everything is given back'],
    ['one that passes later is left to the next round', back, at(1, 0, 15, 59), nothing],
    ['a key that was never off is left alone', inNotice, at(1, 0, 17), nothing],
    ['a key that is confirmed is left alone', [...back, [at(1, 0, 17), confirmed]], at(1, 0, 18), nothing],
  ])('%s', (_, facts, now, instruction) => {
    expect(told(confirmNow, facts, now, order)).toBe(instruction);
  });

  test('nothing is confirmed before its fence has passed', () => {
    expect(confirmNow(given(...back), order, at(1, 0, 16, 30))).toMatchObject({ notBefore: at(1, 0, 17) });
    expect(confirmNow(given(...back), order, at(1, 0, 18))).toMatchObject({ notBefore: at(1, 0, 18) });
  });

  test('a key without any intent has no fence to wait for', () => {
    const { lastIntentAt: _, ...r } = given(...back);
    expect(confirmNow(r, order, at(1, 0, 3))).toMatchObject({ notBefore: at(1, 0, 3) });
  });
});

test('a last outage that was over is repeated too: a key is deleted from an outage, never after it was given back', () => {
  const over: Written[] = [...inLastOutage, [at(32, 1), everything], [at(32, 1), keyRestored]];
  expect(given(...over)).toMatchObject({ stagesDone: 0 });
  expect(given(...inStage1, [at(1, 0, 10), everything])).toMatchObject({ stagesDone: 1 });
});

describe('in the report', () => {
  const left: Fact = { type: 'LeftAsFound', detail: { by: 'ci' } };
  const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };
  test.each<[string, Written[], string]>([
    ['a key that is off is open', inStage1, 'open'],
    ['a key that is on and not confirmed is open', back, 'open'],
    ['a key that is confirmed is back', [...back, [at(1, 0, 18), confirmed]], 'back'],
    ['also where its retirement has ended by then', [...back, [at(1, 0, 18), confirmed], [at(1, 0, 18), kept]], 'back'],
    ['a key that somebody else had switched off is left', [...inStage1, [at(1, 0, 18), left]], 'left'],
    ['also at the very moment of the freeze', [...inStage1, [order.startedAt, left]], 'left'],
    ['a key that was left before the freeze was not concerned', [...inStage1, [at(1, 0, 1), left]], 'was on'],
    ['a key that was never off was not concerned', [...inNotice, [at(1, 0, 18), left]], 'was on'],
    ['a key in its soak was not concerned', [...inSoak1.map(early), [at(1, 0, 1), confirmed]], 'was on'],
    ['a key that was never enqueued was not concerned', [[at(1, 0, 18), confirmed]], 'was on'],
  ])('%s', (_, facts, standing) => {
    expect(standingOf(chainOf(...facts), order)).toBe(standing);
  });

  test.each<[Written[], string | RegExp]>([
    [[...inStage1, [at(1, 0, 3), everything], [at(1, 0, 3), failed]], 'AccessDenied'],
    [[...inStage1, [at(1, 0, 3), everything], [at(1, 0, 3), failed], [at(1, 0, 4), untold]], 'AccessDenied'],
    [
      [...inStage1, [at(1, 0, 3), failed], [at(1, 0, 4), everything], [at(1, 0, 4), keyRestored]],
      'it is not confirmed yet',
    ],
    [back, 'it is not confirmed yet'],
    [inStage1, 'it is not confirmed yet'],
    [[...mayBeDeleted, [at(32), deletionStarted]], 'its deletion had begun; it is looked at after its fence'],
    [[...inStage1, [at(1, 0, 2), change(at(1, 0, 1), 'Inactive')]], /user\/ci switched it off at/],
    [[...inStage1, [at(1, 0, 2), change(at(1, 0, 1), 'Deleted')]], /user\/ci deleted it at/],
    [[...inStage1, [at(1, 0, 18), left]], 'left: ci'],
    [[[at(1), confirmed]], 'it has no retirement'],
  ])('it says why', (facts, why) => {
    expect(whyNotBack(chainOf(...facts))).toMatch(why);
  });
});

/** The same, long before. */
function early([when, fact, extra]: Written): Written {
  return [new Date(Date.parse(when) - 86_400_000).toISOString(), fact, extra ?? {}];
}
