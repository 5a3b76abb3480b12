import { confirm, restore as decideRestore } from '../../../../lambda/core/decide/restore';
import type { RestoreSeen } from '../../../../lambda/core/decide/restore';
import type { Retirement } from '../../../../lambda/core/retirement';
import { standard } from '../../../../lambda/core/ritual';
import { secondsBetween } from '../../../../lambda/core/time';
import {
  at,
  chainOf,
  change,
  confirmed,
  deactivated,
  enqueued,
  gateOpened,
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
} from '../chains';
import type { Written } from '../chains';
import { config } from '../configs';

const { calendar } = config;
const restore = (r: Retirement, seen: Omit<RestoreSeen, 'calendar'>) => decideRestore(r, { calendar, ...seen });
const planned = { because: 'the outage is over' } as const;
const needed = { because: 'somebody needs it' } as const;
const failed = { because: 'Keysunset failed', failure: { Error: 'TypeError', Cause: 'a bug' } } as const;
const callWith = (because: string) => ({ do: 'call', intent: { type: 'RestoreStarted', detail: { because } } });
const deletionStarted = { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } } as const;

describe('giving a key back', () => {
  test('an outage that is over is ended by one promised call', () => {
    expect(restore(given(...inStage1), { now: at(1, 0, 10), input: planned })).toEqual(callWith('the outage is over'));
  });

  test.each([
    ['P2D', 'Friday', at(3, 0, 10, 1)],
    ['P3D', 'the Monday after, since Saturday is no working day', at(6)],
    ['PT16H', 'the opening of the next day', at(2)],
  ])('after the call the soak of %s begins, until %s', (soak, _, until) => {
    const stages = [{ outage: 'PT10M', soak }, { outage: 'P31D' }];
    const begun: Written = [at(0), enqueued({ ritual: { ...standard, stages } })];
    const back: Written[] = [
      [at(1, 0, 10), restoreStarted('the outage is over')],
      [at(1, 0, 10, 1), keyRestored],
    ];
    const r = given(begun, ...inStage1.slice(1), ...back);
    expect(restore(r, { now: at(1, 0, 10, 1), input: planned })).toMatchObject({
      answer: 'restored',
      seconds: secondsBetween(at(1, 0, 10, 1), until),
      record: [{ type: 'SoakStarted', detail: { stage: 1, until } }],
    });
  });

  test('where the calendar has no working hours any more, the soak ends when it is over', () => {
    const closed = { ...calendar, freezes: [{ from: '2026-01-01', to: '2029-01-01', reason: 'by mistake' }] };
    const r = given(...inStage1, [at(1, 0, 10), restoreStarted('the outage is over')], [at(1, 0, 10, 1), keyRestored]);
    expect(decideRestore(r, { calendar: closed, now: at(1, 0, 10, 1), input: planned })).toMatchObject({
      record: [{ type: 'SoakStarted', detail: { until: at(4, 0, 10, 1) } }],
    });
  });

  test('told again in the soak, nothing is done and the rest of the soak is answered', () => {
    expect(restore(given(...inSoak1), { now: at(2, 0, 10, 1), input: planned })).toMatchObject({
      answer: 'restored',
      seconds: 2 * 86_400,
      record: [],
    });
  });

  test('a planned restore that arrives late, from an earlier stage, does not cut the next outage short', () => {
    expect(restore(given(...inStage1), { now: at(1, 0, 5), input: planned })).toMatchObject({ answer: 'restored' });
  });

  test('a promise that nobody kept is undone by a call all the same, and its stage is repeated after the fence', () => {
    const expired = given(...inStage1.slice(0, -1));
    expect(restore(expired, { now: at(1, 0, 5), input: planned })).toEqual(callWith('the outage is over'));
    const back = given(
      ...inStage1.slice(0, -1),
      [at(1, 0, 5), restoreStarted('the outage is over')],
      [at(1, 0, 5, 1), keyRestored],
    );
    expect(back.stagesDone).toBe(0);
    expect(restore(back, { now: at(1, 0, 5, 1), input: planned })).toMatchObject({ answer: 'restored', seconds: 899 });
  });

  test('a stop gives the key back at once', () => {
    const r = given(...inStage1, [at(1, 0, 6), stopRequested]);
    expect(restore(r, { now: at(1, 0, 6), input: needed })).toEqual(callWith('somebody needs it'));
  });

  test('a stop in the seconds in which the key goes off calls again, since the late call may have undone the first', () => {
    const r = given(
      ...inStage1.slice(0, -1),
      [at(1, 0, 0, 2), stopRequested],
      [at(1, 0, 0, 2), restoreStarted('somebody needs it')],
      [at(1, 0, 0, 3), keyRestored],
    );
    expect(restore(r, { now: at(1, 0, 0, 10), input: needed })).toEqual(callWith('somebody needs it'));
    const later = given(
      ...inStage1,
      [at(1, 0, 6), stopRequested],
      [at(1, 0, 6), restoreStarted('somebody needs it')],
      [at(1, 0, 6, 1), keyRestored],
    );
    expect(restore(later, { now: at(1, 0, 6, 2), input: needed })).toMatchObject({ answer: 'again', seconds: 898 });
  });

  test('a deactivation that lands after a restore is undone: the restore counts for nothing', () => {
    const r = given(
      ...inStage1.slice(0, -1),
      [at(1, 0, 0, 2), stopRequested],
      [at(1, 0, 0, 2), restoreStarted('somebody needs it')],
      [at(1, 0, 0, 3), keyRestored],
      [at(1, 0, 0, 9), deactivated(1)],
    );
    expect(restore(r, { now: at(1, 0, 30), input: needed })).toEqual(callWith('somebody needs it'));
  });

  test('outside a claim Keysunset never activates a key', () => {
    expect(restore(given(...inNotice), { now: at(0, 5), input: failed })).toMatchObject({ answer: 'restored' });
    const stopped = given(...inNotice, [at(0, 4), stopRequested]);
    expect(restore(stopped, { now: at(0, 5), input: needed })).toMatchObject({ answer: 'again', record: [] });
  });

  test('what somebody else switched off is left alone, even after a stop', () => {
    const r = given(...inStage1, [at(1, 0, 5), change(at(1, 0, 4), 'Inactive')], [at(1, 0, 6), stopRequested]);
    expect(restore(r, { now: at(1, 0, 6), input: needed })).toMatchObject({ answer: 'again' });
  });

  test('nobody restores before the fence of a deletion that has begun', () => {
    const r = given(...mayBeDeleted, [at(32), deletionStarted]);
    expect(restore(r, { now: at(32, 0, 1), input: needed })).toMatchObject({ answer: 'again', seconds: 840 });
    expect(restore(r, { now: at(32, 0, 15), input: needed })).toEqual(callWith('somebody needs it'));
  });

  test('a key that was not there is looked for again, not called for', () => {
    const absence = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } } as const;
    const r = given(...inStage1, [at(1, 0, 10), restoreStarted('the outage is over')], [at(1, 0, 10), absence]);
    expect(restore(r, { now: at(1, 0, 10), input: planned })).toMatchObject({ answer: 'again', seconds: 61 });
  });

  test('what has ended is answered with how it ended', () => {
    const kept = given(...inNotice, [at(0, 4), { type: 'RetirementKept', detail: { because: 'stop: button' } }]);
    expect(restore(kept, { now: at(0, 5), input: needed })).toMatchObject({ answer: 'kept' });
    expect(confirm(kept, { now: at(0, 5), input: needed, status: 'Active' })).toMatchObject({ answer: 'kept' });
  });
});

