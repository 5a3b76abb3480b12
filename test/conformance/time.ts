import { setTimeout as elapsed } from 'node:timers/promises';
import { toInstant } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { ClockState, Moto } from './moto';

export interface Time {
  now(): Instant;
  /** Nothing is done any more, and everything that is to come waits for its time. */
  settled(): Promise<ClockState>;
  /** Lets time leap from one deadline to the next until this holds; asked whenever all is settled. */
  until(what: string, holds: () => Promise<boolean>, options?: { sweep?: () => Promise<unknown> }): Promise<void>;
  /** Lets so many seconds pass, and what is due in them happen. */
  pass(seconds: number): Promise<void>;
}

/** What falls due within so many seconds of the next deadline falls due with it. */
const TOGETHER = 2;
/** From one sweep of the watchdog to the next, as its rule says. */
const SWEEP_EVERY = 300;
/** Nobody waits longer for a rehearsal's ritual, in days. */
const LONGEST = 10 * 86_400;

/** The clock of moto and of the functions (additions.py, 1), and the schedules in place of EventBridge, which moto does not run. */
export function timeIn({ control, log }: Moto, clock: { leapt: number }): Time {
  const settled = async (): Promise<ClockState> => {
    let before: ClockState | undefined;
    for (let tries = 0; tries < 6000; tries++) {
      const state = await control.state();
      const waits = state.busy === 0 && state.waits.length >= state.running;
      const ahead = [...state.waits, ...state.later].every((at) => at > state.now);
      if (waits && ahead && before?.doings === state.doings) return state;
      before = waits && ahead ? state : undefined;
      await elapsed(20);
    }
    throw new Error(`It does not come to rest: ${JSON.stringify(await control.state())}\n${log().slice(-3000)}`);
  };
  const leap = async (to: number): Promise<void> => {
    clock.leapt = (await control.leap(to)).leapt;
  };
  const pass = async (seconds: number): Promise<void> => {
    const end = (await settled()).now + seconds;
    for (;;) {
      const state = await settled();
      if (state.now >= end) return;
      await leap(Math.min(end, nextOf(state)));
    }
  };
  return {
    now: () => toInstant(Date.now() + clock.leapt * 1000),
    settled,
    pass,
    async until(what, holds, { sweep } = {}) {
      const { now: began } = await settled();
      let sweepAt = began + SWEEP_EVERY;
      while (!(await holds())) {
        const state = await settled();
        if (state.now > began + LONGEST) throw new Error(`It never came to this: ${what}.`);
        const next = Math.min(nextOf(state), sweep ? sweepAt : Infinity);
        if (next === Infinity) throw new Error(`Nothing is to come any more, and never came: ${what}.`);
        await leap(next);
        if (sweep && next === sweepAt) {
          sweepAt += SWEEP_EVERY;
          await sweep();
        }
        await settled();
      }
    },
  };
}

const nextOf = ({ waits, later }: ClockState): number => {
  const next = Math.min(...waits, ...later);
  return next === Infinity ? Infinity : next + TOGETHER;
};
