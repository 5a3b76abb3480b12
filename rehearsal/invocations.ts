import { after } from '../lambda/core/time';
import type { VirtualClock } from './clock';
import type { LambdaAnswer } from './workflow/execution';
import type { Json } from './workflow/json';

/** An asynchronous invocation: what fails is tried again after one and two minutes, as Lambda does where it may. */
export async function invokeLater(
  clock: VirtualClock,
  run: (name: string, event: unknown) => Promise<unknown>,
  name: string,
  event: unknown,
  tries = 2,
): Promise<void> {
  const invoked = await clock.invocation(() => run(name, event));
  if (!('error' in invoked)) return;
  if (!isExpected(invoked.error)) throw invoked.error;
  if (tries > 0) {
    clock.at(after(clock.now(), 60 * (3 - tries)), `${name} again`, () =>
      invokeLater(clock, run, name, event, tries - 1),
    );
  }
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
