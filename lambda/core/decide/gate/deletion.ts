import { approvalsMissing } from '../../approvals';
import type { Retirement } from '../../retirement';
import { finalNoticeLead, hasPassed, isCutShort } from '../../standing';
import { after, afterDuration, seconds } from '../../time';
import type { Instant } from '../../time';
import { answer } from '../decision';
import type { Decision } from '../decision';
import { reactivated } from '../screams';
import { paced, unwanted } from './reasons';
import { SOON, keep, wait } from './seen';
import type { GateAnswer, GateSeen } from './seen';

/** What speaks against the deletion. */
export function deletionGate(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { now, status } = seen;
  const { claim } = r;
  if (!claim?.deactivatedAt || claim.restoreStartedAt || isCutShort(r)) return answer('restore');
  if (status.known && status.value === 'Active') return answer('keep', 1, reactivated(r));
  if (hasPassed(now, claim.restoreBy)) return keep(seen, 'the deletion was held up past its latest date');
  const final = r.told.findLast(({ about, at }) => about === 'final' && at >= claim.startedAt);
  // The final notice's seconds are not a reason to come a day later, outside the working hours.
  const warned = final && after(afterDuration(final.at, finalNoticeLead(r), r.timeZone), -10 * seconds.minute);
  return (
    unwanted(r, seen, r.firstOutageAt ?? claim.startedAt) ??
    (hasPassed(now, claim.endsAt) ? undefined : wait(seen, 'the last outage is not over', claim.endsAt)) ??
    (!warned
      ? wait(seen, 'the final notice is not given', after(now, SOON))
      : hasPassed(now, warned)
        ? undefined
        : wait(seen, 'the final notice was given late', warned)) ??
    approved(r, seen, claim.restoreBy) ??
    paced(r, seen)
  );
}

/** The ritual may want somebody's word before a deletion. */
function approved(r: Retirement, seen: GateSeen, restoreBy: Instant): Decision<GateAnswer> | undefined {
  const missing = approvalsMissing(r, seen.config);
  return missing.length > 0
    ? wait(seen, `the deletion is not approved yet: ${missing.join(' and ')} missing`, restoreBy)
    : undefined;
}
