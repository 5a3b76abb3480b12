import type { Fact } from '../entries';
import type { KeyStatus, Reading } from '../ports';
import { GATE_VALID_FOR, SEND_WITHIN } from '../protocol';
import type { Retirement } from '../retirement';
import { deletionPending, handsOff, hasPassed, isCutShort, mustEnd, outcomeOf } from '../standing';
import { after } from '../time';
import type { Instant } from '../time';
import { answer } from './decision';
import type { Decision } from './decision';
import { reactivated } from './screams';

export interface DeleteSeen {
  now: Instant;
  status: KeyStatus;
}

/** DeletionStarted decides (R4): with no stop, no scream and no restore since the outage, a fresh "go", in time. */
export function deleteKey(r: Retirement, { now, status }: DeleteSeen): Decision<'deleted' | 'restore' | 'keep'> {
  if (outcomeOf(r) === 'deleted') return answer('deleted');
  // An earlier attempt's deletion is never resumed: it may still land. Once its fence has passed, the give-back looks.
  if (mustEnd(r) || deletionPending(r)) return answer('keep');
  const { claim, gate } = r;
  if (!claim?.deactivatedAt || claim.restoreStartedAt || isCutShort(r)) return answer('restore');
  const opened = gate?.before === 'deletion' && !hasPassed(now, after(gate.at, GATE_VALID_FOR));
  if (!opened) return held(now, 'the gate’s go was too old');
  if (hasPassed(now, claim.restoreBy)) return held(now, 'the deletion was held up past its latest date');
  if (status === 'Active') return answer('keep', 1, reactivated(r));
  if (status === 'absent') return answer('keep');
  return { do: 'call', intent: { type: 'DeletionStarted', detail: { sendBy: after(now, SEND_WITHIN) } } };
}

/** One last look, after the promise and before the call: the facts that abandon the deletion, or none. */
export function lastLook(
  r: Retirement,
  { status, frozen }: { status: Reading<KeyStatus>; frozen: Reading<unknown> },
): readonly Fact[] {
  const abandoned = (because: string): Fact => ({ type: 'DeletionAbandoned', detail: { because } });
  if (handsOff(r)) return [abandoned('somebody else switched it off')];
  // R10: a freeze that came just before the promise wins over it.
  if (!frozen.known) return [abandoned(`whether there is a freeze could not be read: ${frozen.why}`)];
  if (frozen.value) return [abandoned('there is a freeze')];
  if (!status.known) return [abandoned(`the key could not be read: ${status.why}`)];
  switch (status.value) {
    case 'Inactive':
      return [];
    case 'Active':
      return [reactivated(r), abandoned('somebody re-activated it')];
    case 'absent':
      return [abandoned('somebody else deleted it')];
    default:
      return status.value satisfies never;
  }
}

const held = (now: Instant, because: string): Decision<'keep'> =>
  answer('keep', 1, { type: 'GateHeld', detail: { before: 'deletion', because, until: now, keeps: true } });
