import { Unavailable } from '../lambda/core/errors';
import { after, secondsBetween, toMilliseconds } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import { virtualClock } from '../rehearsal/clock';
import type { VirtualClock } from '../rehearsal/clock';
import { darkKeys } from '../rehearsal/dark-keys';
import { latencies } from '../rehearsal/http';
import type { Call, Tamper } from '../rehearsal/tampering';
import type { Bench } from './bench';

const KEYS = 500;
/** What IAM takes in a second; more is throttled. */
const A_SECOND = 20;
/** Until UpdateAccessKey has answered for all, in seconds. */
const LIMIT = 60;

/** How long it takes in virtual time to give back 500 keys that are off, beside the bare calls at the pace that IAM takes. */
export const restoreAll: Bench = {
  name: 'restore-all',
  unit: 'virtual seconds until UpdateAccessKey has answered for 500 keys, restore-all ÷ bare calls at 20 a second',
  async run() {
    const { answered, ...ours } = await restored();
    const floor = await bare();
    if (answered > LIMIT) throw new Error(`It took ${answered} s until all were back; wanted are ${LIMIT} at most.`);
    return {
      ours: { keys: KEYS, secondsUntilAnswered: answered, ...ours },
      against: { keys: KEYS, secondsUntilAnswered: floor },
      ratio: Math.round((answered / floor) * 100) / 100,
    };
  },
};

async function restored() {
  const measured: { clock?: VirtualClock } = {};
  const iam = limit(A_SECOND);
  const answers: Instant[] = [];
  const tamper: Tamper = {
    async call(call, act) {
      // How the keys went dark is not what is measured.
      const { clock } = measured;
      if (!clock) return act();
      const throttled = isIam(call) && !iam.takes(clock.now());
      clock.charge(latencyOf(call));
      if (throttled && call.port !== 'inspector') throw new Unavailable('Throttling: Rate exceeded');
      if (throttled) return { known: false, why: 'Throttling: Rate exceeded' } as Awaited<ReturnType<typeof act>>;
      const answer = await act();
      if (call.port === 'restorer') answers.push(clock.now());
      return answer;
    },
    invocation: (_, __, run) => run(),
    clock: (given) => given,
  };
  const keys = await darkKeys(KEYS, tamper);
  measured.clock = keys.cloud.clock;
  await keys.ask('POST /restore-all', { reason: 'measured' });
  await keys.until(30 * 60);
  const [finished] = keys.since('RestoreAllFinished');
  const confirmed = keys.since('RestoreConfirmed').map(({ at }) => at);
  if (!finished || finished.detail.back !== KEYS || confirmed.length !== KEYS) {
    throw new Error(`${confirmed.length} of ${KEYS} keys are confirmed: what was measured is not the whole.`);
  }
  const sinceFreeze = (moments: readonly Instant[]): number =>
    Math.round(secondsBetween(keys.began, [...moments].sort().at(-1) ?? keys.began) * 10) / 10;
  await keys.cloud.close();
  return {
    answered: sinceFreeze(answers),
    secondsUntilConfirmed: sinceFreeze(confirmed),
    secondsUntilAllWasSaid: sinceFreeze([finished.at]),
    updateAccessKeyCalls: answers.length,
    mostIamCallsInASecond: iam.most(),
    throttled: iam.throttled(),
  };
}

/** The calls alone, as evenly as IAM takes them. */
async function bare(): Promise<number> {
  const began = '2026-03-03T01:00:00.000Z';
  const clock = virtualClock(began);
  const iam = limit(A_SECOND);
  let last = began;
  for (let n = 0; n < KEYS; n++) {
    clock.at(after(began, n / A_SECOND), 'UpdateAccessKey', () =>
      clock.invocation(async () => {
        if (!iam.takes(clock.now())) throw new Error('The bare calls were throttled: this is no floor.');
        clock.charge(latencies['iam'] ?? 0);
        last = clock.now();
      }),
    );
  }
  await clock.run();
  return Math.round(secondsBetween(began, last) * 10) / 10;
}

const isIam = ({ port, method }: Call): boolean =>
  ['restorer', 'deactivator', 'deleter'].includes(port) ||
  (port === 'inspector' && !['callers', 'changesByOthers', 'changesInAccount'].includes(method));

/** In milliseconds. Each restore is counted with a role that has to be assumed: its Lambda is new. */
function latencyOf(call: Call): number {
  const { iam = 0, sts = 0, cloudtrail = 0, dynamodb = 0, states = 0, slack = 0 } = latencies;
  if (isIam(call)) return call.port === 'inspector' ? iam : iam + sts;
  if (call.port === 'inspector') return cloudtrail;
  if (call.port === 'messenger') return slack;
  // Lambda takes an event about as fast as Step Functions a token.
  return ['waker', 'workflow', 'steps'].includes(call.port) ? states : dynamodb;
}

/** A bucket that holds a second's calls, and is filled evenly. */
function limit(aSecond: number) {
  let left = aSecond;
  let filledAt = -Infinity;
  let refused = 0;
  const taken: number[] = [];
  return {
    takes(at: Instant): boolean {
      const now = Math.max(toMilliseconds(at), filledAt);
      left = Math.min(aSecond, left + ((now - filledAt) / 1000) * aSecond);
      filledAt = now;
      if (left < 1) {
        refused += 1;
        return false;
      }
      left -= 1;
      taken.push(now);
      return true;
    },
    most: (): number => Math.max(...taken.map((from) => taken.filter((at) => at >= from && at < from + 1000).length)),
    throttled: () => refused,
  };
}
