import { Refused } from '../lambda/core/errors';
import { cellsOf, headingOf, rowIn } from './columns';

/** A row on its way to the door, with the line it came from. */
export type Row = Record<string, unknown> & { line: number };

/** A line that is no row. */
export interface BadLine {
  line: number;
  keyId: string;
  ok: false;
  error: string;
}

/**
 * Reads many keys: lines of `KEY` or `KEY,user`; lines with the columns of a heading that begins with keyId; or a JSON array of
 * `{ keyId, userName?, accountId?, reason?, ritual?, onUse?, because?, priority?, again? }`, whose line is its place in the array.
 * Empty lines and lines with # are skipped.
 */
export function rowsOf(text: string): { rows: Row[]; bad: BadLine[] } {
  const read = /^\s*\[/.test(text) ? fromJson(text) : fromLines(text);
  const rows = read.filter((row): row is Row => !('error' in row));
  const bad = read.filter((row): row is BadLine => 'error' in row);
  if (read.length > 0) return { rows, bad };
  throw new Refused('The file holds no keys. Wanted: lines of KEY or KEY,user, or a JSON array. Give one key or more.');
}

function fromJson(text: string): (Row | BadLine)[] {
  return parsed(text).map((row, i) => {
    const line = i + 1;
    return typeof row === 'object' && row !== null && !Array.isArray(row) && !('error' in row)
      ? { ...row, line }
      : badLine(line, `Element ${line} is no row. Wanted: an object as { "keyId": "AKIA…", "reason": "…" }.`);
  });
}

function parsed(text: string): unknown[] {
  try {
    return JSON.parse(text) as unknown[];
  } catch (cause) {
    throw new Refused(
      `The file begins with [ but is not JSON: ${String(cause)}. Correct it, or give lines of KEY,user.`,
      { cause },
    );
  }
}

function fromLines(text: string): (Row | BadLine)[] {
  const lines = text
    .split(/\r?\n/)
    .map((content, i) => ({ line: i + 1, content: content.trim() }))
    .filter(({ content }) => content !== '' && !content.startsWith('#'))
    .map(({ line, content }) => cellsIn(line, content));
  const [first] = lines;
  const heading = first && 'cells' in first ? headingOf(first.cells) : undefined;
  if (heading?.wrong) throw new Refused(heading.wrong);
  const read = heading ? (each: Line) => fromColumns(heading.names, each) : fromKeyAndUser;
  return lines.slice(heading ? 1 : 0).map((each) => ('error' in each ? each : read(each)));
}

interface Line {
  line: number;
  cells: readonly string[];
}

function cellsIn(line: number, content: string): Line | BadLine {
  try {
    return { line, cells: cellsOf(content) };
  } catch (error) {
    return badLine(
      line,
      `Line ${line} is no CSV: ${error instanceof Error ? error.message : String(error)}. Correct it.`,
    );
  }
}

function fromKeyAndUser({ line, cells }: Line): Row | BadLine {
  const [keyId = '', userName] = cells;
  if (cells.length <= 2) return { line, keyId, ...(userName && { userName }) };
  const wanted = 'Wanted: KEY or KEY,user. Take the others out, or begin with a heading.';
  return badLine(line, `Line ${line} has ${cells.length} columns. ${wanted}`, keyId);
}

const fromColumns = (names: readonly string[], { line, cells }: Line): Row | BadLine =>
  cells.length > names.length
    ? badLine(line, `Line ${line} has ${cells.length} columns, the heading ${names.length}. Correct it.`, cells[0])
    : { keyId: '', ...rowIn(names, cells), line };

const badLine = (line: number, error: string, keyId = ''): BadLine => ({ line, keyId, ok: false, error });
