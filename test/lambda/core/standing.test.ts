import type { Fact } from '../../../lambda/core/entries';
import type { Ritual } from '../../../lambda/core/ritual';
import type { Instant } from '../../../lambda/core/time';
import {
  fencedUntil,
  finalNoticeAt,
  handsOff,
  hasPassed,
  holdUntil,
  listenUntil,
  mustEnd,
  outcomeOf,
  remindersOf,
  secondsUntil,
  settled,
  stageOf,
  takenOver,
  watchedSince,
} from '../../../lambda/core/standing';
import {
  at,
  change,
  confirmed,
  deactivated,
  enqueued,
  given,
  gateOpened,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  oneStage,
  outageStarted,
  restoreStarted,
  stopRequested,
} from './chains';
import { config } from './configs';

const weekly = { remindEveryDays: 7, calendar: config.calendar };
const kept = { type: 'RetirementKept', detail: { because: 'stop: button' } } as const;

describe('a retirement must end', () => {
  test.each([
    ['after a stop', given(...inStage1, [at(1, 0, 5), stopRequested])],
    ['when somebody else switched the key off', given(...inSoak1, [at(2), change(at(2), 'Inactive')])],
    ['when somebody else deleted the key', given(...inSoak1, [at(2), change(at(2), 'Deleted')])],
    ['when it has ended', given(...inNotice, [at(1), kept])],
  ])('%s', (_, r) => {
    expect(mustEnd(r)).toBe(true);
  });

  test.each([
    ['while nobody said anything', given(...inStage1)],
    ['for a change to Active alone', given(...inSoak1, [at(2), change(at(2), 'Active')])],
    [
      'when somebody else switched it off and on again',
      given(...inSoak1, [at(2), change(at(2), 'Inactive')], [at(2, 1), change(at(2, 1), 'Active')]),
    ],
  ])('but not %s', (_, r) => {
    expect(mustEnd(r)).toBe(false);
  });
});

test('hands are off a key that others switched off, not one that others deleted', () => {
  const off = given(...inSoak1, [at(2), change(at(2), 'Inactive')]);
  const deleted = given(...inSoak1, [at(2), change(at(2), 'Deleted')]);
  expect([handsOff(off), handsOff(deleted)]).toEqual([true, false]);
  expect(takenOver(deleted)?.to).toBe('Deleted');
});

test('only what is over has an outcome', () => {
  expect(outcomeOf(given(...inNotice))).toBeUndefined();
  expect(outcomeOf(given(...inNotice, [at(1), kept]))).toBe('kept');
});

test('a late call may land for 15 minutes after the last intent, and never where there was none', () => {
  expect(fencedUntil(given(...inStage1))).toBe(at(1, 0, 15));
  expect(fencedUntil(given(...inSoak1))).toBe(at(1, 0, 25));
  expect(fencedUntil(given(...inNotice))).toBeUndefined();
});

describe('a give-back is settled', () => {
  const restoredAt = (minutes: number, seconds = 0) =>
    given(
      ...inStage1,
      [at(1, 0, minutes), restoreStarted('somebody needs it')],
      [at(1, 0, minutes, seconds), keyRestored],
    );
  test('only when it came after the last moment at which the outage’s call can have been sent', () => {
    expect(settled(restoredAt(2))).toBe(false);
    expect(settled(restoredAt(2, 1))).toBe(true);
  });
  test('not before it has come', () => {
    expect(settled(given(...inStage1))).toBe(false);
    expect(settled(given(...inNotice))).toBe(false);
  });
});

test('the stage under way counts, else the next one', () => {
  expect([given(...inNotice), given(...inStage1), given(...inSoak1)].map(stageOf)).toEqual([1, 1, 1]);
  expect(stageOf(given(...inSoak1, [at(4), confirmed]))).toBe(2);
});

test('use counts since the key was given back, and before that since it was enqueued', () => {
  expect(watchedSince(given(...inStage1))).toBe(at(0));
  expect(watchedSince(given(...inSoak1))).toBe(at(1, 0, 10, 1));
});

describe('the final notice', () => {
  const dark = (outage: string, until: number) => {
    const ritual: Ritual = { name: 'r', notice: 'P1D', stages: [{ outage }], finalNotice: 'P3D' };
    return given([at(0), enqueued({ ritual })], [at(1), outageStarted(1, at(1), at(until))]);
  };
  test('comes three days before the deletion', () => {
    expect(finalNoticeAt(dark('P31D', 32))).toBe(at(29));
  });
  test('comes with the last outage where that is shorter', () => {
    expect(finalNoticeAt(dark('P2D', 3))).toBe(at(1));
    expect(finalNoticeAt(dark('P3D', 3))).toBe(at(1));
  });
  test('of 24 hours comes 24 hours before, also where the day of the last outage has 25', () => {
    const fact = enqueued({ ritual: { ...oneStage, stages: [{ outage: 'P1D' }], finalNotice: 'PT24H' } });
    const inBerlin = { ...fact, detail: { ...fact.detail, timeZone: 'Europe/Berlin' } } as Fact;
    const [from, to] = ['2026-10-24T08:00:00.000Z', '2026-10-25T09:00:00.000Z'];
    expect(finalNoticeAt(given([at(0), inBerlin], [from, outageStarted(1, from, to)]))).toBe(
      '2026-10-24T09:00:00.000Z',
    );
  });
  test('does not come in an outage that is not the last, nor where the key is on', () => {
    expect(finalNoticeAt(given(...inStage1))).toBeUndefined();
    expect(finalNoticeAt(given(...inNotice))).toBeUndefined();
  });
});

