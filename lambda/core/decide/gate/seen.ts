import type { Config } from '../../config';
import type { Change, LastUse, UseSeen } from '../../entries';
import type { KeyStatus, Reading } from '../../ports';
import { after, earliest, seconds } from '../../time';
import type { Instant } from '../../time';
import { answer, answerUntil } from '../decision';
import type { Decision } from '../decision';

/** `wait`: ask again later. `restore`: the last outage is repeated. `keep`: it ends, with the key on. */
export type GateAnswer = 'go' | 'wait' | 'restore' | 'keep';

/** What the gate is asked before, and what was seen of the world. */
export interface GateSeen {
  now: Instant;
  before: 'outage' | 'deletion';
  status: Reading<KeyStatus>;
  lastUse: Reading<LastUse>;
  /** Who used it, where use was seen. */
  callers: UseSeen['callers'];
  /** Why the key is protected, if it is. */
  protectedBy: Reading<string | undefined>;
  /** Changes by others that are not in the chain yet; looked up before a deletion only. */
  changes: Reading<readonly Change[]>;
  frozen: Reading<{ reason: string } | false>;
  /** The calendar's next opening: now, where it is open. */
  opensAt: Instant;
  /** Another key of the same user is dark. */
  otherKeyDark: boolean;
  /** The first opening of the next day. */
  nextDayOpensAt: Instant;
  /** The limit that today's outages have reached, in words, if one has. */
  limitReached: string | undefined;
  config: Pick<Config, 'operators'>;
}

/** What could not be read may be readable then. */
export const SOON = 15 * seconds.minute;

/** Holds it up until then, and asks again. */
export function wait({ now, before }: GateSeen, because: string, until: Instant): Decision<GateAnswer> {
  // Never longer than this in one go: what holds may end sooner than thought.
  const again = earliest(until, after(now, 14 * seconds.day));
  return answerUntil('wait', now, again, { type: 'GateHeld', detail: { before, because, until: again, keeps: false } });
}

/** Ends it for a reason that waiting does not mend. */
export function keep({ now, before }: GateSeen, because: string): Decision<GateAnswer> {
  return answer('keep', 1, { type: 'GateHeld', detail: { before, because, until: now, keeps: true } });
}
