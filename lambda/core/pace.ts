import type { Config } from './config';
import type { Head } from './head';
import { hasPassed, mustEnd } from './standing';
import type { Retirement } from './retirement';
import { after, lengthInSeconds, seconds, secondsBetween } from './time';
import type { Instant } from './time';

/** A limit of the outages that start on one day. */
export interface DailyLimit {
  /** What is counted, as the ledger's counter names it. */
  of: string;
  most: number;
  /** Why it waits once the limit is reached, in words. */
  because: string;
}

/** The limits that an outage of this key counts for, the narrowest last. */
export function dailyLimits(
  { subject, owner }: Pick<Retirement, 'subject' | 'owner'>,
  { outagesPerDay, outagesPerAccountAndDay, outagesPerOwnerAndDay }: Config['limits'],
): DailyLimit[] {
  const answers = owner?.kind === 'person' ? owner.slackUserId : (owner?.channel ?? 'nobody');
  const limit = (of: string, most: number | undefined, what: string): DailyLimit[] =>
    most === undefined ? [] : [{ of, most, because: `the limit of outages for ${what} is reached` }];
  return [
    ...limit('all', outagesPerDay, 'a day'),
    ...limit(subject.accountId, outagesPerAccountAndDay, 'this account and day'),
    ...limit(`owner ${answers}`, outagesPerOwnerAndDay, 'this owner and day'),
  ];
}

/** Those that wait, in the order in which they are started: by priority, then as they came. */
export const inOrder = (waiting: readonly Head[]): Head[] =>
  [...waiting].sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || secondsBetween(b.enqueuedAt, a.enqueuedAt));

/** A key that has waited so long at its gate is kept there by something else than the limits: it takes no room. */
const LONGEST_QUEUE = 7 * seconds.day;

/** How many more may be started: as many as may go dark in the days of a notice, those whose notice runs among them. */
export function roomFor(
  onTheWay: readonly Head[],
  { limits, rituals }: Pick<Config, 'limits' | 'rituals'>,
  now: Instant,
) {
  const days = Math.max(1, ...rituals.map(({ notice }) => Math.ceil(lengthInSeconds(notice) / seconds.day)));
  const taken = new Map<string, number>();
  const take = (...counters: string[]): void => {
    for (const counter of counters) taken.set(counter, (taken.get(counter) ?? 0) + 1);
  };
  const isFull = (counter: string, most = Infinity): boolean => (taken.get(counter) ?? 0) >= most * days;
  for (const { accountId, deadline } of onTheWay) {
    if (now < after(deadline, LONGEST_QUEUE)) take('all', accountId);
  }
  return {
    has: ({ accountId }: Pick<Head, 'accountId'>): boolean =>
      !isFull('all', limits.outagesPerDay) && !isFull(accountId, limits.outagesPerAccountAndDay),
    take: ({ accountId }: Pick<Head, 'accountId'>): void => take('all', accountId),
  };
}

/** A canary of the batch, as its own chain shows it. */
export interface Canary {
  keyId: string;
  /** `undefined`: it is not in the ledger. */
  retirement: Retirement | undefined;
}

/** The gate after the soak has looked for use by then. */
const GATE_HAS_LOOKED = 15 * seconds.minute;

/** Why the others of a batch wait, in words; `undefined` once each canary's first soak was quiet, or an operator let them go. */
export function whyWaiting(canaries: readonly Canary[], now: Instant): string | undefined {
  for (const { keyId, retirement: r } of canaries) {
    if (!r) return `its canary ${keyId} is not in the ledger: stop this key and enqueue it anew`;
    if (r.released || (r.phase.name === 'ended' && r.phase.outcome === 'deleted')) continue;
    if (mustEnd(r)) return `its canary ${keyId} is not quiet: look at it, then say release ${keyId}, or stop this key`;
    if (!firstSoakIsOver(r, now)) return `its canary ${keyId} goes first, and its first soak is not over`;
  }
  return undefined;
}

function firstSoakIsOver({ outages, phase, stagesDone }: Retirement, now: Instant): boolean {
  if (outages.some(({ stage }) => stage > 1)) return true;
  return stagesDone > 0 && phase.name === 'soak' && hasPassed(now, after(phase.until, GATE_HAS_LOOKED));
}
