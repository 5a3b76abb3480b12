import type { Change } from '../../../lambda/core/entries';
import { secondsBetween } from '../../../lambda/core/time';
import { at, change, inNotice, inSoak1, inStage1, stopRequested } from '../core/chains';
import type { Written } from '../core/chains';
import { input, overtaken, world } from '../world';

const stopped = { ...input, instruction: 'restore', because: 'somebody needs it' };
const planned = { ...input, instruction: 'restore', because: 'the outage is over' };
const confirm = { ...stopped, instruction: 'confirm' };
const inOutage = (minutes: number): Written[] => [...inStage1, [at(1, 0, minutes), stopRequested]];
const stoppedInSoak: Written[] = [...inSoak1, [at(1, 0, 12), stopRequested]];
/** What somebody else did, as CloudTrail tells it. */
const theirs = (...args: Parameters<typeof change>): Change =>
  (change(...args) as { detail: { change: Change } }).detail.change;

describe('a stop', () => {
  test.each([
    ['in the outage’s first minute', inOutage(0)],
    ['later in the outage', inOutage(5)],
  ])('%s gives the key back with one call, and the owner hears it at once', async (_, facts) => {
    const w = await world({ facts }).begun();
    expect(await w.app.restore(stopped)).toEqual({ answer: 'again', seconds: 900 });
    expect(await w.news()).toEqual(['RestoreStarted', 'KeyRestored']);
    expect([w.iam.status, w.iam.calls]).toEqual(['Active', ['restore']]);
    expect(w.invoked).toEqual([{ step: 'give-notice', input }]);
  });

  test('repeated in the outage’s first minute calls again, for the outage’s own call may land late', async () => {
    const w = await world({ facts: inOutage(0) }).begun();
    await w.app.restore(stopped);
    w.iam.status = 'Inactive';
    await w.app.restore(stopped);
    expect(w.iam.status).toBe('Active');
  });

  test('that comes while the planned give-back is written still ends with the key on, and no soak', async () => {
    const w = await world({ facts: inStage1 }).begun();
    w.time.at = at(1, 0, 10);
    const ledger = overtaken(w.ports.ledger, 'RestoreStarted', () => w.wrote(stopRequested));
    expect(await w.withPorts({ ledger }).restore(planned)).toMatchObject({ answer: 'again' });
    expect(await w.news()).toEqual(['StopRequested', 'RestoreStarted', 'KeyRestored']);
    expect(w.iam.status).toBe('Active');
  });
});

describe('at its planned end', () => {
  test('an outage goes on to its soak, told once', async () => {
    const w = await world({ facts: inStage1 }).begun();
    w.time.at = at(1, 0, 10);
    // Three days later is a Saturday.
    expect(await w.app.restore(planned)).toEqual({ answer: 'restored', seconds: secondsBetween(at(1, 0, 10), at(6)) });
    expect(await w.news()).toEqual(['RestoreStarted', 'KeyRestored', 'SoakStarted']);
    await w.settled();
    await w.app['give-notice'](input);
    expect(w.slack.said).toHaveLength(1);
  });

  test('told again in the soak, nobody hears anything, and the user’s other key stays on until the fence has passed', async () => {
    const w = await world({ facts: inSoak1 }).begun();
    const { accountId, userId } = (await w.retirement()).subject;
    await w.ports.limits.takeDarkKey(accountId, userId, input.retirementId);
    expect(await w.app.restore(planned)).toEqual({ answer: 'restored', seconds: 3 * 86_400 });
    expect([await w.news(), w.iam.calls, w.invoked]).toEqual([[], [], []]);
    expect(await w.ports.limits.darkKeyOf(accountId, userId)).toBe(input.retirementId);
  });
});

test('a restore that fails is recorded and thrown, so that it is tried again', async () => {
  const w = await world({ facts: inOutage(5) }).begun();
  w.iam.down.add('restore');
  await expect(w.app.restore(stopped)).rejects.toMatchObject({ name: 'Unavailable' });
  expect(await w.news()).toEqual(['RestoreStarted', 'RestoreFailed']);
  expect((await w.entries()).at(-1)?.detail).toEqual({ why: 'restore: Throttling' });
  w.iam.down.clear();
  await w.app.restore(stopped);
  expect(w.iam.status).toBe('Active');
});

test('a key that is not there is called once, and looked for twice, a minute apart, before it counts as gone', async () => {
  const w = await world({ facts: inOutage(5) }).begun();
  w.iam.status = 'absent';
  expect(await w.app.restore(stopped)).toEqual({ answer: 'again', seconds: 61 });
  expect(await w.news()).toEqual(['RestoreStarted', 'RestoreFailed', 'EvidenceGathered']);
  expect((await w.entries()).at(-2)?.detail).toEqual({ why: 'the key is not there' });
  w.time.at = at(1, 0, 20);
  expect(await w.app.restore(confirm)).toEqual({ answer: 'gone', seconds: 1 });
});

