import type { Breaker } from './config';
import type { ControlState, Freeze } from './control';
import type { Ending, Retirement } from './retirement';
import { afterDuration, latest } from './time';
import type { Instant } from './time';
import { lengthInWords } from './words';

/** Who freezes where nobody asked for it. */
export const BREAKER = 'keysunset watchdog';

export interface BreakerSeen {
  now: Instant;
  breaker: Breaker;
  /** What was heard before the last thaw has been looked at. */
  thawedAt: Instant | undefined;
}

/** Screams that were heard before this moment count no more. */
export function countsSince({ now, breaker, thawedAt }: BreakerSeen): Instant {
  return latest(afterDuration(now, `-${breaker.within}`, 'UTC'), thawedAt);
}

/** Why everything is to be frozen, in words that name the keys; `undefined` where too few screamed. */
export function whyFreeze(retirements: readonly Retirement[], seen: BreakerSeen): string | undefined {
  const since = countsSince(seen);
  const screamed = retirements.filter(screams).filter(({ ending }) => ending.at > since);
  if (screamed.length < seen.breaker.screams) return undefined;
  const keys = screamed.map(
    (r) => `${r.subject.keyId} (${r.subject.userName} in ${r.subject.accountName}: ${what(r.ending)})`,
  );
  return `${screamed.length} screams within ${lengthInWords(seen.breaker.within)}: ${keys.join(', ')}`;
}

/** The freeze that none of the operators asked for, and that they have to hear of; `undefined` once they were told. */
export const untoldFreeze = ({ frozen }: ControlState): Freeze | undefined =>
  frozen && frozen.by === BREAKER && !frozen.toldAt ? frozen : undefined;

/**
 * A key that was off or watched turned out to be needed. Before the first outage an owner only answers, and protection is no
 * scream: neither says that an outage hurt.
 */
export function screams(r: Retirement): r is Retirement & { ending: Extract<Ending, { why: 'stop' | 'scream' }> } {
  const { ending, firstOutageAt } = r;
  if (!ending || firstOutageAt === undefined || ending.at < firstOutageAt) return false;
  return ending.why === 'scream' || (ending.why === 'stop' && ending.how !== 'protected');
}

function what(ending: Extract<Ending, { why: 'stop' | 'scream' }>): string {
  if (ending.why === 'stop') return 'stopped';
  return ending.scream.sign === 'use' ? 'used' : 're-activated';
}