describe('giving everything back', () => {
  const everything = { because: 'everything is given back', claim: at(1) } as const;
  const back = [
    ...inStage1,
    [at(1, 0, 3), restoreStarted('everything is given back')],
    [at(1, 0, 3, 1), keyRestored],
  ] as typeof inStage1;

  test('cuts an outage short by one promised call', () => {
    expect(restore(given(...inStage1), { now: at(1, 0, 3), input: everything })).toEqual(
      callWith('everything is given back'),
    );
  });

  test('leaves the retirement alive: it is on until the fence has passed, and the stage is repeated', () => {
    const r = given(...back);
    expect(restore(r, { now: at(1, 0, 3, 1), input: everything })).toMatchObject({
      answer: 'restored',
      record: [{ type: 'SoakStarted', detail: { stage: 1, until: at(1, 0, 18) } }],
    });
    expect([r.stagesDone, r.ending]).toEqual([0, undefined]);
    expect(confirm(r, { now: at(1, 0, 18), input: everything, status: 'Active' })).toMatchObject({
      answer: 'restored',
      record: [confirmed],
    });
  });

  test('of an outage that was over already goes on to its soak', () => {
    const r = given(
      ...inStage1,
      [at(1, 0, 10), restoreStarted('everything is given back')],
      [at(1, 0, 10, 1), keyRestored],
    );
    expect(restore(r, { now: at(1, 0, 10, 1), input: everything })).toMatchObject({
      seconds: secondsBetween(at(1, 0, 10, 1), at(6)),
    });
  });

  test('undoes a late call that switched the key off again', () => {
    expect(confirm(given(...back), { now: at(1, 0, 18), input: everything, status: 'Inactive' })).toEqual(
      callWith('everything is given back'),
    );
  });

  test('told late, never cuts a later outage short', () => {
    const again = [
      ...back,
      [at(1, 0, 18), confirmed],
      [at(1, 1), outageStarted(1, at(1, 1), at(1, 1, 10))],
      [at(1, 1, 0, 1), deactivated(1)],
    ] as typeof inStage1;
    for (const now of [at(1, 1, 1), at(1, 1, 20)]) {
      const seen = { now, input: everything };
      expect(restore(given(...again), seen)).toEqual({ do: 'answer', answer: 'restored', seconds: 1, record: [] });
      expect(confirm(given(...again), { ...seen, status: 'Inactive' })).toMatchObject({
        answer: 'restored',
        record: [],
      });
    }
  });

  test('a stop meanwhile keeps the key', () => {
    const r = given(...back, [at(1, 0, 5), stopRequested]);
    expect(confirm(r, { now: at(1, 0, 18), input: everything, status: 'Active' })).toMatchObject({ answer: 'kept' });
  });
});

