import { judge } from '../../../lambda/core/answers';
import { checkIn } from '../../../lambda/core/decide/check-in';
import { openGate } from '../../../lambda/core/decide/gate';
import { restore } from '../../../lambda/core/decide/restore';
import type { Fact } from '../../../lambda/core/entries';
import { restOf } from '../../../lambda/core/plan';
import { situationOf } from '../../../lambda/core/notices/situation';
import { capacitiesOf } from '../../../lambda/core/operators';
import { awaitsNotice } from '../../../lambda/core/standing';
import { due } from '../../../lambda/core/telling';
import type { Instant } from '../../../lambda/core/time';
import { watch } from '../../../lambda/core/watch';
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
  ownerChanged,
  restoreStarted,
  stopRequested,
  told,
} from './chains';
import type { Written } from './chains';
import { known, quiet } from './seen';

const config = { remindEveryDays: 7, calendar: company.calendar };
const planned = { because: 'the outage is over' } as const;
const hana: Fact = {
  type: 'OwnerResolved',
  detail: { owner: { kind: 'person', slackUserId: 'U2', name: 'Hana Mori', found: 'named by maria' }, tried: [] },
};
const toHana: Written = [at(2), ownerChanged('U2')];
const cut: Written[] = [...inLastOutage, toHana];
const back: Written[] = [...cut, [at(2), restoreStarted('the outage is over')], [at(2), keyRestored]];
const soaking: Written[] = [...inSoak1, [at(1, 1), confirmed]];
const toldTo = (to: string, until: Instant): Fact => ({
  type: 'NoticeGiven',
  detail: { about: 'first', to, channel: 'D2', ts: '2.1', until },
});
const asked: Written[] = [...soaking, toHana, [at(2), hana], [at(2), toldTo('Hana Mori', at(3))]];

const gateAt = (now: Instant, ...facts: Written[]) => openGate(given(...facts), quiet(now));
const abouts = (now: Instant, ...facts: Written[]) => due(given(...facts), now, config).map(({ about }) => about);
const held = (because: string, until: Instant) => ({
  answer: 'wait',
  record: [{ type: 'GateHeld', detail: { because, until } }],
});

describe('a key that is off and handed on', () => {
  test('is given back before its time, and its stage is repeated', () => {
    expect(checkIn(given(...cut), { now: at(2), status: known('Inactive'), config })).toMatchObject({
      answer: 'restore',
    });
    expect(restore(given(...cut), { now: at(2), calendar: company.calendar, input: planned })).toMatchObject({
      do: 'call',
    });
    expect(given(...back).stagesDone).toBe(0);
    expect(restore(given(...back), { now: at(2), calendar: company.calendar, input: planned })).toMatchObject({
      record: [{ type: 'SoakStarted', detail: { until: at(2, 0, 15) } }],
    });
  });

  test('is served by the watchdog a minute later, whatever became of the execution', () => {
    const jobsAt = (now: Instant) => watch(given(...cut), { now, every: 300, config }).map((job) => job.do);
    expect(jobsAt(at(2, 0, 0, 59))).not.toContain('restore');
    expect(jobsAt(at(2, 0, 1))).toContain('restore');
  });

  test('is shown as being given back, also to whoever it was handed on to', () => {
    const facts: Written[] = [...cut, [at(2), hana], [at(2), toldTo('Hana Mori', at(3))]];
    expect(situationOf(given(...facts), at(2))).toEqual({ name: 'giving back', ends: false });
  });
});

