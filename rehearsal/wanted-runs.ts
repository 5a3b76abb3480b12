import type { Instant } from '../lambda/core/time';
import type { VirtualClock } from './clock';

/** One run per moment, however many keys want it then; a moment that nobody wants any more is left out. */
export function wantedRuns(clock: VirtualClock, label: string, run: (keys: string[], at: Instant) => Promise<void>) {
  const wantedAt = new Map<string, Instant>();
  const slots = new Map<Instant, { keys: Set<string>; cancel: () => void }>();
  const drop = (key: string): void => {
    const at = wantedAt.get(key);
    const slot = at && slots.get(at);
    wantedAt.delete(key);
    if (!at || !slot) return;
    slot.keys.delete(key);
    if (slot.keys.size > 0) return;
    slot.cancel();
    slots.delete(at);
  };
  const fire = (at: Instant): Promise<void> => {
    const keys = [...(slots.get(at)?.keys ?? [])];
    slots.delete(at);
    for (const key of keys) wantedAt.delete(key);
    return run(keys, at);
  };
  return {
    wants: (key: string): boolean => wantedAt.has(key),
    want(key: string, at: Instant | undefined): void {
      if (wantedAt.get(key) === at) return;
      drop(key);
      if (!at) return;
      const slot = slots.get(at) ?? { keys: new Set<string>(), cancel: clock.at(at, label, () => fire(at)) };
      slots.set(at, slot);
      slot.keys.add(key);
      wantedAt.set(key, at);
    },
  };
}
