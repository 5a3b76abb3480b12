import type { Entry, FactType } from '../../lambda/core/entries';
import type { Retirement } from '../../lambda/core/retirement';

/** What is written beside what happens: looks, promises, confirmations. Nobody stops the clock to see them. */
const beside: ReadonlySet<FactType> = new Set<FactType>([
  ...(['Dispatched', 'OwnerResolved', 'EvidenceGathered', 'GateHeld', 'CheckedIn'] as const),
  ...(['OutageStarted', 'RestoreStarted', 'RestoreConfirmed', 'DeletionStarted', 'OperatorsTold'] as const),
]);

/** With these a stage begins, or the end that comes after the last. */
const begins: ReadonlySet<FactType> = new Set<FactType>(['KeyDeactivated', 'KeyDeleted']);

/** Counts what happens, and knows when all is over. */
export function happenings() {
  const last = new Map<string, FactType>();
  const live = new Set<string>();
  const counts = { event: 0, stage: 0 };
  return {
    hear({ keyId, type }: Entry, r: Retirement | undefined): void {
      if (r && r.phase.name !== 'ended') live.add(keyId);
      else live.delete(keyId);
      if (begins.has(type)) counts.stage += 1;
      if (beside.has(type)) return;
      // A restore that is tried again and again in an outage of IAM is one thing.
      if (last.get(keyId) !== type || type !== 'RestoreFailed') counts.event += 1;
      last.set(keyId, type);
    },
    count: (what: keyof typeof counts): number => counts[what],
    /** Something has begun, and everything has ended. */
    over: (): boolean => counts.event > 0 && live.size === 0,
  };
}
