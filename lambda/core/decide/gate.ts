import { approvalsMissing } from '../approvals';
import type { Config } from '../config';
import type { Change, Fact, LastUse, UseSeen } from '../entries';
import type { KeyStatus, Reading } from '../ports';
import { ABSENCE_APART, GATE_ASKS_AGAIN, LONGEST_RITUAL_DAYS } from '../protocol';
import type { Retirement } from '../retirement';
import { fencedUntil, finalNoticeLead, hasPassed, mustEnd, stageOf, watchedSince } from '../standing';
import { after, afterDuration, earliest, seconds } from '../time';
import type { Instant } from '../time';
import { answer, answerUntil } from './decision';
import type { Decision } from './decision';
import { answerableUntil, heardUse, reactivated } from './screams';

export type GateAnswer = 'go' | 'wait' | 'keep';

export interface GateSeen {
  now: Instant;
  before: 'outage' | 'deletion';
  status: Reading<KeyStatus>;
  lastUse: Reading<LastUse>;
  /** Who used it, where use was seen. */
  callers: UseSeen['callers'];
  /** Why the key is protected, if it is. */
  protectedBy: Reading<string | undefined>;
  /** Changes by others that are not in the chain yet; looked up before a deletion only. */
  changes: Reading<readonly Change[]>;
  frozen: Reading<{ reason: string } | false>;
  /** The calendar's next opening: now, where it is open. */
  opensAt: Instant;
  /** Another key of the same user is dark. */
  otherKeyDark: boolean;
  /** The first opening of the next day. */
  nextDayOpensAt: Instant;
  /** The limit that today's outages have reached, in words, if one has. */
  limitReached: string | undefined;
  config: Pick<Config, 'operators'>;
}

const SOON = 15 * seconds.minute;
const SWEEP = 5 * seconds.minute;

/** May the next outage start, or the key be deleted? In doubt: wait; and where waiting cannot help, keep. */
export function openGate(r: Retirement, seen: GateSeen): Decision<GateAnswer> {
  if (mustEnd(r)) return answer('keep');
  return (
    news(r, seen) ??
    (seen.before === 'deletion' ? deletionGate(r, seen) : outageGate(r, seen)) ??
    (seen.lastUse.known
      ? answer('go', 1, evidence(r, seen, seen.lastUse.value))
      : wait(seen, `the last use could not be read: ${seen.lastUse.why}`, after(seen.now, SOON)))
  );
}

/** What others did, and what a read could not tell. */
function news(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { now, status, changes } = seen;
  if (!status.known) return wait(seen, `the key could not be read: ${status.why}`, after(now, SOON));
  if (status.value === 'absent') return absent(r, seen);
  if (!changes.known) return wait(seen, `CloudTrail could not be read: ${changes.why}`, after(now, SOON));
  const [change] = changes.value.filter(
    ({ eventId }) => !r.changes.some((seenBefore) => seenBefore.eventId === eventId),
  );
  const since = r.confirmedAt ?? r.enqueuedAt;
  if (change && change.at > since) {
    return {
      do: 'record',
      record: [{ type: 'EvidenceGathered', detail: { about: 'change', source: 'CloudTrail', change } }],
    };
  }
  return undefined;
}

