import type { Config } from '../lambda/core/config';
import type { Entry } from '../lambda/core/entries';
import type { EnqueueRow } from '../lambda/core/enqueue';
import { evolve, fold } from '../lambda/core/evolve';
import type { Chain, Log } from '../lambda/core/ports';
import type { Outcome, Retirement } from '../lambda/core/retirement';
import { after, afterDuration } from '../lambda/core/time';
import type { Duration, Instant } from '../lambda/core/time';
import { openCloud } from './cloud';
import type { Cloud, CloudOptions } from './cloud';
import { enqueue } from './enqueue';
import { invariants, violations } from './invariants';
import type { Violation } from './invariants';
import type { Down } from './iam/downs';
import type { Judge } from './rights/judge';
import { inWords as inAwsWords } from './rights/refused';
import { stopLater } from './stop-after';
import type { Transport } from './wires';
import type { StatusChange } from './workflow/lifecycle';

/** A key that takes part, and how it has to end. */
export interface Part {
  keyId: string;
  userName: string;
  accountId: string;
  row: Omit<EnqueueRow, 'keyId' | 'userName' | 'accountId'>;
  expected: Outcome | 'refused';
  /** What happens around this key, apart from Keysunset. */
  life?: (cloud: Cloud) => void;
  /** What breaks around it; not where all owners press Stop, which has to end as kept whenever it comes. */
  mishap?: (cloud: Cloud) => void;
}

/** Who takes part in a rehearsal, where, and from when on. */
export interface Play {
  begins: Instant;
  config: Config;
  parts: readonly Part[];
  /** Fills the accounts. */
  load: (cloud: Cloud) => void;
  /** When IAM is out of reach. */
  downs?: readonly Down[];
}

export interface RehearseOptions {
  transport: Transport;
  /** All owners press Stop that long after their first notice. */
  stopAfter?: Duration;
  everySweep?: boolean;
  onEntry?: (entry: Entry, retirement: Retirement) => void;
  onRefused?: (part: Part, why: string, at: Instant) => void;
  onExecution?: (change: StatusChange) => void;
  /** What the handlers log. */
  log?: Log;
  /** What is counted of it, for what it would cost. */
  meters?: Pick<CloudOptions, 'onConsumed' | 'onInvocation'>;
  /** The state machine of an earlier release, in place of the present one. */
  definition?: object;
  /** Judges every call; over HTTP the one that is installed, unless `false`. */
  judge?: Judge | false;
}

export interface Ended {
  key: string;
  userName: string;
  accountId: string;
  outcome: Outcome | 'refused';
  because: string;
  status: 'Active' | 'Inactive' | 'Deleted';
  expected: boolean;
}

/** How a rehearsal went. */
export interface Rehearsal {
  virtualFrom: Instant;
  virtualTo: Instant;
  wallMs: number;
  transport: Transport;
  keys: Ended[];
  calls: Record<string, Record<string, number>>;
  transitions: number;
  /** Of the executions. */
  historyEvents: number;
  entries: number;
  invariants: { checked: readonly string[]; violated: Violation[] };
  /** How many calls were judged by the policies of the stacks, and what was refused; where they were judged at all. */
  rights?: { judged: number; refused: string[] };
}

/** Everything has ended long before; what has not is a failure that the outcomes show. */
const LONGEST = 'P400D';

