import type { Change } from './entries';
import { wholeSecond } from './time';
import type { Instant } from './time';

/** Changes by time. Of one second, which is as fine as CloudTrail tells, a deactivation counts as the later: it must win. */
export const inOrder = (changes: readonly Change[]): Change[] =>
  [...changes].sort((a, b) => (a.at === b.at ? rank[a.to] - rank[b.to] : a.at < b.at ? -1 : 1));

/**
 * What was before the last confirmation is settled. In the same second it may have been after it: counted, it ends the
 * retirement and leaves the key to whoever changed it; not counted, a key that a responder switched off could be given back.
 */
export const isSettled = ({ at }: Change, confirmedAt: Instant): boolean => at < wholeSecond(confirmedAt);

const rank = { Active: 0, Inactive: 1, Deleted: 2 } as const;
