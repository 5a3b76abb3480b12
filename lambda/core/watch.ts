import type { Head, Status } from './head';
import { jobs } from './jobs';
import type { Job } from './jobs';
import { FENCE, USE_READ_EVERY } from './protocol';
import type { Retirement } from './retirement';
import { hasPassed, mustEnd } from './standing';
import type { ReminderRule } from './standing';
import { due } from './telling';
import { after, earliest, latest, seconds, slotOf, toInstant } from './time';
import type { Instant } from './time';

export interface Watch {
  now: Instant;
  /** From one sweep to the next, in seconds. */
  every: number;
  config: ReminderRule;
  /** The daily sweep, which looks at what the others have given up as well. */
  everything?: boolean;
}

/** What ended longer ago is at rest: whatever was late then has landed, and a daily sweep has seen it since. */
const AT_REST_AFTER = 2 * seconds.day;
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
      .map(({ at }) => latest(at, seen.now)),
    ...(told(r, seen).length > 0 ? [seen.now] : []),
    ...nextReading(r, seen),
  ];
  const [first, ...others] = moments;
  return first && earliest(first, ...others);
}

function told(r: Retirement, { now, config, everything }: Watch): Job[] {
  // The first notice may have failed before anybody was found to tell: then it is not due yet.
  const first = r.phase.name === 'enqueued' && !mustEnd(r) && r.untold.includes('first');
  const isDue = (about: string): boolean => due(r, now, config).some((one) => one.about === about);
  // What was lost without a trace is told by the daily sweep.
  const missing = everything ? due(r, now, config).length > 0 : r.untold.some(isDue);
  return first || missing ? [{ do: 'give notice' }] : [];
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

/** Whether the sweep of this moment listens to a key, by where its HEAD says that it stands. */
export const isListenedTo = ({ status }: Pick<Head, 'status'>, sweep: Pick<Watch, 'now' | 'every'>): boolean =>
  listeningAt(sweep).some((job) => heardOf[job] === status);

/** Of which keys is heard what is listened for. */
const heardOf: Record<Listening, Status> = { 'read the use': 'soak', 'look up changes': 'outage' };

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
