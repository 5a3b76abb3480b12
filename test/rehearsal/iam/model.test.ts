import { after } from '../../../lambda/core/time';
import { awsModel } from '../../../rehearsal/iam/model';

const start = '2026-03-03T01:00:00.000Z';
const accountId = '408173952614';
const use = { service: 's3', action: 'ListBuckets', region: 'us-east-1', sourceIp: '10.2.3.4', userAgent: 'cron' };
const by = { arn: `arn:aws:iam::${accountId}:user/ci`, sourceIp: '10.8.0.12', userAgent: 'Terraform' };
const active = (id: string) => ({ id, status: 'Active', createdAt: start }) as const;

function world(options: { lastUsedLag?: number } = {}) {
  const now = { at: start };
  const aws = awsModel({ now: () => now.at, ...options });
  aws.addUser(accountId, { name: 'batch', userId: 'AIDABATCH', createdAt: start, tags: {}, keys: [active('AKIA1')] });
  const lastUse = () => {
    const held = aws.holder('AKIA1');
    return held && aws.lastUseOf(held.key)?.at;
  };
  return { now, aws, lastUse };
}

test('a key that is always in use shows its newest use that is old enough', () => {
  const { now, aws, lastUse } = world({ lastUsedLag: 4 * 3600 });
  for (let minute = 0; minute <= 600; minute++) {
    now.at = after(start, minute * 60);
    aws.useKey('AKIA1', use);
  }
  expect(lastUse()).toBe('2026-03-03T07:00:00.000Z');
});

test('a use that is too fresh to be shown does not hide the one before it', () => {
  const { now, aws, lastUse } = world({ lastUsedLag: 3600 });
  aws.useKey('AKIA1', use);
  now.at = after(start, 5 * 3600);
  aws.useKey('AKIA1', use);
  expect(lastUse()).toBe(start);
  now.at = after(now.at, 3600);
  expect(lastUse()).toBe(after(start, 5 * 3600));
});

test('a key is its user’s under every name, and nobody’s once it is deleted', () => {
  const { aws } = world();
  aws.renameUser(accountId, 'batch', 'renamed');
  expect(aws.holder('AKIA1')?.user.name).toBe('renamed');
  aws.createKey(accountId, 'renamed', 'AKIA2', by);
  expect(aws.holder('AKIA2')?.user.userId).toBe('AIDABATCH');
  aws.deleteKey(accountId, 'renamed', 'AKIA1', by);
  expect(aws.holder('AKIA1')).toBeUndefined();
  expect(() => aws.useKey('AKIA1', use)).toThrow('security token');
});

test('a key with another user’s name is not found', () => {
  const { aws } = world();
  aws.addUser(accountId, { name: 'other', userId: 'AIDAOTHER', createdAt: start, tags: {}, keys: [] });
  expect(() => aws.updateKey(accountId, 'other', 'AKIA1', 'Inactive', by)).toThrow('AKIA1 cannot be found');
  expect(() => aws.deleteKey(accountId, 'other', 'AKIA1', by)).toThrow('AKIA1 cannot be found');
});

test('no two users of an account have the same name', () => {
  const { aws } = world();
  const other = { name: 'other', userId: 'AIDAOTHER', createdAt: start, tags: {}, keys: [] };
  aws.addUser(accountId, other);
  expect(() => aws.addUser(accountId, other)).toThrow('already exists');
  expect(() => aws.renameUser(accountId, 'other', 'batch')).toThrow('already exists');
});

test('no two keys have the same id', () => {
  const { aws } = world();
  expect(() => aws.addKey(accountId, 'batch', active('AKIA1'))).toThrow('there already');
});
