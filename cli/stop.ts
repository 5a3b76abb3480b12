import type { Command } from 'commander';
import type { Answered } from '../lambda/doors/operator-answers';
import { callingTheDoor, done, withCommonOptions } from './command';
import type { CommonOptions, Program } from './command';

interface Options extends CommonOptions {
  reason: string;
}

/** `keysunset stop`: ends a retirement; the key is switched back on and kept. */
export function addStop(program: Command, running: Program): void {
  const stop = program
    .command('stop')
    .summary('end a retirement: the key is switched back on and kept')
    .description('End a retirement. The key is switched back on at once, if it is off, and kept.')
    .argument('<KEY>', 'access key id, AKIA…')
    .requiredOption('--reason <text>', 'why the key is needed');
  withCommonOptions(stop, 'stop AKIAV6CIQHZTHY4JYCFU --reason "the release needs it"').action(
    async (key: string, options: Options) => {
      await callingTheDoor(running, options, async (door) => {
        const path = `/retirements/${encodeURIComponent(key)}/stop`;
        return done(await door.post<Answered>(path, { reason: options.reason }), running);
      });
    },
  );
}
