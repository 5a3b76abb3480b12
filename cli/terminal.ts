import type { Fetch } from './door';
import type { Lines } from './init/lines';

/** Repeats in colour what a sign and a word say already. */
export interface Colours {
  bold: (text: string) => string;
  dim: (text: string) => string;
  red: (text: string) => string;
  green: (text: string) => string;
  yellow: (text: string) => string;
  blue: (text: string) => string;
  cyan: (text: string) => string;
  /** White on blue: a key that is off. */
  night: (text: string) => string;
}

/** What a command talks to. */
export interface Terminal {
  out: (text: string) => void;
  err: (text: string) => void;
  readStdin: () => Promise<string>;
  /** Asks, and reads an answer a line. */
  lines: () => Lines;
  env: Readonly<Record<string, string | undefined>>;
  colours: Colours;
  fetch: Fetch;
  now: () => Date;
  /** Writes over the line before; only where somebody looks at a terminal. */
  rewrite?: (line: string) => void;
  /** Waits; less where the signal comes first. */
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Does something at Ctrl-C instead of ending. Answers how to take that back. */
  onInterrupt: (act: () => void) => () => void;
}

export type ExitCode = 0 | 1 | 2;

/** Done; refused or failed; called wrongly. */
export const exit = { done: 0, failed: 1, usage: 2 } as const satisfies Record<string, ExitCode>;

const asItIs = (text: string): string => text;

/** For a pipe, a file, or NO_COLOR. */
export const noColours: Colours = {
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  green: asItIs,
  yellow: asItIs,
  blue: asItIs,
  cyan: asItIs,
  night: asItIs,
};

/** Words that others wrote may hold control characters, which a terminal would obey. */
export const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');
