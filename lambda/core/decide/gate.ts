import { newsOf } from '../changes';
import type { Fact, LastUse } from '../entries';
import { ABSENCE_APART } from '../protocol';
import type { Retirement } from '../retirement';
import { hasPassed, mustEnd, stageOf } from '../standing';
import { after } from '../time';
import { answer, answerUntil } from './decision';
import type { Decision } from './decision';
import { deletionGate } from './gate/deletion';
import { outageGate } from './gate/outage';
import { SOON, wait } from './gate/seen';
import type { GateAnswer, GateSeen } from './gate/seen';

export type { GateAnswer, GateSeen } from './gate/seen';

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
  const [change] = newsOf(r, changes.value);
  if (change) {
    return {
      do: 'record',
      record: [{ type: 'EvidenceGathered', detail: { about: 'change', source: 'CloudTrail', change } }],
    };
  }
  return undefined;
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
