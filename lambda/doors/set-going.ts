import type { TimeLimit } from '../core/ports';
import { shares } from './three-seconds';

/**
 * Does what follows something that was recorded, or told. `false`: it could not be done, for whatever reason. What is in the
 * chain is acted on all the same by whoever comes next (the execution, the watchdog), so this is no failure of what was asked.
 */
export async function setGoing(
  timeLimit: TimeLimit,
  start: () => Promise<void>,
  milliseconds: number = shares.setGoing,
): Promise<boolean> {
  try {
    await timeLimit.within(milliseconds, start);
    return true;
  } catch {
    return false;
  }
}
