import type { Retirement } from '../../../lambda/core/retirement';

/** Keysunset has switched this key off, and not on again yet. */
export const isDark = (r: Retirement | undefined): boolean =>
  r?.phase.name !== 'ended' && r?.claim?.deactivatedAt !== undefined && r.claim.restoredAt === undefined;
