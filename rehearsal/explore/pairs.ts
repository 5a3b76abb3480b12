import { seconds } from '../../lambda/core/time';
import { actsAfter, isRead } from './generate';
import type { Learned } from './generate';
import type { Made } from './saboteur';
import { isSpell, spells } from './schedule';
import type { Act, Harm, Schedule } from './schedule';
import { hits } from './spells';

/** A schedule with two harms, and the place in the work that they meet in: of two at the same place one is enough. */
export interface Pair {
  schedule: Schedule;
  place: string;
}

/** What people and other programs do while something is broken. */
const meanwhile: readonly Act[] = ['stop', 'freeze', 'reactivate', 'deactivate', 'delete'];

/** What is broken, or begun anew, by nobody's will; and a stop, that somebody else may repeat. */
const firsts: ReadonlySet<Harm['do']> = new Set([
  ...(['refuse', 'lose', 'throttle', 'hang', 'late40', 'late600', 'die', 'fast', 'slow', ...spells] as const),
  ...(['twin', 'abort', 'forget', 'redrive', 'stop'] as const),
]);

/**
 * What somebody does while one harm has not healed yet, at every moment of that time. Left out is what can make no difference:
 * - a harm has healed when, from there on, the run makes the same calls as the run without it, a minute later at most (what
 *   lands late is waited for): what is done then is done in a run without harm, and tried there;
 * - of moments that follow each other the ones that oneMore leaves out.
 * Told with each is its place: harms of one kind that hit the same call of the same handler, at the same entry of the ledger,
 * and an act between the same two calls, are tried once, in whatever play comes first.
 */
export function* pairs(base: Learned, learned: Learned): Generator<Pair> {
  const { schedule, calls } = learned;
  const [first] = schedule.harms;
  if (!first || schedule.harms.length > 1 || !firsts.has(first.do)) return;
  const from = callOf(first, learned);
  const until = healedAt(base, learned, from);
  const places = placesOf(calls);
  const hit = hitOf(first, calls[from - 1], places);
  const seen = new Set<string>();
  const acts = first.do === 'stop' ? (['press'] as const) : meanwhile;
  for (const harm of actsAfter(learned, acts, from)) {
    const n = callOf(harm, learned);
    if (n > until) continue;
    const between = 'second' in harm.at ? 'waiting' : '';
    const place = [first.do, hit, harm.do, between, places(n).around].join(' | ');
    if (!seen.has(place)) yield { schedule: { ...schedule, harms: [first, harm] }, place };
    seen.add(place);
  }
}

function hitOf({ do: what }: Harm, call: Made | undefined, places: (n: number) => Place): string {
  // For the length of a spell it makes no difference which call it began with.
  if (!call || isSpell(what)) return '';
  const { entry, around } = places(call.n);
  // A read of the ledger that fails ends the run, whichever it was.
  const ends = (what === 'refuse' || what === 'hang') && isRead(call) && hits['ledger-down'].includes(call.port);
  return ends ? `${entry} ${call.handler}` : around;
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

interface Place {
  /** The last entry of the ledger, and how many outages there were. */
  entry: string;
  /** With the calls before and after. */
  around: string;
}

function placesOf(calls: readonly Made[]): (n: number) => Place {
  let last = '';
  let outages = 0;
  const entries = calls.map(({ method, what }) => {
    const before = `${last} ${outages}`;
    if (method === 'append' && what !== 'HEAD') last = what ?? '';
    if (what === 'OutageStarted') outages += 1;
    return before;
  });
  const name = (n: number): string => (calls[n - 1] ? nameOf(calls[n - 1] as Made) : '');
  return (n) => {
    const entry = entries[n - 1] ?? '';
    return { entry, around: [entry, name(n - 1), name(n)].join(' > ') };
  };
}
