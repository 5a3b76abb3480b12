import type { Fact } from '../../../lambda/core/entries';
import { ANNOUNCED_FOR } from '../../../lambda/core/protocol';
import { headOf, liveStatuses } from '../../../lambda/core/head';
import { isLate } from '../../../lambda/core/late';
import type { Retirement } from '../../../lambda/core/retirement';
import { after } from '../../../lambda/core/time';
import type { Instant } from '../../../lambda/core/time';
import { isListenedTo, listeningAt, nextWatch, watch } from '../../../lambda/core/watch';
import {
  at,
  change,
  confirmed,
  deactivated,
  enqueued,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  mayBeDeleted,
  outageStarted,
  restoreStarted,
  stopRequested,
} from './chains';
import type { Written } from './chains';
import { config as company } from './configs';

const seen = (now: Instant) => ({ now, every: 300, config: { remindEveryDays: 7, calendar: company.calendar } });
const dispatched: Fact = { type: 'Dispatched', detail: { execution: 'execution:r-1' } };
const failed = (about: string): Fact => ({ type: 'NoticeFailed', detail: { about, why: 'Slack is down' } });
const absence: Fact = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } };
const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };

const chains = Array.from({ length: 120 }, (_, seed) => randomly(seed));

describe('skipping the sweeps that could find nothing', () => {
  test.each<[string, now: Instant, facts: Written[], next: Instant | undefined]>([
    ['the end of the outage and a minute', at(1), inStage1, at(1, 0, 11)],
    ['now, where something is due', at(1, 0, 30), inStage1, at(1, 0, 30)],
    [
      'now, where something could not be told',
      at(1, 0, 2),
      [...inStage1, [at(1, 0, 1), failed('outage 1')]],
      at(1, 0, 2),
    ],
    ['the next round of four hours in a soak', at(2), [...inSoak1, [at(1, 1), confirmed]], at(2, 3)],
    ['now, in a soak at a round of four hours', at(2, 3, 1), [...inSoak1, [at(1, 1), confirmed]], at(2, 3, 1)],
    ['never, for what has ended', at(2), [...inNotice, [at(1), kept]], undefined],
    ['never, in a notice without an execution', at(0), inNotice, undefined],
  ])('looks next at %s', (_, now, facts, next) => {
    expect(nextWatch(given(...facts), seen(now))).toBe(next);
  });

  test('the random retirements are of every phase, with and without a claim', () => {
    const kinds = new Set(chains.map(({ r }) => `${r.phase.name} ${r.claim ? 'claimed' : 'free'}`));
    expect([...kinds].sort()).toEqual([
      'ended free',
      'enqueued free',
      'notice free',
      'outage claimed',
      'outage free',
      'soak claimed',
      'soak free',
    ]);
  });

  test('never skips a sweep that would have found work', () => {
    const skipped: object[] = [];
    let found = 0;
    for (const { r, from } of chains) {
      let latest: Instant = '';
      for (let sweep = 0, now = from; sweep < 100; sweep++, now = after(now, 300)) {
        const work = watch(r, seen(now)).length > 0;
        const asked = nextWatch(r, seen(now)) ?? 'never';
        found += work ? 1 : 0;
        // Whenever one asked before, the answer was not later than this; and asked now, it is now.
        if (work ? latest > now || asked !== now : asked === now) skipped.push({ r, now, latest, asked });
        latest = asked > latest ? asked : latest;
      }
    }
    expect(skipped).toEqual([]);
    expect(found).toBeGreaterThan(1000);
  });
});

