import type { RestoreAll } from './control';
import type { Entry } from './entries';
import { fold } from './evolve';
import type { Chain, RestoreInput } from './ports';
import type { Claim, Retirement } from './retirement';
import { deletionPending, fencedUntil, hasPassed, mustEnd, takenOver } from './standing';
import { after, latest, seconds } from './time';
import type { Instant } from './time';

/** What is to be done for one key while everything is given back. */
export type GiveBack = { do: 'nothing' } | { do: 'restore'; notBefore: Instant; input: RestoreInput };

/** A restore that was promised so shortly ago is on its way. */
const UNDER_WAY = seconds.minute;
/** A fence that passes so soon is waited for; one that passes later is left to the next round. */
const WORTH_WAITING = seconds.minute;

/** At once: whatever may be off by us, and may be switched on now. */
export function giveBackNow(r: Retirement, restoreAll: RestoreAll, now: Instant): GiveBack {
  const claim = claimIn(r, restoreAll);
  if (!claim || claim.restoredAt || takenOver(r) || r.absentSince) return { do: 'nothing' };
  // R4: nobody restores while the deletion may still land.
  if (deletionPending(r) && !hasPassed(now, fencedUntil(r))) return { do: 'nothing' };
  if (claim.restoreStartedAt && r.lastIntentAt && now < after(r.lastIntentAt, UNDER_WAY)) return { do: 'nothing' };
  return restore(r, claim, 'restore', now);
}

/** After the freeze and a fence: what is not back is given back again, and what is back is confirmed, in the ordinary way. */
export function confirmNow(r: Retirement, restoreAll: RestoreAll, now: Instant): GiveBack {
  const again = giveBackNow(r, restoreAll, now);
  const claim = claimIn(r, restoreAll);
  const fence = fencedUntil(r) ?? now;
  if (again.do === 'restore' || !claim || fence > after(now, WORTH_WAITING)) return again;
  return restore(r, claim, 'confirm', latest(fence, now));
}

function restore(
  r: Retirement,
  { startedAt }: Claim,
  instruction: RestoreInput['instruction'],
  notBefore: Instant,
): GiveBack {
  // After a stop, or a deletion that did not go through, there is no next stage.
  const ends = mustEnd(r) || deletionPending(r);
  const which = { key: r.subject.keyId, retirementId: r.retirementId, claim: startedAt };
  const because = ends ? 'somebody needs it' : 'everything is given back';
  return { do: 'restore', notBefore, input: { ...which, instruction, because } };
}

/** The claim, where it is of this restore-all's business: an outage that began after the thaw is not. */
function claimIn({ claim }: Retirement, { thawedAt }: RestoreAll): Claim | undefined {
  return claim && (!thawedAt || claim.startedAt < thawedAt) ? claim : undefined;
}

/** How one key stands in the report: `open`: not confirmed yet; `left`: not ours to switch on. */
export type Standing = 'back' | 'open' | 'left' | 'was on';

export function standingOf(chain: Chain, restoreAll: RestoreAll): Standing {
  const r = fold(chain);
  if (!r) return 'was on';
  if (claimIn(r, restoreAll)) return 'open';
  const since = chain.entries.filter(({ at }) => at >= restoreAll.startedAt);
  if (since.some(({ type }) => lost.has(type)) && r.outages.length > 0) return 'left';
  return since.some(({ type }) => type === 'RestoreConfirmed') ? 'back' : 'was on';
}

const lost = new Set<Entry['type']>(['LeftAsFound', 'KeyGone', 'KeyDeleted']);

/** Why a key is not back, for the operator who has to do something about it. */
export function whyNotBack(chain: Chain): string {
  const r = fold(chain);
  if (!r) return 'it has no retirement';
  const { phase } = r;
  const change = takenOver(r);
  if (change) return `${change.by} ${change.to === 'Deleted' ? 'deleted it' : 'switched it off'} at ${change.at}`;
  if (phase.name === 'ended') return `${phase.outcome}: ${phase.because}`;
  const failed = chain.entries.findLast((entry) => entry.type === 'RestoreFailed' || entry.type === 'KeyRestored');
  if (failed?.type === 'RestoreFailed') return failed.detail.why;
  return deletionPending(r) ? 'its deletion had begun; it is looked at after its fence' : 'it is not confirmed yet';
}
