import { Refused } from '../lambda/core/errors';

/** What is refused is said as it is, without where in the code that was: exit code 1. */
export function sayRefused<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
