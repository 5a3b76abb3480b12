import type { Entry } from '../lambda/core/entries';
import { after, toMilliseconds } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import { openCloud } from '../rehearsal/cloud';
import { generated } from '../rehearsal/generated-keys';
import type { TimedCall } from '../rehearsal/http';
import { askTheDoor } from '../rehearsal/operators';
import { bareUpdate } from './bare-update';
import type { Bench } from './bench';

/** Of the bare call with credentials that are there already. */
const LIMIT = 2;

/** How long it takes in virtual time from a signed press of Stop until the key is on, beside the one call that switches it on. */
export const stopToActive: Bench = {
  name: 'stop-to-active',
  unit: 'virtual milliseconds from the press until UpdateAccessKey has answered, credentials at hand, Stop ÷ the bare call',
  async run() {
    const [cold, warm] = await stops();
    const bare = await bareUpdate();
    const ratio = rounded(warm.milliseconds / bare.warm);
    if (ratio >= LIMIT) throw new Error(`A stop takes ${ratio} of the bare call; wanted is less than ${LIMIT}.`);
    return {
      ours: {
        milliseconds: warm.milliseconds,
        callsInSequence: warm.path.length,
        inSequence: warm.path.map(({ operation }) => operation).join(', '),
        millisecondsWithAssumeRole: cold.milliseconds,
        ratioWithAssumeRole: rounded(cold.milliseconds / bare.cold),
      },
      against: { milliseconds: bare.warm, callsInSequence: 1, millisecondsWithAssumeRole: bare.cold },
      ratio,
    };
  },
};

interface Stopped {
  milliseconds: number;
  path: TimedCall[];
}

/** Two keys of one account are off at once, over HTTP; each is stopped. The second finds the credentials of the first. */
async function stops(): Promise<[cold: Stopped, warm: Stopped]> {
  const play = generated(40, 1);
  const lasting = play.parts.filter(({ expected, life }) => expected === 'deleted' && !life);
  const [one, other] = lasting.filter(({ accountId }) => accountId === lasting[0]?.accountId);
  if (!one || !other) throw new Error('There are no two keys of one account that nobody misses.');
  const entries: Entry[] = [];
  const calls: TimedCall[] = [];
  const cloud = await openCloud({
    ...{ start: play.begins, config: play.config, transport: 'http' },
    onEntry: (entry) => void entries.push(entry),
    onCall: (call) => void calls.push(call),
  });
  const { clock, people } = cloud;
  try {
    play.load(cloud);
    const rows = [one, other].map(({ keyId }) => ({ keyId, reason: 'measured' }));
    const routeKey = 'POST /retirements';
    await clock.invocation(() => askTheDoor(cloud, { routeKey, body: JSON.stringify({ rows }) }));
    const count = (type: Entry['type']): number => entries.filter((entry) => entry.type === type).length;
    await clock.run({ done: () => count('KeyDeactivated') === 2 });
    // The executions now wait in their holds.
    await clock.run({ until: after(clock.now(), 60) });
    const stop = async (keyId: string): Promise<Stopped> => {
      const pressed = clock.now();
      calls.length = 0;
      const restored = count('KeyRestored') + 1;
      await people.pressStop('ren.ito', keyId);
      await clock.run({ done: () => count('KeyRestored') === restored });
      if (cloud.aws.holder(keyId)?.key.status !== 'Active') throw new Error(`${keyId} is not on: this was no restore.`);
      return measured(calls, pressed);
    };
    return [await stop(one.keyId), await stop(other.keyId)];
  } finally {
    await cloud.close();
  }
}

/**
 * The calls of which each waited for the one before, and how long they took together. In the rehearsal an execution wakes as soon as
 * Step Functions hears of it. Here all of that call is counted, since the way from there to the restore step takes its time as well.
 */
function measured(calls: readonly TimedCall[], from: Instant): Stopped {
  const wake = called('SendTaskSuccess', calls);
  const restore = called('UpdateAccessKey', calls);
  const toWake = pathTo(wake, calls);
  const toRestore = pathTo(
    restore,
    calls.filter((call) => call !== wake && call.from >= wake.from),
  );
  if (toWake[0]?.from !== from || toRestore[0]?.from !== wake.from) throw new Error('The path has a gap.');
  const path = [...toWake, ...toRestore];
  return { milliseconds: path.reduce((sum, call) => sum + lengthOf(call), 0), path };
}

function called(operation: string, calls: readonly TimedCall[]): TimedCall {
  const call = calls.find((each) => each.operation === operation);
  if (!call) throw new Error(`${operation} was not called.`);
  return call;
}

function pathTo(last: TimedCall, calls: readonly TimedCall[]): TimedCall[] {
  const before = calls.find(({ from, to }) => to === last.from && from < to);
  return before ? [...pathTo(before, calls), last] : [last];
}

const lengthOf = ({ from, to }: TimedCall): number => toMilliseconds(to) - toMilliseconds(from);

const rounded = (n: number): number => Math.round(n * 100) / 100;
