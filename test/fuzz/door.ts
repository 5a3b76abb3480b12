import fc from 'fast-check';
import { inBoth } from '../../lambda/core/notices/told';
import { inStage1, subject } from '../lambda/core/chains';
import { world } from '../lambda/world';
import { mangled } from './mangled';
import { FORM, inForm, press, sealed } from './real-requests';

const notOurs = inBoth(({ door }) => door.notOursInThread);

export interface Fuzzed {
  /** How often each status was answered. */
  statuses: Record<number, number>;
  /** The heap after a tenth of the runs and after all of them, in bytes, each after a collection. */
  heap: { early: number; late: number };
  failure?: string;
}

/**
 * Sends so many mangled requests at the door: each is answered with 2xx or 4xx, none writes to the ledger, none wakes anybody.
 * At last comes a real one, which stops: the door was open all the time.
 */
export async function fuzz(
  runs: number,
  { seed, collect = () => undefined }: { seed?: number; collect?: () => void },
): Promise<Fuzzed> {
  const { door, done, entries, now } = await openDoor();
  const statuses: Record<number, number> = {};
  const heap = { early: 0, late: 0 };
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  let run = 0;
  const nothingHappens = fc.asyncProperty(mangled(now), async (request) => {
    run += 1;
    if (run === Math.ceil(runs / 10)) heap.early = used();
    const { status } = await door(request);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status < 200 || status >= 500 || (status >= 300 && status < 400))
      throw new Error(`It was answered with ${status}.`);
    if (done.length > 0) throw new Error(`It did something: ${done.splice(0).join(', ')}.`);
  });
  const checked = await fc.check(nothingHappens, { numRuns: runs, ...(seed !== undefined && { seed }) });
  heap.late = used();
  if (checked.failed) return { statuses, heap, failure: fc.defaultReportMessage(checked) ?? 'fast-check' };
  const before = await entries();
  const { status } = await door(sealed(FORM, inForm(press()), { now }));
  const after = await entries();
  const stopped = status === 200 && after.length === before.length + 1 && after.at(-1)?.type === 'StopRequested';
  return { statuses, heap, ...(!stopped && { failure: `After all of it a real stop was answered with ${status}.` }) };
}

/** A door to a key that is off; `done` is what anybody made it do. */
async function openDoor() {
  const w = await world({ facts: inStage1 }).begun();
  const done: string[] = [];
  const { ledger, events, steps } = w.ports;
  const doing =
    <A extends unknown[], R>(what: string, act: (...given: A) => R) =>
    (...given: A): R => {
      done.push(what);
      return act(...given);
    };
  const app = w.withPorts({
    ledger: { ...ledger, append: doing('an entry', ledger.append) },
    waker: {
      stop: doing('woken', async () => 'woken' as const),
      reconsider: doing('woken', async () => 'woken' as const),
    },
    steps: {
      ...steps,
      restore: doing('a restore', async () => undefined),
      enqueue: doing('an enqueueing', async () => undefined),
      showView: doing('a view', async () => undefined),
      async giveNotice(input) {
        // Somebody of another organisation is answered, in the thread that they wrote in; so is who writes what is no stop.
        const isAnswer = 'key' in input && (input.say === notOurs || input.answer !== undefined);
        if (!isAnswer) done.push('a notice');
      },
    },
    // Not so that a real reply that comes next would be taken for this one: its id is another.
    events: { ...events, remember: async () => undefined },
    whisperer: { whisper: async () => undefined },
  });
  return {
    door: app['slack-door'],
    done,
    now: w.time.at,
    entries: async () => (await ledger.read(subject.keyId)).entries,
  };
}
