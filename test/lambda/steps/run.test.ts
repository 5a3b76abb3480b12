import { LostRace, Unavailable } from '../../../lambda/core/errors';
import type { Run, StepResult } from '../../../lambda/steps/run';
import { runStep } from '../../../lambda/steps/run';
import {
  at,
  enqueued,
  gateOpened,
  inNotice,
  inStage1,
  mayBeDeleted,
  retirementId,
  stopRequested,
  subject,
} from '../core/chains';
import type { Written } from '../core/chains';
import { input, world } from '../world';

const enqueuedOnly: Written[] = [[at(0), enqueued()]];
const mayGoOff: Written[] = [...inNotice, [at(1), gateOpened('outage', 1)]];

test.each([
  ['give-notice', 'keysunset give notice', enqueuedOnly, at(0), {}],
  ['open-gate', 'keysunset open gate', inNotice, at(1), { before: 'outage' }],
  ['deactivate', 'keysunset deactivate', mayGoOff, at(1), {}],
  ['check-in', 'keysunset check in', inStage1, at(1, 0, 4), {}],
  ['restore', 'keysunset restore', inStage1, at(1, 0, 10), { instruction: 'restore', because: 'the outage is over' }],
  ['delete-key', 'keysunset delete key', mayBeDeleted, at(32), {}],
] as const)('what the step %s records is signed “%s”', async (step, actor, facts, now, more) => {
  const w = await world({ facts: [...facts] }).begun();
  w.time.at = now;
  await w.app[step]({ ...input, ...more });
  const signed = (await w.entries()).slice(facts.length).map((entry) => [entry.actor, entry.retirementId]);
  expect(signed.length).toBeGreaterThan(0);
  expect(signed).toEqual(signed.map(() => [actor, retirementId]));
});

/** A step of its own, of a key in its notice. */
async function nap() {
  const w = await world({ facts: inNotice }).begun();
  const tried: string[] = [];
  let fails: Error | undefined;
  const { ledger } = w.ports;
  const counted: typeof ledger = {
    ...ledger,
    async append(chain, ...drafts) {
      tried.push(drafts.map(({ type }) => type).join());
      const why = fails;
      fails = undefined;
      if (why) throw why;
      return ledger.append(chain, ...drafts);
    },
  };
  return {
    w,
    tried,
    failsOnce: (why: Error) => (fails = why),
    runs: (once: (run: Run) => Promise<StepResult | undefined>) =>
      runStep('nap', { ...w.ports, ledger: counted }, input, once),
  };
}
const rested = { answer: 'rested', seconds: 1 };

test.each([0, -60, 0.5, 1.5, NaN, Infinity])(
  'an answer of %d seconds, of which no hold can be made, is an error',
  async (n) => {
    const { runs } = await nap();
    await expect(runs(async () => ({ answer: 'rested', seconds: n }))).rejects.toThrow(
      `nap answered ${n} seconds; wanted is a whole number of at least 1.`,
    );
    expect(await runs(async () => rested)).toEqual(rested);
  },
);

test('a step that others overtake decides anew twenty times, then leaves it to the state machine', async () => {
  const { runs } = await nap();
  let rounds = 0;
  const overtaken = runs(async () => {
    rounds += 1;
    throw new LostRace(subject.keyId, 5);
  });
  await expect(overtaken).rejects.toThrow(
    `nap of ${subject.keyId} was overtaken 20 times by other writers. It is run again.`,
  );
  expect(rounds).toBe(20);
});

test('where there is nothing to record, nothing is written', async () => {
  const { runs, tried } = await nap();
  await runs(async (run) => {
    await run.append();
    return rested;
  });
  expect(tried).toEqual([]);
});

describe('what has happened already', () => {
  test('is recorded, whoever else writes', async () => {
    const { w, runs, tried, failsOnce } = await nap();
    failsOnce(new LostRace(subject.keyId, 5));
    await runs(async (run) => {
      await run.land(stopRequested);
      return rested;
    });
    expect([tried, await w.news()]).toEqual([['StopRequested', 'StopRequested'], ['StopRequested']]);
  });

  test('is left to the next run where the ledger is out of reach: nobody asks it for ever', async () => {
    const { w, runs, tried, failsOnce } = await nap();
    failsOnce(new Unavailable('The ledger is out of reach.'));
    await expect(runs(async (run) => run.land(stopRequested).then(() => rested))).rejects.toThrow('out of reach');
    expect([tried, await w.news()]).toEqual([['StopRequested'], []]);
  });
});
