import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../lambda/core/ports';
import { toInstant, toMilliseconds } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import { timerQueue } from './timers';
import type { Timer } from './timers';

/** The header that tells a server of the rehearsal how late it is for the caller. */
export const MOMENT_HEADER = 'x-rehearsal-moment';

/** How far and how fast time is let run. */
export interface Run {
  /** No timer after this fires, and it is this late at the end. */
  until?: Instant;
  /** Asked after each moment. */
  done?: () => boolean;
  /** How many timers of one moment fire side by side: 1 is deterministic. */
  concurrency?: number;
  /** Virtual seconds in a real second. Without it, time costs nothing; with it, the run waits for new timers until it is stopped. */
  pace?: number;
  signal?: AbortSignal;
}

/** What a run of a handler came to, and how long it took in virtual time. */
export type Invoked<T> = ({ value: T } | { error: unknown }) & { elapsedMs: number };

/** Time that moves only while nothing is in flight, from timer to timer. */
export interface VirtualClock extends Clock {
  /** How late it is; inside an invocation, what it was charged is added. */
  now(): Instant;
  /** A call took this long: later for the invocation that made it, and for nobody else. */
  charge(ms: number): void;
  invocation<T>(fn: () => Promise<T>): Promise<Invoked<T>>;
  /** Does something as late as its caller says: a server takes a request at the moment that the sending invocation is at. */
  asOf<T>(moment: Instant | undefined, fn: () => T): T;
  /** Does something at a moment, at once if that is past; answers how to cancel it. What it throws ends the run. */
  at(when: Instant, label: string, fn: () => unknown): () => void;
  /** Time stands still until this is over. */
  work<T>(fn: () => Promise<T>): Promise<T>;
  run(options?: Run): Promise<void>;
  nextAt(): Instant | undefined;
  /** What is to come, in order. */
  pending(): { at: Instant; label: string }[];
}

/** One for all clocks: Node looks at each that was ever made, at every promise. */
const invocations = new AsyncLocalStorage<{ startedAt: number; elapsed: number } | undefined>();

/** Virtual time from a moment on. */
export function virtualClock(startIso: Instant): VirtualClock {
  const timers = timerQueue();
  let time = toMilliseconds(startIso);
  /** Set while a paced run waits: what real moment stands for what virtual one. */
  let pacing: { real: number; virtual: number; pace: number } | undefined;
  let inFlight = 0;
  let wake = (): void => undefined;

  const worldTime = (): number => {
    if (!pacing) return time;
    const paced = pacing.virtual + (performance.now() - pacing.real) * pacing.pace;
    return Math.floor(Math.min(paced, timers.first()?.at ?? paced));
  };
  const present = (): number => {
    const invocation = invocations.getStore();
    return invocation ? Math.ceil(invocation.startedAt + invocation.elapsed) : worldTime();
  };

  /** Many ask at one moment. */
  let told = { ms: NaN, instant: '' };
  const instantOf = (ms: number): Instant => {
    if (told.ms !== ms) told = { ms, instant: toInstant(ms) };
    return told.instant;
  };

  const work = async <T>(fn: () => Promise<T>): Promise<T> => {
    inFlight++;
    try {
      return await fn();
    } finally {
      inFlight--;
      wake();
    }
  };

  /** Lets everything that the last timers set going come to rest, what follows from a resolved promise included. */
  const settle = async (): Promise<void> => {
    await new Promise(setImmediate);
    while (inFlight > 0) {
      await new Promise<void>((resolve) => (wake = resolve));
      await new Promise(setImmediate);
    }
  };

  const fire = async (due: Timer[]): Promise<void> => {
    const fired = due.map((timer) => attempt(timer));
    const failed = (await Promise.all(fired)).find((error) => error !== undefined);
    if (failed) throw failed.error;
  };

  /** Waits in real time until it is as late as the next timer wants, or a new timer, or the end. */
  const pause = async (pace: number, target: number): Promise<void> => {
    pacing = { real: performance.now(), virtual: time, pace };
    // A real timer holds 24.8 days at most; an hour at a time is enough.
    const wait = Math.min((target - time) / pace, 3_600_000);
    await new Promise<void>((resolve) => {
      const real = setTimeout(resolve, Math.ceil(wait));
      wake = () => {
        clearTimeout(real);
        resolve();
      };
    });
    time = Math.max(time, Math.min(worldTime(), target));
    pacing = undefined;
  };

  return {
    now: () => instantOf(present()),

    charge(ms) {
      const invocation = invocations.getStore();
      if (invocation) invocation.elapsed += ms;
    },

    async invocation(fn) {
      const invocation = { startedAt: present(), elapsed: 0 };
      const elapsedMs = (): number => Math.ceil(invocation.elapsed);
      inFlight++;
      try {
        const value = await invocations.run(invocation, fn);
        return { value, elapsedMs: elapsedMs() };
      } catch (error) {
        return { error, elapsedMs: elapsedMs() };
      } finally {
        inFlight--;
        wake();
      }
    },

    asOf(moment, fn) {
      const startedAt = Math.max(moment === undefined ? -Infinity : toMilliseconds(moment), worldTime());
      return invocations.run({ startedAt, elapsed: 0 }, fn);
    },

    at(when, label, fn) {
      const cancel = timers.add(Math.max(toMilliseconds(when), worldTime()), label, fn);
      if (pacing) wake();
      return cancel;
    },

    work,

    async run({ until, done, concurrency = 1, pace, signal } = {}) {
      const end = until === undefined ? Infinity : toMilliseconds(until);
      const stopped = (): boolean => signal?.aborted === true || done?.() === true;
      const stop = (): void => wake();
      const runOn = async (): Promise<void> => {
        for (await settle(); !stopped(); await settle()) {
          const next = Math.min(timers.first()?.at ?? Infinity, end);
          if (pace && next > time) {
            await pause(pace, next);
          } else if (next <= end && timers.first()?.at === next) {
            time = Math.max(time, next);
            await fire(timers.take(concurrency));
          } else {
            if (end !== Infinity) time = Math.max(time, end);
            return;
          }
        }
      };
      signal?.addEventListener('abort', stop);
      try {
        // What timers do is not part of an invocation that this may be called from.
        await invocations.run(undefined, runOn);
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },

    nextAt() {
      const next = timers.first();
      return next && toInstant(next.at);
    },

    pending: () => timers.all().map(({ at, label }) => ({ at: toInstant(at), label })),
  };
}

/** What a timer throws, wrapped: anything can be thrown. */
async function attempt(timer: Timer): Promise<{ error: unknown } | undefined> {
  try {
    await timer.fire?.();
    return undefined;
  } catch (error) {
    return { error };
  }
}