function outageGate(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
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

function deletionGate(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { now, status } = seen;
  const { claim } = r;
  if (!claim?.deactivatedAt || claim.restoreStartedAt) return keep(seen, 'the last outage was cut short');
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

/** Reasons to end: protected, used, too old. */
function unwanted(r: Retirement, seen: GateSeen, since: Instant): Decision<GateAnswer> | undefined {
  const { now, protectedBy, lastUse } = seen;
  if (!protectedBy.known) return wait(seen, `the user’s tags could not be read: ${protectedBy.why}`, after(now, SOON));
  if (protectedBy.value !== undefined) {
    return answer('keep', 1, { type: 'StopRequested', detail: { how: 'protected', words: protectedBy.value } });
  }
  const used = lastUse.known && heardUse(r, lastUse.value, since, seen.callers);
  if (used && used.type === 'ScreamHeard') return answer('keep', 1, used);
  if (used) return { do: 'record', record: [used] };
  if (r.question) return questioned(seen, answerableUntil(r.question));
  if (now > after(r.enqueuedAt, LONGEST_RITUAL_DAYS * seconds.day)) return keep(seen, 'this took longer than 330 days');
  return undefined;
}

/** Use was seen, and whether it counts was asked: silence keeps the key. */
function questioned(seen: GateSeen, until: Instant): Decision<GateAnswer> {
  return hasPassed(seen.now, until)
    ? keep(seen, 'nobody said in 7 days that its use does not count')
    : wait(seen, 'it was used: the owner or an operator has to say whether that counts', until);
}

/** The ritual may want somebody's word before a deletion. */
function approved(r: Retirement, seen: GateSeen, restoreBy: Instant): Decision<GateAnswer> | undefined {
  const missing = approvalsMissing(r, seen.config);
  return missing.length > 0
    ? wait(seen, `the deletion is not approved yet: ${missing.join(' and ')} missing`, restoreBy)
    : undefined;
}

/** Not before the owner was told, and the notice or the soak is over. */
function early(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { now } = seen;
  const { phase } = r;
  if (phase.name === 'enqueued') return wait(seen, 'the notice is not given', after(now, SOON));
  if ((phase.name === 'notice' || phase.name === 'soak') && !hasPassed(now, phase.until)) {
    return wait(seen, `the ${phase.name} is not over`, phase.until);
  }
  return undefined;
}

/** A notice that failed, a freeze and closed hours hold an outage and a deletion alike. */
function paced(r: Retirement, seen: GateSeen): Decision<GateAnswer> | undefined {
  const { now, frozen, opensAt } = seen;
  if (r.untold.length > 0) return wait(seen, `a notice could not be given: ${r.untold.join(', ')}`, after(now, SOON));
  if (!frozen.known) return wait(seen, `whether there is a freeze could not be read: ${frozen.why}`, after(now, SOON));
  if (frozen.value) return wait(seen, `frozen: ${frozen.value.reason}`, after(now, GATE_ASKS_AGAIN));
  return hasPassed(now, opensAt) ? undefined : wait(seen, 'outside the working hours', opensAt);
}

/** Two reads, a minute apart, before a key counts as gone (R11); the give-back closes it. */
function absent(r: Retirement, seen: GateSeen): Decision<GateAnswer> {
  const { now } = seen;
  if (r.absentSince && hasPassed(now, after(r.absentSince, ABSENCE_APART))) return answer('keep');
  const absence: Fact = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } };
  const until = after(now, ABSENCE_APART + 1);
  const held: Fact = {
    type: 'GateHeld',
    detail: { before: seen.before, because: 'the key was not found, and is looked for again', until, keeps: false },
  };
  return answerUntil('wait', now, until, ...(r.absentSince ? [] : [absence]), held);
}

function evidence(r: Retirement, { before, status }: GateSeen, lastUse: LastUse): Fact {
  return {
    type: 'EvidenceGathered',
    detail: {
      about: 'gate',
      source: 'IAM',
      before,
      stage: stageOf(r),
      status: status.known && status.value === 'Inactive' ? 'Inactive' : 'Active',
      lastUse,
    },
  };
}

function wait({ now, before }: GateSeen, because: string, until: Instant): Decision<GateAnswer> {
  // Never longer than this in one go: what holds may end sooner than thought.
  const again = earliest(until, after(now, 14 * seconds.day));
  return answerUntil('wait', now, again, { type: 'GateHeld', detail: { before, because, until: again, keeps: false } });
}

function keep({ now, before }: GateSeen, because: string): Decision<GateAnswer> {
  return answer('keep', 1, { type: 'GateHeld', detail: { before, because, until: now, keeps: true } });
}
