import type { Calendar } from '../../../lambda/core/config';
import { planOf, restOf } from '../../../lambda/core/plan';
import { standard } from '../../../lambda/core/ritual';
import { at, given, inLastOutage, inNotice, inSoak1, inStage1, enqueued, mayBeDeleted, restoreStarted } from './chains';
import { deactivated, gateOpened, keyRestored, outageStarted, start, stopRequested } from './chains';
import { config } from './configs';

const calendar: Calendar = config.calendar;
const tokyo = (text: string): string => new Date(`${text}+09:00`).toISOString();

const stage1 = { stage: 1, from: tokyo('2026-03-04T10:00'), to: tokyo('2026-03-04T10:10') };
const stage2 = { stage: 2, from: tokyo('2026-03-09T10:00'), to: tokyo('2026-03-10T10:00') };
const stage3 = { stage: 3, from: tokyo('2026-03-16T10:00'), to: tokyo('2026-04-16T10:00') };
const notice = { from: start, to: at(1) };
const asPlanned = { notice, outages: [stage1, stage2, stage3], deletion: tokyo('2026-04-16T10:00') };

test('the standard ritual begun on Tuesday 3 March at 10:00 deletes the key on Thursday 16 April at 10:00', () => {
  expect(planOf(standard, start, calendar)).toEqual(asPlanned);
});

test('an outage that would begin on a holiday begins on the next working day', () => {
  const plan = planOf({ ...standard, stages: [{ outage: 'P1D' }] }, tokyo('2026-03-19T10:00'), calendar);
  expect(plan.outages).toEqual([{ stage: 1, from: tokyo('2026-03-23T10:00'), to: tokyo('2026-03-24T10:00') }]);
});

test('a deletion that would fall into a freeze waits until it is over', () => {
  const plan = planOf({ ...standard, stages: [{ outage: 'P31D' }] }, tokyo('2026-11-25T10:00'), calendar);
  expect(plan.outages[0]?.to).toBe(tokyo('2026-12-27T10:00'));
  expect(plan.deletion).toBe(tokyo('2027-01-05T10:00'));
});

test('a day of a plan is a day of the calendar, whatever the clocks do', () => {
  const berlin = { ...calendar, timeZone: 'Europe/Berlin' };
  const plan = planOf({ ...standard, stages: [{ outage: 'P4D' }] }, '2026-03-26T09:00:00.000Z', berlin);
  expect(plan.outages).toEqual([{ stage: 1, from: '2026-03-27T09:00:00.000Z', to: '2026-03-31T08:00:00.000Z' }]);
});

