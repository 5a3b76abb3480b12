import { openingFrom } from '../calendar';
import type { Calendar } from '../config';
import type { Fact } from '../entries';
import type { KeyStatus, RestoreInput } from '../ports';
import { ABSENCE_APART } from '../protocol';
import type { Claim, Ending, Outcome, Retirement } from '../retirement';
import {
  deletionPending,
  fencedUntil,
  handsOff,
  hasPassed,
  isCutShort,
  mustEnd,
  outcomeOf,
  settled,
  takenOver,
} from '../standing';
import { after, afterDuration } from '../time';
import type { Instant } from '../time';
import { answer, answerUntil } from './decision';
import type { Decision } from './decision';

/** `again`: look once more after the seconds; `restored`: nothing is to be confirmed by this execution. */
export type RestoreAnswer = Outcome | 'again' | 'restored';

export interface RestoreSeen {
  now: Instant;
  calendar: Calendar;
  input: Pick<RestoreInput, 'because' | 'failure' | 'claim'>;
  /** The run that asks: what it has restored itself, it does not restore again. */
  attempt?: string;
}

/**
 * Gives the key back. It does not ask IAM first: a read may be stale, and it would cost the seconds that count.
 * It never waits for CloudTrail, Slack or the working hours.
 */
export function restore(r: Retirement, { now, calendar, input, attempt }: RestoreSeen): Decision<RestoreAnswer> {
  const outcome = outcomeOf(r);
  if (outcome) return answer(outcome);
  if (anotherClaim(r, input)) return answer('restored');
  const { claim, deletion } = r;
  const fence = fencedUntil(r) ?? now;
  // R4: nobody restores while the deletion may still land.
  if (deletion && deletionPending(r) && !hasPassed(now, fence)) return answerUntil('again', now, fence);
  // R1: outside a claim Keysunset never activates. R5: nor what somebody else switched off.
  if (!claim || handsOff(r)) return answerUntil(mustEnd(r) ? 'again' : 'restored', now, fence);
  if (r.absentSince) return answerUntil('again', now, after(now, ABSENCE_APART + 1));
  const goes = goesOn(r, input);
  if (claim.restoredAt && (goes || settled(r) || claim.restoredBy === attempt)) {
    return goes ? soak(r, claim, claim.restoredAt, { now, calendar, fence }) : answerUntil('again', now, fence);
  }
  // A repeat of an earlier stage's restore, arriving late, must not cut this outage short.
  const early = claim.deactivatedAt !== undefined && !hasPassed(now, claim.endsAt) && !isCutShort(r);
  if (goes && early && input.because === 'the outage is over') return answer('restored');
  return { do: 'call', intent: { type: 'RestoreStarted', detail: { because: input.because } } };
}

/** The retirement does not end here: its soak follows, or its stage is repeated. */
const goesOn = (r: Retirement, { because }: RestoreSeen['input']): boolean =>
  (because === 'the outage is over' || because === 'everything is given back') && !mustEnd(r);

/** Giving everything back, told late: that claim is closed, and what is dark now is a later outage. */
const anotherClaim = ({ claim }: Retirement, input: RestoreSeen['input']): boolean =>
  input.because === 'everything is given back' && claim?.startedAt !== input.claim;

/** What is recorded after the call. */
export const restored = (result: 'done' | 'absent'): readonly Fact[] =>
  result === 'done'
    ? [{ type: 'KeyRestored', detail: {} }]
    : [
        { type: 'RestoreFailed', detail: { why: 'the key is not there' } },
        { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } },
      ];

/**
 * On and watched: for the stage's soak, to whose end in working hours the next outage may follow; for no longer than the fence where
 * the stage has to be repeated.
 */
function soak(
  r: Retirement,
  { stage }: Claim,
  restoredAt: Instant,
  { now, calendar, fence }: { now: Instant; calendar: Calendar; fence: Instant },
): Decision<RestoreAnswer> {
  if (r.phase.name === 'soak') return answerUntil('restored', now, r.phase.until);
  const length = stage === r.stagesDone ? r.ritual.stages[stage - 1]?.soak : undefined;
  const until = length ? openingFrom(calendar, afterDuration(restoredAt, length, r.timeZone)) : fence;
  return answerUntil('restored', now, until, { type: 'SoakStarted', detail: { stage, until } });
}

export interface ConfirmSeen extends Omit<RestoreSeen, 'calendar'> {
  status: KeyStatus;
}

/** After the fence: does the key stay on? Closes the claim, and the retirement where it has to end. */
export function confirm(r: Retirement, { now, input, status }: ConfirmSeen): Decision<RestoreAnswer> {
  const outcome = outcomeOf(r);
  if (outcome) return answer(outcome);
  if (anotherClaim(r, input)) return answer('restored');
  const fence = fencedUntil(r);
  if (fence && !hasPassed(now, fence)) return answerUntil('again', now, fence);
  switch (status) {
    case 'absent':
      return absent(r, now);
    case 'Inactive':
      return r.claim && !handsOff(r)
        ? { do: 'call', intent: { type: 'RestoreStarted', detail: { because: input.because } } }
        : answer('left', 1, { type: 'LeftAsFound', detail: by(r) });
    case 'Active':
      return active(r, input);
    default:
      return status satisfies never;
  }
}

function active(r: Retirement, input: RestoreSeen['input']): Decision<RestoreAnswer> {
  const confirmed: Fact[] = r.claim ? [{ type: 'RestoreConfirmed', detail: { status: 'Active' } }] : [];
  if (goesOn(r, input)) return answer('restored', 1, ...confirmed);
  const { ending } = r;
  const failed = ending?.why === 'failure' || (!ending && input.because === 'Keysunset failed');
  return failed
    ? answer('failed', 1, ...confirmed, {
        type: 'RetirementFailed',
        detail: {
          error: input.failure?.Error ?? 'Stopped',
          cause: input.failure?.Cause ?? 'the execution ended early',
        },
      })
    : answer('kept', 1, ...confirmed, { type: 'RetirementKept', detail: { because: becauseOf(ending) } });
}

function absent(r: Retirement, now: Instant): Decision<RestoreAnswer> {
  if (!r.absentSince || !hasPassed(now, after(r.absentSince, ABSENCE_APART))) {
    const absence: Fact = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } };
    return answerUntil('again', now, after(now, ABSENCE_APART + 1), ...(r.absentSince ? [] : [absence]));
  }
  return deletionPending(r)
    ? answer('deleted', 1, { type: 'KeyDeleted', detail: {} })
    : answer('gone', 1, { type: 'KeyGone', detail: by(r) });
}

const by = (r: Retirement): { by?: string } => {
  const change = takenOver(r);
  return change ? { by: change.by } : {};
};

function becauseOf(ending: Exclude<Ending, { why: 'failure' }> | undefined): string {
  switch (ending?.why) {
    case 'stop':
      return `stop: ${ending.how}`;
    case 'scream':
      return ending.scream.sign === 'use' ? 'use seen' : 're-activated';
    case 'held up':
      return ending.because;
    case undefined:
      return 'in doubt';
    default:
      return ending satisfies never;
  }
}
