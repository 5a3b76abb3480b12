import { randomUUID } from 'node:crypto';
import { setTimeout as elapsed } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { mayPass, saying } from './adapters/faults';
import { lambdaInvoker } from './adapters/invoke';
import { doctorOver } from './adapters/invoke-doctor';
import { keysIn } from './adapters/keys';
import type { Keys } from './adapters/keys';
import { memberSetup } from './adapters/keys/member-setup';
import { observed } from './adapters/ledger/observed';
import { dynamoLedger } from './adapters/ledger/table';
import type { LedgerPorts } from './adapters/ledger/table';
import { structuredLog } from './adapters/log';
import { embeddedMetrics } from './adapters/metrics';
import { messengerOver, slackMessenger } from './adapters/slack';
import { slackCaller } from './adapters/slack-call';
import type { SlackOptions } from './adapters/slack-call';
import { doorProbe } from './adapters/slack-probe';
import { setupOver } from './adapters/slack-setup';
import { viewsOver } from './adapters/slack-views';
import type { impatient } from './adapters/time-limit';
import { stepFunctions, taskTokens } from './adapters/workflow';
import { parseConfig } from './config';
import type { Config } from './core/config';
import { Unavailable } from './core/errors';
import type {
  Clock,
  DoorProbe,
  Ids,
  MemberSetup,
  Messenger,
  Metrics,
  Pause,
  SlackDoctor,
  SlackSetup,
  StepInvoker,
  Views,
  Waker,
  Workflow,
} from './core/ports';
import { toInstant, toMilliseconds } from './core/time';
import { logged, tellEntry } from './logged';
import { slackSettings } from './doors/slack-settings';
import type { SlackSettings } from './doors/slack-settings';

/**
 * The one place where ports meet AWS. A handler takes only the pieces it needs, so that a bundle holds no client that its
 * role could not use; each piece is made once per sandbox.
 */

export const clock: Clock = { now: () => toInstant(Date.now()) };

export const pause: Pause = { until: (moment) => elapsed(Math.max(0, toMilliseconds(moment) - Date.now())) };

export const ids: Ids = { attempt: () => randomUUID(), retirement: () => `retirement-${randomUUID()}` };

export const metrics: Metrics = embeddedMetrics({ clock, write: (line) => process.stdout.write(line) });

const log = structuredLog();

/** A handler whose invocations are told to its log. */
export const logging = <E, A>(name: string, handle: (event: E) => Promise<A>) => {
  const run = logged(name, log, handle);
  return async (event: E, context: Context): Promise<A> => {
    log.invoked(context);
    return run(event);
  };
};

export const config = (): Config => parseConfig(setting('KEYSUNSET_CONFIG'));

/** The same for the Slack door, which must start while somebody waits. */
export const settingsOfSlack = (): SlackSettings => slackSettings(setting('KEYSUNSET_CONFIG'));

/** How AWS is called: as the SDK does by itself, unless somebody waits. */
type Manner = Partial<ReturnType<typeof impatient>>;

export function ledgerPorts(manner: Manner = {}): LedgerPorts {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(manner), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return observed(dynamoLedger({ client, table: setting('KEYSUNSET_TABLE') }), tellEntry({ log, metrics }));
}

export const setupOfMembers = (settings: Config): MemberSetup => memberSetup({ config: settings, clock });

export const hubAccount = (): string => setting('KEYSUNSET_HUB_ACCOUNT');

export const keyPorts = (settings: Config): Keys => keysIn({ config: settings, clock });

export const workflow = (): Workflow => stepFunctions(new SFNClient({}), setting('KEYSUNSET_STATE_MACHINE_ARN'));

export const waker = (manner: Manner = {}): Waker => taskTokens(new SFNClient(manner));

/** Steps that are set going asynchronously; a function that this Lambda may not invoke has no name here. */
export const stepInvoker = (manner: Manner = {}): StepInvoker =>
  lambdaInvoker(new LambdaClient(manner), {
    restore: process.env['KEYSUNSET_RESTORE_FUNCTION'],
    giveNotice: process.env['KEYSUNSET_GIVE_NOTICE_FUNCTION'],
    restoreAll: process.env['KEYSUNSET_RESTORE_ALL_FUNCTION'],
    showView: process.env['KEYSUNSET_SLACK_VIEWS_FUNCTION'],
    enqueue: process.env['KEYSUNSET_SLACK_ENQUEUE_FUNCTION'],
  });

export const messenger = (): Messenger => slackMessenger(slack());

/** The messenger, and what opens modals and publishes Home tabs: both over one client. */
export function slackViewPorts(): { messenger: Messenger; views: Views } {
  const call = slackCaller(slack());
  return { messenger: messengerOver(call), views: viewsOver(call) };
}

/** What the doctor looks at; made for each run. */
export function slackDoctorPorts(): { setup: SlackSetup; messenger: Messenger; probe: DoorProbe } {
  const call = slackCaller(slack());
  const signing = secret('KEYSUNSET_SLACK_SIGNING_SECRET');
  const probe = doorProbe({ endpoint: setting('KEYSUNSET_ENDPOINT'), signingSecret: signing, clock });
  return { setup: setupOver(call), messenger: messengerOver(call), probe };
}

export const doctor = (): SlackDoctor => doctorOver(new LambdaClient({}), setting('KEYSUNSET_SLACK_DOCTOR_FUNCTION'));

const slack = (): SlackOptions => ({ token: secret('KEYSUNSET_SLACK_TOKEN_SECRET') });

export const signingSecret = (manner: Manner = {}): (() => Promise<string>) =>
  once(secret('KEYSUNSET_SLACK_SIGNING_SECRET', manner));

/** Reads it anew at each call: the messenger asks again where Slack says that its token is stale. */
function secret(name: string, manner: Manner = {}): () => Promise<string> {
  const id = setting(name);
  const client = new SecretsManagerClient(manner);
  return async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id })).catch((error: unknown) => {
      throw mayPass(error) ? new Unavailable(`The secret ${id} could not be read: ${saying(error)}`) : error;
    });
    if (!SecretString) throw new Error(`The secret ${id} has no text. Wanted: the value from Slack. Put it there.`);
    return SecretString;
  };
}

/** Read once per sandbox; a read that failed is tried again at the next call. */
function once(read: () => Promise<string>): () => Promise<string> {
  let value: Promise<string> | undefined;
  return () =>
    (value ??= read().catch((error: unknown) => {
      value = undefined;
      throw error;
    }));
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set. Wanted: what the stack gives this function. Deploy the stack again.`);
  return value;
}
