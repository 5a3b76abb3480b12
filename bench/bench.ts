import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { rehearsal } from './rehearsal';
import { restoreAll } from './restore-all';

export type Figures = Record<string, unknown>;

/** A measurement against something, both in the same run of one process. */
export interface Bench {
  name: string;
  unit: string;
  /** `full`: with the large runs that take minutes. */
  run(options: { full: boolean }): Promise<{ ours: Figures; against: Figures; ratio: number }>;
}

const benches: readonly Bench[] = [rehearsal, restoreAll];

/** `npm run bench`: all, as a table. `-- NAME --json`: one, as JSON. `-- --write`: all, into docs/performance.md. */
async function main(words: readonly string[]): Promise<void> {
  const names = words.filter((word) => !word.startsWith('--'));
  const chosen = benches.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0) {
    throw new Error(
      `There is no measurement "${names.join(' ')}". Wanted: ${benches.map(({ name }) => name).join(', ')}.`,
    );
  }
  const results = [];
  const quick = words.includes('--quick');
  for (const bench of chosen) {
    const figures = await bench.run({ full: !quick });
    results.push({ name: bench.name, ...figures, unit: bench.unit });
  }
  if (words.includes('--json')) process.stdout.write(`${JSON.stringify(results[0])}\n`);
  else process.stdout.write(pageOf(results, quick));
  if (words.includes('--write')) writeFileSync(join(__dirname, '../docs/performance.md'), pageOf(results, quick));
}

type Result = Awaited<ReturnType<Bench['run']>> & { name: string; unit: string };

function pageOf(results: readonly Result[], quick: boolean): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const how = quick
    ? '`npm run bench -- --quick --write` (without the runs of 1,000 and 10,000 keys)'
    : '`npm run bench -- --write`';
  const lines = ['# Performance', '', `Written by ${how} on ${machine}. One machine, one run: look at ratios.`];
  for (const { name, unit, ours, against, ratio } of results) {
    const rows = [...new Set([...flat(ours), ...flat(against)].map(([figure]) => figure))];
    const value = (figures: Figures, figure: string): string => new Map(flat(figures)).get(figure) ?? '';
    lines.push('', `## ${name}`, '', `Ratio: **${ratio}** (${unit})`, '', '| | ours | against |', '|---|---|---|');
    for (const figure of rows) lines.push(`| ${figure} | ${value(ours, figure)} | ${value(against, figure)} |`);
  }
  return `${lines.join('\n')}\n`;
}

const flat = (figures: Figures, before = ''): [string, string][] =>
  Object.entries(figures).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? flat(value as Figures, `${before}${name} `)
      : [[`${before}${name}`, typeof value === 'number' ? value.toLocaleString('en') : String(value)]],
  );

// The AWS SDK's own remark on Node 20's end does not belong into what people read here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
void main(process.argv.slice(2));
