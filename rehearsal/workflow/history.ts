import { runtimeError } from './errors';
import type { Clock } from '../../lambda/core/ports';
import type { Instant } from '../../lambda/core/time';
import type { Json } from './json';

/** What is told of an event; what is JSON stays JSON here and becomes text when it is asked for. */
export type Details = Readonly<Record<string, Json | undefined>>;

export interface HistoryEvent {
  id: number;
  previousEventId: number;
  at: Instant;
  type: string;
  details: Details;
}

export interface History {
  /** Adds an event and answers its id. The last that fit are kept for the end: an execution that fills them fails. */
  add(type: string, previousEventId: number, details: Details): number;
  /** The event that closes the execution, for which there is always room. */
  close(type: string, previousEventId: number, details: Details): void;
  readonly count: number;
  readonly events: readonly HistoryEvent[];
}

/** Step Functions fails an execution at this many events. */
export const MOST_EVENTS = 25_000;

/** `kept: false` only counts, where thousands of executions would fill the memory. */
export function history(clock: Clock, kept: boolean): History {
  const events: HistoryEvent[] = [];
  let count = 0;

  const push = (type: string, previousEventId: number, details: Details): number => {
    const id = ++count;
    if (kept) events.push({ id, previousEventId, at: clock.now(), type, details });
    return id;
  };

  return {
    add(type, previousEventId, details) {
      if (count >= MOST_EVENTS - 1) {
        throw runtimeError(`The execution reached the maximum number of history events (${MOST_EVENTS}).`);
      }
      return push(type, previousEventId, details);
    },
    close: push,
    get count() {
      return count;
    },
    events,
  };
}
