import type { Fact, LastUse, Scream } from '../entries';
import type { Retirement } from '../retirement';

type ScreamHeard = Extract<Fact, { type: 'ScreamHeard' }>;

/** Use that means the key is needed: later than `since`, unless the operator said that use does not count. */
export function heardUse(
  { onUse }: Retirement,
  lastUse: LastUse,
  since: string,
  callers: Extract<Scream, { sign: 'use' }>['callers'],
): ScreamHeard | undefined {
  if (onUse.do === 'ignore' || lastUse === 'never' || lastUse.at <= since) return undefined;
  return { type: 'ScreamHeard', detail: { sign: 'use', lastUse, callers } };
}

/** The key was found on while it should be off: somebody re-activated it. Who, where the chain knows. */
export function reactivated({ changes }: Retirement): ScreamHeard {
  const change = changes.findLast(({ to }) => to === 'Active');
  return { type: 'ScreamHeard', detail: { sign: 're-activated', ...(change && { change }) } };
}
