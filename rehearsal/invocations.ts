import { after } from '../lambda/core/time';
import type { VirtualClock } from './clock';
import type { LambdaAnswer } from './workflow/execution';
import type { Json } from './workflow/json';

interface Invocation {
  name: string;
  /** How often it is tried again. */
  tries: number;
  /** What failed for good is kept. */
  undelivered: () => Promise<void>;
}

/** An asynchronous invocation: what fails is tried again after one and two minutes, as Lambda does where it may. */
export async function invokeLater(
  clock: VirtualClock,
  run: () => Promise<unknown>,
  { name, tries, undelivered }: Invocation,
): Promise<void> {
  const invoked = await clock.invocation(run);
  if (!('error' in invoked)) return;
  if (!isExpected(invoked.error)) throw invoked.error;
  if (tries === 0) return undelivered();
  clock.at(after(clock.now(), 60 * (3 - tries)), `${name} again`, () =>
    invokeLater(clock, run, { name, tries: tries - 1, undelivered }),
  );
}

const isExpected = (error: unknown): boolean =>
  error instanceof Error && ['Unavailable', 'Sandbox.Timedout'].includes(error.name);

/** As Lambda answers Step Functions: what the handler answers, or its error by name. */
export async function answerOf(run: () => Promise<unknown>): Promise<LambdaAnswer> {
  try {
    return { payload: (await run()) as Json };
  } catch (error) {
    return error instanceof Error
      ? { errorType: error.name, errorMessage: error.message }
      : { errorType: 'Error', errorMessage: String(error) };
  }
}
