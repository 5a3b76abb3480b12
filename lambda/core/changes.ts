import type { Change } from './entries';
import type { Ending, Retirement } from './retirement';
import { wholeSecond } from './time';
import type { Instant } from './time';

/** A change by somebody else, counted once and in its order. CloudTrail is late: what it tells may be settled, or explain what was found. */
export function withChange(r: Retirement, change: Change): Retirement {
  const known = r.changes.some(({ eventId }) => eventId === change.eventId);
  if (known || isSettled(change, r.confirmedAt ?? r.enqueuedAt)) return r;
  return { ...r, changes: inOrder([...r.changes, change]), ...(r.ending && { ending: explained(r.ending, change) }) };
}

/** Of what CloudTrail was asked for: what the chain does not know, and what came after the last confirmation. */
export const newsOf = (r: Retirement, found: readonly Change[]): Change[] =>
  found.filter(
    ({ at, eventId }) => at > (r.confirmedAt ?? r.enqueuedAt) && !r.changes.some((known) => known.eventId === eventId),
  );

/** The key was found on, and nobody knew by whom: now it is known. */
function explained(ending: Ending, change: Change): Ending {
  if (ending.why !== 'scream' || ending.scream.sign !== 're-activated' || ending.scream.change) return ending;
  return change.to === 'Active' && change.at <= ending.at
    ? { ...ending, scream: { ...ending.scream, change } }
    : ending;
}

/** Changes by time. Of one second, which is as fine as CloudTrail tells, a deactivation counts as the later: it must win. */
export const inOrder = (changes: readonly Change[]): Change[] =>
  [...changes].sort((a, b) => (a.at === b.at ? rank[a.to] - rank[b.to] : a.at < b.at ? -1 : 1));

/**
 * What was before the last confirmation is settled. In the same second it may have been after it: counted, it ends the
 * retirement and leaves the key to whoever changed it; not counted, a key that a responder switched off could be given back.
 */
const isSettled = ({ at }: Change, confirmedAt: Instant): boolean => at < wholeSecond(confirmedAt);

const rank = { Active: 0, Inactive: 1, Deleted: 2 } as const;
