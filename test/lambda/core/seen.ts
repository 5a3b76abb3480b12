import type { GateSeen } from '../../../lambda/core/decide/gate';
import { at } from './chains';

/** What was read, as a reading. */
export const known = <T>(value: T) => ({ known: true, value }) as const;

/** A world in which nothing speaks against the outage. */
export const quiet = (now: string, more: Partial<GateSeen> = {}): GateSeen => ({
  now,
  before: 'outage',
  status: known('Active' as const),
  lastUse: known('never' as const),
  callers: 'unknown',
  protectedBy: known(undefined),
  changes: known([]),
  frozen: known(false as const),
  opensAt: now,
  otherKeyDark: false,
  nextDayOpensAt: at(9),
  limitReached: undefined,
  config: {},
  ...more,
});

/** And one in which nothing speaks against the deletion. */
export const dark = (now: string, more: Partial<GateSeen> = {}): GateSeen =>
  quiet(now, { before: 'deletion', status: known('Inactive' as const), ...more });
