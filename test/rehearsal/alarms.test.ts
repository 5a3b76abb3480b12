import { Unavailable, Unreadable } from '../../lambda/core/errors';
import { fold } from '../../lambda/core/evolve';
import type { MetricName } from '../../lambda/core/metrics';
import type { Chain } from '../../lambda/core/ports';
import { seconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { exampleStacks, templateOf } from '../../lib/synthesized';
import { darkKeys } from '../../rehearsal/dark-keys';
import { stateMachineArn } from '../../rehearsal/generated/stack.json';
import { alarmsOf, isRaised } from '../lib/alarms';

const alarms = alarmsOf(templateOf(exampleStacks().hub));
const { minute, hour, day } = seconds;

/** Keys that are dark for a day, and what breaks meanwhile. */
async function dark(many: number, broken: { restorer?: boolean; read?: (chain: Chain) => Chain }) {
  const keys = await darkKeys(many, {
    async call({ port, method }, act) {
      if (port === 'restorer' && broken.restorer) throw new Unavailable('IAM is down.');
      const answer = await act();
      return port === 'ledger' && method === 'read' && broken.read
        ? (broken.read(answer as Chain) as typeof answer)
        : answer;
    },
    invocation: (_, __, run) => run(),
    clock: (clock) => clock,
  });
  const { cloud, keyIds, began } = keys;
  const retirementOf = async (keyId: string) => {
    const r = fold(await cloud.ledger.ledger.read(keyId));
    if (!r) throw new Error(`${keyId} has no retirement.`);
    return r;
  };
  const counted = (metric: MetricName) => cloud.counts.filter(({ name, at }) => name === metric && at > began);
  return {
    ...keys,
    broken,
    counted,
    /** When they ought to be on again, the first of them first. */
    restoreBy: async () =>
      (await Promise.all(keyIds.map(async (id) => (await retirementOf(id)).claim?.restoreBy))).sort(),
    status: (keyId: string) => cloud.aws.holder(keyId)?.key.status,
    statuses: () => new Set(keyIds.map((keyId) => cloud.aws.holder(keyId)?.key.status)),
    raised(metric: MetricName, now: Instant): boolean {
      const alarm = alarms.find(({ MetricName: read }) => read === metric);
      return (
        alarm !== undefined &&
        isRaised(
          alarm,
          cloud.counts.filter(({ name }) => name === metric),
          now,
        )
      );
    },
    /** As if Step Functions had lost them: nobody gives these keys back but the watchdog. */
    forgetTheExecutions() {
      const running = cloud.engine.list({ stateMachineArn, status: 'RUNNING' });
      for (const { executionArn } of running) cloud.engine.forget(executionArn);
    },
    sweep: () => cloud.clock.invocation(() => cloud.run('watchdog', { sweep: 'due' })),
  };
}
const later = (from: Instant | undefined, by: number): Instant =>
  new Date(Date.parse(from ?? '') + by * 1000).toISOString();

test('while IAM is down the first sweep after a key is late raises the alarm; it is tried until it is on, for as long as it takes', async () => {
  const w = await dark(2, {});
  const [first] = await w.restoreBy();
  w.broken.restorer = true;
  await w.until(2 * day);
  const late = w.counted('LateRestores');
  const found = late.find(({ value }) => value > 0);
  expect(found?.at).toEqual(late.find(({ at }) => at >= later(first, 5 * minute))?.at);
  expect((found?.at ?? '') < later(first, 10 * minute)).toBe(true);
  expect(w.keyIds).toContain(found?.about['keys']?.split('\n')[0]);
  expect([w.raised('LateRestores', later(found?.at, -1)), w.raised('LateRestores', found?.at ?? '')]).toEqual([
    false,
    true,
  ]);

  expect([w.statuses(), late.at(-1)?.value]).toEqual([new Set(['Inactive']), 2]);
  const tries = w
    .since('RestoreStarted')
    .filter(({ keyId }) => keyId === w.keyIds[0])
    .map(({ at }) => Date.parse(at));
  const pauses = tries.slice(1).map((at, i) => (at - (tries[i] ?? 0)) / 1000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(15 * minute);

  w.broken.restorer = false;
  await w.until(2 * day + 10 * minute);
  expect(w.statuses()).toEqual(new Set(['Active']));
  await w.until(2 * day + 30 * minute);
  const over = w.counted('LateRestores').at(-1);
  expect([over?.value, w.raised('LateRestores', over?.at ?? '')]).toEqual([0, false]);
  await w.cloud.close();
});

test('a restore that goes as planned is never late', async () => {
  const w = await dark(3, {});
  await w.until(day + hour);
  expect(w.statuses()).toEqual(new Set(['Active']));
  expect(w.counted('LateRestores').length).toBeGreaterThan(0);
  expect(w.counted('LateRestores').filter(({ value }) => value > 0)).toEqual([]);
  await w.cloud.close();
});

test('a tampered chain and a row that cannot be read are told, and keep no other key from being given back', async () => {
  const w = await dark(4, {});
  const [tampered = '', unreadable = ''] = w.keyIds;
  await w.until(minute);
  w.forgetTheExecutions();
  w.broken.read = (chain) => {
    if (chain.keyId === unreadable) throw new Unreadable(`Entry 000003 of ${unreadable} cannot be read`);
    if (chain.keyId !== tampered) return chain;
    return { ...chain, entries: chain.entries.map((e) => (e.seq === 3 ? { ...e, actor: 'somebody' } : e)) };
  };
  await w.until(day + 15 * minute);
  expect(w.keyIds.filter((keyId) => w.status(keyId) === 'Inactive')).toEqual([unreadable]);
  const broken = w.counted('BrokenRows').at(-1);
  expect(broken?.value).toBe(2);
  expect(broken?.about['rows']).toContain(`${tampered}: entry 3 was changed after it was written`);
  expect(broken?.about['rows']).toContain(`${unreadable}: Entry 000003`);
  expect(w.raised('BrokenRows', broken?.at ?? '')).toBe(true);

  w.broken.read = (chain) => chain;
  await w.until(day + 25 * minute);
  expect(w.statuses()).toEqual(new Set(['Active']));
  await w.cloud.close();
});

test('a freeze counts its hours from sweep to sweep, and after a day it is asked whether it was forgotten', async () => {
  const w = await dark(1, {});
  await w.ask('POST /freeze', { reason: 'incident 42' });
  const after = async (length: number): Promise<boolean> => {
    await w.until(length);
    await w.sweep();
    return w.raised('FrozenHours', w.cloud.clock.now());
  };
  expect([await after(hour), await after(23 * hour), await after(25 * hour)]).toEqual([false, false, true]);
  expect(w.counted('FrozenHours').at(-1)?.value).toBeCloseTo(25, 1);
  await w.ask('POST /thaw', { reason: 'over' });
  expect(await after(26 * hour)).toBe(false);
  await w.cloud.close();
});
