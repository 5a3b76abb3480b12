import Table from 'cli-table3';
import { printable } from './terminal';

/** A row: a text, or a text and how it is coloured. */
export type Cell = string | { text: string; colour: (text: string) => string };

const COLUMNS = 100;
const GAP = 2;
/** A longer word is broken: no column has to be wider than this. The first column is never broken. */
const LONGEST_WORD = 22;

/** Columns of at most 100 characters in all, wide characters counted as two; what is too long is wrapped. */
export function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = [head, ...rows.map((row) => row.map(textOf))];
  const table = new Table({
    colWidths: widthsOf(texts).map((width) => width + GAP),
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    chars: noLines,
  });
  table.push(
    ...[head, ...rows].map((row) =>
      row.map((cell) => (typeof cell === 'string' ? textOf(cell) : cell.colour(textOf(cell)))),
    ),
  );
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const textOf = (cell: Cell): string => breakable(printable(typeof cell === 'string' ? cell : cell.text));

/** Names are shown whole: what would be cut off is broken instead. */
function breakable(text: string): string {
  let column = 0;
  return [...text]
    .map((letter) => {
      column = letter === ' ' ? 0 : column + widthOf(letter);
      if (column <= LONGEST_WORD) return letter;
      column = widthOf(letter);
      return ` ${letter}`;
    })
    .join('');
}

/** As wide as the longest text; what can be wrapped is made narrower, the widest first, until all fit. */
function widthsOf(texts: readonly (readonly string[])[]): number[] {
  const most = (i: number, of: (text: string) => number) => Math.max(1, ...texts.map((row) => of(row[i] ?? '')));
  const widths = (texts[0] ?? []).map((_, i) => most(i, widthOf));
  const least = widths.map((width, i) =>
    i === 0 ? width : most(i, (text) => Math.max(...text.split(' ').map(widthOf))),
  );
  const room = COLUMNS - GAP * (widths.length - 1);
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over--) {
    const spare = widths.map((width, i) => (width > (least[i] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (!spare[widest]) break;
    widths[widest] = spare[widest] - 1;
  }
  return widths;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** Terminals show Chinese, Japanese and Korean characters two columns wide. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);

const noLines = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((name) => [name, '']),
);
