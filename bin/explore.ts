import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { tableOf } from '../cli/table';
import { wholeNumber } from '../cli/whole-number';
import { exploreAll } from '../rehearsal/explore/crew';
import type { ExploredAll } from '../rehearsal/explore/crew';
import { scheduleOf } from '../rehearsal/explore/schedule';
import { explore } from '../rehearsal/explore/search';
import type { Explored } from '../rehearsal/explore/search';

interface Options {
  play?: string;
  every: number;
  pairs: number;
  singles?: true;
  workers: number;
  replay?: string;
  json?: true;
}

/** One pair in so many: all of them would take hours. */
const PAIRS = 25;

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
  .action(async (options: Options) => {
    const begun = performance.now();
    const explored = await carryOut(options);
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    process.stdout.write(`${options.json ? JSON.stringify({ ...explored, seconds }) : pageOf(explored, seconds)}\n`);
    if (explored.violations.length > 0) process.exitCode = 1;
  });
program
  .parseAsync()
  .catch((error: unknown) => program.error(error instanceof Error ? error.message : String(error), { exitCode: 2 }));

function carryOut({ play, every, pairs, singles, workers, replay }: Options): Promise<Explored | ExploredAll> {
  if (replay !== undefined) return explore([scheduleOf(replay)]);
  const tell = process.stderr.isTTY ? (line: string) => process.stderr.write(`\r\x1b[K${line}\r`) : undefined;
  return exploreAll({ play, every, pairs: singles ? 0 : pairs, workers, ...(tell && { tell }) });
}

function pageOf(explored: Explored | ExploredAll, seconds: number): string {
  const { schedules, kinds, violations } = explored;
  const number = (n: number): string => n.toLocaleString('en');
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
