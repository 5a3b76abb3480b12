import type { RestoreInput } from './ports';
import { FENCE, USE_READ_EVERY } from './protocol';
import type { Retirement } from './retirement';
import { deletionPending, endedAt, fencedUntil, handsOff, hasPassed, mustEnd } from './standing';
import type { ReminderRule } from './standing';
import { due } from './telling';
import { after, earliest, seconds, slotOf, toInstant } from './time';
import type { Instant } from './time';

/** What the watchdog has to do for one retirement. */
export type Job =
  | { do: 'restore'; input: Pick<RestoreInput, 'instruction' | 'because'> }
  | { do: 'give notice' }
  | { do: 'read the use' }
  | { do: 'look up changes' }
  | { do: 'look for the execution' }
  | { do: 'let the other key go dark' };

export interface Watch {
  now: Instant;
  /** From one sweep to the next, in seconds. */
  every: number;
  config: ReminderRule;
  /** The daily sweep, which looks at what the others have given up as well. */
  everything?: boolean;
}

/** The execution does these things by itself; the watchdog comes when it is this late. */
const GRACE = seconds.minute;
/** What ended longer ago is at rest: whatever was late then has landed, and a daily sweep has seen it since. */
const AT_REST_AFTER = 2 * seconds.day;
/** An execution of which nothing is heard for so long after its time may be dead. */
export const DEAD_AFTER = 10 * seconds.minute;

/** What is to be done for a retirement that is not closed (R7). It trusts nothing but the chain. */
export function watch(r: Retirement, seen: Watch): Job[] {
  return jobs(r)
    .filter(({ at, until }) => hasPassed(seen.now, at) && (seen.everything || !until || !hasPassed(seen.now, until)))
    .map(({ job }) => job)
    .concat(told(r, seen), listened(r, seen), released(r, seen));
}

/** When the watchdog next has something to look at, if nothing changes; `undefined`: never. For skipping empty sweeps. */
export function nextWatch(r: Retirement, seen: Watch): Instant | undefined {
  const moments = [
    ...jobs(r)
      .filter(({ until }) => !until || seen.now < until)
      .map(({ at }) => (at > seen.now ? at : seen.now)),
    ...(told(r, seen).length > 0 ? [seen.now] : []),
    ...nextReading(r, seen),
  ];
  const [first, ...others] = moments;
  return first && earliest(first, ...others);
}

/**
 * From when on each sweep has something to look at, as long as the chain stays as it is; `undefined`: only what is heard changes
 * anything. What is listened for at its hours comes beside it. For finding work without reading every chain.
 */
export function watchedFrom(r: Retirement): Instant | undefined {
  if (r.phase.name === 'ended') return undefined;
  if (r.untold.length > 0) return r.enqueuedAt;
  const [first, ...others] = jobs(r).map(({ at }) => at);
  return first && earliest(first, ...others);
}

interface Due {
  job: Job;
  at: Instant;
  until?: Instant;
}

function jobs(r: Retirement): Due[] {
  if (r.phase.name === 'ended') return [];
  const fence = fencedUntil(r) ?? r.enqueuedAt;
  const ends = mustEnd(r);
  // After a deletion that did not go through there is no next stage: it ends with the key on.
  const because = ends || deletionPending(r) ? 'somebody needs it' : 'the outage is over';
  const restore = (instruction: RestoreInput['instruction'], at: Instant): Due => ({
    job: { do: 'restore', input: { instruction, because } },
    at,
  });
  const { claim } = r;
  if (deletionPending(r)) return [restore('confirm', after(fence, GRACE))];
  // A key that was found absent is not called again: the confirmation looks twice, and closes.
  const instruction = r.absentSince ? 'confirm' : 'restore';
  if (claim && !claim.restoredAt && !handsOff(r)) return [restore(instruction, givenBackBy(r, claim)), ...dead(r)];
  if (claim || ends) return [restore('confirm', after(ends ? later(fence, endedAt(r)) : fence, GRACE)), ...dead(r)];
  return dead(r);
}

