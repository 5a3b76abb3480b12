import type { Fact } from '../entries';
import type { KeyStatus, Reading } from '../ports';
import type { Retirement } from '../retirement';
import { hasPassed, isCutShort, isLast, listenUntil, mustEnd } from '../standing';
import type { ReminderRule } from '../standing';
import { after, seconds } from '../time';
import type { Instant } from '../time';
import { answer, answerUntil } from './decision';
import type { Decision } from './decision';
import { reactivated } from './screams';

export interface CheckInSeen {
  now: Instant;
  status: Reading<KeyStatus>;
  config: ReminderRule;
}

/** IAM's reads are stale for seconds; after this a key that reads Active was re-activated. */
const SETTLED = 5 * seconds.minute;

/** Is the outage over, and how does it go on? */
export function checkIn(
  r: Retirement,
  { now, status, config }: CheckInSeen,
): Decision<'listen' | 'restore' | 'delete' | 'keep'> {
  if (mustEnd(r)) return answer('keep');
  const { claim } = r;
  if (!claim?.deactivatedAt || claim.restoreStartedAt || isCutShort(r)) return answer('restore');
  const found = status.known ? status.value : 'unknown';
  const checkedIn: Fact = { type: 'CheckedIn', detail: { stage: claim.stage, status: found } };
  if (found === 'Active' && hasPassed(now, after(claim.deactivatedAt, SETTLED))) {
    return answer('keep', 1, checkedIn, reactivated(r));
  }
  if (found === 'absent') return answer('keep', 1, checkedIn);
  if (!hasPassed(now, claim.endsAt)) return answerUntil('listen', now, listenUntil(r, now, config), checkedIn);
  return answer(isLast(r, claim.stage) ? 'delete' : 'restore', 1, checkedIn);
}
