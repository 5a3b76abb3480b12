import {
  CreateAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
  paginateListUsers,
  TagUserCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, GetAccessKeyInfoCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { after } from '../../../lambda/core/time';
import { awsModel } from '../../../rehearsal/iam/model';
import type { Aws } from '../../../rehearsal/iam/model';
import { startAws } from '../../../rehearsal/iam/server';
import type { AwsServer, Fault } from '../../../rehearsal/iam/server';
import { openSessions } from '../../../rehearsal/iam/sessions';

const accountId = '408173952614';
const start = '2026-03-03T01:00:00.000Z';
const roles = { inspect: 'ks-inspect', deactivate: 'ks-deactivate', restore: 'ks-restore', delete: 'ks-delete' };
const members = { roles, externalId: 'minato', partition: 'aws' };
const hub = { keyId: 'ASIAHUB', accountId: '111111111111', arn: 'arn:aws:sts::111111111111:assumed-role/hub/x' };
const keyId = 'AKIAV6CIQHZTHY4JYCFU';
const use = { service: 's3', action: 'ListBuckets', region: 'us-east-1', sourceIp: '10.2.3.4', userAgent: 'cron' };

let now: string;
let fault: Fault | undefined;
let aws: Aws;
let server: AwsServer;

beforeEach(async () => {
  now = start;
  fault = undefined;
  aws = awsModel({ now: () => now });
  const key = { id: keyId, status: 'Active', createdAt: start } as const;
  aws.addUser(accountId, { name: 'batch', userId: 'AIDABATCH', createdAt: start, tags: {}, keys: [key] });
  server = await startAws({ aws, hub, sessions: openSessions({ members }), fault: () => fault });
});
afterEach(() => server.stop());

const client = (accessKeyId: string) => ({
  ...{ endpoint: server.endpoint, region: 'us-east-1', maxAttempts: 1 },
  credentials: { accessKeyId, secretAccessKey: 'rehearsal' },
});
const iam = (signer = keyId) => new IAMClient(client(signer));
const sts = (signer = hub.keyId) => new STSClient(client(signer));
const later = (seconds: number) => void (now = after(now, seconds));
const inspect = { RoleArn: `arn:aws:iam::${accountId}:role/ks-inspect`, RoleSessionName: 'test', ExternalId: 'minato' };

describe('keys', () => {
  test('a user has two at most, each with its account in the id', async () => {
    const create = () => iam().send(new CreateAccessKeyCommand({ UserName: 'batch' }));
    const { AccessKey } = await create();
    expect(await sts().send(new GetAccessKeyInfoCommand({ AccessKeyId: AccessKey?.AccessKeyId }))).toMatchObject({
      Account: accountId,
    });
    expect(AccessKey?.AccessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    await expect(create()).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  test('a key that is off is refused, and leaves no record and no use', async () => {
    const identity = () => sts(keyId).send(new GetCallerIdentityCommand({}));
    expect(await identity()).toMatchObject({ Arn: `arn:aws:iam::${accountId}:user/batch` });
    later(3600);
    aws.updateKey(accountId, 'batch', keyId, 'Inactive', { ...use, arn: 'arn:aws:iam::408173952614:user/ci' });
    await expect(identity()).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      $metadata: { httpStatusCode: 403 },
    });
    later(3600);
    const reader = await assumed();
    const { Events } = await new CloudTrailClient(client(reader)).send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'AccessKeyId', AttributeValue: keyId }] }),
    );
    expect(Events?.map(({ EventName, EventTime }) => [EventName, EventTime])).toEqual([
      ['GetCallerIdentity', new Date(start)],
    ]);
    expect(await lastUsed(reader)).toEqual(new Date(start));
  });

  test('of the uses within 15 minutes only the first is told', async () => {
    const reader = await assumed();
    aws.useKey(keyId, use);
    later(14 * 60);
    aws.useKey(keyId, use);
    expect(await lastUsed(reader)).toEqual(new Date(start));
    later(60);
    aws.useKey(keyId, use);
    expect(await lastUsed(reader)).toEqual(new Date('2026-03-03T01:15:00.000Z'));
  });

  test('without a user’s name, a user’s own keys are meant, and a session has none', async () => {
    expect((await iam().send(new ListAccessKeysCommand({}))).AccessKeyMetadata).toHaveLength(1);
    const off = new UpdateAccessKeyCommand({ AccessKeyId: keyId, Status: 'Inactive' });
    await expect(iam(await assumed()).send(off)).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });
});

