import type { Command } from 'commander';
import type { Finding } from '../lambda/core/ports';
import { callingTheDoor, withCommonOptions } from './command';
import type { CommonOptions, Program } from './command';
import { tableOf } from './table';
import type { Cell } from './table';
import { exit } from './terminal';
import type { Colours } from './terminal';

interface Examined {
  findings: Finding[];
  /** So many channels were not looked at. */
  more?: number;
}

/** `keysunset doctor slack`: what is missing for Slack. */
export function addDoctor(program: Command, running: Program): void {
  const doctor = program.command('doctor').summary('what is missing, and what to do about it');
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
  ).action(async (options: CommonOptions) => {
    await callingTheDoor(running, options, async (door) => {
      const examined = await door.get<Examined>('/doctor/slack');
      const code = wrongIn(examined) > 0 ? exit.failed : exit.done;
      return { code, json: examined, text: () => inWords(examined, running.terminal.colours) };
    });
  });
}

const isWrong = ({ is }: Finding): boolean => is === 'missing' || is === 'not read';
const wrongIn = ({ findings }: Examined): number => findings.filter(isWrong).length;

function inWords(examined: Examined, colours: Colours): string {
  const { findings, more } = examined;
  const rows = findings.flatMap(({ what, is, text, todo }): Cell[][] => {
    const { sign, colour } = signs(colours)[is];
    return [[{ text: `${sign} ${what}`, colour }, text], ...(todo ? [['', { text: todo, colour: colours.bold }]] : [])];
  });
  const wrong = wrongIn(examined);
  const end =
    wrong > 0
      ? colours.red(`▲ ${wrong} of ${findings.length - told(findings)} to put right`)
      : colours.green(`✓ all ${findings.length - told(findings)} are as they have to be`);
  return [
    tableOf(['LOOKED AT', 'FOUND, AND WHAT TO DO'], rows),
    ...(more ? [colours.dim(`and ${more} more channels, which were not looked at`)] : []),
    '',
    `${end}${told(findings) > 0 ? colours.dim('; what Slack does not tell (?) is yours to try') : ''}`,
  ].join('\n');
}

const told = (findings: readonly Finding[]): number => findings.filter(({ is }) => is === 'not told').length;

const signs = (colours: Colours): Record<Finding['is'], { sign: string; colour: (text: string) => string }> => ({
  good: { sign: '✓', colour: colours.green },
  missing: { sign: '▲', colour: colours.red },
  'not read': { sign: '▲', colour: colours.yellow },
  'not told': { sign: '?', colour: colours.dim },
});
