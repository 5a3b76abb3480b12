import type { ControlDecision } from '../lambda/core/control';
import { callingTheDoor } from './command';
import type { CommonOptions, Program } from './command';
import { exit, printable } from './terminal';

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
      const answer = await door.post<ControlAnswer>(path, { reason: options.reason });
      const sign = running.terminal.colours.green('✓');
      return { code: exit.done, json: answer, text: () => `${sign} ${printable(answer.text)}` };
    });
  };
