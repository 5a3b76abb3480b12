import type { Fact } from '../../../lambda/core/entries';
import { headOf, liveStatuses, statusOf } from '../../../lambda/core/head';
import {
  at,
  enqueued,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  retirementId,
  stopRequested,
  subject,
} from './chains';
import type { Written } from './chains';

const stoppedAt = (...[days, hours, minutes]: [number, number?, number?]): Written => [
  at(days, hours, minutes),
  stopRequested,
];
const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };
const early: Written[] = inStage1.slice(0, -1);

test.each<[string, Written[], string, string, string]>([
  ['enqueued', [[at(0), enqueued()]], 'enqueued', 'waiting to start', at(0)],
  ['in its notice', inNotice, 'notice', 'notice given', at(1)],
  ['stopped in its notice', [...inNotice, stoppedAt(0, 5)], 'ending', 'ending during the notice', at(0, 5)],
  ['promised to go dark', early, 'outage', 'stage 1 of 3: off for 10 minutes', at(1, 0, 10)],
  ['dark', inStage1, 'outage', 'stage 1 of 3: off for 10 minutes', at(1, 0, 10)],
  [
    'stopped while dark',
    [...inStage1, stoppedAt(1, 0, 4)],
    'ending',
    'giving the key back in stage 1 of 3',
    at(1, 0, 4),
  ],
  ['dark for the last time', inLastOutage, 'outage', 'stage 1 of 1: off for 31 days', at(32)],
  ['soaking', inSoak1, 'soak', 'stage 1 of 3: on, watched', '2026-03-07T01:10:01.000Z'],
  ['stopped while soaking', [...inSoak1, stoppedAt(2)], 'ending', 'ending in the soak of stage 1 of 3', at(2)],
  ['over', [...inSoak1, stoppedAt(2), [at(2, 1), kept]], 'kept', 'ended', at(2, 1)],
])('a key that is %s says so in words, and when that is over', (_, facts, status, stage, deadline) => {
  expect(headOf(given(...facts))).toMatchObject({ status, stage, deadline });
});

test('a key that somebody needed says until when it is left alone; one that is deleted, nothing', () => {
  const after = (fact: Fact) => headOf(given(...inNotice, stoppedAt(0, 5), [at(2), fact])).leftAloneUntil;
  expect(after(kept)).toBe(at(180, 5));
  expect(after({ type: 'LeftAsFound', detail: {} })).toBe(at(180, 5));
  expect([after({ type: 'KeyDeleted', detail: {} }), after({ type: 'KeyGone', detail: {} })]).toEqual([
    undefined,
    undefined,
  ]);
  expect(headOf(given(...inNotice, stoppedAt(0, 5)))).not.toHaveProperty('leftAloneUntil');
});

test('HEAD names the key, its owner, who wanted it retired and why', () => {
  expect(headOf(given(...inStage1))).toEqual({
    keyId: subject.keyId,
    seq: 7,
    retirementId,
    watchFrom: at(1, 0, 11),
    status: 'outage',
    stage: 'stage 1 of 3: off for 10 minutes',
    deadline: at(1, 0, 10),
    accountId: subject.accountId,
    accountName: 'prod-apps',
    userName: subject.userName,
    owner: 'Maria Keller',
    ownerId: 'U1',
    reason: 'quarterly clean-up, SEC-412',
    enqueuedBy: 'test',
    enqueuedAt: at(0),
    restoreBy: at(1, 0, 10),
  });
});

test('an owner who is not found yet is said to be not known yet', () => {
  expect(headOf(given([at(0), enqueued()])).owner).toBe('not known yet');
});

test('only a key that may be off has a date by which it is back', () => {
  expect(headOf(given(...inNotice))).not.toHaveProperty('restoreBy');
});

test('a key that was given back, and is not confirmed yet, says since when it is on', () => {
  expect(headOf(given(...inSoak1)).restoredAt).toBe(at(1, 0, 10, 1));
  expect(headOf(given(...inStage1))).not.toHaveProperty('restoredAt');
});

test('what a gate holds up says why; what has ended is held up by nothing', () => {
  const frozen: Fact = {
    type: 'GateHeld',
    detail: { before: 'outage', because: 'frozen', until: at(2), keeps: false },
  };
  expect(headOf(given(...inNotice, [at(1), frozen])).held).toBe('frozen');
  expect(headOf(given(...inNotice, [at(1), frozen], [at(1, 1), kept]))).not.toHaveProperty('held');
});

test('the outcome comes with its reason', () => {
  expect(headOf(given(...inNotice, [at(1), kept])).outcome).toBe('kept: stop: button');
  expect(headOf(given(...inNotice))).not.toHaveProperty('outcome');
});

test('a stage that the ritual does not have is off for a while', () => {
  const r = given(...inStage1);
  expect(headOf({ ...r, ritual: { ...r.ritual, stages: [] } }).stage).toBe('stage 1 of 0: off for a while');
});

test('the watchdog finds every retirement that is not over', () => {
  const live = [[enqueuedOnly], inNotice, inStage1, inSoak1, [...inSoak1, stoppedAt(2)]] as Written[][];
  expect(live.map((facts) => statusOf(given(...facts)))).toEqual([...liveStatuses]);
});

const enqueuedOnly: Written = [at(0), enqueued()];
