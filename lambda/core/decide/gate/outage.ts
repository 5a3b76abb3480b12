import type { Retirement } from '../../retirement';
import { fencedUntil, hasPassed, remindedAt, watchedSince } from '../../standing';
import { after, seconds } from '../../time';
import { answer } from '../decision';
import type { Decision } from '../decision';
import { paced, unwanted } from './reasons';
import { SOON, wait } from './seen';
import type { GateAnswer, GateSeen } from './seen';

const SWEEP = 5 * seconds.minute;

/** What speaks against the next outage. */
export function outageGate(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { now, status } = seen;
  const fence = fencedUntil(r);
  if (!hasPassed(now, fence) && fence) return wait(seen, 'a late call may still land', fence);
  if (r.claim) {
    return status.known && status.value === 'Active'
      ? { do: 'record', record: [{ type: 'RestoreConfirmed', detail: { status: 'Active' } }] }
      : wait(seen, 'the key is not back on yet; the watchdog gives it back', after(now, SWEEP));
  }
  // Found off, and not by us (R6): the give-back leaves it as found.
  if (!status.known || status.value !== 'Active') return answer('keep');
  return (
    unwanted(r, seen, watchedSince(r)) ??
    early(r, seen) ??
    paced(r, seen) ??
    (seen.otherKeyDark
      ? wait(seen, 'the user’s other key is off: one at a time', after(now, seconds.hour))
      : seen.limitReached
        ? wait(seen, seen.limitReached, seen.nextDayOpensAt)
        : undefined)
  );
}

/** Not now: the owner is reminded the day before (telling.ts), and the gate asks again then. */
function later(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { snoozed } = r;
  if (!snoozed || hasPassed(seen.now, snoozed.until)) return undefined;
  const reminded = remindedAt(snoozed.until, r);
  return wait(seen, `not now: ${snoozed.because}`, reminded > seen.now ? reminded : snoozed.until);
}

/** Whoever answers for it now has the whole notice, however far the one before them was. */
function handedOn({ handedOn: to }: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  if (!to) return undefined;
  if (!to.until) return wait(seen, 'whoever answers for it now is not told yet', after(seen.now, SOON));
  return hasPassed(seen.now, to.until) ? undefined : wait(seen, 'the notice of its new owner is not over', to.until);
}

/** Not before the owner was told, and the notice or the soak is over. */
function early(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { now } = seen;
  const { phase } = r;
  if (phase.name === 'enqueued') return wait(seen, 'the notice is not given', after(now, SOON));
  if ((phase.name === 'notice' || phase.name === 'soak') && !hasPassed(now, phase.until)) {
    return wait(seen, `the ${phase.name} is not over`, phase.until);
  }
  return handedOn(r, seen) ?? later(r, seen);
}
