import { judge } from '../../../lambda/core/answers';
import { checkIn } from '../../../lambda/core/decide/check-in';
import { deactivate } from '../../../lambda/core/decide/deactivate';
import { openGate } from '../../../lambda/core/decide/gate';
import { restore } from '../../../lambda/core/decide/restore';
import { isLate } from '../../../lambda/core/late';
import { restOf } from '../../../lambda/core/plan';
import { inEnglish } from '../../../lambda/core/notices/told';
import { holdUntil } from '../../../lambda/core/standing';
import { due } from '../../../lambda/core/telling';
import { startOf } from '../../../lambda/core/time';
import type { Instant } from '../../../lambda/core/time';
import { watch } from '../../../lambda/core/watch';
import { situationOf } from '../../../lambda/core/notices/situation';
import { config as company } from './configs';
import {
  at,
  confirmed,
  enqueued,
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
} from './chains';
import type { Written } from './chains';
import { dark, known, quiet } from './seen';
import { exampleConfig } from '../../../lib/example-config';

const config = { remindEveryDays: 7, calendar: company.calendar };
const planned = { because: 'the outage is over' } as const;
/** Midnight in Tokyo; the chains begin at 10:00 there. */
const until = '2026-03-15T15:00:00.000Z';
const cut: Written[] = [...inLastOutage, [at(2), snoozed(until)]];
const givenBack: Written[] = [...cut, [at(2), restoreStarted('the outage is over')], [at(2), keyRestored]];
const waiting: Written[] = [...inNotice, [at(0, 5), snoozed(until)]];

const gateAt = (now: Instant, ...facts: Written[]) => openGate(given(...facts), quiet(now));

describe('“not now” during an outage', () => {
  test('ends it: the check-in restores before its time, by one promised call', () => {
    const r = given(...cut);
    expect(checkIn(r, { now: at(2), status: known('Inactive'), config })).toMatchObject({ answer: 'restore' });
    expect(restore(r, { now: at(2), calendar: company.calendar, input: planned })).toEqual({
      ...{ do: 'call', intent: { type: 'RestoreStarted', detail: { because: 'the outage is over' } } },
    });
  });

  test('wakes a wait whose token was not there yet', () => {
    expect(holdUntil(given(...cut), 'outage', at(2), config)).toBe(at(2));
  });

  test('repeats its stage, after no longer a soak than late calls need', () => {
    const r = given(...givenBack);
    expect(r.stagesDone).toBe(0);
    expect(restore(r, { now: at(2), calendar: company.calendar, input: planned })).toMatchObject({
      answer: 'restored',
      record: [{ type: 'SoakStarted', detail: { until: at(2, 0, 15) } }],
    });
  });

  test('that is just beginning keeps the call from being repeated', () => {
    const promised = given(...inStage1.slice(0, -1), [at(1, 0, 0, 10), snoozed(until)]);
    const seen = { now: at(1, 0, 0, 20), status: known('Active' as const), frozen: known(false as const), config };
    expect(deactivate(promised, seen)).toMatchObject({ do: 'answer', answer: 'listen' });
  });

  test('is served by the watchdog a minute later, whatever became of the execution, and is late after five', () => {
    const jobsAt = (now: Instant) => watch(given(...cut), { now, every: 300, config }).map((job) => job.do);
    expect(jobsAt(at(2, 0, 0, 59))).not.toContain('restore');
    expect(jobsAt(at(2, 0, 1))).toContain('restore');
    expect(isLate(given(...cut), at(2, 0, 4, 59))).toBe(false);
    expect(isLate(given(...cut), at(2, 0, 5))).toBe(true);
  });

  test('shows the key as being given back, and as going on after that', () => {
    expect(situationOf(given(...cut), at(2))).toEqual({ name: 'giving back', ends: false });
    expect(situationOf(given(...givenBack), at(2))).toMatchObject({ name: 'on' });
  });

  test('is counted from the first, however often it is said', () => {
    expect(given(...cut, [at(3), snoozed(until)]).claim?.cutShortAt).toBe(at(2));
  });

  test('is told as neither a reminder nor a last call of that outage', () => {
    expect(due(given(...cut), at(29), config).map(({ about }) => about)).not.toContain('final');
  });

  test('until tomorrow reminds its owner only once the key is back on', () => {
    const tomorrow: Written[] = [...inLastOutage, [at(2), snoozed(at(2, 14))]];
    const back: Written[] = [
      [at(2), restoreStarted('the outage is over')],
      [at(2), keyRestored],
      [at(2), { type: 'SoakStarted', detail: { stage: 1, until: at(2, 0, 15) } }],
    ];
    const abouts = (...facts: Written[]) => due(given(...facts), at(2), config).map(({ about }) => about);
    expect(abouts(...tomorrow)).not.toContain('resumes 2026-03-06');
    expect(abouts(...tomorrow, ...back)).toContain('resumes 2026-03-06');
  });

  test('that waits for its deletion repeats the outage, and deletes nothing', () => {
    const r = given(...mayBeDeleted, [at(32), snoozed(at(36))]);
    expect(openGate(r, dark(at(32, 0, 1)))).toMatchObject({ answer: 'restore' });
  });
});