test('tags of a user are set as they are given', async () => {
  const Tags = [
    { Key: 'owner', Value: 'maria' },
    { Key: 'empty', Value: '' },
  ];
  await iam().send(new TagUserCommand({ UserName: 'batch', Tags }));
  expect(aws.user(accountId, 'batch').tags).toEqual({ owner: 'maria', empty: '' });
});

test('users come in pages of 100, whatever is asked for', async () => {
  for (let n = 0; n < 230; n++) {
    aws.addUser(accountId, { name: `u-${n}`, userId: `AIDA${n}`, createdAt: start, tags: {}, keys: [] });
  }
  const sizes: (number | undefined)[] = [];
  for await (const { Users } of paginateListUsers({ client: iam(), pageSize: 1000 }, {})) sizes.push(Users?.length);
  expect(sizes).toEqual([100, 100, 31]);
});

describe('sessions', () => {
  test.each([
    ['without the external id', { ...inspect, ExternalId: undefined }],
    ['with another external id', { ...inspect, ExternalId: 'other' }],
    ['of an unknown role', { ...inspect, RoleArn: `arn:aws:iam::${accountId}:role/Admin` }],
    ['in an unknown account', { ...inspect, RoleArn: 'arn:aws:iam::999999999999:role/ks-inspect' }],
    ['in another partition', { ...inspect, RoleArn: `arn:aws-cn:iam::${accountId}:role/ks-inspect` }],
  ])('%s none is opened', async (_, asked) => {
    await expect(sts().send(new AssumeRoleCommand(asked))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('one lasts an hour, and its key still tells its account afterwards', async () => {
    const session = await assumed();
    later(3599);
    expect(await sts(session).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: `arn:aws:sts::${accountId}:assumed-role/ks-inspect/test`,
    });
    later(1);
    await expect(sts(session).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'ExpiredToken' });
    expect(await sts().send(new GetAccessKeyInfoCommand({ AccessKeyId: session }))).toMatchObject({
      Account: accountId,
    });
  });
});

describe('a fault that is asked for', () => {
  const switchOff = () =>
    iam().send(new UpdateAccessKeyCommand({ UserName: 'batch', AccessKeyId: keyId, Status: 'Inactive' }));

  test('before the call: it has no effect', async () => {
    fault = { when: 'before', status: 503, code: 'ServiceUnavailable' };
    await expect(switchOff()).rejects.toMatchObject({ name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } });
    expect(aws.holder(keyId)?.key.status).toBe('Active');
    expect(server.log).toMatchObject([{ operation: 'UpdateAccessKey', result: 'ServiceUnavailable' }]);
  });

  test('after the call: only the answer is lost', async () => {
    fault = { when: 'after', status: 503, code: 'ServiceUnavailable' };
    await expect(switchOff()).rejects.toMatchObject({ name: 'ServiceUnavailable' });
    expect(aws.holder(keyId)?.key.status).toBe('Inactive');
    expect(server.log).toMatchObject([{ accountId, operation: 'UpdateAccessKey', result: 'ServiceUnavailable' }]);
  });
});

async function assumed(): Promise<string> {
  const { Credentials } = await sts().send(new AssumeRoleCommand(inspect));
  return Credentials?.AccessKeyId ?? '';
}

async function lastUsed(signer: string): Promise<Date | undefined> {
  const { AccessKeyLastUsed } = await iam(signer).send(new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId }));
  return AccessKeyLastUsed?.LastUsedDate;
}
