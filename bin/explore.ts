import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { tableOf } from '../cli/table';
import { wholeNumber } from '../cli/whole-number';
import { exploreAll } from '../rehearsal/explore/crew';
import type { ExploredAll, Progress } from '../rehearsal/explore/crew';
import { scheduleOf } from '../rehearsal/explore/schedule';
import { explore } from '../rehearsal/explore/search';
import type { Explored } from '../rehearsal/explore/search';
import { machine, markdownTable, withSections } from './measured';

interface Options {
  play?: string;
  every: number;
  pairs: number;
  singles?: true;
  workers: number;
  replay?: string;
  json?: true;
  write?: true;
}

const PAGE = join(__dirname, '../docs/reliability.md');

/** One situation in so many: all of them take an hour on two cores. */
const PAIRS = 12;

// The AWS SDK's own remark on Node 20's end does not belong into what people read here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
const program = new Command('npm run explore --')
  .description(
    'Plays a small ritual again with every single harm and with pairs of them, and says which left a key behind.',
  )
  .option('--play <name>', 'of one play only')
  .option('--every <n>', 'one single harm in so many', wholeNumber('--every'), 1)
  .option('--pairs <n>', 'one pair of harms in so many', wholeNumber('--pairs'), PAIRS)
  .option('--singles', 'no pairs')
  .option('--workers <n>', 'processes side by side', wholeNumber('--workers'), availableParallelism())
  .option('--replay <id>', 'one schedule again, like silence:lose@57')
  .option('--json', 'print one JSON object and nothing else')
  .option('--write', 'write the figures into docs/reliability.md')
  .action(async (options: Options) => {
    const begun = performance.now();
    const explored = await carryOut(options);
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    process.stdout.write(`${options.json ? JSON.stringify({ ...explored, seconds }) : pageOf(explored, seconds)}\n`);
    if (options.write) writeFileSync(PAGE, withSections(readFileSync(PAGE, 'utf8'), [sectionOf(explored, seconds)]));
    if (explored.violations.length > 0) process.exitCode = 1;
  });
program
  .parseAsync()
  .catch((error: unknown) => program.error(error instanceof Error ? error.message : String(error), { exitCode: 2 }));

function carryOut({ play, every, pairs, singles, workers, replay }: Options): Promise<Explored | ExploredAll> {
  if (replay !== undefined) return explore([scheduleOf(replay)]);
  return exploreAll({ play, every, pairs: singles ? 0 : pairs, workers, tell });
}

/** On the error stream, while it goes on: in a terminal one line that changes, else one each time that a tenth is done. */
function tell({ what, played, of, found }: Progress): void {
  const { stderr } = process;
  const progress = `${what}: ${number(played)} of ${number(of)}`;
  for (const { id, violations } of found) stderr.write(`${clear}▲ ${id}: ${violations[0]}\n`);
  const tenths = Math.floor((10 * played) / of);
  if (stderr.isTTY) stderr.write(`${clear}${progress}\r`);
  else if (told !== `${what} ${tenths}`) stderr.write(`${progress}\n`);
  told = `${what} ${tenths}`;
}

let told = '';
const clear = process.stderr.isTTY ? '\r\x1b[K' : '';
const number = (n: number): string => n.toLocaleString('en');

/** The same for the page, with how it was asked for. */
function sectionOf(explored: Explored | ExploredAll, seconds: number): string {
  const { schedules, kinds, violations } = explored;
  const pairs = 'pairs' in explored ? explored.pairs : { situations: 0, tried: 0 };
  return [
    '## The search',
    `Written by \`${['npm run explore --', ...process.argv.slice(2)].join(' ')}\` on ${machine()}.`,
    `**${number(schedules)} schedules, ${violations.length} with violations, in ${number(Math.round(seconds))} s.** ` +
      `Of ${number(pairs.situations)} situations in which two harms can meet, ${number(pairs.tried)} were tried.`,
    markdownTable(
      ['harm', 'schedules with it'],
      Object.entries(kinds).map(([kind, n]) => [kind, number(n)]),
    ),
    ...violations.map(({ id, violations: what }) => `- \`${id}\`: ${what.join('; ')}`),
  ].join('\n\n');
}

function pageOf(explored: Explored | ExploredAll, seconds: number): string {
  const { schedules, kinds, violations } = explored;
  const covered = Object.entries(kinds).map(([kind, n]) => [kind, number(n)]);
  const found = violations.map(({ id, violations: what }) => `▲ ${id}\n    ${what.join('\n    ')}`);
  const pairs = 'pairs' in explored ? explored.pairs : { situations: 0, tried: 0 };
  return [
    ...(covered.length > 0 ? [tableOf(['harm', 'schedules'], covered), ''] : []),
    ...found,
    ...(pairs.situations > 0
      ? [`Pairs: ${number(pairs.tried)} of ${number(pairs.situations)} situations in which two can meet.`]
      : []),
    `${violations.length > 0 ? '▲' : '✓'} ${number(schedules)} schedules, ${violations.length} with violations, ${seconds} s`,
    ...(violations.length > 0 ? ['Again: npm run explore -- --replay ID'] : []),
  ].join('\n');
}