describe('a confirmation', () => {
  test('after the fence closes a stopped retirement as kept, and lets the user’s other key go dark', async () => {
    const w = await world({ facts: inOutage(5) }).begun();
    const { accountId, userId } = (await w.retirement()).subject;
    await w.ports.limits.takeDarkKey(accountId, userId, input.retirementId);
    await w.app.restore(stopped);
    expect(await w.ports.limits.darkKeyOf(accountId, userId)).toBe(input.retirementId);
    w.invoked.length = 0;
    w.time.at = at(1, 0, 20);
    expect(await w.app.restore(confirm)).toEqual({ answer: 'kept', seconds: 1 });
    expect(await w.news()).toEqual(['RestoreStarted', 'KeyRestored', 'RestoreConfirmed', 'RetirementKept']);
    expect(await w.ports.limits.darkKeyOf(accountId, userId)).toBeUndefined();
    expect(w.invoked).toEqual([{ step: 'give-notice', input }]);
  });

  test('that a crash repeats still lets the user’s other key go dark', async () => {
    const w = await world({
      facts: [...inNotice, [at(1), { type: 'RetirementKept', detail: { because: 'in doubt' } }]],
    }).begun();
    const { accountId, userId } = (await w.retirement()).subject;
    await w.ports.limits.takeDarkKey(accountId, userId, input.retirementId);
    expect(await w.app.restore(confirm)).toEqual({ answer: 'kept', seconds: 1 });
    expect(await w.ports.limits.darkKeyOf(accountId, userId)).toBeUndefined();
  });

  test('that finds the key off by a late call gives it back once more', async () => {
    const w = await world({ facts: inOutage(5) }).begun();
    await w.app.restore(stopped);
    w.iam.status = 'Inactive';
    w.time.at = at(1, 0, 20);
    expect(await w.app.restore(confirm)).toEqual({ answer: 'again', seconds: 900 });
    expect(w.iam.status).toBe('Active');
  });

  test('that finds the key off by somebody else leaves it', async () => {
    const w = await world({ facts: stoppedInSoak }).begun();
    w.iam.status = 'Inactive';
    w.iam.changes = [theirs(at(1, 0, 15), 'Inactive')];
    w.time.at = at(1, 0, 30);
    expect(await w.app.restore(confirm)).toEqual({ answer: 'left', seconds: 1 });
    expect([w.iam.status, w.iam.calls]).toEqual(['Inactive', []]);
  });

  test('of a key that others switched on while CloudTrail was asked looks anew, and calls nothing', async () => {
    const w = await world({ facts: stoppedInSoak }).begun();
    w.iam.status = 'Inactive';
    const { inspector } = w.ports;
    const changesByOthers: typeof inspector.changesByOthers = async () => {
      w.iam.status = 'Active';
      return { known: true, value: [theirs(at(1, 0, 29), 'Active')] };
    };
    w.time.at = at(1, 0, 30);
    const app = w.withPorts({ inspector: { ...inspector, changesByOthers } });
    expect(await app.restore(confirm)).toEqual({ answer: 'kept', seconds: 1 });
    expect([w.iam.status, w.iam.calls]).toEqual(['Active', []]);
  });

  test.each([
    ['is in the chain already', at(1, 0, 11)],
    ['was before the key was enqueued', at(-1)],
  ])('is not kept from giving the key back by a change that %s', async (_, when) => {
    const known: Written = [at(1, 0, 11), change(when, 'Active')];
    const w = await world({ facts: [...inSoak1, known, [at(1, 0, 12), stopRequested]] }).begun();
    w.iam.status = 'Inactive';
    const changesByOthers = async () => ({ known: true as const, value: [theirs(when, 'Active')] });
    w.time.at = at(1, 0, 30);
    const app = w.withPorts({ inspector: { ...w.ports.inspector, changesByOthers } });
    expect(await app.restore(confirm)).toMatchObject({ answer: 'again' });
    expect([await w.news(), w.iam.status]).toEqual([['RestoreStarted', 'KeyRestored'], 'Active']);
  });

  test.each<[string, Written[], 'Active' | 'Inactive', string]>([
    ['is on', stoppedInSoak, 'Active', 'kept'],
    [
      'is known to be off by others',
      [...inSoak1, [at(1, 0, 15), change(at(1, 0, 14), 'Inactive')]],
      'Inactive',
      'left',
    ],
  ])('of a key that %s asks CloudTrail nothing', async (_, facts, status, answer) => {
    const w = await world({ facts }).begun();
    w.iam.status = status;
    w.time.at = at(1, 0, 30);
    const changesByOthers = () => Promise.reject(new Error('asked'));
    const app = w.withPorts({ inspector: { ...w.ports.inspector, changesByOthers } });
    expect(await app.restore(confirm)).toEqual({ answer, seconds: 1 });
  });

  test('never leaves a key off for what CloudTrail cannot tell', async () => {
    const w = await world({ facts: stoppedInSoak }).begun();
    w.iam.status = 'Inactive';
    w.iam.down.add('changesByOthers');
    w.time.at = at(1, 0, 30);
    await w.app.restore(confirm);
    expect(w.iam.status).toBe('Active');
  });

  test('that cannot read the key says nothing, and is tried again', async () => {
    const w = await world({ facts: inOutage(5) }).begun();
    w.iam.down.add('status');
    await expect(w.app.restore(confirm)).rejects.toMatchObject({
      name: 'Unavailable',
      message: `${input.key} could not be read: AccessDenied`,
    });
    expect(await w.news()).toEqual([]);
  });
});

test('another retirement’s step ends at once', async () => {
  const w = await world({ facts: inOutage(5) }).begun();
  expect(await w.app.restore({ ...stopped, retirementId: 'r-0' })).toEqual({ answer: 'ended', seconds: 1 });
  expect([await w.news(), w.iam.calls]).toEqual([[], []]);
});
