import { Logger } from '@aws-lambda-powertools/logger';
import type { HandlerName } from '../../lambda/app';
import { structuredLog } from '../../lambda/adapters/log';
import type { Entry } from '../../lambda/core/entries';
import { toMilliseconds } from '../../lambda/core/time';
import { generated } from '../generated-keys';
import { rehearse } from '../rehearse';
import type { Play, Rehearsal } from '../rehearse';
import { sweepsOf } from './sweeps';
import type { Invocation, Sweeps } from './sweeps';

/** What retirements took from AWS, from being enqueued to being deleted. */
export interface Usage {
  days: number;
  transitions: number;
  /** Of the steps and the doors, by function. */
  invocations: Map<HandlerName, { many: number; milliseconds: number }>;
  /** What they took of the ledger. */
  requestUnits: { read: number; write: number };
  /** Bytes. */
  logged: number;
  ledger: number;
  /** What the watchdog took. */
  sweeps: Sweeps;
  calls: Rehearsal['calls'];
}

/** Rehearses, over HTTP, the retirement of keys of one account that nobody needs, and counts. */
export async function usageOf(many: 1 | 2): Promise<Usage> {
  const runs: (Invocation & { name: HandlerName })[] = [];
  const requestUnits = { read: 0, write: 0 };
  const entries: Entry[] = [];
  let [logged, sweepWrites] = [0, 0];
  const result = await rehearse(nobodyNeeds(many), {
    transport: 'http',
    log: structuredLog(measuring((line) => (logged += Buffer.byteLength(line) + LINE))),
    onEntry: (entry) => void entries.push(entry),
    meters: {
      onConsumed: ({ by, kind, units }) => {
        if (by !== 'watchdog') requestUnits[kind] += units;
        else if (kind === 'write') sweepWrites += units;
      },
      onInvocation: (name, from, milliseconds) => void runs.push({ name, from, milliseconds }),
    },
  });
  for (const { key, outcome } of result.keys) {
    if (outcome !== 'deleted') throw new Error(`${key} was to be deleted, and is ${outcome}.`);
  }
  return {
    days: (toMilliseconds(result.virtualTo) - toMilliseconds(result.virtualFrom)) / 86_400_000,
    transitions: result.transitions,
    invocations: byFunction(runs.filter(({ name }) => name !== 'watchdog')),
    requestUnits,
    logged: logged + result.historyEvents * EXECUTION_LINE,
    ledger: entries.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0),
    sweeps: {
      ...sweepsOf(
        entries,
        runs.filter(({ name }) => name === 'watchdog'),
      ),
      writeUnits: sweepWrites,
    },
    calls: result.calls,
  };
}

/** What the second of two took: a key more of an account in which others are under way. */
export function marginBetween(one: Usage, two: Usage): Usage {
  const invocations = [...two.invocations].map(([name, { many, milliseconds }]) => {
    const less = one.invocations.get(name) ?? { many: 0, milliseconds: 0 };
    return [name, { many: many - less.many, milliseconds: milliseconds - less.milliseconds }] as const;
  });
  const { sweeps, requestUnits } = two;
  return {
    ...two,
    transitions: two.transitions - one.transitions,
    invocations: new Map(invocations),
    requestUnits: {
      read: requestUnits.read - one.requestUnits.read,
      write: requestUnits.write - one.requestUnits.write,
    },
    logged: two.logged - one.logged,
    ledger: two.ledger - one.ledger,
    sweeps: {
      hours: sweeps.hours - one.sweeps.hours,
      reads: sweeps.reads - one.sweeps.reads,
      readUnits: sweeps.readUnits - one.sweeps.readUnits,
      writeUnits: sweeps.writeUnits - one.sweeps.writeUnits,
      milliseconds: sweeps.milliseconds - one.sweeps.milliseconds,
    },
  };
}

function nobodyNeeds(many: number): Play {
  const play = generated(20, 1);
  const { accountId } = play.parts[0] ?? {};
  const parts = play.parts.filter((part) => part.accountId === accountId && part.expected === 'deleted' && !part.life);
  const accounts = play.config.accounts.filter(({ id }) => id === accountId);
  return { ...play, config: { ...play.config, accounts }, parts: parts.slice(0, many) };
}

/** What CloudWatch Logs adds to each event, in bytes (CloudWatch pricing: "26 bytes per log event"). */
const LINE = 26;

/** An event of an execution in its log, without the data: its type, its ids, and the ARN of the execution. An estimate. */
const EXECUTION_LINE = 400 + LINE;

/** Powertools' own logger, whose lines are given to `each` in place of the console. */
function measuring(each: (line: string) => void): Logger {
  const logger = new Logger({ serviceName: 'keysunset' });
  Object.assign(Reflect.get(logger, 'console') as Console, { info: each, error: each });
  return logger;
}

function byFunction(runs: readonly (Invocation & { name: HandlerName })[]): Usage['invocations'] {
  const all: Usage['invocations'] = new Map();
  for (const { name, milliseconds } of runs) {
    const before = all.get(name) ?? { many: 0, milliseconds: 0 };
    all.set(name, { many: before.many + 1, milliseconds: before.milliseconds + milliseconds });
  }
  return all;
}
