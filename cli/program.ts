import { Command, CommanderError } from 'commander';
import { Refused } from '../lambda/core/errors';
import { version } from '../package.json';
import { addApprove, addDismiss, addOwner, addRelease, addSnooze } from './answers';
import type { Program } from './command';
import { addDoctor } from './doctor';
import { addEnqueue } from './enqueue';
import { addFreeze } from './freeze';
import { addInit } from './init';
import { addList } from './list';
import { addRestoreAll } from './restore-all';
import { addShow } from './show';
import { addStop } from './stop';
import { exit } from './terminal';
import type { ExitCode, Terminal } from './terminal';
import { addThaw } from './thaw';

/** The rehearsal is large: it is loaded only where it is asked for. */
export type LoadRehearse = () => Promise<{ addRehearse: (program: Command, running: Program) => void }>;

/** Runs `keysunset` with the words after its name, and answers the exit code: 0 done, 1 refused or failed, 2 called wrongly. */
export async function run(words: readonly string[], terminal: Terminal, loadRehearse: LoadRehearse): Promise<ExitCode> {
  let code: ExitCode = exit.done;
  const running: Program = {
    terminal,
    ends: (given) => {
      code = given;
    },
  };
  const program = programOf(running);
  if (words.includes('rehearse')) (await loadRehearse()).addRehearse(program, running);
  else program.command('rehearse').description('see the whole ritual on this machine: no AWS, no Slack, virtual time');
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, terminal);
  }
}

function programOf(running: Program): Command {
  const { terminal } = running;
  const withoutNewline = (print: (text: string) => void) => (text: string) => print(text.replace(/\n$/, ''));
  const program = new Command('keysunset')
    .description('Retires old AWS access keys by a staged scream test. In doubt, the key is on.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: withoutNewline(terminal.out), writeErr: withoutNewline(terminal.err) })
    .configureHelp({ helpWidth: 100 })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 refused or failed, 2 called wrongly.\nExamples: keysunset COMMAND --help',
    );
  const answers = [addSnooze, addOwner, addApprove, addDismiss, addRelease];
  const everything = [addFreeze, addRestoreAll, addThaw];
  const setup = [addInit, addDoctor];
  for (const add of [addEnqueue, addList, addShow, addStop, ...answers, ...everything, ...setup]) add(program, running);
  return program;
}

/** Help and the version come as errors too, with the exit code 0. */
function failed(error: unknown, { err, colours }: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
  if (!(error instanceof Refused)) throw error;
  err(`${colours.red('⊘')} ${error.message}`);
  return exit.failed;
}
