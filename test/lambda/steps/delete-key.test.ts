import { LostRace } from '../../../lambda/core/errors';
import { at, change, mayBeDeleted, stopRequested, subject } from '../core/chains';
import { input, overtaken, world } from '../world';
import type { World } from '../world';

const begun = () => world({ facts: mayBeDeleted }).begun();
/** Something happens between the promise and the last look. */
const meanwhile = (w: World, act: () => unknown) => {
  const { ledger } = w.ports;
  return w.withPorts({
    ledger: {
      ...ledger,
      async append(chain, ...drafts) {
        const longer = await ledger.append(chain, ...drafts);
        if (drafts.some(({ type }) => type === 'DeletionStarted')) await act();
        return longer;
      },
    },
  });
};

test('a key that nobody missed is promised, looked at once more and deleted', async () => {
  const w = await begun();
  await w.ports.limits.takeDarkKey(subject.accountId, subject.userId, input.retirementId);
  expect(await w.app['delete-key'](input)).toEqual({ answer: 'deleted', seconds: 1 });
  expect(await w.news()).toEqual(['DeletionStarted', 'KeyDeleted']);
  expect(w.iam.status).toBe('absent');
  expect(await w.ports.limits.darkKeyOf(subject.accountId, subject.userId)).toBeUndefined();
  expect(w.invoked).toEqual([{ step: 'give-notice', input }]);
});

test('a stop just before the promise wins', async () => {
  const w = await begun();
  const ledger = overtaken(w.ports.ledger, 'DeletionStarted', () => w.wrote(stopRequested));
  expect(await w.withPorts({ ledger })['delete-key'](input)).toEqual({ answer: 'keep', seconds: 1 });
  expect([await w.news(), w.iam.calls]).toEqual([['StopRequested'], []]);
});

test('a key that is not deleted is off still: the user’s other key stays on, and nobody is told of a deletion', async () => {
  const w = await begun();
  const { accountId, userId } = subject;
  await w.ports.limits.takeDarkKey(accountId, userId, input.retirementId);
  await w.wrote(stopRequested);
  expect(await w.app['delete-key'](input)).toEqual({ answer: 'keep', seconds: 1 });
  expect(await w.ports.limits.darkKeyOf(accountId, userId)).toBe(input.retirementId);
  expect(w.invoked).toEqual([]);
});

describe('the last look abandons the deletion', () => {
  test('where somebody re-activated the key', async () => {
    const w = await begun();
    const app = meanwhile(w, () => (w.iam.status = 'Active'));
    expect(await app['delete-key'](input)).toEqual({ answer: 'keep', seconds: 1 });
    expect(await w.news()).toEqual(['DeletionStarted', 'ScreamHeard', 'DeletionAbandoned']);
    expect(w.iam.calls).toEqual([]);
  });
  test('where everything was frozen meanwhile', async () => {
    const w = await begun();
    const stamp = { at: w.time.at, actor: 'kenji', retirementId: 'control', attempt: 'x' };
    const frozen = { type: 'Frozen', detail: { reason: 'incident' }, ...stamp } as const;
    const app = meanwhile(w, async () => w.ports.control.append(await w.ports.control.read(), frozen));
    expect(await app['delete-key'](input)).toEqual({ answer: 'keep', seconds: 1 });
    expect(await w.news()).toEqual(['DeletionStarted', 'DeletionAbandoned']);
    expect(w.iam.calls).toEqual([]);
  });
  test('where somebody else switched it off, told just now', async () => {
    const w = await begun();
    const app = meanwhile(w, () => w.wrote(change(at(31), 'Inactive')));
    expect(await app['delete-key'](input)).toMatchObject({ answer: 'keep' });
    expect([(await w.news()).at(-1), w.iam.calls]).toEqual(['DeletionAbandoned', []]);
  });
  test('where the key cannot be read', async () => {
    const w = await begun();
    const app = meanwhile(w, () => w.iam.down.add('status'));
    await expect(app['delete-key'](input)).rejects.toMatchObject({ name: 'Unavailable' });
    expect([await w.news(), w.iam.calls]).toEqual([['DeletionStarted', 'DeletionAbandoned'], []]);
  });
  test('where somebody else deleted it', async () => {
    const w = await begun();
    await meanwhile(w, () => (w.iam.status = 'absent'))['delete-key'](input);
    expect([await w.news(), w.iam.calls]).toEqual([['DeletionStarted', 'DeletionAbandoned'], []]);
  });
});

test('a call that could not be sent in time abandons the deletion', async () => {
  const w = await begun();
  const app = meanwhile(w, () => (w.time.at = at(32, 0, 1)));
  expect(await app['delete-key'](input)).toEqual({ answer: 'keep', seconds: 1 });
  expect([await w.news(), w.iam.calls]).toEqual([['DeletionStarted', 'DeletionAbandoned'], []]);
  expect((await w.retirement()).ending).toMatchObject({ because: 'the call could not be sent in time' });
});

test('a call whose answer is lost is never made again: after the fence the give-back looks', async () => {
  const w = await begun();
  w.iam.down.add('delete');
  await expect(w.app['delete-key'](input)).rejects.toMatchObject({ name: 'Unavailable' });
  w.iam.down.clear();
  expect(await w.app['delete-key'](input)).toEqual({ answer: 'keep', seconds: 1 });
  expect([await w.news(), w.iam.calls]).toEqual([['DeletionStarted'], []]);
});

test.each<[string, (w: World) => unknown]>([
  ['is still listed', (w) => (w.iam.status = 'Inactive')],
  ['cannot be read', (w) => w.iam.down.add('status')],
])('a key that %s after the call is not taken for deleted: after the fence the give-back looks', async (_, then) => {
  const w = await begun();
  const app = w.withPorts({
    deleter: {
      async deleteKey() {
        then(w);
        return 'done';
      },
    },
  });
  await app['delete-key'](input).catch((error: Error) => expect(error.name).toBe('Unavailable'));
  expect(await w.news()).toEqual(['DeletionStarted']);
});

test('a key that went between the look and the call is left to the give-back', async () => {
  const w = await begun();
  const app = w.withPorts({ deleter: { deleteKey: async () => 'absent' } });
  expect(await app['delete-key'](input)).toEqual({ answer: 'keep', seconds: 1 });
  expect(await w.news()).toEqual(['DeletionStarted']);
});

test('a key that cannot be read is not deleted', async () => {
  const w = await begun();
  w.iam.down.add('status');
  await expect(w.app['delete-key'](input)).rejects.toMatchObject({
    name: 'Unavailable',
    message: `${subject.keyId} could not be read: AccessDenied`,
  });
  expect(await w.news()).toEqual([]);
});

test('a step that is overtaken for ever gives up, so that it is run again', async () => {
  const w = await begun();
  const append = async () => Promise.reject(new LostRace(subject.keyId, 9));
  const app = w.withPorts({ ledger: { ...w.ports.ledger, append } });
  await expect(app['delete-key'](input)).rejects.toThrow('was overtaken 20 times by other writers');
  expect(w.iam.calls).toEqual([]);
});
