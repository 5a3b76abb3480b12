import type { Command } from 'commander';
import { withCommonOptions, withReason } from './command';
import type { Program } from './command';
import { askOfEverything } from './control';

/** `keysunset freeze`: no outage begins and nothing is deleted, anywhere. */
export function addFreeze(program: Command, running: Program): void {
  const freeze = program
    .command('freeze')
    .summary('no new outage and no deletion anywhere')
    .description(
      'No outage begins and nothing is deleted, anywhere, until the thaw. Keys that are off stay off until their planned end: ' +
        'restore-all gives them back.',
    );
  withCommonOptions(withReason(freeze, 'colleagues and auditors read it'), 'freeze --reason "incident 1234"').action(
    askOfEverything('/freeze', running),
  );
}
