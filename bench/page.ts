import { machine, markdownTable, withSections } from '../bin/measured';
import type { Bench, Figures } from './bench';

/** What was measured, and how it was asked for. */
export type Result = Awaited<ReturnType<Bench['run']>> & { name: string; unit: string; written: string };

const top = ['# Performance', '', 'One machine, one run for each section: look at ratios.', ''].join('\n');

/** The page with a new section for each result; the other sections stay as they are. */
export const pageWith = (results: readonly Result[], before = top): string =>
  withSections(before, results.map(sectionOf));

/** `npm run bench -- restore-all --write`, on which machine. */
export function writtenBy(words: readonly string[]): string {
  const quick = words.includes('--quick') ? ' (without its largest runs)' : '';
  return `\`${['npm run bench --', ...words].join(' ')}\`${quick} on ${machine()}`;
}

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
    markdownTable(
      ['', 'ours', 'against'],
      rows.map((figure) => [figure, value(ours, figure), value(against, figure)]),
    ),
  ].join('\n');
}

const flat = (figures: Figures, before = ''): [string, string][] =>
  Object.entries(figures).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? flat(value as Figures, `${before}${name} `)
      : [[`${before}${name}`, typeof value === 'number' ? value.toLocaleString('en') : String(value)]],
  );