describe('whoever it is handed on to', () => {
  test('is told first of all, before it is known who they are', () => {
    expect(abouts(at(2), ...soaking, toHana)[0]).toBe('first');
    const failed: Fact = { type: 'NoticeFailed', detail: { about: 'first', why: 'Slack is down' } };
    expect(given(...soaking, toHana, [at(2), failed]).untold).toEqual(['first']);
    expect(given(...asked, [at(2), failed]).untold).toEqual([]);
    expect(abouts(at(2), ...asked)).not.toContain('first');
    expect(abouts(at(2), ...soaking, toHana, [at(2), stopRequested])).not.toContain('first');
  });

  test('is not taken for somebody who has had the card since, while nobody is known', () => {
    expect(given(...inLastOutage)).toHaveProperty('ownerSince');
    expect(given(...cut)).not.toHaveProperty('ownerSince');
    expect(given(...cut, [at(2), hana])).toMatchObject({ ownerSince: at(2) });
  });

  test('has a whole notice period, of which nothing is taken by a soak that is over or a gate that has opened', () => {
    const opened: Written = [at(4, 1), gateOpened('outage', 2)];
    expect(gateAt(at(4, 1), ...soaking, [at(4, 1), ownerChanged('U2')])).toMatchObject(
      held('whoever answers for it now is not told yet', at(4, 1, 15)),
    );
    const late: Written[] = [...soaking, opened, [at(4, 1), ownerChanged('U2')], [at(4, 1), hana]];
    expect(given(...late).gate).toBeUndefined();
    expect(gateAt(at(4, 2), ...late, [at(4, 2), toldTo('Hana Mori', at(5, 2))])).toMatchObject(
      held('the notice of its new owner is not over', at(5, 2)),
    );
    expect(gateAt(at(5, 2), ...late, [at(4, 2), toldTo('Hana Mori', at(5, 2))])).toMatchObject({ answer: 'go' });
  });

  test('has it as well where the notice of the one before them is not over', () => {
    const notice: Written[] = [...inNotice, [at(0, 20), ownerChanged('U2')], [at(0, 20), hana]];
    expect(awaitsNotice(given(...notice))).toBe(true);
    const begun: Written[] = [...notice, [at(0, 20), toldTo('Hana Mori', at(1, 20))]];
    expect(given(...begun)).toMatchObject({ phase: { name: 'notice', until: at(1, 20) } });
    expect(gateAt(at(1), ...begun)).toMatchObject(held('the notice is not over', at(1, 20)));
  });

  test('has it once: a second notice to them does not make it longer', () => {
    expect(given(...asked, [at(2, 1), toldTo('Hana Mori', at(9))]).handedOn?.until).toBe(at(3));
  });

  test('reads what a first notice says, until their notice is over', () => {
    expect(situationOf(given(...asked), at(2))).toEqual({ name: 'notice', until: at(3) });
    expect(situationOf(given(...asked), at(3))).toMatchObject({ name: 'on' });
    expect(restOf(given(...asked), at(2), company.calendar).notice).toEqual({ from: at(2), to: at(3) });
  });

  test('answers for it, and whoever answered before does not', () => {
    const as = (user: string, channel: string, ...facts: Written[]) =>
      capacitiesOf(`slack:${user}`, given(...facts), {}, channel);
    expect(as('U2', 'D2', ...asked)).toEqual(['owner']);
    expect(as('U1', 'D1', ...asked)).toEqual([]);
    expect(as('U1', 'D1', ...soaking, toHana)).toEqual([]);
    const team: Fact = {
      type: 'OwnerResolved',
      detail: { owner: { kind: 'channel', channel: 'C1', name: 'ops', found: 'the fallback channel' }, tried: [] },
    };
    const inChannel = { ...told('first', at(3)), detail: { about: 'first', to: 'ops', channel: 'C1', ts: '2.1' } };
    const nobodys: Written[] = [...soaking, toHana, [at(2), team], [at(2), inChannel as Fact]];
    expect(as('U9', 'C1', ...nobodys)).toEqual(['owner']);
    expect(as('U1', 'D1', ...nobodys)).toEqual([]);
  });

  test('is not told by a notice to whoever had it before, which was on its way and is recorded late', () => {
    const late: Written = [at(2, 1), toldTo('Hana Mori', at(3))];
    const again: Written[] = [...soaking, toHana, [at(2), hana], [at(2, 1), ownerChanged('U3')]];
    expect(awaitsNotice(given(...again, late))).toBe(true);
    const ren: Fact = {
      type: 'OwnerResolved',
      detail: { owner: { kind: 'person', slackUserId: 'U3', name: 'Ren Ito', found: 'named by hana' }, tried: [] },
    };
    expect(awaitsNotice(given(...again, [at(2, 1), ren], late))).toBe(true);
    expect(awaitsNotice(given(...again, [at(2, 1), ren], late, [at(2, 2), toldTo('Ren Ito', at(3, 2))]))).toBe(false);
  });

  test('may hand it on again, and who had it first is not forgotten while nobody has it', () => {
    const again: Written[] = [...soaking, toHana, [at(2, 1), ownerChanged()]];
    expect(given(...again).handedOn).toEqual({
      ...{ at: at(2, 1), by: 'test', note: 'the app team took it over' },
      from: { kind: 'person', slackUserId: 'U1', name: 'Maria Keller', found: 'tag owner' },
    });
  });
});

