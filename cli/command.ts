import type { Command } from 'commander';
import { Refused } from '../lambda/core/errors';
import { doorOf } from './door';
import type { Door } from './door';
import { exit, printable } from './terminal';
import type { ExitCode, Terminal } from './terminal';

/** What every command that calls the operator door takes. */
export interface CommonOptions {
  endpoint?: string;
  json?: boolean;
}

/** What the program keeps while a command runs. */
export interface Program {
  terminal: Terminal;
  /** Sets the exit code. */
  ends: (code: ExitCode) => void;
}

export const withCommonOptions = (command: Command, ...examples: string[]): Command =>
  command
    .option('--endpoint <url>', 'the operator door (default: KEYSUNSET_ENDPOINT)')
    .option('--json', 'print one JSON object and nothing else')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ keysunset ${example}`).join('\n')}`);

/** `freeze`, `thaw`, `restore-all`: what is asked of everything at once. */
export const withReason = (command: Command, why: string): Command =>
  command.requiredOption('--reason <text>', `why; ${why}`);

/** What a command came to, and how it is told. */
interface Outcome {
  code: ExitCode;
  json: object;
  text: () => string;
}

/** The door did what was asked, and says so in words. */
export const done = (answer: { text: string }, { terminal }: Program): Outcome => ({
  code: exit.done,
  json: answer,
  text: () => `${terminal.colours.green('✓')} ${printable(answer.text)}`,
});

/** Runs a command that calls the door. What the door refuses is printed, and the exit code is 1; without a door it is 2. */
export async function callingTheDoor(
  { terminal, ends }: Program,
  { endpoint, json }: CommonOptions,
  work: (door: Door) => Promise<Outcome>,
): Promise<void> {
  let failed: ExitCode = exit.usage;
  try {
    const door = doorOf(endpoint, terminal);
    failed = exit.failed;
    const { code, json: whole, text } = await work(door);
    terminal.out(json ? JSON.stringify(whole, null, 2) : text());
    ends(code);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (json) terminal.out(JSON.stringify({ error: error.message }, null, 2));
    else terminal.err(`${terminal.colours.red('⊘')} ${error.message}`);
    ends(failed);
  }
}
