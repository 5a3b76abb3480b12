import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { doorLoad } from './door-load';
import { pageWith, writtenBy } from './page';
import { rehearsal } from './rehearsal';
import { restoreAll } from './restore-all';
import { stopToActive } from './stop-to-active';

export type Figures = Record<string, unknown>;

/** A measurement against something, both in the same run of one process. */
export interface Bench {
  name: string;
  unit: string;
  /** `full`: with the large runs that take minutes. */
  run(options: { full: boolean }): Promise<{ ours: Figures; against: Figures; ratio: number }>;
}

const benches: readonly Bench[] = [rehearsal, restoreAll, doorLoad, stopToActive];

const PAGE = join(__dirname, '../docs/performance.md');

/** `npm run bench`: all, as a table. `-- NAME --json`: one, as JSON. `-- --write`: each into its section of docs/performance.md. */
async function main(words: readonly string[]): Promise<void> {
  const names = words.filter((word) => !word.startsWith('--'));
  const chosen = benches.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0) {
    throw new Error(
      `There is no measurement "${names.join(' ')}". Wanted: ${benches.map(({ name }) => name).join(', ')}.`,
    );
  }
  const results = [];
  const written = writtenBy(words);
  for (const bench of chosen) {
    const figures = await bench.run({ full: !words.includes('--quick') });
    results.push({ name: bench.name, ...figures, unit: bench.unit, written });
  }
  if (words.includes('--json'))
    process.stdout.write(`${JSON.stringify(results.map(({ written: _, ...rest }) => rest)[0])}\n`);
  else process.stdout.write(pageWith(results));
  if (words.includes('--write')) writeFileSync(PAGE, pageWith(results, readFileSync(PAGE, 'utf8')));
}

// The AWS SDK's own remark on Node 20's end does not belong into what people read here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
void main(process.argv.slice(2));
