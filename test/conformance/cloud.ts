import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Door } from '../../cli/door';
import { dynamoLedger } from '../../lambda/adapters/ledger/table';
import type { LedgerPorts } from '../../lambda/adapters/ledger/table';
import { fold } from '../../lambda/core/evolve';
import type { Retirement } from '../../lambda/core/retirement';
import { toInstant } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { FunctionName } from '../../lib/rights';
import { slackPeople } from '../../rehearsal/company';
import { deliveries } from '../../rehearsal/slack/deliveries';
import type { Deliveries } from '../../rehearsal/slack/deliveries';
import { slackModel } from '../../rehearsal/slack/model';
import type { SlackModel } from '../../rehearsal/slack/model';
import { startSlack } from '../../rehearsal/slack/server';
import { hub } from './config';
import { deploy } from './deploy';
import { operatorDoorOf, slackDoorOf } from './doors';
import { startMoto } from './moto';
import type { Moto } from './moto';
import { timeIn } from './time';
import type { Time } from './time';

/** Keysunset as it is deployed, on an AWS that nobody here wrote. */
export interface Cloud extends Time {
  moto: Moto;
  slack: SlackModel;
  slackSends: Deliveries;
  operator: Door;
  ledger: LedgerPorts;
  sfn: SFNClient;
  lambda: LambdaClient;
  iam(accountId: string): Promise<IAMClient>;
  /** Calls a deployed function and waits for it; throws where it fails. */
  invoke(name: FunctionName, event: object): Promise<unknown>;
  retirementOf(keyId: string): Promise<Retirement | undefined>;
  close(): Promise<void>;
}

const TOKEN = 'xoxb-conformance';
const SIGNING_SECRET = '636f6e666f726d616e6365636f6e666f';

export const stateMachineArn = `arn:aws:states:${hub.region}:${hub.account}:stateMachine:keysunset-retirement`;

/** moto, Slack's fake, and the stacks deployed; then what people do by hand: Slack's secrets put in. */
export async function openCloud(): Promise<Cloud> {
  const clock = { leapt: 0 };
  const now = (): Instant => toInstant(Date.now() + clock.leapt * 1000);
  const slack = slackModel({ now });
  const { users, channels } = slackPeople();
  users.forEach(slack.addUser);
  channels.forEach(slack.addChannel);
  const slackServer = await startSlack({ model: slack, token: TOKEN });
  const moto = await startMoto({
    deploys: true,
    slack: slackServer.endpoint.replace(/api\/$/, ''),
    notRepeated: ['keysunset-slack-views', 'keysunset-slack-enqueue'],
  });
  const closings: (() => unknown)[] = [() => slackServer.stop(), () => moto.stop()];
  const close = async (): Promise<void> => {
    for (const closing of closings.splice(0).reverse()) await closing();
  };
  try {
    await deploy(moto);
    const reach = { endpoint: moto.endpoint, region: hub.region, credentials: await moto.in(hub.account) };
    const secrets = new SecretsManagerClient(reach);
    const put = (SecretId: string, SecretString: string) =>
      secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
    await put('keysunset/slack-token', TOKEN);
    await put('keysunset/slack-signing-secret', SIGNING_SECRET);

    const [lambda, sfn, dynamo] = [new LambdaClient(reach), new SFNClient(reach), new DynamoDBClient(reach)];
    const iams = new Map<string, IAMClient>();
    closings.push(() => [secrets, lambda, sfn, dynamo, ...iams.values()].forEach((client) => client.destroy()));
    const ledger = dynamoLedger({ client: DynamoDBDocumentClient.from(dynamo), table: 'keysunset-ledger' });
    const invoke = (name: FunctionName, event: object) => invokeOver(lambda, name, event);
    return {
      ...{ moto, slack, ledger, sfn, lambda, invoke, close },
      ...timeIn(moto, clock),
      slackSends: deliveries(slack, { signingSecret: SIGNING_SECRET, now, door: slackDoorOf(invoke) }),
      operator: operatorDoorOf(invoke, () => new Date(now())),
      async iam(accountId) {
        const credentials = await moto.in(accountId);
        const iam = iams.get(accountId) ?? new IAMClient({ ...reach, region: 'us-east-1', credentials });
        iams.set(accountId, iam);
        return iam;
      },
      retirementOf: async (keyId) => fold(await ledger.ledger.read(keyId)),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function invokeOver(lambda: LambdaClient, name: FunctionName, event: object): Promise<unknown> {
  const Payload = Buffer.from(JSON.stringify(event));
  const answer = await lambda.send(new InvokeCommand({ FunctionName: `keysunset-${name}`, Payload }));
  const text = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError) throw new Error(`${name} failed: ${text}`);
  return JSON.parse(text) as unknown;
}
