import { cpus, totalmem } from 'node:os';
import type { Bench, Figures } from './bench';

/** What was measured, and how it was asked for. */
export type Result = Awaited<ReturnType<Bench['run']>> & { name: string; unit: string; written: string };

const top = ['# Performance', '', 'One machine, one run for each section: look at ratios.', ''].join('\n');

/** The page with a new section for each result; the other sections stay as they are. */
export function pageWith(results: readonly Result[], before = top): string {
  const [intro = '', ...sections] = before.split(/^(?=## )/m).map((part) => part.trimEnd());
  for (const result of results) {
    const section = sectionOf(result);
    const i = sections.findIndex((known) => titleOf(known) === titleOf(section));
    if (i < 0) sections.push(section);
    else sections[i] = section;
  }
  return `${[intro, ...sections].join('\n\n')}\n`;
}

/** `npm run bench -- restore-all --write`, on which machine. */
export function writtenBy(words: readonly string[]): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const quick = words.includes('--quick') ? ' (without its largest runs)' : '';
  return `\`${['npm run bench --', ...words].join(' ')}\`${quick} on ${machine}`;
}

const titleOf = (section: string): string => section.split('\n', 1)[0] ?? '';

function sectionOf({ name, unit, ours, against, ratio, written }: Result): string {
  const rows = [...new Set([...flat(ours), ...flat(against)].map(([figure]) => figure))];
  const value = (figures: Figures, figure: string): string => new Map(flat(figures)).get(figure) ?? '';
  return [
    `## ${name}`,
    '',
    `Written by ${written}.`,
    '',
    `Ratio: **${ratio}** (${unit})`,
    '',
    '| | ours | against |',
    '|---|---|---|',
    ...rows.map((figure) => `| ${figure} | ${value(ours, figure)} | ${value(against, figure)} |`),
  ].join('\n');
}

const flat = (figures: Figures, before = ''): [string, string][] =>
  Object.entries(figures).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? flat(value as Figures, `${before}${name} `)
      : [[`${before}${name}`, typeof value === 'number' ? value.toLocaleString('en') : String(value)]],
  );