describe('what is left of a retirement', () => {
  test('that waits to start is the whole plan, from the next opening on', () => {
    expect(restOf(given([at(-1), enqueued()]), tokyo('2026-03-02T20:00'), calendar)).toEqual(asPlanned);
  });

  test.each([
    ['in the notice', given(...inNotice), at(0, 1)],
    ['in the first outage', given(...inStage1), at(1, 0, 5)],
    [
      'restored, not yet watched',
      given(...inStage1, [at(1, 0, 10), restoreStarted('the outage is over')]),
      at(1, 0, 10),
    ],
  ])('%s is as planned', (_, retirement, now) => {
    expect(restOf(retirement, now, calendar)).toEqual(asPlanned);
  });

  test('in a soak tells when the key was in fact back on', () => {
    const back = { ...stage1, to: at(1, 0, 10, 1) };
    expect(restOf(given(...inSoak1), at(2), calendar)).toEqual({ ...asPlanned, outages: [back, stage2, stage3] });
  });

  test('in a soak that was over long ago goes on now', () => {
    const plan = restOf(given(...inSoak1), tokyo('2026-03-24T12:00'), calendar);
    expect(plan.outages[1]).toEqual({ stage: 2, from: tokyo('2026-03-24T12:00'), to: tokyo('2026-03-25T12:00') });
  });

  test('held up by a gate goes on when the gate asks again', () => {
    const until = tokyo('2026-03-05T11:00');
    const held = given(...inNotice, [
      at(1),
      { type: 'GateHeld', detail: { before: 'outage', because: 'limit', until, keeps: false } },
    ]);
    expect(restOf(held, at(1), calendar).outages[0]?.from).toBe(until);
  });

  test('whose outage was cut short repeats that stage', () => {
    const cut = given(
      ...inNotice,
      [at(1), gateOpened('outage', 1)],
      [at(1), outageStarted(1, at(1), at(1, 0, 10))],
      [at(1, 0, 2), restoreStarted('the outage is over')],
      [at(1, 0, 2), keyRestored],
    );
    const { outages } = restOf(cut, at(1, 0, 2), calendar);
    expect(outages.map(({ stage }) => stage)).toEqual([1, 2, 3]);
    expect(outages[0]).toEqual({ stage: 1, from: tokyo('2026-03-09T10:00'), to: tokyo('2026-03-09T10:10') });
  });

  test('shows of a repeated stage its last outage only', () => {
    const repeated = given(
      ...inNotice,
      [at(1), outageStarted(1, at(1), at(1, 0, 10))],
      [at(1, 0, 2), restoreStarted('the outage is over')],
      [at(1, 0, 2), keyRestored],
      [at(6), outageStarted(1, at(6), at(6, 0, 10))],
      [at(6, 0, 0, 1), deactivated(1)],
    );
    expect(restOf(repeated, at(6, 0, 1), calendar).outages[0]).toEqual({ stage: 1, from: at(6), to: at(6, 0, 10) });
  });

  test('shows a stage that was cut short, and then ran its full time, once', () => {
    const repeated = given(
      ...inNotice,
      [at(1), outageStarted(1, at(1), at(1, 0, 10))],
      [at(1, 0, 2), restoreStarted('the outage is over')],
      [at(1, 0, 2), keyRestored],
      [at(6), outageStarted(1, at(6), at(6, 0, 10))],
      [at(6), deactivated(1)],
      [at(6, 0, 10), restoreStarted('the outage is over')],
      [at(6, 0, 10), keyRestored],
    );
    const { outages } = restOf(repeated, at(6, 0, 10), calendar);
    expect(outages.map(({ stage }) => stage)).toEqual([1, 2, 3]);
    expect(outages[0]).toEqual({ stage: 1, from: at(6), to: at(6, 0, 10) });
  });

  test('counts the soak from when the key was in fact back on, before the soak has begun', () => {
    // Off from Friday at 10:00 until 10:40, when it was to be back at 10:10.
    const late = given(
      ...inNotice,
      [at(3), outageStarted(1, at(3), at(3, 0, 10))],
      [at(3), deactivated(1)],
      [at(3, 0, 40), restoreStarted('the outage is over')],
      [at(3, 0, 40), keyRestored],
    );
    expect(restOf(late, at(3, 0, 40), calendar).outages[1]?.from).toBe(tokyo('2026-03-09T10:40'));
  });

  test.each([
    [
      'in the last outage is the deletion',
      given(...inLastOutage),
      at(10),
      tokyo('2026-04-04T10:00'),
      tokyo('2026-04-06T10:00'),
    ],
    [
      'after it is the deletion, at the next opening',
      given(...mayBeDeleted),
      at(40),
      at(32),
      tokyo('2026-04-13T10:00'),
    ],
  ])('%s', (_, retirement, now, endsAt, deletion) => {
    expect(restOf(retirement, now, calendar)).toEqual({
      notice,
      outages: [{ stage: 1, from: at(1), to: endsAt }],
      deletion,
    });
  });

  test('that has deleted its key is what happened', () => {
    const deleted = given(...mayBeDeleted, [at(34, 0, 5), { type: 'KeyDeleted', detail: {} }]);
    expect(restOf(deleted, at(90), calendar).deletion).toBe(at(34, 0, 5));
  });

  test('that was kept tells when the key would have been deleted, had nobody stopped it', () => {
    const kept = given(...inNotice, [at(1), { type: 'RetirementKept', detail: { because: 'a stop' } }]);
    expect(restOf(kept, at(1), calendar).deletion).toBe(asPlanned.deletion);
  });

  test('that ended before its notice tells no notice', () => {
    const kept = given(
      [at(0), enqueued()],
      [at(0, 1), stopRequested],
      [at(0, 1), { type: 'RetirementKept', detail: { because: 'a stop' } }],
    );
    expect(restOf(kept, at(0, 2), calendar).notice).toEqual({ from: start, to: start });
  });
});
