import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { keysIn } from '../lambda/adapters/keys';
import { memberSetup } from '../lambda/adapters/keys/member-setup';
import type { Keys } from '../lambda/adapters/keys';
import { dynamoLedger } from '../lambda/adapters/ledger/table';
import type { LedgerPorts } from '../lambda/adapters/ledger/table';
import { messengerOver } from '../lambda/adapters/slack';
import { slackCaller } from '../lambda/adapters/slack-call';
import { setupOver } from '../lambda/adapters/slack-setup';
import { viewsOver } from '../lambda/adapters/slack-views';
import { stepFunctions, taskTokens } from '../lambda/adapters/workflow';
import type { HandlerName } from '../lambda/app';
import type { Config } from '../lambda/core/config';
import type { MemberSetup, Messenger, SlackSetup, Views, Waker, Workflow } from '../lambda/core/ports';
import { toMilliseconds } from '../lambda/core/time';
import type { VirtualClock } from './clock';
import { meter } from './cost/meter';
import type { Consumed } from './cost/meter';
import stack from './generated/stack.json';
import { chargingFetch, chargingHandler } from './http';
import type { TimedCall } from './http';
import { whileDown } from './iam/downs';
import type { Down } from './iam/downs';
import { fakeKeys } from './iam/fake';
import type { Aws } from './iam/model';
import { startAws } from './iam/server';
import type { LoggedCall } from './iam/server';
import { fakeMemberSetup } from './iam/fake-setup';
import type { Sessions } from './iam/sessions';
import { startDynalite } from './ledger/dynalite';
import { doorsOf } from './rights/doors';
import { callerFor, callers, functionOf, tableName } from './rights/hub';
import type { Judge } from './rights/judge';
import { ofSecret } from './rights/questions';
import { permit } from './rights/refused';
import { setupFake, slackFake, viewsFake } from './slack/fake';
import type { SlackModel } from './slack/model';
import { startSlack } from './slack/server';
import type { Engine } from './workflow/engine';
import { workflowFake } from './workflow/fake';
import { startWorkflow } from './workflow/server';

export type Transport = 'http' | 'in process';

/** What the transport makes of the ports of one function. */
export interface Connections {
  keys: Keys;
  ledger: LedgerPorts;
  workflow: Workflow;
  waker: Waker;
  messenger: Messenger;
  views: Views;
  setup: SlackSetup;
  memberSetup: MemberSetup;
}

export interface Wires {
  /** Each function comes with its own credentials, as its Lambda would; over HTTP. */
  as(name: HandlerName): Connections;
  /** As the rehearsal itself looks at it. */
  ledger: LedgerPorts;
  log: LoggedCall[];
  calls(): Record<string, Record<string, number>>;
  close(): Promise<void>;
}

export interface World {
  clock: VirtualClock;
  aws: Aws;
  slack: SlackModel;
  engine: Engine;
  config: Config;
  downs: readonly Down[];
  sessions: Sessions;
  onCall?: ((call: TimedCall) => void) | undefined;
  onConsumed?: ((consumed: Consumed & { by: HandlerName }) => void) | undefined;
  judge?: Judge | undefined;
  ledgerFault?: LedgerFault | undefined;
  /** Which run of a handler is going on; in process. */
  run?: (() => number | undefined) | undefined;
}

/** Breaks a call of DynamoDB, or has something happen just before it; over HTTP. */
export type LedgerFault = (call: {
  by: HandlerName | undefined;
  operation: string;
  input: Record<string, unknown>;
}) => Promise<'before' | 'after' | undefined>;

const TOKEN = 'xoxb-rehearsal';
/** Signs what the rehearsal reads to look at it: it is no part of what is deployed, and is not judged. */
const OURSELVES = 'ASIAREHEARSALITSELF0';
/** In real milliseconds, which mean nothing here: a busy machine must not make another story. */
const patience = { read: 600_000, change: 600_000 };

