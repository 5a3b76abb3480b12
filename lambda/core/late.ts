import { FENCE } from './protocol';
import type { Claim, Retirement } from './retirement';
import { endedAt, hasPassed, mustEnd, takenOver } from './standing';
import { after, earliest, seconds } from './time';
import type { Instant } from './time';
import { DEAD_AFTER } from './jobs';

/** A restore that goes as planned is over in seconds; in this time the execution has tried five times, and the watchdog once. */
const LATE_AFTER = 5 * seconds.minute;

/** The key ought to be on again, and for so long that no restore that goes as planned explains why it is off. */
export function isLate(r: Retirement, now: Instant): boolean {
  const { claim } = r;
  // What is on, what is not there and what somebody else switched off is not ours to give back.
  if (!claim || claim.restoredAt || r.absentSince || takenOver(r)) return false;
  return hasPassed(now, after(oughtToBeOnAt(r, claim), LATE_AFTER));
}

/** At its restoreBy, or before that from the first moment at which somebody wanted it back. */
function oughtToBeOnAt(r: Retirement, claim: Claim): Instant {
  const { deletion } = r;
  // R4: nobody restores while the deletion may still land.
  if (deletion && !deletion.abandoned) return after(deletion.at, FENCE);
  // A promise of which nobody knows whether it was kept is the check-in's to deal with, for as long.
  const planned = claim.deactivatedAt ? claim.restoreBy : after(claim.sendBy, DEAD_AFTER);
  const wanted = [
    ...(mustEnd(r) ? [endedAt(r)] : []),
    ...(claim.cutShortAt ? [claim.cutShortAt] : []),
    ...(claim.restoreStartedAt ? [claim.restoreStartedAt] : []),
  ];
  return earliest(planned, ...wanted);
}
