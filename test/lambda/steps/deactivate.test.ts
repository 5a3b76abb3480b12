import { at, gateOpened, inNotice, retirementId, stopRequested, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import { input, overtaken, world } from '../world';

const opened: Written[] = [...inNotice, [at(1), gateOpened('outage', 1)]];
const { accountId, userId } = subject;
const listen = { answer: 'listen', seconds: 1 };
const begun = (more: Parameters<typeof world>[0] = {}) => world({ facts: opened, ...more }).begun();

test('a key is promised back before it goes off, and then the owner is told', async () => {
  const w = await begun();
  const order: string[] = [];
  const { deactivator } = w.ports;
  const watched = w.withPorts({
    deactivator: {
      async deactivate(of, sendBy) {
        order.push(...(await w.news()));
        return deactivator.deactivate(of, sendBy);
      },
    },
  });
  expect(await watched.deactivate(input)).toEqual({ answer: 'listen', seconds: 600 });
  expect(order).toEqual(['OutageStarted']);
  expect(await w.news()).toEqual(['OutageStarted', 'KeyDeactivated']);
  expect(w.invoked).toEqual([{ step: 'give-notice', input }]);
  expect(w.iam.status).toBe('Inactive');
});

test('a stop just before the promise keeps the key on', async () => {
  const w = await begun();
  const ledger = overtaken(w.ports.ledger, 'OutageStarted', () => w.wrote(stopRequested));
  expect(await w.withPorts({ ledger }).deactivate(input)).toEqual(listen);
  expect([await w.news(), w.iam.calls]).toEqual([['StopRequested'], []]);
});

test('a stop between the promise and the call is recorded with it, and the check-in gives the key back', async () => {
  const w = await begun();
  const { deactivator } = w.ports;
  const raced = w.withPorts({
    deactivator: {
      async deactivate(of, sendBy) {
        await w.wrote(stopRequested);
        return deactivator.deactivate(of, sendBy);
      },
    },
  });
  expect(await raced.deactivate(input)).toEqual(listen);
  expect(await w.news()).toEqual(['OutageStarted', 'StopRequested', 'KeyDeactivated']);
  expect(await w.app['check-in'](input)).toEqual({ answer: 'keep', seconds: 1 });
  await w.app.restore({ ...input, instruction: 'restore', because: 'somebody needs it' });
  expect(w.iam.status).toBe('Active');
});

describe('a freeze that comes after the promise', () => {
  test.each([
    ['wins over it', { known: true, value: { since: at(1), reason: 'incident', by: 'kenji' } } as const],
    ['is assumed where it cannot be read', { known: false, why: 'down' } as const],
  ])('%s: no call is made, and the stage is repeated', async (_, later) => {
    const w = await begun();
    let reads = 0;
    const app = w.withPorts({
      control: { ...w.ports.control, frozen: async () => (++reads === 1 ? { known: true, value: false } : later) },
    });
    expect(await app.deactivate(input)).toEqual(listen);
    expect([await w.news(), w.iam.calls]).toEqual([['OutageStarted'], []]);
    expect(await app['check-in'](input)).toEqual({ answer: 'restore', seconds: 1 });
    await app.restore({ ...input, instruction: 'restore', because: 'the outage is over' });
    expect((await w.retirement()).stagesDone).toBe(0);
  });
});

test('a call whose answer is lost is made again by the next run within the promise', async () => {
  const w = await begun();
  w.iam.down.add('deactivate');
  await expect(w.app.deactivate(input)).rejects.toMatchObject({ name: 'Unavailable' });
  w.iam.down.clear();
  w.time.at = at(1, 0, 0, 30);
  await w.app.deactivate(input);
  expect(await w.news()).toEqual(['OutageStarted', 'KeyDeactivated']);
});

test('a promise that expired is never continued', async () => {
  const w = await begun();
  w.iam.down.add('deactivate');
  await expect(w.app.deactivate(input)).rejects.toThrow();
  w.iam.down.clear();
  w.time.at = at(1, 0, 1);
  expect(await w.app.deactivate(input)).toEqual(listen);
  expect(w.iam.calls).toEqual([]);
});

test('a key that is gone is not recorded as off', async () => {
  const w = await begun();
  const app = w.withPorts({ deactivator: { deactivate: async () => 'absent' } });
  expect(await app.deactivate(input)).toEqual(listen);
  expect(await w.news()).toEqual(['OutageStarted']);
});

test('no second key of a user goes dark', async () => {
  const w = await begun();
  await w.ports.limits.takeDarkKey(accountId, userId, 'r-other');
  expect(await w.app.deactivate(input)).toEqual(listen);
  expect([await w.news(), w.iam.calls]).toEqual([[], []]);
});

test('no outage starts beyond the day’s limit', async () => {
  const w = await begun({
    facts: opened,
    config: { ...config, limits: { ...config.limits, outagesPerAccountAndDay: 1 } },
  });
  await w.ports.limits.takeOutage('2026-03-04', accountId, 1, 'r-other#1');
  expect(await w.app.deactivate(input)).toEqual(listen);
  expect([await w.news(), w.iam.calls]).toEqual([[], []]);
});

test('what one limit refuses takes no room from the others', async () => {
  const narrow = { ...config.limits, outagesPerDay: 3, outagesPerAccountAndDay: 2, outagesPerOwnerAndDay: 1 };
  const w = await begun({ facts: opened, config: { ...config, limits: narrow } });
  const { limits } = w.ports;
  await limits.takeOutage('2026-03-04', 'owner U1', 1, 'r-other#1');
  const givenBack: string[] = [];
  const giveBackOutage: typeof limits.giveBackOutage = async (date, of, outage) => {
    givenBack.push(of);
    await limits.giveBackOutage(date, of, outage);
  };
  expect(await w.withPorts({ limits: { ...limits, giveBackOutage } }).deactivate(input)).toEqual(listen);
  expect([await w.news(), w.iam.calls]).toEqual([[], []]);
  expect(givenBack).toEqual(['all', accountId]);
  expect(await limits.outagesTaken('2026-03-04', 'all')).toBe(0);
  expect(await limits.outagesTaken('2026-03-04', accountId)).toBe(0);
  expect(await limits.darkKeyOf(accountId, userId)).toBeUndefined();
});

test('an outage counts for all, its account and its owner', async () => {
  const narrow = { ...config.limits, outagesPerDay: 3, outagesPerOwnerAndDay: 1 };
  const w = await begun({ facts: opened, config: { ...config, limits: narrow } });
  await w.app.deactivate(input);
  const taken = (of: string) => w.ports.limits.outagesTaken('2026-03-04', of);
  expect([await taken('all'), await taken(accountId), await taken('owner U1')]).toEqual([1, 1, 1]);
});

test('a race lost just before the promise uses up one of the day’s outages, not two', async () => {
  const w = await begun({
    facts: opened,
    config: { ...config, limits: { ...config.limits, outagesPerAccountAndDay: 1 } },
  });
  const ledger = overtaken(w.ports.ledger, 'OutageStarted', () =>
    w.wrote({ type: 'Dispatched', detail: { execution: 'execution:r-1' } }),
  );
  await w.withPorts({ ledger }).deactivate(input);
  expect(await w.news()).toEqual(['Dispatched', 'OutageStarted', 'KeyDeactivated']);
  expect(await w.ports.limits.outagesTaken('2026-03-04', accountId)).toBe(1);
});

test('a stage that is repeated on the same day takes another of its outages', async () => {
  const w = await begun();
  w.iam.down.add('deactivate');
  await expect(w.app.deactivate(input)).rejects.toThrow();
  w.iam.down.clear();
  w.time.at = at(1, 0, 1);
  await w.app.restore({ ...input, instruction: 'restore', because: 'the outage is over' });
  w.time.at = at(1, 0, 17);
  await w.app.restore({ ...input, instruction: 'confirm', because: 'the outage is over' });
  await w.wrote(gateOpened('outage', 1));
  w.iam.calls.length = 0;
  await w.app.deactivate(input);
  expect(w.iam.calls).toEqual(['deactivate']);
  expect(await w.ports.limits.outagesTaken('2026-03-04', accountId)).toBe(2);
});

test('of two deliveries of one step, the one that is refused gives back no place that the other goes by', async () => {
  const w = await begun();
  const refused = w.withPorts({ limits: { ...w.ports.limits, takeDarkKey: async () => false } });
  const ledger = overtaken(w.ports.ledger, 'OutageStarted', () => refused.deactivate(input));
  await w.withPorts({ ledger }).deactivate(input);
  expect(await w.news()).toEqual(['OutageStarted', 'KeyDeactivated']);
  expect(await w.ports.limits.outagesTaken('2026-03-04', accountId)).toBe(1);
});

test('another retirement’s step ends at once', async () => {
  const w = await begun();
  expect(await w.app.deactivate({ ...input, retirementId: `${retirementId}0` })).toEqual({
    answer: 'ended',
    seconds: 1,
  });
  expect([await w.news(), w.iam.calls]).toEqual([[], []]);
});
