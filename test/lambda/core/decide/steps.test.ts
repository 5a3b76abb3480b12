import { checkIn } from '../../../../lambda/core/decide/check-in';
import { deactivate } from '../../../../lambda/core/decide/deactivate';
import { deleteKey, lastLook } from '../../../../lambda/core/decide/delete-key';
import { decide } from '../../../../lambda/core/decide';
import type { KeyStatus, Reading } from '../../../../lambda/core/ports';
import {
  at,
  change,
  confirmed,
  gateOpened,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  mayBeDeleted,
  restoreStarted,
  snoozed,
  stopRequested,
} from '../chains';
import { config } from '../configs';

const unknown = { known: false, why: 'IAM is down' } as const;
const is = <S extends 'Active' | 'Inactive' | 'absent'>(value: S) => ({ known: true, value }) as const;
const thawed = { known: true, value: false } as const;

describe('switching a key off', () => {
  const opened = [...inNotice, [at(1), gateOpened('outage', 1)]] as typeof inNotice;
  const seen = { now: at(1, 0, 1), status: is('Active'), frozen: thawed, config } as const;

  test('first comes the promise of when it is back, and until when the call may be sent', () => {
    expect(deactivate(given(...opened), seen)).toEqual({
      do: 'call',
      intent: {
        type: 'OutageStarted',
        detail: { stage: 1, endsAt: at(1, 0, 11), restoreBy: at(1, 0, 11), sendBy: at(1, 0, 2) },
      },
    });
  });

  test('the last outage promises the key back a week after the deletion date at the latest', () => {
    const [enqueued, ...rest] = inLastOutage.slice(0, 5);
    expect(deactivate(given(enqueued!, ...rest), seen)).toMatchObject({
      intent: { detail: { endsAt: at(32, 0, 1), restoreBy: at(39, 0, 1) } },
    });
  });

  test.each([
    ['after a stop', given(...opened, [at(1), stopRequested]), seen],
    ['without the gate’s go', given(...inNotice), seen],
    ['when the gate’s go is older than ten minutes', given(...opened), { ...seen, now: at(1, 0, 10) }],
    ['when it is found off', given(...opened), { ...seen, status: is('Inactive') }],
    ['when it cannot be read', given(...opened), { ...seen, status: unknown }],
    ['in a freeze', given(...opened), { ...seen, frozen: { known: true, value: { reason: 'x' } } as const }],
    ['when nobody knows whether there is a freeze', given(...opened), { ...seen, frozen: unknown }],
    ['when the promise has expired', given(...inStage1.slice(0, -1)), { ...seen, now: at(1, 0, 1) }],
    [
      'when it was given back meanwhile',
      given(...inStage1.slice(0, -1), [at(1, 0, 0, 5), restoreStarted('somebody needs it')]),
      { ...seen, now: at(1, 0, 0, 10) },
    ],
  ])('nothing is called %s', (_, r, world) => {
    expect(deactivate(r, world)).toEqual({ do: 'answer', answer: 'listen', seconds: 1, record: [] });
  });

  test.each([
    ['a freeze', { known: true, value: { reason: 'x' } } as const],
    ['no knowing whether there is a freeze', unknown],
  ])('a repeat within the minute does not slip past %s', (_, frozen) => {
    const r = given(...inStage1.slice(0, -1));
    expect(deactivate(r, { ...seen, now: at(1, 0, 0, 30), frozen })).toMatchObject({ answer: 'listen' });
  });

  test('a repeat within the minute goes on under the promise that is there', () => {
    expect(deactivate(given(...inStage1.slice(0, -1)), { ...seen, now: at(1, 0, 0, 30) })).toEqual({ do: 'call' });
  });

  test('once it is off, the outage is listened to until it ends, or until the next reminder', () => {
    expect(deactivate(given(...inStage1), { ...seen, now: at(1, 0, 2) })).toMatchObject({
      answer: 'listen',
      seconds: 480,
    });
    expect(deactivate(given(...inLastOutage), { ...seen, now: at(1) })).toMatchObject({ seconds: 86_400 });
    expect(deactivate(given(...inLastOutage), { ...seen, now: at(28) })).toMatchObject({ seconds: 86_400 });
    expect(deactivate(given(...inLastOutage), { ...seen, now: at(30) })).toMatchObject({ seconds: 2 * 86_400 });
  });
});

