import { seconds } from '../../lambda/core/time';
import { actsAfter, breakagesOf, doors } from './generate';
import type { Learned } from './generate';
import { plays } from './plays';
import type { Made } from './made';
import { isAct, spells } from './schedule';
import { spellSeconds } from './spells';
import type { Act, Harm, Schedule } from './schedule';

/** A schedule whose last harm is an act, and what it meets: of two that meet the same, one is enough. */
export interface Meeting {
  schedule: Schedule;
  meets: string;
}

/** What people and other programs do while something is broken. */
const meanwhile: readonly Act[] = ['stop', 'snooze', 'owner', 'freeze', 'reactivate', 'deactivate', 'delete'];

/**
 * What is broken, or begun anew, by nobody's will; and a stop, that somebody else may repeat. Not what is out of reach for half a
 * day and longer: its thousands of calls are all alike, and would be most of the search.
 */
const firsts: ReadonlySet<Harm['do']> = new Set([
  ...(['refuse', 'lose', 'throttle', 'hang', 'late40', 'late600', 'die', 'fast', 'slow'] as const),
  ...spells.filter((spell) => spellSeconds[spell] <= seconds.hour),
  ...(['twin', 'abort', 'forget', 'redrive', 'stop', 'snooze', 'owner'] as const),
]);

/** Whether others are tried after what this schedule does. */
export const teaches = ({ play, harms: [first, ...more] }: Schedule): boolean =>
  more.length === 0 && (!first || firsts.has(first.do)) && !plays[play]?.singly;

/** What people do twice: a second stop, by another person; a stop where "not now" or "not mine" is not enough. */
const again: Partial<Record<Harm['do'], readonly Act[]>> = { stop: ['press'], snooze: ['stop'], owner: ['stop'] };

/**
 * What somebody does while one harm has not healed yet, at every moment of that time. Left out is what can make no difference:
 * - a harm has healed when, from there on, the run makes the same calls as the run without it, a minute later at most (what
 *   lands late is waited for): what is done then is done in a run without harm, and tried there;
 * - of moments that follow each other the ones that oneMore leaves out;
 * - of all moments, in whatever play and after whatever harm, at which everything stands alike (situation.ts), all but one.
 */
export function* meetings(base: Learned, learned: Learned): Generator<Meeting> {
  const { schedule, calls } = learned;
  const [first] = schedule.harms;
  if (!teaches(schedule)) return;
  const from = first ? callOf(first, learned) : 0;
  const until = first ? healedAt(base, learned, from) : calls.length;
  const acts = (first && again[first.do]) ?? meanwhile;
  yield* whileTaken(learned, from);
  for (const harm of actsAfter(learned, acts, from)) {
    const call = calls[callOf(harm, learned) - 1];
    if (!call?.situation || call.n > until) continue;
    const moment = 'second' in harm.at ? 'in the wait before' : 'at';
    yield {
      schedule: { ...schedule, harms: [...schedule.harms, harm] },
      meets: `${harm.do} ${moment} ${call.situation}`,
    };
  }
}

/** What breaks while a door takes what somebody does: each of its calls. */
function* whileTaken({ schedule, calls, runs }: Learned, from: number): Generator<Meeting> {
  const [first] = schedule.harms;
  const taken = runs.find(({ handler, calls: made }) => doors.includes(handler) && (made[0] ?? 0) >= from);
  if (!first || !isAct(first.do) || !again[first.do] || !taken) return;
  for (const n of taken.calls) {
    const call = calls[n - 1];
    for (const breakage of call?.situation ? breakagesOf(call, runs) : []) {
      yield {
        schedule: { ...schedule, harms: [first, { do: breakage, at: { call: n } }] },
        meets: `${breakage} at ${call?.situation ?? ''}`,
      };
    }
  }
}

/** The first call that a harm can have to do with. */
function callOf({ at }: Harm, { calls, runs }: Pick<Learned, 'calls' | 'runs'>): number {
  if ('call' in at) return at.call;
  if ('run' in at) return runs[at.run - 1]?.calls[0] ?? calls.length;
  return calls.find(({ second }) => second >= at.second)?.n ?? calls.length;
}

/** Two runs that are this far apart, in seconds, are not apart. */
const SAME = seconds.minute;

/** The first call from which on a broken run goes as the one that nothing was done to. */
function healedAt(base: Learned, { schedule, calls }: Learned, from: number): number {
  let same = 0;
  while (same < calls.length - from && alike(base.calls.at(-1 - same), calls.at(-1 - same))) same += 1;
  const healed = calls.length - same + 1;
  const landsAt = (calls[from - 1]?.second ?? 0) + lateness(schedule.harms[0]);
  return Math.max(healed, calls.find(({ second }) => second > landsAt)?.n ?? 0);
}

const lateness = (harm?: Harm): number => (harm?.do === 'late40' ? 40 : harm?.do === 'late600' ? 600 : 0);

function alike(one: Made | undefined, other: Made | undefined): boolean {
  if (!one || !other) return false;
  return nameOf(one) === nameOf(other) && Math.abs(one.second - other.second) <= SAME;
}

const nameOf = ({ handler, port, method, what = '' }: Made): string => `${handler} ${port}.${method} ${what}`;
