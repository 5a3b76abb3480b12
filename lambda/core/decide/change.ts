import { isToBeTold } from '../changes';
import type { Change, Fact } from '../entries';
import type { Chain } from '../ports';
import type { Retirement } from '../retirement';
import { deletionPending, mustEnd } from '../standing';
import { reactivated } from './screams';

/**
 * What a change by somebody else comes to. A re-activation while the key should be off is a scream; a deletion that has begun is past
 * screams: its last look sees it.
 */
export function told(chain: Chain, r: Retirement, change: Change): Fact[] {
  if (r.phase.name === 'ended' || !isToBeTold(chain, r, change)) return [];
  const evidence: Fact = { type: 'EvidenceGathered', detail: { about: 'change', source: 'CloudTrail', change } };
  const { claim } = r;
  const screams =
    change.to === 'Active' &&
    claim?.deactivatedAt !== undefined &&
    change.at > claim.startedAt &&
    !claim.restoreStartedAt &&
    !mustEnd(r) &&
    !deletionPending(r);
  return screams ? [evidence, reactivated({ ...r, changes: [...r.changes, change] })] : [evidence];
}
