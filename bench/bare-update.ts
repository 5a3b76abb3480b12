import { IAMClient, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { exampleConfig, exampleHub } from '../lib/example-config';
import { virtualClock } from '../rehearsal/clock';
import { chargingHandler } from '../rehearsal/http';
import { awsModel } from '../rehearsal/iam/model';
import { startAws } from '../rehearsal/iam/server';
import { openSessions } from '../rehearsal/iam/sessions';

const keyId = 'AKIAIOSFODNN7EXAMPLE';
const userName = 'measured';

/** Virtual milliseconds of the one call that switches a key on: with the role that has to be assumed first, and without. */
export async function bareUpdate(): Promise<{ cold: number; warm: number }> {
  const clock = virtualClock('2026-03-03T01:00:00.000Z');
  const aws = awsModel({ now: clock.now });
  const [account] = exampleConfig.accounts;
  const accountId = account?.id ?? '';
  const createdAt = '2021-01-01T00:00:00.000Z';
  const keys = [{ id: keyId, status: 'Inactive' as const, createdAt }];
  aws.addUser(accountId, { name: userName, userId: 'AIDAMEASURED', createdAt, tags: {}, keys });
  const hub = {
    keyId: 'ASIAHUB',
    accountId: exampleHub.account,
    arn: `arn:aws:iam::${exampleHub.account}:role/measured`,
  };
  const server = await startAws({ aws, hub, sessions: openSessions(exampleConfig), asOf: clock.asOf });
  const requestHandler = chargingHandler(clock);
  const shared = { endpoint: server.endpoint, region: 'us-east-1', requestHandler };
  const sts = new STSClient({ ...shared, credentials: { accessKeyId: hub.keyId, secretAccessKey: 'measured' } });
  const { roles, externalId, partition } = exampleConfig.members;
  const assume = async (): Promise<IAMClient> => {
    const RoleArn = `arn:${partition}:iam::${accountId}:role/${roles.restore}`;
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'measured', ExternalId: externalId }),
    );
    const {
      AccessKeyId: accessKeyId = '',
      SecretAccessKey: secretAccessKey = '',
      SessionToken = '',
    } = Credentials ?? {};
    return new IAMClient({ ...shared, credentials: { accessKeyId, secretAccessKey, sessionToken: SessionToken } });
  };
  const update = (iam: IAMClient) =>
    iam.send(new UpdateAccessKeyCommand({ UserName: userName, AccessKeyId: keyId, Status: 'Active' }));
  const taken = async (run: () => Promise<unknown>): Promise<number> => {
    const ran = await clock.invocation(run);
    if ('error' in ran) throw ran.error;
    return ran.elapsedMs;
  };
  try {
    const cold = await taken(async () => update(await assume()));
    const iam = await assume();
    return { cold, warm: await taken(() => update(iam)) };
  } finally {
    requestHandler.destroy();
    await server.stop();
  }
}
