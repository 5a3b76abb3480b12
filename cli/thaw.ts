import type { Command } from 'commander';
import { withCommonOptions, withReason } from './command';
import type { Program } from './command';
import { askOfEverything } from './control';

/** `keysunset thaw`: ends a freeze. */
export function addThaw(program: Command, running: Program): void {
  const thaw = program
    .command('thaw')
    .summary('outages and deletions are allowed again')
    .description(
      'Outages and deletions are allowed again. While everything is being given back it is refused (exit code 1).',
    );
  withCommonOptions(
    withReason(thaw, 'colleagues and auditors read it'),
    'thaw --reason "incident 1234 is over"',
  ).action(askOfEverything('/thaw', running));
}
