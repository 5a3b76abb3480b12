import type { Batch, Fact } from '../../../lambda/core/entries';
import { headOf } from '../../../lambda/core/head';
import type { Head } from '../../../lambda/core/head';
import { dailyLimits, inOrder, roomFor, whyWaiting } from '../../../lambda/core/pace';
import {
  at,
  confirmed,
  deactivated,
  enqueued,
  given,
  inNotice,
  inSoak1,
  inStage1,
  outageStarted,
  stopRequested,
  subject,
} from './chains';
import type { Written } from './chains';
import { config } from './configs';

const head = (change: Partial<Head>): Head => ({ ...headOf(given(...inNotice)), ...change });
const limits = { ...config.limits, outagesPerAccountAndDay: 2, outagesPerOwnerAndDay: 1, outagesPerDay: 3 };

describe('the limits of a day', () => {
  test('count all outages, then the account’s, then the owner’s', () => {
    expect(dailyLimits(given(...inNotice), limits)).toEqual([
      { of: 'all', most: 3, because: 'the limit of outages for a day is reached' },
      { of: subject.accountId, most: 2, because: 'the limit of outages for this account and day is reached' },
      { of: 'owner U1', most: 1, because: 'the limit of outages for this owner and day is reached' },
    ]);
  });
  test('are the account’s alone where no others are configured', () => {
    expect(dailyLimits(given(...inNotice), config.limits).map(({ of }) => of)).toEqual([subject.accountId]);
  });
  test('count a channel that answers, and whatever nobody answers for, as one owner', () => {
    const team: Fact = {
      type: 'OwnerResolved',
      detail: { owner: { kind: 'channel', channel: 'C1', name: '#pos', found: 'tag team-channel' }, tried: [] },
    };
    expect(dailyLimits(given(...inNotice, [at(0), team]), limits).at(-1)?.of).toBe('owner C1');
    expect(dailyLimits(given([at(0), enqueued()]), limits).at(-1)?.of).toBe('owner nobody');
  });
});

test('what waits is started by priority, then as it came', () => {
  const waiting = [
    head({ keyId: 'late', enqueuedAt: at(2) }),
    head({ keyId: 'low', enqueuedAt: at(0), priority: -1 }),
    head({ keyId: 'early', enqueuedAt: at(1) }),
    head({ keyId: 'early too', enqueuedAt: at(1) }),
    head({ keyId: 'high', enqueuedAt: at(3), priority: 5 }),
  ];
  expect(inOrder(waiting).map(({ keyId }) => keyId)).toEqual(['high', 'early', 'early too', 'late', 'low']);
});

describe('room for more', () => {
  const here = { accountId: subject.accountId };
  const there = { accountId: '609629065308' };
  const room = (onTheWay: Head[], more: object = {}) =>
    roomFor(onTheWay, { limits: { ...config.limits, ...limits, ...more }, rituals: config.rituals }, at(0));

  test('is as much as may go dark in a day, in an account and in all', () => {
    const left = room([head({})]);
    expect([left.has(here), left.has(there)]).toEqual([true, true]);
    left.take(here);
    expect([left.has(here), left.has(there)]).toEqual([false, true]);
    left.take(there);
    expect([left.has(here), left.has(there)]).toEqual([false, false]);
  });
  test('is as much as the accounts have where nothing limits all', () => {
    const { outagesPerDay: _, ...others } = limits;
    const left = roomFor([head({}), head({})], { limits: others, rituals: config.rituals }, at(0));
    expect([left.has(here), left.has(there)]).toEqual([false, true]);
  });
  test('grows with the days of the notice, and is never less than a day’s', () => {
    const rituals = (notice: string) => config.rituals.map((ritual) => ({ ...ritual, notice }));
    const two = [head({}), head({})];
    expect(roomFor(two, { limits, rituals: rituals('P2D') }, at(0)).has(here)).toBe(true);
    expect(roomFor(two.slice(1), { limits, rituals: rituals('PT1H') }, at(0)).has(here)).toBe(true);
  });
  test('is not taken by what its gate has kept for a week', () => {
    const stuck = head({ deadline: at(-7) });
    expect(room([stuck, stuck]).has(here)).toBe(true);
    expect(room([head({ deadline: at(-6) }), head({ deadline: at(-6) })]).has(here)).toBe(false);
  });
});

describe('the others of a batch', () => {
  const batch: Batch = { id: 'batch-1', canary: true, canaries: [] };
  const first: Written = [at(0), { ...enqueued(), detail: { ...enqueued().detail, batch } } as Fact];
  const canary = (facts: Written[]) => [{ keyId: subject.keyId, retirement: given(first, ...facts.slice(1)) }];
  const soaked = canary([...inSoak1, [at(1, 1), confirmed]]);
  const ended = (type: 'KeyDeleted' | 'RetirementKept'): Fact =>
    ({ type, detail: type === 'KeyDeleted' ? {} : { because: 'stop: button' } }) as Fact;

  test.each<[string, Parameters<typeof whyWaiting>[0], string, string]>([
    ['in its notice', canary(inNotice), at(1), 'its first soak is not over'],
    ['in its first outage', canary(inStage1), at(1), 'its first soak is not over'],
    ['in its first soak', soaked, at(4), 'its first soak is not over'],
    ['whose soak was over a moment ago', soaked, at(4, 0, 11), 'its first soak is not over'],
    ['that was stopped', canary([...inSoak1, [at(2), stopRequested]]), at(9), 'is not quiet'],
    ['that was kept', canary([...inSoak1, [at(2), ended('RetirementKept')]]), at(9), 'is not quiet'],
    ['that is lost', [{ keyId: subject.keyId, retirement: undefined }], at(9), 'not in the ledger'],
    [
      'whose stage has to be repeated',
      canary([...inStage1.slice(0, -1), [at(1, 1), { type: 'SoakStarted', detail: { stage: 1, until: at(1, 2) } }]]),
      at(9),
      'its first soak is not over',
    ],
  ])('wait for a canary %s', (_, canaries, now, why) => {
    expect(whyWaiting(canaries, now)).toContain(why);
  });

  test.each<[string, Parameters<typeof whyWaiting>[0], string]>([
    ['where there is none', [], at(0)],
    ['once its first soak was quiet', soaked, at(4, 0, 26)],
    [
      'once its second outage began',
      canary([...inSoak1, [at(4), outageStarted(2, at(4), at(5))], [at(4), deactivated(2)]]),
      at(4),
    ],
    ['once it was deleted', canary([...inStage1, [at(1), ended('KeyDeleted')]]), at(1)],
    [
      'once an operator let them',
      canary([
        ...inSoak1,
        [at(2), stopRequested],
        [at(3), { type: 'BatchReleased', detail: { batch: 'batch-1', because: 'x' } }],
      ]),
      at(3),
    ],
  ])('go on %s', (_, canaries, now) => {
    expect(whyWaiting(canaries, now)).toBeUndefined();
  });
});
