import * as z from 'zod/mini';
import { countsOf } from './core/counts';
import type { Entry } from './core/entries';
import type { Chain, Log, LogFacts, Metrics } from './core/ports';

/**
 * A handler that tells the log what it was called about, what it answered and how it failed. Of what came in and went out it names
 * ids and answers alone: a body, a token or a secret is never in a line.
 */
export const logged =
  <E extends unknown[], A>(name: string, log: Log, handle: (...given: E) => Promise<A>) =>
  async (...given: E): Promise<A> => {
    const about = aboutOf(given[0]);
    try {
      const answer = await handle(...given);
      log.info(`${name} answered`, { ...about, ...answerOf(answer) });
      return answer;
    } catch (error) {
      log.error(`${name} failed`, { ...about, ...failureOf(error) });
      throw error;
    }
  };

/** Tells the log and the metrics each entry that was written. */
export const tellEntry =
  ({ log, metrics }: { log: Log; metrics: Metrics }) =>
  (entry: Entry, chain: Chain): void => {
    const { type, keyId, retirementId, seq, actor } = entry;
    log.info(type, { retirementId, keyId, seq, actor });
    for (const { name, value, about } of countsOf(entry, chain)) metrics.count(name, value, about);
  };

const id = z.optional(z.string());
const named = z.object({ key: id, retirementId: id, instruction: id, sweep: id });
const answered = z.object({ answer: id, status: z.optional(z.number()), statusCode: z.optional(z.number()) });

function aboutOf(event: unknown): LogFacts {
  const { data } = named.safeParse(event);
  return data
    ? { retirementId: data.retirementId, keyId: data.key, instruction: data.instruction, sweep: data.sweep }
    : {};
}

function answerOf(given: unknown): LogFacts {
  const { data } = answered.safeParse(given);
  return data ? { answer: data.answer, status: data.status ?? data.statusCode } : {};
}

const failureOf = (error: unknown): LogFacts =>
  error instanceof Error
    ? { error: error.name, why: error.message, ...(error.stack !== undefined && { stack: error.stack }) }
    : { error: 'Error', why: String(error) };
