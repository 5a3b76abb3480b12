import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { build } from 'esbuild';
import { tableOf } from '../cli/table';
import { wholeNumber } from '../cli/whole-number';
import { inLanes } from '../lambda/lanes';
import type { SeedSearch } from '../rehearsal/explore/seeded';
import { seeds } from '../rehearsal/explore/seeds';
import type { Seed } from '../rehearsal/explore/seeds';
import { withEdits } from '../rehearsal/explore/sow';
import { markdownTable, withSections } from './measured';

const root = join(__dirname, '..');
/** Where the product is bundled with each fault in it. */
const folder = join(root, 'node_modules/.cache/keysunset-seeds');
const FOUND = join(root, 'rehearsal/explore/found.json');
const PAGE = join(root, 'docs/reliability.md');

/** A fault, and what the search came to. */
interface Sown extends SeedSearch {
  seed: Seed;
}

interface Options {
  most: number;
  write?: true;
}

new Command('npm run seeds --')
  .description('Puts each seeded fault into the product, one at a time, and looks whether the explorer finds it.')
  .argument('[names...]', 'only the faults whose names begin so')
  .option('--most <n>', 'schedules to try for each', wholeNumber('--most'), 3000)
  .option('--write', 'keep the schedules that found them, to be tried first, and write docs/reliability.md')
  .action(async (names: string[], { most, write }: Options) => {
    const chosen = seeds.filter(({ name }) => names.length === 0 || names.some((begin) => name.startsWith(begin)));
    if (chosen.length === 0)
      throw new Error(
        `No seeded fault begins with ${names.join(' or ')}. Wanted: the beginning of one of ${seeds.map(({ name }) => name).join(', ')}.`,
      );
    const known = JSON.parse(readFileSync(FOUND, 'utf8')) as Record<string, string>;
    const knownOf = ({ name }: Seed): string[] => (known[name] === undefined ? [] : [known[name]]);
    // The rehearsal reads its people from files beside the program.
    cpSync(join(root, 'rehearsal/company'), join(folder, 'company'), { recursive: true });
    const sown: Sown[] = [];
    await inLanes(availableParallelism(), chosen.entries(), async ([i, seed]) => {
      sown[i] = { seed, ...(await sow(seed, knownOf(seed), most)) };
    });
    const rows = sown.map(({ seed, found, tried }) => [
      seed.name,
      found?.id ?? (seed.madeUpFor ? 'made up for' : '▲ not found'),
      String(tried),
    ]);
    process.stdout.write(`${tableOf(['fault', 'found by', 'tried'], rows)}\n`);
    const missed = sown.filter(({ seed, found }) => !found && !seed.madeUpFor);
    process.stdout.write(
      `${missed.length > 0 ? '▲' : '✓'} ${sown.length} seeded faults, ${sown.filter(({ found }) => found).length} found, ${missed.length} missed\n`,
    );
    if (write) {
      const ids = sown.flatMap(({ seed, found }) => (found ? [[seed.name, found.id] as const] : []));
      writeFileSync(FOUND, `${JSON.stringify({ ...known, ...Object.fromEntries(ids) }, undefined, 2)}\n`);
      writeFileSync(PAGE, withSections(readFileSync(PAGE, 'utf8'), [sectionOf(sown)]));
    }
    if (missed.length > 0) process.exitCode = 1;
  })
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });

/** Its first line: what follows that is where in the program, on this machine. */
const inACell = (violation = ''): string => (violation.split('\n', 1)[0] ?? '').replaceAll('|', '/');

/** What the page says of them. */
function sectionOf(sown: readonly Sown[]): string {
  const rows = sown.map(({ seed: { name, fault, madeUpFor }, found }) => [
    name,
    fault,
    found ? `\`${found.id}\`: ${inACell(found.violations[0])}` : (madeUpFor ?? '▲ not found'),
  ]);
  return [
    '## Seeded faults',
    `Written by \`${['npm run seeds --', ...process.argv.slice(2)].join(' ')}\`: ${sown.length} faults, ` +
      `${sown.filter(({ found }) => found).length} found by the explorer.`,
    markdownTable(['taken away', 'what the product then does', 'found by, and as what; or what makes up for it'], rows),
  ].join('\n\n');
}

/** The explorer over the product with this fault in it, in a process of its own. */
async function sow(seed: Seed, first: readonly string[], most: number): Promise<SeedSearch> {
  const outfile = join(folder, `${seed.name.replaceAll(/[^a-z0-9]+/gi, '-')}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: ['rehearsal/explore/seeded.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Has a part of its own for each platform, and is not used in process.
    external: ['dynalite'],
    logLevel: 'warning',
    plugins: [
      {
        name: 'a seeded fault',
        setup: ({ onLoad }) =>
          onLoad({ filter: /\.ts$/ }, ({ path }) => ({ contents: withEdits(path, seed), loader: 'ts' })),
      },
    ],
  });
  const { stdout } = await promisify(execFile)(process.execPath, [outfile, String(most), ...first], {
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout) as SeedSearch;
}
