import type * as z from 'zod';
import { Refused } from '../../lambda/core/errors';
import type { Terminal } from '../terminal';
import type { Lines } from './lines';

/** One question. */
export interface Question<T> {
  /** Short: it stands before the answer. */
  is: string;
  /** What is taken where nothing is typed. */
  otherwise?: string | undefined;
  /** From the text that is typed. */
  wanted: z.ZodType<T, string>;
}

/** Asks, checks each answer at once, and asks again with what is wanted. */
export interface Asking {
  /** A line above the questions that follow. */
  about(words: string): void;
  one<T>(question: Question<T>): Promise<T>;
  /** Until nothing is typed; each is checked knowing those before it. */
  many<T>(is: string, least: number, wanted: (before: readonly T[]) => z.ZodType<T, string>): Promise<T[]>;
}

export function asking(lines: Lines, { out, colours }: Pick<Terminal, 'out' | 'colours'>): Asking {
  const typed = async (question: string): Promise<string> => {
    const answer = await lines.ask(`  ${question}: `);
    if (answer !== undefined) return answer.trim();
    throw new Refused(
      `The answers ended before “${question}”. Nothing was written. Wanted: an answer to each question.`,
    );
  };
  /** `undefined`: it was none, and is asked for again. */
  const taken = <T>(is: string, given: string, wanted: z.ZodType<T, string>): { value: T } | undefined => {
    const checked = wanted.safeParse(given);
    if (checked.success) return { value: checked.data };
    const why = [...new Set(checked.error.issues.map(({ message }) => message))].join(' ');
    // Whoever pipes answers in does not see the question again: the next answer would be taken for this one.
    if (!lines.again) throw new Refused(`${is}: “${given}” is not taken. ${why} Nothing was written. Correct it.`);
    out(`  ${colours.yellow('▲')} ${why}`);
    return undefined;
  };
  return {
    about: (words) => out(`\n${colours.bold(words)}`),
    async one({ is, otherwise, wanted }) {
      for (;;) {
        const given = (await typed(otherwise === undefined ? is : `${is} [${otherwise}]`)) || (otherwise ?? '');
        const answer = taken(is, given, wanted);
        if (answer) return answer.value;
      }
    },
    async many<T>(is: string, least: number, wanted: (before: readonly T[]) => z.ZodType<T, string>) {
      const all: T[] = [];
      for (;;) {
        const given = await typed(all.length < least ? is : `${is} (none: go on)`);
        if (given === '' && all.length >= least) return all;
        const answer = taken(is, given, wanted(all));
        if (answer) all.push(answer.value);
      }
    },
  };
}
