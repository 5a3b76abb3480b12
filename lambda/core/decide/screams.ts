import type { Fact, LastUse, UseSeen } from '../entries';
import { QUESTION_STANDS } from '../protocol';
import type { Retirement } from '../retirement';
import { after } from '../time';
import type { Instant } from '../time';

type ScreamHeard = Extract<Fact, { type: 'ScreamHeard' }>;
type UseQuestioned = Extract<Fact, { type: 'UseQuestioned' }>;

/**
 * Use that means the key is needed: later than `since`, and than what somebody said does not count. Whether it is a scream,
 * a question, or nothing is as the operator said.
 */
export function heardUse(
  { onUse, useDismissedUntil, question }: Retirement,
  lastUse: LastUse,
  since: string,
  callers: UseSeen['callers'],
): ScreamHeard | UseQuestioned | undefined {
  if (onUse.do === 'ignore' || lastUse === 'never' || lastUse.at <= since) return undefined;
  if (onUse.do === 'keep') return { type: 'ScreamHeard', detail: { sign: 'use', lastUse, callers } };
  const dismissed = useDismissedUntil !== undefined && lastUse.at <= useDismissedUntil;
  return question || dismissed ? undefined : { type: 'UseQuestioned', detail: { lastUse, callers } };
}

/** Until when a question may be answered; without an answer the key is kept then. */
export const answerableUntil = ({ at }: { at: Instant }): Instant => after(at, QUESTION_STANDS);

/** The key was found on while it should be off: somebody re-activated it. Who, where the chain knows. */
export function reactivated({ changes }: Retirement): ScreamHeard {
  const change = changes.findLast(({ to }) => to === 'Active');
  return { type: 'ScreamHeard', detail: { sign: 're-activated', ...(change && { change }) } };
}
