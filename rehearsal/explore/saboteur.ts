import { AsyncLocalStorage } from 'node:async_hooks';
import { LostRace, Unavailable } from '../../lambda/core/errors';
import { after, secondsBetween, seconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { VirtualClock } from '../clock';
import type { Call, Tamper } from '../tampering';
import type { HandlerRun, Made } from './made';
import { isAct, isBreakage, isSkew, isSpell } from './schedule';
import type { Act, Breakage, Harm, Spell } from './schedule';
import { spellOf, spellSeconds } from './spells';
import type { Down } from './spells';

export interface Saboteur extends Tamper {
  calls: Made[];
  runs: HandlerRun[];
  downs: Down[];
  /** The clock of some run is off. */
  skewed: boolean;
}

export interface SaboteurOptions {
  clock: () => VirtualClock;
  begins: Instant;
  harms: readonly Harm[];
  /** Carries out an act, in the middle of whatever is going on. `during`: the handler that is running. */
  act: (act: Act, during: HandlerRun | undefined) => Promise<void>;
  /** How everything stands; not given: nobody wants to know. */
  situation?: ((running: readonly HandlerRun[], calls: readonly Made[]) => Promise<string>) | undefined;
}

/** By how much a clock may be off, in seconds. */
export const CLOCK_ERROR = 5 * seconds.minute;
/** How long a throttle lasts that refuses three calls, in seconds. */
const THROTTLED_FOR = 10 * seconds.minute;
/** What a Lambda function may take before it is killed. */
const TIMEOUT = 30;
/** A day and a half without IAM takes some 7,000. */
const MOST_CALLS = 30_000;
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

interface Work<T> {
  work: () => Promise<T>;
  land: () => Promise<T>;
}

/** Nobody hears any more what came of a call that landed late. */
const lateForNothing = (): void => undefined;

/** A function that was killed: Step Functions and Lambda's own retries see this error. */
class Killed extends Error {
  override name = 'Sandbox.Timedout';
}

interface Life extends HandlerRun {
  dead: boolean;
  die: () => void;
  /** Seconds by which its clock is off. */
  skew: number;
}

/** One for all plays: Node looks at each that was ever made, at every promise. */
const lives = new AsyncLocalStorage<Life>();

/** Numbers the calls and the runs of handlers, and does the harm that the schedule asks for. */
export function saboteur({ clock, begins, harms, act, situation }: SaboteurOptions): Saboteur {
  const calls: Made[] = [];
  const runs: HandlerRun[] = [];
  const running = new Set<HandlerRun>();
  let took = 0;
  const downs: Down[] = [];
  const throttled = new Map<string, { left: number; until: Instant }>();
  const second = (): number => secondsBetween(begins, clock().now());
  const harmsAt = (n: number): Harm[] => harms.filter(({ at }) => 'call' in at && at.call === n);

  const hasBegun = ({ at }: Harm): boolean =>
    'call' in at ? at.call < calls.length : 'run' in at ? at.run <= runs.length : at.second <= second();

  const isDown = (call: Call): Spell | undefined =>
    downs.find(({ what, from, to }) => spellOf(call) === what && from <= clock().now() && clock().now() < to)?.what;

  async function broken<T>(how: Breakage, call: Made, life: Life | undefined, { work, land }: Work<T>): Promise<T> {
    const away = (): never => {
      throw new Unavailable(`${call.method} did not answer.`);
    };
    switch (how) {
      case 'refuse':
        return away();
      case 'throttle':
        throttled.set(`${call.port}.${call.method}`, { left: 2, until: after(clock().now(), THROTTLED_FOR) });
        return away();
      case 'lose':
        await work();
        return away();
      case 'late40':
      case 'late600':
        clock().at(after(clock().now(), Number(how.slice(4))), `${call.method} lands late`, () =>
          land().catch(lateForNothing),
        );
        return away();
      case 'hang':
        clock().charge(TIMEOUT * 1000);
        life?.die();
        return never();
      case 'die':
        await work();
        life?.die();
        return never();
      default:
        return how satisfies never;
    }
  }

  async function call<T>(what: Call, work: () => Promise<T>, land = work): Promise<T> {
    const life = lives.getStore();
    if (life?.dead) return never();
    if (calls.length >= MOST_CALLS)
      throw new Error(`The play has come to ${MOST_CALLS} calls: it goes round in a circle.`);
    const made: Made = {
      ...what,
      n: calls.length + 1,
      run: life?.n ?? 0,
      handler: life?.handler ?? '',
      second: second(),
    };
    calls.push(made);
    life?.calls.push(made.n);
    if (situation && harms.every(hasBegun)) made.situation = await situation([...running], calls);
    let breakage: Breakage | undefined;
    for (const harm of harmsAt(made.n)) {
      if (isBreakage(harm.do)) breakage = harm.do;
      else if (isSpell(harm.do)) fall(harm.do);
      else if (isAct(harm.do)) await act(harm.do, life);
    }
    made.took = took++;
    const throttle = throttled.get(`${what.port}.${what.method}`);
    const isThrottled = throttle !== undefined && throttle.left > 0 && clock().now() < throttle.until;
    try {
      if (isThrottled) throttle.left -= 1;
      if (isThrottled || isDown(what)) throw new Unavailable(`${what.method} did not answer.`);
      return breakage ? await broken(breakage, made, life, { work, land }) : await work();
    } catch (error) {
      if (error instanceof LostRace) delete made.took;
      if (life?.dead) return await never();
      if (error instanceof Unavailable && tells(what)) return { known: false, why: error.message } as T;
      throw error;
    }
  }

  function fall(what: Spell): void {
    const from = clock().now();
    downs.push({ what, from, to: after(from, spellSeconds[what]) });
  }

  return {
    calls,
    runs,
    downs,
    skewed: harms.some(({ do: what }) => isSkew(what)),
    call,
    run: () => lives.getStore()?.n,

    async invocation(handler, event, run) {
      const n = runs.length + 1;
      const skew = harms.reduce((sum, { at, do: what }) => {
        if (!('run' in at) || at.run !== n) return sum;
        return what === 'fast' ? CLOCK_ERROR : what === 'slow' ? -CLOCK_ERROR : sum;
      }, 0);
      let die = (): void => undefined;
      const killed = new Promise<never>((_, reject) => (die = () => reject(new Killed(`${handler} timed out.`))));
      killed.catch(() => undefined);
      const fromSecond = second();
      const life: Life = { n, handler, event, calls: [], fromSecond, toSecond: fromSecond, dead: false, die, skew };
      life.die = () => {
        life.dead = true;
        die();
      };
      runs.push(life);
      running.add(life);
      try {
        return await Promise.race([lives.run(life, run), killed]);
      } finally {
        life.toSecond = second();
        running.delete(life);
      }
    },

    clock: (inner) => ({
      now: () => {
        const skew = lives.getStore()?.skew ?? 0;
        return skew === 0 ? inner.now() : after(inner.now(), skew);
      },
    }),
  };
}

/** Reads that answer "unknown" where others throw. */
const tells = ({ port, method }: Call): boolean =>
  port === 'inspector' ||
  (port === 'control' && method === 'frozen') ||
  (port === 'workflow' && method === 'state') ||
  (port === 'messenger' && method.startsWith('person'));