test('in the last outage people are reminded on its first working day, and weekly until the final notice', () => {
  expect(remindersOf(given(...inLastOutage), weekly)).toEqual([at(2), at(8), at(15), at(22)]);
  expect(remindersOf(given(...inStage1), weekly)).toEqual([]);
  expect(remindersOf(given(...inNotice), weekly)).toEqual([]);
});

describe('a reminder', () => {
  const outage = (stage: number, from: Instant, endsAt: Instant) =>
    given(...inNotice, [from, outageStarted(stage, from, endsAt)], [from, deactivated(stage)]);

  test('comes in an earlier outage only where that is longer than a week', () => {
    expect(remindersOf(outage(1, at(1), at(11)), weekly)).toEqual([at(8)]);
  });
  test('waits for the working hours: no weekend, no holiday', () => {
    // Friday 6 March: the next working day is Monday; two weeks later, Friday 20 March is a holiday.
    expect(remindersOf(outage(3, at(3), at(34)), weekly)).toEqual([at(6), at(10), at(20), at(24)]);
  });
  test('comes once where two fall on one day', () => {
    const daily = { ...weekly, remindEveryDays: 1 };
    expect(remindersOf(outage(3, at(3), at(13)), daily)).toEqual([at(6), at(7), at(8), at(9)]);
  });
  test('comes when it is due where the calendar has no working hours at all', () => {
    const never = { ...weekly, calendar: { ...config.calendar, weekdays: [] } };
    expect(remindersOf(outage(1, at(1), at(11)), never)).toEqual([at(8)]);
  });
  test('does not come together with the final notice', () => {
    expect(remindersOf(outage(3, at(1), at(5)), weekly)).toEqual([]);
  });
  test('does not come in a last outage that is over before the next day', () => {
    expect(remindersOf(outage(3, at(1), at(1, 6)), weekly)).toEqual([]);
  });
});

describe('an outage is looked at', () => {
  test('at each reminder, at the final notice and at its end', () => {
    const r = given(...inLastOutage);
    const looks = [at(1), at(8), at(22), at(29), at(33)].map((now) => listenUntil(r, now, weekly));
    expect(looks).toEqual([at(2), at(15), at(29), at(32), at(32)]);
  });
  test('at once where the key is on or being given back', () => {
    const back = given(...inStage1, [at(1, 0, 2), restoreStarted('somebody needs it')]);
    expect(listenUntil(back, at(1, 0, 3), weekly)).toBe(at(1, 0, 3));
    expect(listenUntil(given(...inNotice), at(0, 3), weekly)).toBe(at(0, 3));
  });
});

describe('a hold lasts, however often it is begun anew,', () => {
  const closedHours = {
    type: 'GateHeld',
    detail: { before: 'outage', because: 'outside the working hours', until: at(2), keeps: false },
  } as const;
  const until = (r: ReturnType<typeof given>, hold: Parameters<typeof holdUntil>[1]) =>
    holdUntil(r, hold, at(1), weekly);

  test('until the notice is over', () => {
    expect(until(given(...inNotice), 'notice')).toBe(at(1));
    expect(until(given(...inStage1), 'notice')).toBeUndefined();
  });
  test('until the gate said', () => {
    const held = given(...inNotice, [at(1), closedHours]);
    expect(until(held, 'gate')).toBe(at(2));
    expect(until(held, 'deletion gate')).toBe(at(2));
  });
  test('and no longer once the gate has opened', () => {
    expect(until(given(...inNotice, [at(1), closedHours], [at(2), gateOpened('outage', 1)]), 'gate')).toBe(at(1));
  });
  test('until the soak is over', () => {
    expect(until(given(...inSoak1), 'soak')).toBe(at(4, 0, 10, 1));
    expect(until(given(...inStage1), 'soak')).toBeUndefined();
  });
  test('until the outage is to be looked at', () => {
    expect(until(given(...inStage1), 'outage')).toBe(at(1, 0, 10));
  });
});

test('a wait is rounded up, and is never under a second', () => {
  expect(secondsUntil(at(0), '2026-03-03T01:00:00.001Z')).toBe(1);
  expect(secondsUntil(at(0), '2026-03-03T01:00:01.001Z')).toBe(2);
  expect(secondsUntil(at(1), at(0))).toBe(1);
});

test('a moment has passed when it is reached; no moment has always passed', () => {
  expect([hasPassed(at(0), at(0)), hasPassed(at(0), at(0, 0, 0, 1)), hasPassed(at(0), undefined)]).toEqual([
    true,
    false,
    true,
  ]);
});