describe('finding work by HEAD', () => {
  const moments = chains.flatMap(({ r, grewAt, from }) =>
    Array.from({ length: 100 }, (_, sweep) => ({ r, grewAt, ...seen(after(from, sweep * 300)) })),
  );
  const live = moments.filter(({ r }) => r.phase.name !== 'ended');
  /** It is time, or somebody has announced not long ago that the chain grows. */
  const isRead = ({ r, grewAt, now }: (typeof moments)[number]): boolean =>
    (headOf(r).watchFrom ?? 'never') <= now || now < after(grewAt, ANNOUNCED_FOR);

  test('misses nothing that a sweep would do, nor a key that is late', () => {
    const works = live.filter((one) => watch(one.r, one).some((job) => !isListening(job.do)) || isLate(one.r, one.now));
    expect(works.length).toBeGreaterThan(1000);
    expect(works.filter((one) => !isRead(one))).toEqual([]);
  });

  test('leaves unread the month of an outage in which nothing happens, and what waits to be started', () => {
    expect(headOf(given(...inLastOutage, [at(1), dispatched])).watchFrom).toBe(at(32, 0, 10));
    expect(headOf(given([at(0), enqueued()]))).not.toHaveProperty('watchFrom');
  });

  test('reads at once what could not be told; of what has ended it leaves that to the daily sweep', () => {
    expect(headOf(given(...inStage1, [at(1, 0, 1), failed('outage 1')])).watchFrom).toBe(at(0));
    const ended: Written[] = [...inNotice, [at(1), kept], [at(1), failed('outcome')]];
    expect(headOf(given(...ended))).not.toHaveProperty('watchFrom');
  });

  test('listens to each key of which something may be heard, by the status of its HEAD', () => {
    const listened = live.flatMap((one) => watch(one.r, one).map((job) => ({ status: headOf(one.r).status, ...job })));
    const found = listened.filter(({ do: job }) => isListening(job)).map(({ status, do: job }) => `${status}: ${job}`);
    expect([...new Set(found)].sort()).toEqual(['outage: look up changes', 'soak: read the use']);
    const missed = live.filter(
      (one) => watch(one.r, one).some((job) => isListening(job.do)) && !isListenedTo(headOf(one.r), one),
    );
    expect(missed).toEqual([]);
    expect(listeningAt(seen(at(2, 3)))).toEqual(['read the use']);
    expect(listeningAt(seen(at(2, 23)))).toEqual(['read the use', 'look up changes']);
    expect(listeningAt(seen(at(2, 3, 5)))).toEqual([]);
  });
});

const isListening = (job: string): boolean => job === 'read the use' || job === 'look up changes';

/** One of the situations of chains.ts, and up to five of the things that may happen next; looked at from some time later. */
function randomly(seed: number): { r: Retirement; grewAt: Instant; from: Instant } {
  const random = generator(seed);
  const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(random() * items.length)] ?? items[0];
  const begun: Written[] = [[at(0), enqueued()]];
  const facts = [...pick<Written[]>([begun, inNotice, inStage1, inSoak1, inLastOutage, mayBeDeleted])];
  let now = facts.at(-1)?.[0] ?? at(0);
  if (random() < 0.7) facts.push([now, dispatched]);
  for (let n = Math.floor(random() * 6); n > 0; n--) {
    now = after(now, Math.floor(random() ** 4 * 86_400) + 1);
    const what = pick<(now: Instant) => Fact[]>([
      () => [stopRequested],
      () => [failed(pick(['first', 'outage 1', 'restored 1', 'outcome']))],
      (when) => [change(when, pick(['Active', 'Inactive', 'Deleted']))],
      () => [restoreStarted(pick(['the outage is over', 'somebody needs it', 'Keysunset failed']))],
      () => [restoreStarted('the outage is over'), keyRestored],
      () => [keyRestored, { type: 'RestoreFailed', detail: { why: 'Throttling' } }],
      () => [confirmed],
      () => [absence],
      () => [kept],
      (when) => [{ type: 'DeletionStarted', detail: { sendBy: after(when, 60) } }],
      (when) => [outageStarted(1, when, after(when, 600)), ...(random() < 0.5 ? [deactivated(1)] : [])],
      (when) => [
        { type: 'GateHeld', detail: { before: 'outage', because: 'frozen', until: after(when, 3600), keeps: false } },
      ],
    ])(now);
    for (const fact of what) facts.push([now, fact]);
  }
  const r = given(...facts);
  // Near the moments that count, mostly; in between, sometimes.
  const near = nextWatch(r, seen(now)) ?? now;
  return { r, grewAt: now, from: after(random() < 0.7 ? near : now, -Math.floor(random() * 20) * 97) };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test('at its hours a sweep listens to keys in a soak, and once a day to keys that are off; to no others', () => {
  const listened = (now: Instant) => liveStatuses.filter((status) => isListenedTo({ status }, { now, every: 300 }));
  // 13:00 in Tokyo is 04:00 in UTC, and 09:00 is midnight.
  expect([listened(at(2, 3)), listened(at(2, 23)), listened(at(2, 4))]).toEqual([['soak'], ['outage', 'soak'], []]);
});
