import type { KeyStatus, Reading } from '../ports';
import { GATE_VALID_FOR, SEND_WITHIN } from '../protocol';
import type { Retirement } from '../retirement';
import { fencedUntil, hasPassed, isCutShort, isLast, listenUntil, mustEnd, stageOf } from '../standing';
import type { ReminderRule } from '../standing';
import { after, afterDuration } from '../time';
import type { Instant } from '../time';
import { answer, answerUntil } from './decision';
import type { Decision } from './decision';

export interface DeactivateSeen {
  now: Instant;
  status: Reading<KeyStatus>;
  frozen: Reading<unknown>;
  config: ReminderRule;
}

/** How long the last outage may go on past its end, held up, before the key is given back. */
const HELD_UP_FOR = 'P7D';

/** The answer is always `listen`: where nothing was switched off, for a second; then the check-in decides. */
export function deactivate(r: Retirement, seen: DeactivateSeen): Decision<'listen'> {
  const { now, status, frozen, config } = seen;
  if (mustEnd(r)) return answer('listen');
  const allowed = frozen.known && !frozen.value;
  if (r.claim) {
    if (r.claim.deactivatedAt) return answerUntil('listen', now, listenUntil(r, now, config));
    // An expired promise is never continued (R2): the outage counts as over, and the stage is repeated.
    const kept = !r.claim.restoreStartedAt && !hasPassed(now, r.claim.sendBy) && !isCutShort(r);
    // R10: what went on under an earlier attempt's promise would slip past a freeze that came after it.
    return kept && allowed ? { do: 'call' } : answer('listen');
  }
  const { gate } = r;
  const opened = gate?.before === 'outage' && !hasPassed(now, after(gate.at, GATE_VALID_FOR));
  // Found off (R6): somebody else's doing, not ours to claim.
  const on = status.known && status.value === 'Active';
  if (!opened || !on || !allowed || !hasPassed(now, fencedUntil(r))) return answer('listen');
  return { do: 'call', intent: outageStarted(r, now) };
}

function outageStarted(
  r: Retirement,
  now: Instant,
): NonNullable<Extract<Decision<'listen'>, { do: 'call' }>['intent']> {
  const stage = stageOf(r);
  const endsAt = afterDuration(now, r.ritual.stages[stage - 1]?.outage ?? 'PT0S', r.timeZone);
  const restoreBy = isLast(r, stage) ? afterDuration(endsAt, HELD_UP_FOR, r.timeZone) : endsAt;
  return { type: 'OutageStarted', detail: { stage, endsAt, restoreBy, sendBy: after(now, SEND_WITHIN) } };
}
