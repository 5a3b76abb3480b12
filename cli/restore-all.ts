import type { Command } from 'commander';
import { Refused } from '../lambda/core/errors';
import type { Progress } from '../lambda/doors/operator-control';
import { callingTheDoor, withCommonOptions, withReason } from './command';
import type { Program } from './command';
import type { ControlAnswer, ReasonOptions } from './control';
import type { Door } from './door';
import { progressLine, reportOf } from './progress';
import { exit, printable } from './terminal';
import type { Terminal } from './terminal';

interface Control {
  restoreAll?: Progress;
}

/** `keysunset restore-all`: freezes, and gives every key back that is off. */
export function addRestoreAll(program: Command, running: Program): void {
  const restoreAll = program
    .command('restore-all')
    .summary('freeze, and give every key back that is off')
    .description(
      'Freeze, and give every key back that is off: in seconds, whatever has become of Step Functions. It asks for nothing, and ' +
        'is safe to repeat. 15 minutes after the freeze no late call can land any more; then it says what is back and confirmed, ' +
        'and what is not (exit code 1). Ctrl-C leaves it running.',
    );
  withCommonOptions(
    withReason(restoreAll, 'colleagues and auditors read it'),
    'restore-all --reason "incident 1234"',
    'restore-all --reason "incident 1234" --json',
  ).action(async (options: ReasonOptions) => {
    await callingTheDoor(running, options, async (door) => {
      const { terminal } = running;
      const asked = await door.post<ControlAnswer>('/restore-all', { reason: options.reason });
      if (!options.json) terminal.err(`${terminal.colours.yellow('□')} ${printable(asked.text)}`);
      const { progress, interrupted } = await followed(door, terminal, options.json ?? false);
      const { finished } = progress ?? {};
      const done = finished?.notBack.length === 0 && finished.left.length === 0;
      return {
        code: done ? exit.done : exit.failed,
        json: { ...asked, ...(interrupted && { interrupted }), ...(progress && { restoreAll: progress }) },
        text: () => (finished ? reportOf(finished, terminal.colours) : leftRunning(terminal)),
      };
    });
  });
}

const leftRunning = ({ colours }: Terminal): string =>
  `${colours.yellow('□')} It goes on without you: every key is still being given back. Type the same again to follow it.`;

/** Keys come back within a minute; then there is nothing to see before the fence has passed. */
const SOON = 2_000;
const LATER = 10_000;
/** So many polls in a row may fail: what was asked for goes on in AWS. */
const PATIENCE = 10;

/** Asks again and again how far it is, until all is said, or Ctrl-C. */
async function followed(
  door: Door,
  terminal: Terminal,
  quiet: boolean,
): Promise<{ progress: Progress | undefined; interrupted: boolean }> {
  const ended = new AbortController();
  const takeBack = terminal.onInterrupt(() => ended.abort());
  const tell = quiet ? () => undefined : teller(terminal);
  let progress: Progress | undefined;
  try {
    for (let failures = 0; !ended.signal.aborted && !progress?.finished && failures < PATIENCE;) {
      try {
        ({ restoreAll: progress } = await door.get<Control>('/control'));
        failures = 0;
        if (progress) tell(progress);
      } catch (error) {
        if (!(error instanceof Refused) || ++failures === PATIENCE) throw error;
      }
      if (!progress?.finished) await terminal.pause(progress?.off === 0 ? LATER : SOON, ended.signal);
    }
    return { progress, interrupted: ended.signal.aborted };
  } finally {
    takeBack();
    // What comes next begins a line of its own.
    if (!quiet && progress) terminal.rewrite?.('\n');
  }
}

/** A line that is written over on a terminal; elsewhere a line each time that something has changed. */
function teller({ rewrite, err, colours }: Terminal): (progress: Progress) => void {
  let most = 0;
  let said = '';
  return (progress) => {
    most = Math.max(most, progress.off + progress.restored);
    const line = progressLine(progress, most, colours);
    if (rewrite) rewrite(line);
    else if (line !== said) err(line);
    said = line;
  };
}