test('a later retirement of the key was handed on to nobody', () => {
  expect(given(...asked, [at(40), enqueued(), { retirementId: 'r-2' }]).handedOn).toBeUndefined();
});

test('what names neither a person nor a reason is recorded as that', () => {
  const fact: Fact = { type: 'OwnerChanged', detail: { as: 'operator' } };
  const unowned: Written[] = [
    [at(0), enqueued()],
    [at(0), told('first', at(1))],
    [at(0, 1), fact],
  ];
  expect(given(...unowned).handedOn).toEqual({ at: at(0, 1), by: 'test' });
});

describe('who says “not mine”', () => {
  const judged = (facts: Written[], answer: { slackUserId?: string; note?: string } = {}, by: object = {}) =>
    judge(
      given(...facts),
      { kind: 'not mine', ...answer },
      { now: at(1), config: {}, actor: 'slack:U1 maria', channel: 'D1', ...by },
    );

  test('is the owner or an operator, who name somebody or nobody', () => {
    expect(judged(inNotice, { slackUserId: 'U2', note: 'hers' })).toMatchObject({
      fact: { type: 'OwnerChanged', detail: { as: 'owner', slackUserId: 'U2', note: 'hers' } },
      said: { is: 'handed on', to: 'U2' },
    });
    expect(judged(inNotice, {}, { actor: 'operator arn:x/kenji' })).toMatchObject({
      fact: { detail: { as: 'operator' } },
      said: { is: 'handed on' },
    });
  });

  test('hears that a key that is off is switched back on first', () => {
    expect(judged(inStage1)).toMatchObject({ said: { backFirst: true } });
    expect(judged(back, {}, { actor: 'operator arn:x/kenji' })).toMatchObject({
      said: { backFirst: false },
    });
  });

  const operators: Written[] = [
    ...inNotice,
    [
      at(0),
      {
        type: 'OwnerResolved',
        detail: { owner: { kind: 'channel', channel: 'C1', name: 'ops', found: 'the fallback channel' }, tried: [] },
      },
    ],
  ];
  test.each<[string, () => ReturnType<typeof judge>, string]>([
    ['by somebody else', () => judged(inNotice, {}, { actor: 'slack:U7 x' }), 'not theirs'],
    [
      'before anybody was told',
      () => judged([[at(0), enqueued()]], {}, { actor: 'operator arn:x/k' }),
      'has not begun',
    ],
    ['after a stop', () => judged([...inNotice, [at(0), stopRequested]]), 'it ends'],
    ['with the name of whose it is already', () => judged(inNotice, { slackUserId: 'U1' }), 'theirs already'],
    [
      'where the operators are asked already',
      () => judged(operators, {}, { actor: 'operator arn:x/k' }),
      'theirs already',
    ],
  ])('is refused %s', (_, verdict, is) => expect(verdict()).toMatchObject({ ok: false, said: { is } }));
});
