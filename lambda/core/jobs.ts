import type { RestoreInput } from './ports';
import { FENCE } from './protocol';
import type { Retirement } from './retirement';
import { deletionPending, endedAt, fencedUntil, handsOff, mustEnd } from './standing';
import { after, earliest, latest, seconds } from './time';
import type { Instant } from './time';

/** What the watchdog has to do for one retirement. */
export type Job =
  | { do: 'restore'; input: Pick<RestoreInput, 'instruction' | 'because'> }
  | { do: 'give notice' }
  | { do: 'read the use' }
  | { do: 'look up changes' }
  | { do: 'look for the execution' }
  | { do: 'let the other key go dark' };

/** The execution does these things by itself; the watchdog comes when it is this late. */
const GRACE = seconds.minute;
/** An execution of which nothing is heard for so long after its time may be dead. */
export const DEAD_AFTER = 10 * seconds.minute;

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

/** What a chain will have the watchdog do, if it stays as it is. */
export function jobs(r: Retirement): Due[] {
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
  const landed = ends ? latest(fence, after(endedAt(r), FENCE)) : fence;
  if (claim || ends) return [restore('confirm', after(landed, GRACE)), ...dead(r)];
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