describe('checking in', () => {
  const seen = { now: at(1, 0, 10), status: is('Inactive'), config } as const;

  test('an outage that is over is ended: the key comes back, or is deleted after the last', () => {
    expect(checkIn(given(...inStage1), seen)).toMatchObject({ answer: 'restore', record: [{ type: 'CheckedIn' }] });
    expect(checkIn(given(...inLastOutage), { ...seen, now: at(32) })).toMatchObject({ answer: 'delete' });
  });

  test('an outage that is not over is listened to again', () => {
    expect(checkIn(given(...inLastOutage), { ...seen, now: at(8) })).toMatchObject({
      answer: 'listen',
      seconds: 7 * 86_400,
    });
  });

  test('a key that somebody re-activated is kept, with who it was where that is known', () => {
    const r = given(...inLastOutage, [at(15), change(at(15), 'Active')]);
    expect(checkIn(r, { ...seen, now: at(15, 1), status: is('Active') })).toMatchObject({
      answer: 'keep',
      record: [
        { type: 'CheckedIn', detail: { status: 'Active' } },
        { type: 'ScreamHeard', detail: { sign: 're-activated', change: { sourceIp: '10.8.0.12' } } },
      ],
    });
  });

  test('a read in the first minutes may be stale: no scream yet', () => {
    expect(checkIn(given(...inStage1), { ...seen, now: at(1, 0, 1), status: is('Active') })).toMatchObject({
      answer: 'listen',
    });
  });

  test('a key that is not there is given back, which looks closer', () => {
    expect(checkIn(given(...inStage1), { ...seen, status: is('absent') })).toMatchObject({ answer: 'keep' });
  });

  test('a failed read ends no outage early, and holds none up', () => {
    expect(checkIn(given(...inStage1), { ...seen, now: at(1, 0, 5), status: unknown })).toMatchObject({
      answer: 'listen',
    });
    expect(checkIn(given(...inStage1), { ...seen, status: unknown })).toMatchObject({ answer: 'restore' });
  });

  test('what must end, ends; what never went dark, or is back already, goes on to the give-back', () => {
    expect(checkIn(given(...inStage1, [at(1, 0, 5), stopRequested]), seen)).toMatchObject({ answer: 'keep' });
    expect(checkIn(given(...inNotice), seen)).toMatchObject({ answer: 'restore' });
    expect(checkIn(given(...inStage1.slice(0, -1)), seen)).toMatchObject({ answer: 'restore' });
    expect(checkIn(given(...inSoak1), { ...seen, status: is('Active') })).toMatchObject({ answer: 'restore' });
  });
});

