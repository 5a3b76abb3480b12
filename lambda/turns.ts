import type { Clock, Pause } from './core/ports';
import { toInstant, toMilliseconds } from './core/time';
import type { Instant } from './core/time';

/** Waits for a moment, and then for the caller's turn. */
export type Turn = (notBefore: Instant) => Promise<void>;

/** So many turns a second at most, evenly, whoever asks: a burst would be throttled. */
export function turnsOf(aSecond: number, { clock, pause }: { clock: Clock; pause: Pause }): Turn {
  let next = toMilliseconds(clock.now());
  return async (notBefore) => {
    // Waiting for a fence must not hold up everybody else's turn.
    await pause.until(notBefore);
    const turn = Math.max(next, toMilliseconds(clock.now()));
    next = turn + 1000 / aSecond;
    await pause.until(toInstant(Math.ceil(turn)));
  };
}
