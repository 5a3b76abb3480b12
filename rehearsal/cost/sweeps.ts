import type { Entry } from '../../lambda/core/entries';
import { ANNOUNCED_FOR } from '../../lambda/core/protocol';
import { after, toMilliseconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { SWEEP_EVERY } from '../../lambda/watchdog/serve';
import { latencies } from '../http';

/** An invocation, in virtual time. */
export interface Invocation {
  from: Instant;
  milliseconds: number;
}

/** What the watchdog does for keys that are under way, of all months of sweeps. */
export interface Sweeps {
  /** Hours in which a HEAD is listed. */
  hours: number;
  /** How often a chain is read, and what that takes. */
  reads: number;
  readUnits: number;
  /** To forget what was announced, and to write HEAD anew. */
  writeUnits: number;
  /** What that and the calls of IAM and CloudTrail take, without what a sweep of nothing takes. */
  milliseconds: number;
}

const { dynamodb = 0, cloudtrail = 0 } = latencies;
/** Milliseconds that a sweep of nothing waits for the ledger, one call after the other; and the read of a chain. */
export const [EMPTY_SWEEP, PER_CHAIN] = [8 * dynamodb, dynamodb];
/** Milliseconds that each sweep waits for CloudTrail, for each account, whatever its keys: changes, and deletions. */
export const LOOK_INTO_ACCOUNT = 2 * cloudtrail;
/** What a consistent read of DynamoDB takes for one unit, in bytes. */
const READ_UNIT = 4096;

/**
 * Of one account. A sweep reads a chain, as it is then, where somebody has announced not long ago that it grows; and those that the rehearsal ran
 * read it for what they found to do. It leaves out those that could find nothing: by what HEAD says, they read nothing.
 */
export function sweepsOf(entries: readonly Entry[], ran: readonly Invocation[]): Omit<Sweeps, 'writeUnits'> {
  const keyIds = [...new Set(entries.map(({ keyId }) => keyId))];
  const chains = keyIds.map((id) =>
    readsOf(
      entries.filter(({ keyId }) => keyId === id),
      ran,
    ),
  );
  const sum = (of: (chain: ReturnType<typeof readsOf>) => number): number =>
    chains.reduce((all, chain) => all + of(chain), 0);
  return {
    hours: sum(({ hours }) => hours),
    reads: sum(({ reads }) => reads),
    readUnits: sum(({ readUnits }) => readUnits),
    milliseconds:
      ran.reduce((all, { milliseconds }) => all + milliseconds - EMPTY_SWEEP - LOOK_INTO_ACCOUNT, 0) +
      sum(({ reads, whereRan }) => (reads - whereRan) * PER_CHAIN),
  };
}

/** The sweep that sees what is written at a moment, by its number. */
const sweepAfter = (at: Instant): number => Math.ceil(toMilliseconds(at) / (SWEEP_EVERY * 1000));

function readsOf(chain: readonly Entry[], ran: readonly Invocation[]) {
  const sizes = chain.map((entry) => ({ from: sweepAfter(entry.at), bytes: Buffer.byteLength(JSON.stringify(entry)) }));
  const [begun, over] = [chain[0]?.at ?? '', chain.at(-1)?.at ?? ''];
  const whereRan = new Set(ran.filter(({ from }) => begun <= from && from <= over).map(({ from }) => sweepAfter(from)));
  const reads = new Set(whereRan);
  for (const { at } of chain) {
    for (let sweep = sweepAfter(at); sweep <= sweepAfter(after(at, ANNOUNCED_FOR)); sweep++) reads.add(sweep);
  }
  const unitsAt = (sweep: number): number =>
    Math.ceil(sizes.reduce((all, { from, bytes }) => (from <= sweep ? all + bytes : all), 0) / READ_UNIT);
  return {
    hours: (toMilliseconds(over) - toMilliseconds(begun)) / 3_600_000,
    reads: reads.size,
    whereRan: whereRan.size,
    readUnits: [...reads].reduce((all, sweep) => all + unitsAt(sweep), 0),
  };
}