describe('deleting a key', () => {
  const seen = { now: at(32, 0, 1), status: 'Inactive' } as const;
  const started = { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 2) } } as const;

  test('first comes the promise', () => {
    expect(deleteKey(given(...mayBeDeleted), seen)).toEqual({ do: 'call', intent: started });
  });

  test.each([
    ['after a stop', given(...mayBeDeleted, [at(32), stopRequested]), seen],
    ['when a deletion has begun already', given(...mayBeDeleted, [at(32), started]), seen],
    ['when it is not there', given(...mayBeDeleted), { ...seen, status: 'absent' as const }],
  ])('nothing is called %s', (_, r, world) => {
    expect(deleteKey(r, world)).toEqual({ do: 'answer', answer: 'keep', seconds: 1, record: [] });
  });

  test.each([
    ['the gate’s go is too old', given(...mayBeDeleted), { ...seen, now: at(32, 0, 11) }, /too old/],
    ['there is no go', given(...inLastOutage), seen, /too old/],
    [
      'the latest date has passed',
      given(...mayBeDeleted.slice(0, -1), [at(39), gateOpened('deletion', 1)]),
      { ...seen, now: at(39) },
      /latest date/,
    ],
  ])('it is kept with the reason when %s', (_, r, world, because) => {
    expect(deleteKey(r, world)).toMatchObject({
      answer: 'keep',
      record: [{ type: 'GateHeld', detail: { keeps: true, because: expect.stringMatching(because) as string } }],
    });
  });

  test.each([
    ['it was given back meanwhile', given(...mayBeDeleted, [at(32), restoreStarted('the outage is over')])],
    ['nothing was ever off', given(...inNotice, [at(32), gateOpened('deletion', 1)])],
    ['somebody said “not now”', given(...mayBeDeleted, [at(32), snoozed(at(35))])],
  ])('nothing is deleted, and the outage is repeated, when %s', (_, r) => {
    expect(deleteKey(r, seen)).toEqual({ do: 'answer', answer: 'restore', seconds: 1, record: [] });
  });

  test('a key found on is kept', () => {
    expect(deleteKey(given(...mayBeDeleted), { ...seen, status: 'Active' })).toMatchObject({
      answer: 'keep',
      record: [{ type: 'ScreamHeard' }],
    });
  });

  test('deleted is deleted', () => {
    const r = given(...mayBeDeleted, [at(32), started], [at(32), { type: 'KeyDeleted', detail: {} }]);
    expect(deleteKey(r, seen)).toMatchObject({ answer: 'deleted' });
  });

  test('the last look abandons it when anything has changed, or nothing can be seen', () => {
    const r = given(...mayBeDeleted, [at(32), started]);
    const looked = (status: Reading<KeyStatus>, frozen: Reading<unknown> = thawed) => lastLook(r, { status, frozen });
    expect(looked(is('Inactive'))).toEqual([]);
    expect(looked(is('Active'))).toEqual([
      { type: 'ScreamHeard', detail: { sign: 're-activated' } },
      { type: 'DeletionAbandoned', detail: { because: 'somebody re-activated it' } },
    ]);
    expect(looked(is('absent'))).toMatchObject([{ detail: { because: 'somebody else deleted it' } }]);
    expect(looked(unknown)).toEqual([
      { type: 'DeletionAbandoned', detail: { because: 'the key could not be read: IAM is down' } },
    ]);
    const taken = given(...mayBeDeleted, [at(32), started], [at(32), change(at(31), 'Inactive')]);
    expect(lastLook(taken, { status: is('Inactive'), frozen: thawed })).toMatchObject([
      { detail: { because: 'somebody else switched it off' } },
    ]);
    const frozen = { known: true, value: { reason: 'incident' } } as const;
    expect(looked(is('Inactive'), frozen)).toMatchObject([{ detail: { because: 'there is a freeze' } }]);
    expect(looked(is('Inactive'), unknown)).toMatchObject([
      { detail: { because: 'whether there is a freeze could not be read: IAM is down' } },
    ]);
  });

  test('an abandoned deletion gives the key back and keeps it', () => {
    const r = given(
      ...mayBeDeleted,
      [at(32), started],
      [at(32), { type: 'DeletionAbandoned', detail: { because: 'x' } }],
    );
    expect(
      decide('restore', r, { now: at(32), calendar: config.calendar, input: { because: 'somebody needs it' } }),
    ).toMatchObject({
      do: 'call',
    });
    const back = given(
      ...mayBeDeleted,
      [at(32), started],
      [at(32), { type: 'DeletionAbandoned', detail: { because: 'x' } }],
      [at(32), restoreStarted('somebody needs it')],
      [at(32), keyRestored],
    );
    expect(
      decide('confirm', back, { now: at(32, 1), input: { because: 'somebody needs it' }, status: 'Active' }),
    ).toMatchObject({ answer: 'kept', record: [confirmed, { detail: { because: 'x' } }] });
  });
});
