import type { Change } from './entries';
import type { Chain } from './ports';
import type { Ending, Retirement } from './retirement';
import { secondsBetween, wholeSecond } from './time';
import type { Instant } from './time';

/** One change to a key by somebody else, as CloudTrail recorded it. */
export interface Heard {
  keyId: string;
  change: Change;
}

/**
 * How far back each sweep looks for changes by others, in seconds. CloudTrail has an event five minutes after the call on average, and
 * promises nothing (its documentation said 15 before 2023); the next sweeps look again.
 */
export const LOOKED_BACK = 30 * 60;

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

/** Whether a chain has still to be told of a change: once, and not of what was before its key was enqueued. */
export const isToBeTold = ({ entries }: Chain, { enqueuedAt }: Retirement, { at, eventId }: Change): boolean =>
  at >= wholeSecond(enqueuedAt) &&
  !entries.some(
    (entry) =>
      entry.type === 'EvidenceGathered' && entry.detail.about === 'change' && entry.detail.change.eventId === eventId,
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
  [...changes].sort((a, b) => secondsBetween(b.at, a.at) || rank[a.to] - rank[b.to]);

/**
 * What was before the last confirmation is settled. In the same second it may have been after it: counted, it ends the
 * retirement and leaves the key to whoever changed it; not counted, a key that a responder switched off could be given back.
 */
const isSettled = ({ at }: Change, confirmedAt: Instant): boolean => at < wholeSecond(confirmedAt);

const rank = { Active: 0, Inactive: 1, Deleted: 2 } as const;
