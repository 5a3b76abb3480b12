import { GenerateCredentialReportCommand, GetCredentialReportCommand, IAMClient } from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import { after } from '../../../lambda/core/time';
import { awsModel } from '../../../rehearsal/iam/model';
import type { Aws } from '../../../rehearsal/iam/model';
import { startAws } from '../../../rehearsal/iam/server';
import type { AwsServer } from '../../../rehearsal/iam/server';
import { openSessions } from '../../../rehearsal/iam/sessions';

const accountId = '408173952614';
const start = '2026-03-03T01:00:00.000Z';
const roles = { inspect: 'ks-inspect', deactivate: 'ks-deactivate', restore: 'ks-restore', delete: 'ks-delete' };
const members = { roles, externalId: 'minato', partition: 'aws' };
const hub = { keyId: 'ASIAHUB', accountId, arn: `arn:aws:sts::${accountId}:assumed-role/hub/x` };
const keyId = 'AKIAV6CIQHZTHY4JYCFU';
const use = { service: 's3', action: 'ListBuckets', region: 'us-east-1', sourceIp: '10.2.3.4', userAgent: 'cron' };

let now: string;
let aws: Aws;
let server: AwsServer;

beforeEach(async () => {
  now = start;
  aws = awsModel({ now: () => now });
  const key = { id: keyId, status: 'Active', createdAt: start } as const;
  aws.addUser(accountId, { name: 'batch', userId: 'AIDABATCH', createdAt: start, tags: {}, keys: [key] });
  server = await startAws({ aws, hub, sessions: openSessions({ members }) });
});
afterEach(() => server.stop());

const iam = (signer = hub.keyId) =>
  new IAMClient({
    ...{ endpoint: server.endpoint, region: 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: signer, secretAccessKey: 'rehearsal' },
  });
const later = (seconds: number) => void (now = after(now, seconds));
const generate = async () => (await iam().send(new GenerateCredentialReportCommand({}))).State;
const read = () => iam().send(new GetCredentialReportCommand({}));

test('a credential report is asked for, made, and kept for four hours', async () => {
  await expect(read()).rejects.toMatchObject({ name: 'CredentialReportNotPresentException' });
  expect(await generate()).toBe('STARTED');
  expect(await generate()).toBe('INPROGRESS');
  await expect(read()).rejects.toMatchObject({ name: 'CredentialReportNotReadyException' });
  later(10);
  expect(await generate()).toBe('COMPLETE');
  expect((await read()).GeneratedTime).toEqual(new Date(now));
  later(4 * 3600 - 1);
  expect(await generate()).toBe('COMPLETE');
  later(1);
  await expect(read()).rejects.toMatchObject({ name: 'CredentialReportExpiredException' });
  expect(await generate()).toBe('STARTED');
});

test('it shows the root user and each user with keys, as they were when it was asked for', async () => {
  aws.useKey(keyId, use);
  await generate();
  aws.updateKey(accountId, 'batch', keyId, 'Inactive', { ...use, arn: 'arn:aws:iam::408173952614:user/ci' });
  aws.addRootKey(accountId, { id: 'AKIAROOT', status: 'Active', createdAt: start });
  later(10);
  const { Content = [] } = await iam('AKIAROOT').send(new GetCredentialReportCommand({}));
  const rows: Record<string, string>[] = parse(Buffer.from(Content).toString(), { columns: true });
  expect(rows).toMatchObject([
    { user: '<root_account>', arn: `arn:aws:iam::${accountId}:root`, access_key_1_active: 'false' },
    {
      ...{ user: 'batch', access_key_1_active: 'true', access_key_2_active: 'false' },
      ...{ access_key_1_last_used_date: '2026-03-03T01:00:00+00:00', access_key_1_last_used_service: 's3' },
    },
  ]);
});
