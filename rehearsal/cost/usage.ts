import { Logger } from '@aws-lambda-powertools/logger';
import type { HandlerName } from '../../lambda/app';
import { structuredLog } from '../../lambda/adapters/log';
import type { Entry } from '../../lambda/core/entries';
import { toMilliseconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { SWEEP_EVERY } from '../../lambda/watchdog/serve';
import { story } from '../cast';
import { rehearse } from '../rehearse';
import type { Rehearsal } from '../rehearse';

/** What one key took from AWS, from being enqueued to being deleted. */
export interface Usage {
  days: number;
  transitions: number;
  /** Milliseconds of its invocations, by function. */
  invocations: Map<HandlerName, number[]>;
  requestUnits: { read: number; write: number };
  /** Bytes. */
  logged: number;
  ledger: number;
  /** The sweeps of the watchdog that found it live, and what they read of its chain. */
  sweeps: { many: number; readUnits: number };
  calls: Rehearsal['calls'];
}

/** Rehearses the retirement of a key that nobody needs, over HTTP, and counts. */
export async function usageOfOneKey(): Promise<Usage> {
  const invocations: Usage['invocations'] = new Map();
  const requestUnits = { read: 0, write: 0 };
  const entries: Entry[] = [];
  let logged = 0;
  const play = { ...story, parts: story.parts.slice(0, 1), downs: [] };
  const result = await rehearse(play, {
    transport: 'http',
    log: structuredLog(measuring((line) => (logged += Buffer.byteLength(line) + LINE))),
    onEntry: (entry) => void entries.push(entry),
    meters: {
      onConsumed: ({ kind, units }) => (requestUnits[kind] += units),
      onInvocation: (name, milliseconds) => invocations.set(name, [...(invocations.get(name) ?? []), milliseconds]),
    },
  });
  const [key] = result.keys;
  if (key?.outcome !== 'deleted') throw new Error(`${key?.key} was to be deleted, and is ${key?.outcome}.`);
  const sizes = entries.map(({ at, ...entry }) => ({ at, bytes: Buffer.byteLength(JSON.stringify({ at, ...entry })) }));
  return {
    days: (toMilliseconds(result.virtualTo) - toMilliseconds(result.virtualFrom)) / 86_400_000,
    transitions: result.transitions,
    invocations,
    requestUnits,
    logged,
    ledger: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    sweeps: sweepsOver(sizes),
    calls: result.calls,
  };
}

/** What CloudWatch Logs adds to each event, in bytes (CloudWatch pricing: "26 bytes per log event"). */
const LINE = 26;
/** What a consistent read of DynamoDB takes for one unit, in bytes. */
const READ_UNIT = 4096;

/** Powertools' own logger, whose lines are given to `each` in place of the console. */
function measuring(each: (line: string) => void): Logger {
  const logger = new Logger({ serviceName: 'keysunset' });
  Object.assign(Reflect.get(logger, 'console') as Console, { info: each, error: each });
  return logger;
}

/** Each sweep from the first entry to the last reads the chain as it is then. */
function sweepsOver(entries: readonly { at: Instant; bytes: number }[]): Usage['sweeps'] {
  let [bytes, many, readUnits] = [0, 0, 0];
  entries.forEach((entry, i) => {
    bytes += entry.bytes;
    const until = entries[i + 1]?.at ?? entry.at;
    const sweeps = (toMilliseconds(until) - toMilliseconds(entry.at)) / (SWEEP_EVERY * 1000);
    many += sweeps;
    readUnits += sweeps * Math.ceil(bytes / READ_UNIT);
  });
  return { many: Math.round(many), readUnits: Math.round(readUnits) };
}