describe('confirming that it stays on', () => {
  const stopped = [...inStage1, [at(1, 0, 6), stopRequested]] as typeof inStage1;
  const back = [
    ...stopped,
    [at(1, 0, 6), restoreStarted('somebody needs it')],
    [at(1, 0, 6, 1), keyRestored],
  ] as typeof inStage1;

  test('not before the fence has passed', () => {
    expect(confirm(given(...back), { now: at(1, 0, 20), input: needed, status: 'Active' })).toMatchObject({
      answer: 'again',
      seconds: 60,
    });
  });

  test('then it is kept, with the reason', () => {
    expect(confirm(given(...back), { now: at(1, 0, 21), input: needed, status: 'Active' })).toMatchObject({
      answer: 'kept',
      record: [confirmed, { type: 'RetirementKept', detail: { because: 'stop: button' } }],
    });
  });

  test('in a soak only the claim is closed', () => {
    expect(confirm(given(...inSoak1), { now: at(1, 1), input: planned, status: 'Active' })).toMatchObject({
      answer: 'restored',
      record: [confirmed],
    });
    const closed = given(...inSoak1, [at(1, 0, 30), confirmed]);
    expect(confirm(closed, { now: at(1, 1), input: planned, status: 'Active' })).toMatchObject({ record: [] });
  });

  test('a late call that switched it off again is undone', () => {
    expect(confirm(given(...back), { now: at(1, 0, 21), input: needed, status: 'Inactive' })).toEqual(
      callWith('somebody needs it'),
    );
  });

  test('off by somebody else, it is left as found, with who it was', () => {
    const r = given(...back, [at(1, 0, 15), change(at(1, 0, 12), 'Inactive')]);
    expect(confirm(r, { now: at(1, 0, 21), input: needed, status: 'Inactive' })).toMatchObject({
      answer: 'left',
      record: [{ type: 'LeftAsFound', detail: { by: 'arn:aws:iam::408173952614:user/ci' } }],
    });
  });

  test('off with no claim of ours, it is left as found', () => {
    expect(confirm(given(...inNotice), { now: at(1), input: needed, status: 'Inactive' })).toMatchObject({
      answer: 'left',
      record: [{ type: 'LeftAsFound', detail: {} }],
    });
  });

  test('absent counts as gone only when read twice, a minute apart', () => {
    const first = confirm(given(...back), { now: at(1, 0, 21), input: needed, status: 'absent' });
    expect(first).toMatchObject({ answer: 'again', seconds: 61, record: [{ type: 'EvidenceGathered' }] });
    const once = [...back, [at(1, 0, 21), first.do === 'answer' && first.record[0]]] as typeof inStage1;
    expect(confirm(given(...once), { now: at(1, 0, 21, 30), input: needed, status: 'absent' })).toMatchObject({
      answer: 'again',
      record: [],
    });
    expect(confirm(given(...once), { now: at(1, 0, 22, 1), input: needed, status: 'absent' })).toMatchObject({
      answer: 'gone',
      record: [{ type: 'KeyGone', detail: {} }],
    });
  });

  test('absent after a deletion that began: deleted, by us', () => {
    const absence = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } } as const;
    const r = given(...mayBeDeleted, [at(32), deletionStarted], [at(32, 0, 16), absence]);
    expect(confirm(r, { now: at(32, 0, 18), input: needed, status: 'absent' })).toMatchObject({
      answer: 'deleted',
      record: [{ type: 'KeyDeleted' }],
    });
  });

  test('a failure is recorded as one, only after the key is confirmed on', () => {
    const r = given(...inStage1, [at(1, 0, 3), restoreStarted('Keysunset failed')], [at(1, 0, 3, 1), keyRestored]);
    expect(confirm(r, { now: at(1, 0, 19), input: failed, status: 'Active' })).toMatchObject({
      answer: 'failed',
      record: [confirmed, { type: 'RetirementFailed', detail: { error: 'TypeError', cause: 'a bug' } }],
    });
    expect(confirm(r, { now: at(1, 0, 19), input: needed, status: 'Active' })).toMatchObject({
      answer: 'failed',
      record: [
        confirmed,
        { type: 'RetirementFailed', detail: { error: 'Stopped', cause: 'the execution ended early' } },
      ],
    });
    expect(confirm(given(...inNotice), { now: at(1), input: failed, status: 'Active' })).toMatchObject({
      answer: 'failed',
      record: [{ type: 'RetirementFailed' }],
    });
  });

  test('a stop wins over a failure', () => {
    const r = given(
      ...inStage1,
      [at(1, 0, 3), restoreStarted('Keysunset failed')],
      [at(1, 0, 3, 1), keyRestored],
      [at(1, 0, 4), stopRequested],
    );
    expect(confirm(r, { now: at(1, 0, 19), input: failed, status: 'Active' })).toMatchObject({ answer: 'kept' });
  });

  test.each([
    ['a re-activation', { type: 'ScreamHeard', detail: { sign: 're-activated' } }, 're-activated'],
    [
      'use',
      {
        type: 'ScreamHeard',
        detail: { sign: 'use', lastUse: { at: at(2), service: 's3', region: 'eu-west-1' }, callers: 'unknown' },
      },
      'use seen',
    ],
    [
      'a deletion held up',
      { type: 'GateHeld', detail: { before: 'deletion', because: 'held up', until: at(39), keeps: true } },
      'held up',
    ],
  ] as const)('it is kept because of %s', (_, fact, because) => {
    const r = given(
      ...inLastOutage,
      [at(39), fact],
      [at(39), restoreStarted('somebody needs it')],
      [at(39), keyRestored],
    );
    expect(confirm(r, { now: at(39, 1), input: needed, status: 'Active' })).toMatchObject({
      record: [confirmed, { type: 'RetirementKept', detail: { because } }],
    });
  });

  test('with no reason in the chain it is kept in doubt', () => {
    expect(confirm(given(...inNotice), { now: at(1), input: needed, status: 'Active' })).toMatchObject({
      record: [{ type: 'RetirementKept', detail: { because: 'in doubt' } }],
    });
  });

  test('a key is retired anew behind the fence of its last retirement', () => {
    const again = chainOf(
      ...back,
      [at(1, 0, 21), confirmed],
      [at(1, 0, 21), { type: 'RetirementKept', detail: { because: 'stop: button' } }],
      [at(1, 0, 22), enqueued(), { retirementId: 'r-2' }],
    );
    expect(again.entries.at(-1)?.retirementId).not.toBe(retirementId);
    expect(given(...back, [at(1, 0, 22), enqueued()], [at(1, 0, 23), gateOpened('outage', 1)]).lastIntentAt).toBe(
      at(1, 0, 6),
    );
    expect(given(...back, [at(1, 0, 22), outageStarted(1, at(1, 0, 22), at(1, 1))]).outages).toHaveLength(2);
  });
});
