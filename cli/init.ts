import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Refused } from '../lambda/core/errors';
import { homeOfIam } from '../lib/configuration';
import { answersTo } from './init/answers';
import type { Answers } from './init/answers';
import { asking } from './init/ask';
import { written } from './init/written';
import type { Program } from './command';
import type { Terminal } from './terminal';

interface Options {
  file: string;
  force?: true;
}

/** `keysunset init`: writes the configuration, by asking. */
export function addInit(program: Command, { terminal }: Program): void {
  program
    .command('init')
    .summary('write the configuration, by asking')
    .description(
      'Ask what Keysunset has to know, and write it, commented, into keysunset.config.ts. Each answer is checked at once. ' +
        'Answers may be piped in, one a line, in the order of the questions. Nothing in AWS or Slack is touched.',
    )
    .option('--file <path>', 'where to', 'keysunset.config.ts')
    .option('--force', 'in place of a file that is there')
    .addHelpText('after', '\nExamples:\n  $ keysunset init\n  $ keysunset init --file staging.config.ts < answers.txt')
    .action(async ({ file, force }: Options) => {
      const path = resolve(file);
      if (existsSync(path) && !force) {
        throw new Refused(`${file} is there already. Wanted: none. Edit it, or give --force, and it is written anew.`);
      }
      const answers = await asked(terminal);
      const externalId = `keysunset-${randomBytes(16).toString('hex')}`;
      await writeFile(path, written(answers, externalId), { flag: force ? 'w' : 'wx' });
      terminal.out(whatIsNext(file, answers, terminal));
    });
}

async function asked(terminal: Terminal): Promise<Answers> {
  const { env } = terminal;
  const lines = terminal.lines();
  try {
    return await answersTo(asking(lines, terminal), {
      region: env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'],
      timeZone: env['TZ'] ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  } finally {
    lines.close();
  }
}

function whatIsNext(file: string, { hub, accounts, partition }: Answers, { colours }: Terminal): string {
  const beside = file === 'keysunset.config.ts' ? '' : ` -c config=${file}`;
  const home = homeOfIam[partition];
  const [first] = accounts;
  return [
    `\n${colours.green('✓')} ${file} is written. Read it, and add what was not asked. Then:`,
    `  npx cdk synth --quiet${beside}`,
    `  npx cdk bootstrap aws://${hub.account}/${hub.region}${beside}`,
    `  npx cdk deploy Keysunset${beside}`,
    `  npx cdk bootstrap aws://${first?.id}/${home}${beside}`,
    `  npx cdk deploy Keysunset-member-${first?.name}${beside}${accounts.length > 1 ? '   and so for each member' : ''}`,
    'The Slack app, and the rest: docs/setup.md. At the end: npx keysunset doctor',
  ].join('\n');
}
