import type { ControlDecision } from '../lambda/core/control';
import { callingTheDoor, done } from './command';
import type { CommonOptions, Program } from './command';

export interface ReasonOptions extends CommonOptions {
  reason: string;
}

/** What the door answers to whoever asks something of everything at once. */
export type ControlAnswer = Omit<ControlDecision, 'record'>;

/** A command that asks once, and prints the answer. What holds already is no failure. */
export const askOfEverything =
  (path: '/freeze' | '/thaw', running: Program) =>
  async (options: ReasonOptions): Promise<void> => {
    await callingTheDoor(running, options, async (door) => {
      return done(await door.post<ControlAnswer>(path, { reason: options.reason }), running);
    });
  };
