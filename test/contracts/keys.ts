import { Unavailable } from '../../lambda/core/errors';
import { after } from '../../lambda/core/time';
import { keysTrailContract } from './keys-trail';
import { fill, subject, terraform } from './keys-world';
import type { KeysWorld, TrailWorld } from './keys-world';

/** What both the real adapter and the fake promise. */
export function keysContract(open: () => Promise<TrailWorld>): void {
  describe('the keys', () => keysChangeContract(open));
  describe('what CloudTrail tells', () => keysTrailContract(open));
}

/** Finding keys and changing them. */
export function keysChangeContract(open: () => Promise<KeysWorld>): void {
  let world: KeysWorld;
  beforeEach(async () => {
    world = await open();
    await fill(world);
  });
  afterEach(() => world.close());

  const soon = () => after(world.now.at, 60);
  const status = async () => (await world.aws.holder(subject.keyId))?.key.status;

  test('a key goes off, on again, and away', async () => {
    const { deactivator, restorer, deleter, inspector } = world.keys;
    expect(await deactivator.deactivate(subject, soon())).toBe('done');
    expect(await inspector.status(subject)).toEqual({ known: true, value: 'Inactive' });
    expect(await restorer.restore(subject)).toBe('done');
    expect(await inspector.status(subject)).toEqual({ known: true, value: 'Active' });
    expect(await deleter.deleteKey(subject, soon())).toBe('done');
    expect(await inspector.status(subject)).toEqual({ known: true, value: 'absent' });
    expect(await restorer.restore(subject)).toBe('absent');
    expect(await deactivator.deactivate(subject, soon())).toBe('absent');
  });

  test('each change is made by the role that has the right to it', async () => {
    await world.keys.deactivator.deactivate(subject, soon());
    await world.keys.restorer.restore(subject);
    await world.keys.deleter.deleteKey(subject, soon());
    expect((await world.changes()).map(({ principal }) => principal.split('/')[1])).toEqual([
      'keysunset-deactivate',
      'keysunset-restore',
      'keysunset-delete',
    ]);
  });

  test('a call whose promise has expired is never sent', async () => {
    expect(await world.keys.deactivator.deactivate(subject, world.now.at)).toBe('not sent');
    expect(await world.keys.deleter.deleteKey(subject, world.now.at)).toBe('not sent');
    expect(await world.changes()).toEqual([]);
  });

  test('a renamed user is found by its id, behind more users than fit on a page', async () => {
    await world.aws.renameUser(subject.accountId, subject.userName, 'renamed');
    expect(await world.keys.inspector.status(subject)).toEqual({ known: true, value: 'Active' });
    expect(await world.keys.deactivator.deactivate(subject, soon())).toBe('done');
    expect(await status()).toBe('Inactive');
    expect(await world.keys.inspector.tags(subject)).toEqual({ known: true, value: { owner: 'maria' } });
  });

  test('a key that is found with another user is unknown, and nothing to act on', async () => {
    const foreign = { ...subject, userName: 'gone', userId: 'AIDAGONEXXXXXXXXXXXXX' };
    expect(await world.keys.inspector.status(foreign)).toEqual({
      known: false,
      why: expect.stringContaining('another user') as string,
    });
  });

  test('a user who was given the old name of a renamed one is never taken for it', async () => {
    await world.aws.tagUser(subject.accountId, subject.userName, { 'keysunset:protected': 'true' }, terraform);
    await world.aws.renameUser(subject.accountId, subject.userName, 'renamed');
    const other = { name: subject.userName, userId: 'AIDAOTHER', createdAt: subject.createdAt, tags: {} };
    const othersKey = { id: 'AKIAOTHER', status: 'Active', createdAt: subject.createdAt } as const;
    await world.aws.addUser(subject.accountId, { ...other, keys: [othersKey] });
    const { inspector, deactivator, restorer, deleter } = world.keys;
    expect(await inspector.tags(subject)).toMatchObject({ value: { 'keysunset:protected': 'true' } });
    expect(await deactivator.deactivate(subject, soon())).toBe('done');
    expect(await inspector.status(subject)).toEqual({ known: true, value: 'Inactive' });
    expect(await restorer.restore(subject)).toBe('done');
    expect(await deleter.deleteKey(subject, soon())).toBe('done');
    expect(await inspector.status(subject)).toEqual({ known: true, value: 'absent' });
    expect((await world.aws.holder('AKIAOTHER'))?.key.status).toBe('Active');
  });

  test('the tags of a user who is gone are unknown, whoever has the name now', async () => {
    expect(await world.keys.inspector.tags({ ...subject, userId: 'AIDAGONE' })).toMatchObject({ known: false });
  });

  test('an hour later the accounts can still be entered', async () => {
    await world.keys.inspector.status(subject);
    world.now.at = after(world.now.at, 3600);
    expect(await world.keys.inspector.status(subject)).toEqual({ known: true, value: 'Active' });
    expect(await world.keys.deactivator.deactivate(subject, soon())).toBe('done');
  });

  test('a change whose answer is lost may have taken effect, and is not repeated by itself', async () => {
    await world.breakCalls('UpdateAccessKey', { when: 'after', status: 500, code: 'ServiceFailure' });
    await expect(world.keys.deactivator.deactivate(subject, soon())).rejects.toThrow(Unavailable);
    expect(await status()).toBe('Inactive');
    expect(await world.changes()).toHaveLength(1);
  });

  test('a change that is throttled is told as unavailable, not as done', async () => {
    await world.breakCalls('UpdateAccessKey', { when: 'before', status: 400, code: 'Throttling' });
    await expect(world.keys.restorer.restore(subject)).rejects.toThrow(Unavailable);
    expect(await world.changes()).toHaveLength(1);
  });

  test('a read that fails is unknown, never absent and never "not used"', async () => {
    await world.breakCalls('ListAccessKeys', { when: 'before', status: 403, code: 'AccessDenied' });
    await world.breakCalls('GetAccessKeyLastUsed', { when: 'before', status: 403, code: 'AccessDenied' });
    expect(await world.keys.inspector.status(subject)).toMatchObject({ known: false });
    expect(await world.keys.inspector.lastUse(subject)).toMatchObject({ known: false });
  });

  test('the key of a root user is not found', async () => {
    await world.aws.addRootKey(subject.accountId, { id: 'AKIAROOT', status: 'Active', createdAt: subject.createdAt });
    expect(await world.keys.inspector.find('AKIAROOT', subject.accountId)).toEqual({ known: true, value: 'absent' });
  });

  test('a key is found with its user in its own account, and in no other', async () => {
    expect(await world.keys.inspector.find(subject.keyId, subject.accountId)).toEqual({
      known: true,
      value: {
        userName: subject.userName,
        userId: subject.userId,
        status: 'Active',
        createdAt: subject.createdAt,
        tags: { owner: 'maria' },
      },
    });
    expect(await world.keys.inspector.find(subject.keyId, '318204477195')).toEqual({ known: true, value: 'absent' });
  });

  test('an account that cannot be entered is unknown', async () => {
    expect(await world.keys.inspector.status({ ...subject, accountId: '999999999999' })).toMatchObject({
      known: false,
    });
  });
}
