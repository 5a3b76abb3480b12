import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { GetUserCommand } from '@aws-sdk/client-iam';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { changeFromRecord, keysIn } from '../../../lambda/adapters/keys';
import { membersOf } from '../../../lambda/adapters/keys/members';
import type { Subject } from '../../../lambda/core/entries';
import { Unavailable } from '../../../lambda/core/errors';
import { after } from '../../../lambda/core/time';
import { awsModel } from '../../../rehearsal/iam/model';
import { startAws } from '../../../rehearsal/iam/server';
import { openSessions } from '../../../rehearsal/iam/sessions';

const roles = { inspect: 'ks-inspect', deactivate: 'ks-deactivate', restore: 'ks-restore', delete: 'ks-delete' };
const members = { roles, externalId: 'minato', partition: 'aws' };
const start = '2026-03-03T01:00:00.000Z';
const accountId = '408173952614';
const subject: Subject = {
  ...{ keyId: 'AKIAV6CIQHZTHY4JYCFU', accountId, accountName: 'prod' },
  ...{ userName: 'batch', userId: 'AIDABATCH', createdAt: start },
};
const credentials = { accessKeyId: 'ASIAHUB', secretAccessKey: 'rehearsal' };
const hub = { keyId: 'ASIAHUB', accountId: '111111111111', arn: 'arn:aws:sts::111111111111:assumed-role/hub/x' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closing.splice(0)) await close();
});

async function world(config: { members: typeof members }) {
  const now = { at: start };
  const aws = awsModel({ now: () => now.at, partition: config.members.partition });
  const key = { id: subject.keyId, status: 'Active', createdAt: start } as const;
  aws.addUser(accountId, { name: 'batch', userId: 'AIDABATCH', createdAt: start, tags: {}, keys: [key] });
  const server = await startAws({ aws, hub, sessions: openSessions(config) });
  closing.push(() => server.stop());
  return { now, aws, reach: { config, clock: { now: () => now.at }, endpoint: server.endpoint, credentials } };
}

/** AWS on a bad day: it answers what the listener answers, and else nothing. */
async function silent(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reach = { config: { members }, clock: { now: () => start }, endpoint, credentials };
  return keysIn({ ...reach, patience: { read: 60, change: 60 } });
}

const session = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA1</AccessKeyId>
  <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${after(start, 3600)}</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>`;

describe('when AWS does not answer', () => {
  test('a read is unknown after a while', async () => {
    const { inspector } = await silent(() => undefined);
    expect(await inspector.status(subject)).toMatchObject({ known: false });
  });

  test('a role that cannot be assumed may be assumed later', async () => {
    const { restorer } = await silent(() => undefined);
    await expect(restorer.restore(subject)).rejects.toThrow(Unavailable);
  });

  test('a change is given up, called once only, and may have taken effect', async () => {
    const asked: string[] = [];
    // Its time is up when the change has arrived: how fast this machine is does not matter.
    const up = new AbortController();
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(up.signal);
    const { restorer } = await silent((request, response) => {
      void text(request).then((body) => {
        const operation = /Action=(\w+)/.exec(body)?.[1] ?? '';
        asked.push(operation);
        if (operation === 'AssumeRole') response.end(session);
        else up.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
      });
    });
    await expect(restorer.restore(subject)).rejects.toThrow(
      /Whether AKIAV6CIQHZTHY4JYCFU was switched on is not known/,
    );
    expect(asked).toEqual(['AssumeRole', 'UpdateAccessKey']);
    expect(timeout.mock.calls).toEqual([[60]]);
  });

  test('no call by itself waits without end', async () => {
    const { reach } = await world({ members });
    const { iam } = await membersOf(reach).as('inspect', accountId, AbortSignal.timeout(60_000));
    await iam.client.send(new GetUserCommand({ UserName: 'batch' }));
    const { requestHandler } = iam.client.config;
    const { connectionTimeout, requestTimeout, throwOnRequestTimeout } =
      requestHandler instanceof NodeHttpHandler ? requestHandler.httpHandlerConfigs() : {};
    expect(connectionTimeout).toBeLessThanOrEqual(10_000);
    expect(requestTimeout).toBeLessThanOrEqual(10_000);
    expect(throwOnRequestTimeout).toBe(true);
  });
});

test.each([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
])(
  'in the partition %s, calls of global services and changes by others are looked up in %s',
  async (partition, home) => {
    const { now, aws, reach } = await world({ members: { ...members, partition } });
    const { inspector, deactivator } = keysIn(reach);
    const use = { service: 'iam', action: 'ListUsers', region: home, sourceIp: '10.2.3.4', userAgent: 'cron' };
    aws.useKey(subject.keyId, use);
    now.at = after(now.at, 901);
    // Its last use is in another region than the first.
    aws.useKey(subject.keyId, { ...use, region: 'eu-west-1', action: 'ListBuckets', service: 's3' });
    expect(await deactivator.deactivate(subject, after(now.at, 60))).toBe('done');
    aws.updateKey(accountId, 'batch', subject.keyId, 'Active', {
      ...use,
      arn: `arn:${partition}:iam::${accountId}:user/ci`,
    });
    now.at = after(now.at, 3600);
    const callers = await inspector.callers(subject, start);
    expect(callers.known && callers.value.map(({ action }) => action)).toEqual(['s3:ListBuckets', 'iam:ListUsers']);
    const changes = await inspector.changesByOthers(subject, start);
    expect(changes.known && changes.value.map(({ to }) => to)).toEqual(['Active']);
  },
);

test('roles may have a path', async () => {
  const pathed = { ...roles, inspect: 'team/ks-inspect', deactivate: 'team/ks-deactivate' };
  const { now, reach } = await world({ members: { ...members, roles: pathed } });
  const { inspector, deactivator } = keysIn(reach);
  expect(await deactivator.deactivate(subject, after(now.at, 60))).toBe('done');
  now.at = after(now.at, 3600);
  expect(await inspector.changesByOthers(subject, start)).toEqual({ known: true, value: [] });
});

describe('whose change it was', () => {
  const by = (arn: string | undefined, recipientAccountId = accountId) =>
    changeFromRecord(
      {
        ...{ eventID: 'e-1', eventTime: '2026-03-03T01:00:00Z', eventName: 'UpdateAccessKey', awsRegion: 'us-east-1' },
        ...{ eventSource: 'iam.amazonaws.com', userIdentity: { arn, type: 'AssumedRole' }, recipientAccountId },
        requestParameters: { userName: 'batch', accessKeyId: subject.keyId, status: 'Inactive' },
      },
      { members },
    )?.change.by;

  test('a session of our role in the account of the key is ours', () => {
    expect(by(`arn:aws:sts::${accountId}:assumed-role/ks-deactivate/keysunset`)).toBeUndefined();
  });

  test.each([
    'arn:aws:sts::999999999999:assumed-role/ks-deactivate/keysunset',
    `arn:aws-cn:sts::${accountId}:assumed-role/ks-deactivate/keysunset`,
    `arn:aws:sts::${accountId}:assumed-role/ks-deactivate-2/keysunset`,
    `arn:aws:sts::${accountId}:assumed-role/Admin/:assumed-role/ks-deactivate/x`,
    `arn:aws:iam::${accountId}:user/assumed-role/ks-deactivate/x`,
  ])('%s is somebody else', (arn) => expect(by(arn)).toBe(arn));

  test('a record without a name is somebody else’s', () => expect(by(undefined)).toBe('AssumedRole'));
});