/** When a key that is off has to be on again: a minute after the stop, or after the outage that is over. */
function givenBackBy(r: Retirement, claim: NonNullable<Retirement['claim']>): Instant {
  if (mustEnd(r)) return after(endedAt(r), GRACE);
  if (claim.cutShortAt) return after(claim.cutShortAt, GRACE);
  // A promise that nobody kept: the execution's check-in deals with it, unless it is dead.
  return claim.deactivatedAt ? after(claim.restoreBy, GRACE) : after(claim.sendBy, DEAD_AFTER);
}

/** Nothing has happened though it was time: is the execution still alive? */
function dead(r: Retirement): Due[] {
  if (!r.dispatchedAt || mustEnd(r)) return [];
  const { phase, held } = r;
  const expected =
    held?.until ?? (phase.name === 'outage' ? phase.endsAt : 'until' in phase ? phase.until : r.dispatchedAt);
  const at = after(expected, DEAD_AFTER);
  // Asked in the first hour that it is late, then daily at the sweep of everything.
  return [{ job: { do: 'look for the execution' }, at, until: after(at, seconds.hour) }];
}

function told(r: Retirement, { now, config, everything }: Watch): Job[] {
  if (!everything && r.untold.length === 0) return [];
  // The first notice may have failed before anybody was found to tell: then it is not due yet.
  const first = r.phase.name === 'enqueued' && !mustEnd(r) && r.untold.includes('first');
  // What was lost without a trace is told by the daily sweep.
  const undelivered = first || due(r, now, config).some(({ about }) => everything || r.untold.includes(about));
  return undelivered ? [{ do: 'give notice' }] : [];
}

/**
 * The user's one dark key may have been taken by a call that landed after the end (R10), and nobody else would ever free it:
 * the daily sweep does.
 */
function released(r: Retirement, { now, everything }: Watch): Job[] {
  const { phase } = r;
  const landed = phase.name === 'ended' && hasPassed(now, after(phase.at, FENCE));
  return everything && landed && !isAtRest(r, now) ? [{ do: 'let the other key go dark' }] : [];
}

/** It ended so long ago that no sweep finds anything any more. */
export const isAtRest = ({ phase }: Retirement, now: Instant): boolean =>
  phase.name === 'ended' && hasPassed(now, after(phase.at, AT_REST_AFTER));

/**
 * A soaking key's use is read every four hours, changes to a dark key by others once a day (EventBridge tells them at once).
 * At the same moments for all keys, so that a sweep that reads nothing stays cheap.
 */
function listened(r: Retirement, seen: Watch): Job[] {
  const job = listens(r);
  return job && listeningAt(seen).includes(job) ? [{ do: job }] : [];
}

/** Whether a span of so many seconds has begun since the last sweep: what is done once in each, is done at the same moment for all. */
export const begins = (length: number, { now, every }: Pick<Watch, 'now' | 'every'>): boolean =>
  slotOf(now, length) > slotOf(after(now, -every), length);

/** What is listened for. */
export type Listening = 'read the use' | 'look up changes';

/** What the sweep of this moment listens for, with every key of which it may be heard. */
export const listeningAt = ({ now, every }: Pick<Watch, 'now' | 'every'>): Listening[] =>
  (['read the use', 'look up changes'] as const).filter((job) => begins(lengthOf(job), { now, every }));

function listens(r: Retirement): Listening | undefined {
  if (mustEnd(r)) return undefined;
  if (r.claim?.deactivatedAt && !r.claim.restoreStartedAt) return 'look up changes';
  return r.phase.name === 'soak' && r.onUse.do !== 'ignore' && !r.question ? 'read the use' : undefined;
}

const lengthOf = (job: Listening): number => (job === 'read the use' ? USE_READ_EVERY : seconds.day);

/** The next moment at which it is read: now, where a sweep at this moment would. */
function nextReading(r: Retirement, seen: Watch): Instant[] {
  const job = listens(r);
  if (!job) return [];
  if (listened(r, seen).length > 0) return [seen.now];
  return [toInstant((slotOf(seen.now, lengthOf(job)) + 1) * lengthOf(job) * 1000)];
}

const later = (a: Instant, b: Instant): Instant => (a > after(b, FENCE) ? a : after(b, FENCE));
