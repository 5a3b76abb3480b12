import { after } from '../../lambda/core/time';
import { fill, subject, terraform } from './keys-world';
import type { TrailWorld } from './keys-world';

/** What is told of uses of a key, and of changes by others. */
export function keysTrailContract(open: () => Promise<TrailWorld>): void {
  let world: TrailWorld;
  beforeEach(async () => {
    world = await open();
    await fill(world);
  });
  afterEach(() => world.close());

  const soon = () => after(world.now.at, 60);

  test('the last use is told, and who called', async () => {
    expect(await world.keys.inspector.lastUse(subject)).toEqual({ known: true, value: 'never' });
    const use = {
      service: 's3',
      action: 'ListBuckets',
      region: 'ap-northeast-1',
      sourceIp: '10.2.3.4',
      userAgent: 'cron',
    };
    const usedAt = world.now.at;
    world.aws.useKey(subject.keyId, use);
    world.aws.useKey(subject.keyId, use);
    world.now.at = after(world.now.at, 3600);
    expect(await world.keys.inspector.lastUse(subject)).toEqual({
      known: true,
      value: { at: usedAt, service: 's3', region: 'ap-northeast-1' },
    });
    expect(await world.keys.inspector.callers(subject, after(world.now.at, -86_400))).toMatchObject({
      known: true,
      value: [{ sourceIp: '10.2.3.4', userAgent: 'cron', action: 's3:ListBuckets', calls: 2, failed: 0 }],
    });
  });

  test('a key that is off cannot be used, and leaves no trace', async () => {
    await world.keys.deactivator.deactivate(subject, soon());
    const use = { service: 's3', action: 'ListBuckets', region: 'us-east-1', sourceIp: '10.2.3.4', userAgent: 'cron' };
    expect(() => world.aws.useKey(subject.keyId, use)).toThrow('security token');
    world.now.at = after(world.now.at, 3600);
    expect(await world.keys.inspector.callers(subject, after(world.now.at, -86_400))).toEqual({
      known: true,
      value: [],
    });
  });

  test('changes by others are told apart from our own', async () => {
    const since = after(world.now.at, -60);
    await world.keys.deactivator.deactivate(subject, soon());
    world.now.at = after(world.now.at, 60);
    world.aws.updateKey(subject.accountId, subject.userName, subject.keyId, 'Active', terraform);
    world.now.at = after(world.now.at, 3600);
    expect(await world.keys.inspector.changesByOthers(subject, since)).toMatchObject({
      known: true,
      value: [{ to: 'Active', by: terraform.arn, sourceIp: '10.8.0.12', userAgent: 'Terraform' }],
    });
  });

  test('a change counts that was made in the very second from which on changes are asked for', async () => {
    world.now.at = after(world.now.at, 0.7);
    const since = after(world.now.at, -0.4);
    world.aws.updateKey(subject.accountId, subject.userName, subject.keyId, 'Inactive', terraform);
    world.now.at = after(world.now.at, 3600);
    expect(await world.keys.inspector.changesByOthers(subject, since)).toMatchObject({
      known: true,
      value: [{ to: 'Inactive', at: '2026-03-03T01:00:00.000Z' }],
    });
  });

  test('changes by others come oldest first; of one second, a deactivation last', async () => {
    const since = world.now.at;
    const toggle = (to: 'Active' | 'Inactive') =>
      world.aws.updateKey(subject.accountId, subject.userName, subject.keyId, to, terraform);
    toggle('Inactive');
    toggle('Active');
    world.now.at = after(world.now.at, 60);
    toggle('Active');
    world.now.at = after(world.now.at, 3600);
    const changes = await world.keys.inspector.changesByOthers(subject, since);
    expect(changes.known && changes.value.map(({ to }) => to)).toEqual(['Active', 'Inactive', 'Active']);
  });

  test('changes by others are found for all keys of an account, and for no other account', async () => {
    const { aws, keys, now } = world;
    const since = now.at;
    const of = (accountId: string, userName: string, keyId: string) => ({ accountId, userName, keyId });
    const neighbour = of(subject.accountId, 'user-1', 'AKIAIOSFODNN7EXAMPLE');
    const elsewhere = of('318204477195', 'user-1', 'AKIAI44QH8DHBEXAMPLE');
    for (const { accountId, userName, keyId } of [neighbour, elsewhere]) {
      const user = { name: userName, userId: `AIDA${keyId}`, createdAt: subject.createdAt, tags: {} };
      if (accountId !== subject.accountId) aws.addUser(accountId, { ...user, keys: [] });
      aws.addKey(accountId, userName, { id: keyId, status: 'Active', createdAt: subject.createdAt });
      aws.updateKey(accountId, userName, keyId, 'Inactive', terraform);
    }
    await keys.deactivator.deactivate(subject, soon());
    aws.updateKey(subject.accountId, subject.userName, subject.keyId, 'Active', terraform);
    aws.deleteKey(neighbour.accountId, neighbour.userName, neighbour.keyId, terraform);
    now.at = after(now.at, 3600);
    const heard = await keys.inspector.changesInAccount(subject.accountId, since);
    expect(heard.known && heard.value.map(({ keyId, change }) => [keyId, change.to, change.by]).sort()).toEqual([
      [neighbour.keyId, 'Deleted', terraform.arn],
      [neighbour.keyId, 'Inactive', terraform.arn],
      [subject.keyId, 'Active', terraform.arn],
    ]);
  });

  test('where an account cannot be read, or has more changes than are read, they are unknown', async () => {
    const since = world.now.at;
    const toggle = () => world.aws.updateKey(subject.accountId, subject.userName, subject.keyId, 'Active', terraform);
    for (let n = 0; n < 501; n++) toggle();
    world.now.at = after(world.now.at, 3600);
    const changesSince = (from: string) => world.keys.inspector.changesInAccount(subject.accountId, from);
    expect(await changesSince(since)).toMatchObject({ known: false });
    expect(await changesSince(world.now.at)).toEqual({ known: true, value: [] });
    await world.breakCalls('LookupEvents', { when: 'before', status: 500, code: 'InternalFailure' });
    expect(await changesSince(world.now.at)).toMatchObject({ known: false });
  });

  test('where CloudTrail has more records than are read, the changes by others are unknown', async () => {
    const since = world.now.at;
    const toggle = () => world.aws.updateKey(subject.accountId, subject.userName, subject.keyId, 'Active', terraform);
    for (let n = 0; n < 500; n++) toggle();
    world.now.at = after(world.now.at, 3600);
    const all = await world.keys.inspector.changesByOthers(subject, since);
    expect(all.known && all.value).toHaveLength(500);
    toggle();
    world.now.at = after(world.now.at, 3600);
    expect(await world.keys.inspector.changesByOthers(subject, since)).toMatchObject({ known: false });
  });

  test('a call that was refused counts among the calls that failed', async () => {
    const use = { service: 's3', action: 'ListBuckets', region: 'us-east-1', sourceIp: '10.2.3.4', userAgent: 'cron' };
    world.aws.useKey(subject.keyId, use);
    world.aws.useKey(subject.keyId, { ...use, errorCode: 'AccessDenied' });
    world.now.at = after(world.now.at, 3600);
    expect(await world.keys.inspector.callers(subject, after(world.now.at, -86_400))).toMatchObject({
      known: true,
      value: [{ calls: 2, failed: 1 }],
    });
  });
}
