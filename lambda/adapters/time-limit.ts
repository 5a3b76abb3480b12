import { AsyncLocalStorage } from 'node:async_hooks';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { TimeLimit } from '../core/ports';

/** The limit that whoever asks is under. */
const limits = new AsyncLocalStorage<AbortSignal>();

/** Aborted when the time of whoever asks is over; nothing where no limit is set. */
export const timeIsOver = (): AbortSignal | undefined => limits.getStore();

/** Aborts what is called within it by way of `impatient` or `timeIsOver`, and waits until that has come back. */
export const timeLimit: TimeLimit = {
  async within(milliseconds, act) {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), milliseconds);
    const outer = limits.getStore();
    try {
      return await limits.run(outer ? AbortSignal.any([outer, over.signal]) : over.signal, act);
    } finally {
      clearTimeout(timer);
    }
  },
};

/** For whoever has all the time of their function. */
export const noLimit: TimeLimit = { within: (_, act) => act() };

/** In milliseconds, for one attempt: DynamoDB answers within 20, a connection that has died never does. */
const AN_ATTEMPT = 500;

/** What an AWS client gets of this: each attempt has its time, and a limit ends them all. */
export const impatient = (): { requestHandler: NodeHttpHandler; maxAttempts: number } => {
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: AN_ATTEMPT,
    requestTimeout: AN_ATTEMPT,
    throwOnRequestTimeout: true,
  });
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = (request, options = {}) => {
    const signals = [options.abortSignal, timeIsOver()].filter((signal) => signal !== undefined);
    const [abortSignal] = signals.length > 1 ? [AbortSignal.any(signals as AbortSignal[])] : signals;
    return handle(request, { ...options, ...(abortSignal && { abortSignal }) });
  };
  return { requestHandler, maxAttempts: 3 };
};
