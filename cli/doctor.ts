import type { Command } from 'commander';
import { examined } from './doctor/everything';
import type { Everything } from './doctor/everything';
import { everythingInWords, wrongIn } from './doctor/everything-in-words';
import { slackInWords } from './doctor/slack-in-words';
import type { SlackExamined } from './doctor/slack-in-words';
import { isWrong } from '../lambda/core/doctor/finding';
import { callingTheDoor, withCommonOptions } from './command';
import type { CommonOptions, Program } from './command';
import { exit } from './terminal';

/** `keysunset doctor`: what is missing for all of it, or for Slack alone. */
export function addDoctor(program: Command, running: Program): void {
  const { colours } = running.terminal;
  const doctor = program
    .command('doctor')
    .summary('what is missing, and what to do about it')
    .description(
      'Look whether all is set up: the hub and its ledger, the clock, each member account with its roles and their rights, Slack. ' +
        'Says what to do; exit code 1 if anything is missing or could not be looked at. Nothing is changed.',
    );
  withCommonOptions(
    doctor,
    'doctor',
    'doctor --json | jq \'.findings[] | select(.is != "good" and .is != "not told")\'',
  ).action(async (options: CommonOptions) => {
    await callingTheDoor(running, options, async (door) => {
      const all: Everything = await examined(door, running.terminal);
      const code = wrongIn(all) > 0 ? exit.failed : exit.done;
      return { code, json: all, text: () => everythingInWords(all, colours) };
    });
  });

  const slack = doctor
    .command('slack')
    .summary('what is missing for Slack')
    .description(
      'Look whether Slack is set up: token, scopes, channels, operators, signing secret, the door. Says what to do; exit code 1 if ' +
        'anything is missing or could not be looked at. The secrets stay where they are.',
    );
  withCommonOptions(
    slack,
    'doctor slack',
    'doctor slack --json | jq \'.findings[] | select(.is == "missing")\'',
  ).action(async (_: CommonOptions, command: Command) => {
    // The options of the same name may stand before the word `slack` too.
    const options: CommonOptions = command.optsWithGlobals();
    await callingTheDoor(running, options, async (door) => {
      const seen = await door.get<SlackExamined>('/doctor/slack');
      const code = seen.findings.some(isWrong) ? exit.failed : exit.done;
      return { code, json: seen, text: () => slackInWords(seen, colours) };
    });
  });
}
