import { Command } from 'commander';
import { tableOf } from '../cli/table';
import { wholeNumber } from '../cli/whole-number';
import { scheduleOf } from '../rehearsal/explore/schedule';
import { explore, singles } from '../rehearsal/explore/search';
import type { Explored } from '../rehearsal/explore/search';

interface Options {
  play?: string;
  every: number;
  replay?: string;
  json?: true;
}

// The AWS SDK's own remark on Node 20's end does not belong into what people read here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
const program = new Command('npm run explore --')
  .description('Plays a small ritual again with every single harm, and says which left a key behind.')
  .option('--play <name>', 'of one play only')
  .option('--every <n>', 'one schedule in so many', wholeNumber('--every'), 1)
  .option('--replay <id>', 'one schedule again, like silence:lose@57')
  .option('--json', 'print one JSON object and nothing else')
  .action(async (options: Options) => {
    const begun = performance.now();
    const explored = await explore(await chosen(options));
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    process.stdout.write(`${options.json ? JSON.stringify({ ...explored, seconds }) : pageOf(explored, seconds)}\n`);
    if (explored.violations.length > 0) process.exitCode = 1;
  });
program
  .parseAsync()
  .catch((error: unknown) => program.error(error instanceof Error ? error.message : String(error), { exitCode: 2 }));

async function chosen({ play, every, replay }: Options): Promise<ReturnType<typeof scheduleOf>[]> {
  if (replay !== undefined) return [scheduleOf(replay)];
  return (await singles(play)).filter((_, i) => i % every === 0);
}

function pageOf({ schedules, kinds, violations }: Explored, seconds: number): string {
  const covered = Object.entries(kinds).map(([kind, n]) => [kind, n.toLocaleString('en')]);
  const found = violations.map(({ id, violations: what }) => `▲ ${id}\n    ${what.join('\n    ')}`);
  return [
    ...(covered.length > 0 ? [tableOf(['harm', 'schedules'], covered), ''] : []),
    ...found,
    `${violations.length > 0 ? '▲' : '✓'} ${schedules.toLocaleString('en')} schedules, ${violations.length} with violations, ${seconds} s`,
    ...(violations.length > 0 ? ['Again: npm run explore -- --replay ID'] : []),
  ].join('\n');
}
