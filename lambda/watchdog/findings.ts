import { hashOf, verify } from '../adapters/ledger/chain';
import { BREAKER, untoldFreeze } from '../core/breaker';
import { hoursFrozen } from '../core/control';
import type { ControlState } from '../core/control';
import type { Entry } from '../core/entries';
import { Unreadable } from '../core/errors';
import type { Chain, Clock, Metrics } from '../core/ports';
import type { Retirement } from '../core/retirement';

/** What a sweep finds that somebody may have to be woken for. */
export interface Findings {
  /** All that were read. */
  seen: Retirement[];
  /** What could not be done. */
  problems: string[];
  /** Key ids. */
  late: string[];
  untold: string[];
  /** Rows that cannot be read, and chains that are not as they were written, each in words. */
  broken: string[];
  /** `undefined`: not known, or not looked at. */
  control?: ControlState;
  /** How many keys are dark; `undefined`: this sweep has not counted. */
  dark?: number;
  /** Nothing that was to be looked at was left out. */
  complete: boolean;
}

export const nothingYet = (): Findings => ({
  seen: [],
  problems: [],
  late: [],
  untold: [],
  broken: [],
  complete: true,
});

/** Notes what could not be done. */
export function couldNot(what: string, error: unknown, found: Findings): void {
  const why = `${what}: ${error instanceof Error ? error.message : String(error)}`;
  found.problems.push(why);
  if (error instanceof Unreadable) found.broken.push(why);
}

/** What fails for one, or for the whole, keeps the sweep from nothing else. */
export async function attempt<T>(what: string, found: Findings, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    couldNot(what, error, found);
    return undefined;
  }
}

/** A chain that somebody changed is told, and served all the same: in doubt, the key is on. */
export function verified(chain: Chain, found: Findings): Chain {
  const verdict = verify(chain, hashedOnce);
  if (!verdict.ok) found.broken.push(`${chain.keyId}: ${verdict.why}`);
  return chain;
}

/** A rehearsal plays thousands of sweeps over the same entries: what is still in memory is not hashed again. */
function hashedOnce(entry: Entry): string {
  const hash = hashes.get(entry) ?? hashOf(entry);
  hashes.set(entry, hash);
  return hash;
}

const hashes = new WeakMap<Entry, string>();

/** Counts what a sweep has found, and that it came to its end: also where it is nothing, since a silence is no good news. */
export function counted(
  sweep: 'due' | 'everything',
  found: Findings,
  { metrics, clock }: { metrics: Metrics; clock: Clock },
): void {
  const { dark, problems, late, broken, untold, control } = found;
  metrics.count('SweepProblems', problems.length, named('problems', problems));
  metrics.count('LateRestores', late.length, named('keys', late));
  metrics.count('BrokenRows', broken.length, named('rows', broken));
  if (sweep === 'due') {
    const keys = [...untold, ...(control && untoldFreeze(control) ? ['CONTROL'] : [])];
    metrics.count('UntoldNotices', keys.length, named('keys', keys));
    if (dark !== undefined && found.complete) metrics.count('DarkKeys', dark);
  }
  if (control) {
    const { frozen } = control;
    metrics.count('FrozenByBreaker', frozen && frozen.by === BREAKER ? 1 : 0);
    metrics.count('FrozenHours', hoursFrozen(control, clock.now()));
  }
  if (found.complete) metrics.count(sweep === 'due' ? 'SweepsOfWhatIsDue' : 'SweepsOfEverything', 1);
}

/** A line of the log holds so many with room to spare. */
const MOST_NAMED = 20;

const named = (what: string, all: readonly string[]): Record<string, string> =>
  all.length > 0 ? { [what]: all.slice(0, MOST_NAMED).join('\n') } : {};
