import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { after } from '../../lambda/core/time';
import type { Retirement } from '../../lambda/core/retirement';
import { openCloud } from './cloud';
import type { Cloud } from './cloud';
import { config } from './config';
import { makeKey, reportOf, statusOf } from './keys';
import type { Key } from './keys';
import { OWNER, cardOf, plays } from './plays';
import { chainIsWhole, enqueue, executionOf, playOut } from './retire';
import type { Part } from './retire';

const accounts = config.accounts.map(({ id }) => id);
const AT_ONCE = 30;

describe('Keysunset, deployed', () => {
  let cloud: Cloud;
  let stopped: Key;
  let failing: Key;
  const parts: Part[] = [];
  const many: Key[] = [];
  let ended: Map<Part, Retirement>;

  beforeAll(async () => {
    cloud = await openCloud();
    const keyOf = (i: number, name: string) => makeKey(cloud, accounts[i % accounts.length] ?? '', name, OWNER);
    for (const [i, play] of plays.entries()) parts.push({ play, key: await keyOf(i, `user-${i}`) });
    for (let i = 0; i < AT_ONCE; i++) many.push(await keyOf(i, `one-of-many-${i}`));
    [stopped, failing] = [await keyOf(0, 'stopped'), await keyOf(1, 'failing')];
    // Keys of less than a week are too young.
    await cloud.pass(8 * 86_400);
    await enqueue(
      cloud,
      parts.map(({ key }) => key),
    );
    ended = await playOut(cloud, parts);
  });
  afterAll(() => cloud?.close());

  const played = (name: string) => {
    const part = parts.find(({ play }) => play.name === name);
    const retirement = part && ended.get(part);
    if (!part || !retirement) throw new Error(`${name} was not played.`);
    return { part, retirement };
  };
  const phaseOf = async ({ keyId }: Key) => (await cloud.retirementOf(keyId))?.phase.name;
  const sweep = () => cloud.invoke('watchdog', { sweep: 'due' });

  test.each(plays.map(({ name, ends, key }) => ({ name, ends, key })))(
    '$name: $ends, and the key is $key',
    async ({ name, ends, key }) => {
      const { part, retirement } = played(name);
      expect(retirement.phase).toMatchObject({ name: 'ended', outcome: ends });
      expect(await statusOf(cloud, part.key)).toBe(key);
      expect(await chainIsWhole(cloud, part.key)).toBe(true);
      expect(await executionOf(cloud, retirement)).toMatchObject({ status: 'SUCCEEDED' });
    },
  );

  test.each(plays.filter(({ ends }) => ends === 'kept').map(({ name }) => name))(
    '%s: the card says that the key is kept',
    (name) => {
      const card = JSON.stringify(cardOf(cloud, played(name).retirement).blocks);
      expect(card).toMatch(/kept/i);
      expect(card).toMatch(/stays on/);
    },
  );

  test('an execution that is stopped by hand in an outage: the watchdog gives the key back', async () => {
    await enqueue(cloud, [stopped]);
    await cloud.until('its outage', async () => (await statusOf(cloud, stopped)) === 'Inactive');
    const before = await cloud.retirementOf(stopped.keyId);
    if (before?.phase.name !== 'outage') throw new Error('It is in no outage.');
    const { executionArn } = await executionOf(cloud, before);
    // EventBridge's word of it is lost: the sweeps alone find it.
    await cloud.sfn.send(new StopExecutionCommand({ executionArn, cause: 'by hand' }));
    await cloud.until('the key on', async () => (await statusOf(cloud, stopped)) === 'Active', { sweep });
    expect(cloud.now() < after(before.phase.restoreBy, 600)).toBe(true);
    await cloud.until('the end', async () => (await phaseOf(stopped)) === 'ended', { sweep });
    expect((await cloud.retirementOf(stopped.keyId))?.phase).toMatchObject({ outcome: 'failed' });
    expect(await statusOf(cloud, stopped)).toBe('Active');
    expect(await executionOf(cloud, before)).toMatchObject({ status: 'ABORTED' });
  });

  test('a step that always fails: failed, and the key is Active first', async () => {
    const FunctionName = 'keysunset-check-in';
    const { Environment } = await cloud.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const Variables = Environment?.Variables ?? {};
    const set = (more: Record<string, string>) =>
      cloud.lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: { ...Variables, ...more } } }),
      );
    await set({ KEYSUNSET_TABLE: 'a-table-that-nobody-made' });
    try {
      await enqueue(cloud, [failing]);
      await cloud.until('the end', async () => (await phaseOf(failing)) === 'ended');
      await cloud.pass(60);
    } finally {
      await set({});
    }
    const chain = await cloud.ledger.ledger.read(failing.keyId);
    const types = chain.entries.map(({ type }) => type);
    expect(types).toContain('KeyDeactivated');
    expect(types.indexOf('RestoreConfirmed')).toBeGreaterThan(types.indexOf('KeyRestored'));
    expect(types.indexOf('RetirementFailed')).toBeGreaterThan(types.indexOf('RestoreConfirmed'));
    expect(await statusOf(cloud, failing)).toBe('Active');
    const retirement = await cloud.retirementOf(failing.keyId);
    expect(retirement && (await executionOf(cloud, retirement))).toMatchObject({ status: 'FAILED' });
  });

  test(`${AT_ONCE} retirements at once over the three accounts: each is deleted`, async () => {
    await enqueue(cloud, many);
    const silence = { name: 'one of many', ends: 'deleted', key: 'absent' } as const;
    const outcomes = await playOut(
      cloud,
      many.map((key) => ({ play: silence, key })),
    );
    const phases = [...outcomes.values()].map(({ phase }) => phase);
    expect(phases).toEqual(many.map(() => expect.objectContaining({ outcome: 'deleted' }) as unknown));
    expect(await Promise.all(many.map((key) => statusOf(cloud, key)))).toEqual(many.map(() => 'absent'));
    expect(await Promise.all(many.map((key) => chainIsWhole(cloud, key)))).toEqual(many.map(() => true));
  });

  test('the credential reports and ListAccessKeys: they agree with what became of each key', async () => {
    for (const account of accounts) {
      const report = await reportOf(cloud, account);
      const keys = [...parts.map(({ key }) => key), ...many, stopped, failing];
      for (const key of keys.filter(({ accountId }) => accountId === account)) {
        expect({ user: key.userName, works: report[key.userName] }).toEqual({
          user: key.userName,
          works: (await statusOf(cloud, key)) === 'Active',
        });
      }
    }
  });
});
