import { Unavailable } from '../../lambda/core/errors';
import { seconds, toMilliseconds } from '../../lambda/core/time';
import { darkKeys } from '../../rehearsal/dark-keys';
import { violations } from '../../rehearsal/invariants';
import type { Tamper } from '../../rehearsal/tampering';

const KEYS = 6;

async function dark(broken: (call: Parameters<Tamper['call']>[0]) => boolean = () => false) {
  const keys = await darkKeys(KEYS, {
    async call(call, act) {
      if (broken(call)) throw new Unavailable(`${call.port} is down.`);
      return act();
    },
    invocation: (_, __, run) => run(),
    clock: (clock) => clock,
  });
  const { cloud, keyIds } = keys;
  const statusOf = (keyId: string) => cloud.aws.holder(keyId)?.key.status ?? 'Deleted';
  return {
    ...keys,
    statuses: () => keyIds.map(statusOf),
    violated: async () =>
      violations({
        chains: await Promise.all(['CONTROL', ...keyIds].map((keyId) => cloud.ledger.ledger.read(keyId))),
        ...{ log: cloud.log, statusOf, config: cloud.config, now: cloud.clock.now() },
      }),
  };
}

const active = Array<string>(KEYS).fill('Active');
const fence = 15 * seconds.minute;

test('with Step Functions down, every key that is off is back within seconds, and confirmed a fence after the freeze', async () => {
  let down = false;
  const w = await dark(({ port }) => down && (port === 'waker' || port === 'workflow'));
  expect(new Set(w.statuses())).toEqual(new Set(['Inactive']));
  down = true;
  expect(await w.ask('POST /restore-all', { reason: 'incident 42' })).toMatchObject({
    status: 200,
    body: { answer: 'giving back' },
  });
  await w.until(10);
  expect(w.statuses()).toEqual(active);
  const calls = w.since('RestoreStarted').map(({ at }) => toMilliseconds(at));
  const apart = calls.slice(1).map((at, i) => at - (calls[i] ?? 0));
  expect(Math.min(...apart)).toBeGreaterThanOrEqual(50);
  expect((await w.ask('GET /control')).body).toMatchObject({ restoreAll: { off: 0, restored: KEYS } });

  await w.until(fence - 1);
  expect([w.since('RestoreConfirmed'), w.since('RestoreAllFinished')]).toEqual([[], []]);
  await w.until(fence + 2 * seconds.minute);
  expect(w.since('RestoreConfirmed')).toHaveLength(KEYS);
  expect(w.since('RestoreAllFinished')).toMatchObject([{ detail: { back: KEYS, notBack: [], left: [] } }]);
  expect(w.statuses()).toEqual(active);
  expect(await w.violated()).toEqual([]);
  await w.cloud.close();
});

test('after the thaw the stage that was cut short is repeated, and the ritual goes on to its end', async () => {
  const w = await dark();
  await w.ask('POST /restore-all', { reason: 'incident 42' });
  expect(await w.ask('POST /thaw', { reason: 'over' })).toMatchObject({ status: 409 });
  await w.until(3 * seconds.day);
  expect(w.since('OutageStarted')).toEqual([]);
  expect(await w.ask('POST /thaw', { reason: 'over' })).toMatchObject({ body: { answer: 'thawed' } });
  await w.until(60 * seconds.day);
  expect(w.since('OutageStarted').map(({ detail }) => detail.stage)).toEqual([
    ...Array<number>(KEYS).fill(2),
    ...Array<number>(KEYS).fill(3),
  ]);
  expect(w.statuses()).toEqual(Array(KEYS).fill('Deleted'));
  expect(await w.violated()).toEqual([]);
  await w.cloud.close();
});

test('while IAM refuses it is said which keys are not back, and they are tried until they are', async () => {
  let down = false;
  const w = await dark(({ port }) => down && port === 'restorer');
  down = true;
  await w.ask('POST /restore-all', { reason: 'incident 42' });
  await w.until(20 * seconds.minute);
  expect(w.since('RestoreAllFinished')).toMatchObject([{ detail: { back: 0, notBack: w.keyIds } }]);
  const { body } = await w.ask('GET /control');
  expect(body).toMatchObject({
    restoreAll: { off: KEYS, finished: { notBack: [{ why: 'restorer is down.' }, {}, {}, {}, {}, {}] } },
  });
  down = false;
  await w.until(50 * seconds.minute);
  expect(w.statuses()).toEqual(active);
  expect(w.since('RestoreAllFinished').at(-1)).toMatchObject({ detail: { back: KEYS, notBack: [] } });
  expect(await w.violated()).toEqual([]);
  await w.cloud.close();
});

test('a run that was lost is made good by the watchdog’s next sweep', async () => {
  let lost = false;
  const w = await dark(({ port, method }) => lost && port === 'steps' && method === 'restoreAll');
  lost = true;
  expect(await w.ask('POST /restore-all', { reason: 'incident 42' })).toMatchObject({ status: 503 });
  lost = false;
  await w.until(5 * seconds.minute + 10);
  expect(w.statuses()).toEqual(active);
  await w.cloud.close();
});