/** The real AWS SDK and Slack clients, over HTTP on 127.0.0.1. */
export async function overHttp(world: World): Promise<Wires> {
  const { clock, aws, slack, engine, config, downs, sessions, onCall, onConsumed, judge, ledgerFault } = world;
  const door = doorsOf(judge, aws);
  const [dynamo, iam, states, chat] = await Promise.all([
    startDynalite(tableName, {
      ...(door.dynamo && { refuse: door.dynamo }),
      ...(ledgerFault && {
        fault: (keyId, operation, input) => ledgerFault({ by: functionOf(keyId), operation, input }),
      }),
    }),
    startAws({
      ...{ aws, hub: callers, sessions, fault: whileDown(downs, clock), asOf: clock.asOf },
      ...(door.accounts && { refuse: door.accounts }),
    }),
    startWorkflow({ engine, clock, ...(door.states && { refuse: door.states }) }),
    startSlack({ model: slack, token: TOKEN, asOf: clock.asOf }),
  ]);
  const requestHandler = chargingHandler(clock, onCall);
  const region = 'ap-northeast-1';
  const ledgerAs = (accessKeyId: string, name?: HandlerName): LedgerPorts => {
    const credentials = { accessKeyId, secretAccessKey: 'rehearsal' };
    const client = new DynamoDBClient({ endpoint: dynamo.endpoint, region, credentials, requestHandler });
    if (onConsumed && name) meter(client, (consumed) => onConsumed({ by: name, ...consumed }));
    return dynamoLedger({
      client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
      table: tableName,
    });
  };
  const as = (name: HandlerName): Connections => {
    const caller = callerFor(name);
    const credentials = { accessKeyId: caller.keyId, secretAccessKey: 'rehearsal' };
    const sfn = new SFNClient({ endpoint: states.endpoint, region, credentials, requestHandler });
    const call = slackCaller({
      token: async () => {
        await permit(judge, ofSecret(caller, 'token'));
        return TOKEN;
      },
      slackApiUrl: chat.endpoint,
      fetch: chargingFetch(clock),
      now: () => toMilliseconds(clock.now()),
      wait: async (milliseconds) => clock.charge(milliseconds),
      // What is one process here are many Lambdas there, and none knows of the others' messages.
      messageEvery: 0,
    });
    const reach = { config, clock, endpoint: iam.endpoint, requestHandler, credentials, patience };
    return {
      keys: keysIn(reach),
      memberSetup: memberSetup(reach),
      ledger: ledgerAs(caller.keyId, name),
      workflow: stepFunctions(sfn, stack.stateMachineArn),
      waker: taskTokens(sfn),
      messenger: messengerOver(call),
      views: viewsOver(call),
      setup: setupOver(call),
    };
  };
  return {
    as,
    ledger: ledgerAs(OURSELVES),
    log: iam.log,
    calls: () => ({ ...counted(iam.log), dynamodb: dynamo.calls, states: states.calls, slack: chat.calls }),
    async close() {
      requestHandler.destroy();
      await Promise.all([dynamo.stop(), iam.stop(), states.stop(), chat.stop()]);
    },
  };
}

/** The same handlers over the fakes that pass the contract suites. */
export function inProcess(
  { clock, aws, slack, engine, config, downs, sessions, run }: World,
  ledger: LedgerPorts,
): Wires {
  const log: LoggedCall[] = [];
  const fault = whileDown(downs, clock);
  const fake = workflowFake(engine, stack.stateMachineArn);
  const connections: Connections = {
    keys: fakeKeys({ aws, config, clock, log, fault, run }),
    memberSetup: fakeMemberSetup({ aws, config, clock, sessions, log, fault }),
    ledger,
    workflow: fake,
    waker: fake,
    messenger: slackFake(slack),
    views: viewsFake(slack),
    setup: setupFake(slack),
  };
  return {
    as: () => connections,
    ledger,
    log,
    calls: () => counted(log),
    close: async () => undefined,
  };
}

function counted(log: readonly LoggedCall[]): Record<string, Record<string, number>> {
  const calls: Record<string, Record<string, number>> = {};
  for (const { service, operation } of log) {
    const of = (calls[service] ??= {});
    of[operation] = (of[operation] ?? 0) + 1;
  }
  return calls;
}
