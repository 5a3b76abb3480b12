import type { Fact } from '../entries';
import type { Instant } from '../time';
import { secondsUntil } from '../standing';

/**
 * What a step does next. `answer`: record the facts (none is usual), then answer the state machine.
 * `record`: record the facts and decide again. `call`: record the intent (unless this attempt may go on under one that is
 * there), touch the key, record what came of it and decide again.
 */
export type Decision<Answer extends string> =
  | { do: 'answer'; answer: Answer; seconds: number; record: readonly Fact[] }
  | { do: 'record'; record: readonly Fact[] }
  | { do: 'call'; intent?: Fact };

/** An answer at once. `seconds` counts where a hold or a wait comes next. */
export const answer = <A extends string>(word: A, seconds = 1, ...record: Fact[]): Decision<A> => ({
  do: 'answer',
  answer: word,
  seconds,
  record,
});

/** An answer whose wait lasts until a moment. */
export const answerUntil = <A extends string>(word: A, now: Instant, until: Instant, ...record: Fact[]): Decision<A> =>
  answer(word, secondsUntil(now, until), ...record);
