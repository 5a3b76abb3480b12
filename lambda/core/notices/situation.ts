import type { Change } from '../entries';
import type { Claim, Ending, Outcome, Retirement } from '../retirement';
import { deletionPending, finalNoticeAt, hasPassed, mustEnd, takenOver } from '../standing';
import type { Instant } from '../time';

/** How things stand, as the owner of the key sees it. */
export type Situation =
  | { name: 'notice'; until?: Instant }
  | { name: 'switching off'; claim: Claim }
  | { name: 'off'; claim: Claim; since: Instant; lastCall: boolean }
  | { name: 'deleting' }
  | { name: 'giving back'; ends: boolean }
  | { name: 'on'; stage: number; since: Instant; until?: Instant }
  /** Somebody else switched it off or deleted it: hands off. */
  | { name: 'taken over'; change: Change }
  /** It is on and stays on; only the fence has to pass before the retirement is closed. */
  | { name: 'stopped' }
  | { name: 'ended'; outcome: Outcome; at: Instant; because: string };

export function situationOf(r: Retirement, now: Instant): Situation {
  const { phase, claim } = r;
  if (phase.name === 'ended') return { ...phase, name: 'ended' };
  const change = takenOver(r);
  if (change) return { name: 'taken over', change };
  if (claim && !claim.restoredAt && (claim.restoreStartedAt || claim.cutShortAt || r.ending))
    return { name: 'giving back', ends: mustEnd(r) };
  if (r.ending) return { name: 'stopped' };
  if (deletionPending(r)) return { name: 'deleting' };
  if (claim && !claim.restoredAt) return claimed(r, claim, now);
  // To whoever it was handed on, it begins.
  if (r.handedOn?.until && !hasPassed(now, r.handedOn.until)) return { name: 'notice', until: r.handedOn.until };
  const until = 'until' in phase && { until: phase.until };
  return r.restoredAt && 'stage' in phase
    ? { name: 'on', stage: phase.stage, since: r.restoredAt, ...until }
    : { name: 'notice', ...until };
}

/** Nothing that a person presses or says changes anything any more. */
export const isOver = (situation: Situation): boolean =>
  situation.name === 'ended' ||
  situation.name === 'stopped' ||
  situation.name === 'taken over' ||
  situation.name === 'deleting' ||
  (situation.name === 'giving back' && situation.ends);

/** The reason to end with the key on, where the key was off and was given back after it. */
export function givenBack(r: Retirement): { ending: Ending; at: Instant } | undefined {
  const { ending, restoredAt } = r;
  return ending && restoredAt !== undefined && restoredAt >= ending.at ? { ending, at: restoredAt } : undefined;
}

function claimed(r: Retirement, claim: Claim, now: Instant): Situation {
  if (!claim.deactivatedAt) return { name: 'switching off', claim };
  const final = finalNoticeAt(r);
  return { name: 'off', claim, since: claim.deactivatedAt, lastCall: final !== undefined && hasPassed(now, final) };
}
