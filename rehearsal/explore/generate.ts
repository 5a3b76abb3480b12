import type { HandlerRun, Made } from './made';
import { acts, skews, spells } from './schedule';
import type { Act, Breakage, Harm, Schedule } from './schedule';
import { hits, keyPorts } from './spells';

/** What one played schedule taught: every call, and every run of a handler. */
export interface Learned {
  schedule: Schedule;
  calls: readonly Made[];
  runs: readonly HandlerRun[];
}

/**
 * One more harm at every point of a run after its last harm. Left out is what can make no difference:
 * - a read that is lost or late is a read that was refused;
 * - to be killed after a call is to be killed before the next of the same run of a handler, so it is tried after the last;
 * - two moments for an act between which nothing was called that the act touches, or that touches what it changes, are one;
 * - a spell begins with a call that it hits, and a wait between two runs of handlers is tried at its middle.
 */
export function* oneMore({ schedule, calls, runs }: Learned, from = 0): Generator<Schedule> {
  const add = (what: Harm['do'], at: Harm['at']): Schedule => ({
    ...schedule,
    harms: [...schedule.harms, { do: what, at }],
  });
  for (const call of calls) {
    if (call.n <= from) continue;
    for (const breakage of breakagesOf(call, runs)) yield add(breakage, { call: call.n });
    for (const spell of spells) if (begins(spell, call, calls)) yield add(spell, { call: call.n });
  }
  for (const harm of actsAfter({ calls, runs }, acts, from)) yield add(harm.do, harm.at);
  for (const run of runs) {
    const first = run.calls[0];
    if (first === undefined || first <= from || doors.includes(run.handler)) continue;
    for (const skew of skews) yield add(skew, { run: run.n });
  }
}

/** Acts at each moment after a call at which they can make a difference. */
export function* actsAfter(
  { calls, runs }: Pick<Learned, 'calls' | 'runs'>,
  of: readonly Act[],
  from: number,
): Generator<Harm> {
  for (const act of of) {
    for (const n of momentsOf(act, calls, runs)) if (n > from) yield { do: act, at: { call: n } };
    if (act === 'twin') continue;
    for (const second of waits(runs)) {
      if (second > (calls[from - 1]?.second ?? -1)) yield { do: act, at: { second } };
    }
  }
}

/** What people do themselves is tried again by them; their clock is not ours. */
export const doors: readonly string[] = ['slack-door', 'operator-door'];

export function breakagesOf(call: Made, runs: readonly HandlerRun[]): Breakage[] {
  const last = runs[call.run - 1]?.calls.at(-1) === call.n;
  if (isRead(call)) return ['refuse', 'throttle', 'hang'];
  return ['refuse', 'throttle', 'hang', 'lose', 'late40', 'late600', ...(last ? (['die'] as const) : [])];
}

const reads = new Set([
  ...['read', 'byStatus', 'byOwner', 'everyKeyId', 'newest', 'outagesTaken', 'darkKeyOf', 'find', 'frozen', 'cardsIn'],
  ...[
    'status',
    'lastUse',
    'tags',
    'callers',
    'changesByOthers',
    'changesInAccount',
    'state',
    'personByEmail',
    'person',
    'signingSecret',
  ],
]);

/** What changes nothing. A method that is not known here is taken for a change. */
const isRead = ({ method }: Made): boolean => reads.has(method);

const chain = ['ledger', 'holds', 'waker'];

/** The ports that an act touches, or that see what it changes. */
const touches: Record<Act, readonly string[]> = {
  stop: chain,
  press: [...chain, 'threads'],
  snooze: chain,
  owner: chain,
  freeze: ['control'],
  reactivate: keyPorts,
  deactivate: keyPorts,
  delete: keyPorts,
  use: ['inspector'],
  vanish: ['inspector'],
  twin: [...keyPorts, ...chain, 'limits', 'workflow', 'messenger'],
  sweep: [...keyPorts, ...chain],
  scan: [...keyPorts, ...chain],
  enqueue: ['ledger'],
  abort: ['waker', 'workflow'],
  forget: ['waker', 'workflow'],
  redrive: ['waker', 'workflow'],
};

/** The first call of each run of a handler, and each call right after one that the act touches. */
function momentsOf(act: Act, calls: readonly Made[], runs: readonly HandlerRun[]): number[] {
  return calls
    .filter(({ n, run }) => {
      const before = calls[n - 2];
      const first = runs[run - 1]?.calls[0] === n;
      return first || (before !== undefined && touches[act].includes(before.port));
    })
    .map(({ n }) => n);
}

/** The middle of each wait of a minute or more. */
function waits(runs: readonly HandlerRun[]): number[] {
  const seconds = [...new Set(runs.flatMap(({ fromSecond, toSecond }) => [fromSecond, toSecond]))].sort(
    (a, b) => a - b,
  );
  return seconds.flatMap((from, i) => {
    const to = seconds[i + 1];
    return to !== undefined && to - from >= 60 ? [Math.floor((from + to) / 2)] : [];
  });
}

/** A spell is begun with the first call of a run of a handler that it hits. */
function begins(spell: (typeof spells)[number], call: Made, calls: readonly Made[]): boolean {
  const hit = (port: string): boolean => hits[spell].includes(port);
  return hit(call.port) && !calls.some(({ n, run, port }) => run === call.run && n < call.n && hit(port));
}
