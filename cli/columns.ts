import { parse } from 'csv-parse/sync';

/** The columns that a file with a heading may have: those of a row at the door. */
const known = ['keyId', 'userName', 'accountId', 'reason', 'ritual', 'onUse', 'because', 'priority', 'again'] as const;

/** A file's heading: its first line, where that names columns; else KEY,user. */
export interface Heading {
  names: readonly string[];
  /** What is wrong with it, in words. */
  wrong?: string;
}

export function headingOf(names: readonly string[]): Heading | undefined {
  if (names[0] !== 'keyId') return undefined;
  const unknown = names.filter((name) => !known.some((one) => one === name));
  const wrong = `The heading has ${unknown.join(', ')}. Wanted: columns of ${known.join(', ')}. Correct it.`;
  return { names, ...(unknown.length > 0 && { wrong }) };
}

/** The cells of a line of CSV. Throws where its quotes are not closed. */
export const cellsOf = (line: string): string[] => parse(line, { trim: true })[0] ?? [];

/** One line as a row: empty cells are left out, so that the command line's own options stand. */
export const rowIn = (names: readonly string[], cells: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.flatMap((name, i): [string, unknown][] => {
      const cell = cells[i];
      if (cell === undefined || cell === '') return [];
      return [[name, valueIn(name, cell)]];
    }),
  );

/** What is neither a number nor yes or no stays a text, and the door says what is wrong with it. */
function valueIn(name: string, cell: string): unknown {
  if (name === 'priority' && /^[+-]?\d+$/.test(cell)) return Number(cell);
  return name === 'again' && /^(?:true|false)$/.test(cell) ? cell === 'true' : cell;
}