describe('“not now” while the key is on', () => {
  test('holds the gate until the day before, when the owner is reminded, and then until the day', () => {
    const held = (until: Instant) => ({
      answer: 'wait',
      record: [{ type: 'GateHeld', detail: { because: 'not now: a release this week', until } }],
    });
    expect(gateAt(at(1), ...waiting)).toMatchObject(held('2026-03-14T15:00:00.000Z'));
    expect(gateAt('2026-03-14T15:00:00.000Z', ...waiting)).toMatchObject(held(until));
    expect(gateAt(until, ...waiting)).toMatchObject({ answer: 'go' });
  });

  test('takes back what a gate has said, so that nothing begins under it', () => {
    expect(given(...inNotice, [at(1), gateOpened('outage', 1)], [at(1), snoozed(until)]).gate).toBeUndefined();
  });

  test('wakes the gate, whatever it waits for', () => {
    const held: Written = [
      at(1),
      { type: 'GateHeld', detail: { before: 'outage', because: 'limit', until: at(3), keeps: false } },
    ];
    expect(holdUntil(given(...inNotice, held, [at(1), snoozed(until)]), 'gate', at(1), config)).toBe(at(1));
  });

  test('leaves a restore alone that only waits for its confirmation', () => {
    const soaking = given(...inSoak1, [at(1, 0, 11), snoozed(until)]);
    expect(soaking.claim?.cutShortAt).toBeUndefined();
    expect(soaking.stagesDone).toBe(1);
  });

  test('is told the day before it ends, once, and not when the retirement ends', () => {
    const abouts = (now: Instant, ...facts: Written[]) => due(given(...facts), now, config).map(({ about }) => about);
    const resumes = 'resumes 2026-03-16';
    expect(abouts('2026-03-14T14:59:59.000Z', ...waiting)).not.toContain(resumes);
    expect(abouts('2026-03-14T15:00:00.000Z', ...waiting)).toContain(resumes);
    expect(abouts(until, ...waiting)).not.toContain(resumes);
    expect(abouts('2026-03-14T15:00:00.000Z', ...waiting, [at(2), stopRequested])).not.toContain(resumes);
  });

  test('puts off what the plan shows', () => {
    const [next] = restOf(given(...waiting), at(1), { ...exampleConfig.calendar, timeZone: 'Asia/Tokyo' }).outages;
    expect(next?.from).toBe('2026-03-16T01:00:00.000Z');
  });
});

describe('who says “not now”', () => {
  const asked = (day: string, by: object = { actor: 'slack:U1 maria', channel: 'D1' }, ...facts: Written[]) =>
    judge(
      given(...(facts.length > 0 ? facts : inNotice)),
      { kind: 'snooze', until: day, because: 'a release' },
      { now: at(2), config: {}, actor: '', ...by },
    );

  test('is the owner or an operator, for a day that begins in the calendar’s time zone', () => {
    expect(asked('2026-03-16')).toMatchObject({
      ok: true,
      fact: { type: 'Snoozed', detail: { as: 'owner', until, because: 'a release' } },
    });
    expect(asked('2026-03-16', { actor: 'operator arn:x/kenji' })).toMatchObject({
      fact: { detail: { as: 'operator' } },
    });
    expect(asked('2026-03-16', { actor: 'slack:U7 x', channel: 'D1' })).toMatchObject({
      ok: false,
      said: { is: 'not theirs' },
    });
  });

  test.each(['2026-03-05', '2026-03-04', '2026-04-05', 'soon', '2026-02-30'])(
    'gives a day from tomorrow on, 30 days ahead at most: not %s',
    (day) => {
      expect(asked(day)).toMatchObject({
        ok: false,
        said: { is: 'another day', given: day, first: '2026-03-06', last: '2026-04-04', most: 30 },
      });
    },
  );

  test.each(['2026-03-06', '2026-04-04'])('may give %s', (day) => {
    expect(asked(day)).toMatchObject({ ok: true });
  });

  test('hears that a key that is off is switched back on first', () => {
    const text = ({ said }: ReturnType<typeof judge>) => inEnglish(said);
    expect(text(asked('2026-03-16', undefined, ...inLastOutage))).toContain('switched back on first');
    expect(text(asked('2026-03-16', undefined, ...givenBack))).not.toContain('switched back on');
    expect(text(asked('2026-03-16'))).not.toContain('switched back on');
  });

  test('is too early before anybody was told: dispatch would not start what has a notice already', () => {
    expect(asked('2026-03-16', { actor: 'operator arn:x/kenji' }, [at(0), enqueued()])).toMatchObject({
      ok: false,
      said: { is: 'has not begun' },
    });
  });

  test('is too late once it ends', () => {
    expect(asked('2026-03-16', undefined, ...inNotice, [at(1), stopRequested])).toMatchObject({ ok: false });
  });
});

test('a date begins at midnight where people live; what is no date has no beginning', () => {
  expect(startOf('Asia/Tokyo', '2026-03-16')).toBe(until);
  expect(startOf('UTC', '2026-03-16')).toBe('2026-03-16T00:00:00.000Z');
  expect(startOf('UTC', '2026-02-30')).toBeUndefined();
});

test('a new retirement of the key has nothing put off', () => {
  const again: Written[] = [...waiting, [at(40), enqueued(), { retirementId: 'r-2' }]];
  expect(given(...again).snoozed).toBeUndefined();
  expect(given(...inSoak1, [at(1, 1), confirmed]).claim).toBeUndefined();
});