/** Lets a play run from enqueueing to the last ending, in virtual time, and judges it. */
export async function rehearse(play: Play, options: RehearseOptions): Promise<Rehearsal> {
  const started = performance.now();
  const chains = new Map<string, Chain>();
  const standing = new Map<string, Retirement>();
  const live = new Set<string>();
  const cloud = await openCloud({
    start: play.begins,
    config: play.config,
    transport: options.transport,
    everySweep: options.everySweep ?? false,
    ...(play.downs && { downs: play.downs }),
    ...(options.log && { log: options.log }),
    ...options.meters,
    ...(options.definition && { definition: options.definition }),
    ...(options.judge !== undefined && { judge: options.judge }),
    ...(options.onExecution && { onExecution: options.onExecution }),
    onEntry: (entry, chain) => {
      chains.set(entry.keyId, chain);
      const retirement = evolve(standing.get(entry.keyId), entry);
      if (!retirement) return;
      standing.set(entry.keyId, retirement);
      if (retirement.phase.name === 'ended') live.delete(entry.keyId);
      else live.add(entry.keyId);
      if (options.stopAfter && entry.type === 'NoticeGiven' && entry.detail.until) {
        stopLater(cloud, retirement, entry.at, options.stopAfter);
      }
      options.onEntry?.(entry, retirement);
    },
  });
  try {
    play.load(cloud);
    for (const { life } of play.parts) life?.(cloud);
    if (!options.stopAfter) for (const { mishap } of play.parts) mishap?.(cloud);
    const refused = await enqueue(cloud, play.parts);
    for (const part of play.parts) {
      const why = refused.get(part.keyId);
      if (why) options.onRefused?.(part, why, cloud.clock.now());
    }
    await cloud.clock.run({
      until: afterDuration(play.begins, LONGEST, play.config.calendar.timeZone),
      // Whatever follows a refused call is of no meaning.
      done: () => live.size === 0 || (cloud.judge?.refused.length ?? 0) > 0,
    });
    const virtualTo = cloud.clock.now();
    // What is still to be told of the last endings.
    await cloud.clock.run({ until: after(virtualTo, 60) });
    return judged(play, options, { cloud, chains, refused, virtualTo, wallMs: performance.now() - started });
  } finally {
    await cloud.close();
  }
}

interface Played {
  cloud: Cloud;
  chains: Map<string, Chain>;
  refused: Map<string, string>;
  virtualTo: Instant;
  wallMs: number;
}

function judged(play: Play, { transport, stopAfter }: RehearseOptions, played: Played): Rehearsal {
  const { cloud, chains, refused, virtualTo, wallMs } = played;
  const statusOf = (keyId: string): Ended['status'] => cloud.aws.holder(keyId)?.key.status ?? 'Deleted';
  const keys = play.parts.map(({ keyId, userName, accountId, expected }): Ended => {
    const chain = chains.get(keyId);
    const retirement = chain && fold(chain);
    const phase = retirement?.phase;
    const outcome = phase?.name === 'ended' ? phase.outcome : refused.has(keyId) ? 'refused' : 'failed';
    const because =
      retirement && phase?.name === 'ended' ? inWords(retirement) : (refused.get(keyId) ?? 'it has not ended');
    const wanted = stopAfter && expected !== 'refused' ? 'kept' : expected;
    const status = statusOf(keyId);
    const right = outcome === wanted && (status === 'Deleted') === (outcome === 'deleted') && status !== 'Inactive';
    return { key: keyId, userName, accountId, outcome, because, status, expected: right };
  });
  const evidence = {
    chains: [...chains.values()],
    log: cloud.log,
    statusOf,
    config: play.config,
    now: virtualTo,
    downs: play.downs ?? [],
  };
  return {
    virtualFrom: play.begins,
    virtualTo,
    wallMs: Math.round(wallMs),
    transport,
    keys,
    calls: cloud.calls(),
    transitions: cloud.engine.transitions(),
    historyEvents: cloud.engine.events(),
    entries: [...chains.values()].reduce((sum, { entries }) => sum + entries.length, 0),
    invariants: { checked: invariants, violated: violations(evidence) },
    ...(cloud.judge && { rights: { judged: cloud.judge.judged(), refused: cloud.judge.refused.map(inAwsWords) } }),
  };
}

function inWords({ phase, onUse, lastUse, enqueuedAt }: Retirement): string {
  if (phase.name !== 'ended') return '';
  const used = onUse.do === 'ignore' && lastUse !== undefined && lastUse !== 'never' && lastUse.at > enqueuedAt;
  return phase.outcome === 'deleted' && used ? 'use did not count' : phase.because;
}
