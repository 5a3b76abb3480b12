import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { changeFromRecord, keysIn } from '../lambda/adapters/keys';
import type { Keys } from '../lambda/adapters/keys';
import { dynamoLedger } from '../lambda/adapters/ledger/table';
import type { LedgerPorts } from '../lambda/adapters/ledger/table';
import { slackMessenger } from '../lambda/adapters/slack';
import { stepFunctions, taskTokens } from '../lambda/adapters/workflow';
import { appOf } from '../lambda/app';
import type { App, HandlerName } from '../lambda/app';
import type { Config } from '../lambda/core/config';
import type { Entry } from '../lambda/core/entries';
import type { Chain, Ledger, Messenger, StepInvoker, Waker, Workflow } from '../lambda/core/ports';
import { after } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import { virtualClock } from './clock';
import type { VirtualClock } from './clock';
import { rulesFor } from './events';
import { chargingFetch, chargingHandler } from './http';
import { fakeKeys } from './iam/fake';
import { awsModel } from './iam/model';
import type { Aws } from './iam/model';
import { startAws } from './iam/server';
import type { LoggedCall } from './iam/server';
import { openSessions } from './iam/sessions';
import { fakeLedger } from './ledger/fake';
import { startDynalite } from './ledger/dynalite';
import { peopleOf } from './people';
import type { People } from './people';
import { slackFake } from './slack/fake';
import { slackModel } from './slack/model';
import type { SlackModel } from './slack/model';
import { startSlack } from './slack/server';
import stack from './generated/stack.json';
import { runSchedules } from './sweeps';
import { workflowEngine } from './workflow/engine';
import type { Engine } from './workflow/engine';
import type { LambdaAnswer } from './workflow/execution';
import { workflowFake } from './workflow/fake';
import type { Json } from './workflow/json';
import { startWorkflow } from './workflow/server';

export type Transport = 'http' | 'in process';

export interface CloudOptions {
  start: Instant;
  config: Config;
  transport: Transport;
  /** Each entry, as it is written. */
  onEntry?: (entry: Entry, chain: Chain) => void;
  /** Runs every scheduled sweep, also those that could find nothing. */
  everySweep?: boolean;
}

/** The whole system on one machine, in virtual time: the handlers that Lambda runs, the state machine that CDK deploys. */
export interface Cloud {
  clock: VirtualClock;
  config: Config;
  aws: Aws;
  slack: SlackModel;
  people: People;
  engine: Engine;
  app: App;
  ledger: LedgerPorts;
  /** Calls to IAM, STS and CloudTrail, in order. */
  log: LoggedCall[];
  /** Calls by service and operation. */
  calls(): Record<string, Record<string, number>>;
  close(): Promise<void>;
}

/** What the transport makes of the ports. */
interface Wires {
  keys: Keys;
  ledger: LedgerPorts;
  workflow: Workflow;
  waker: Waker;
  messenger: Messenger;
  log: LoggedCall[];
  calls(): Record<string, Record<string, number>>;
  close(): Promise<void>;
}

/** How late the rule on IAM's events is, in seconds. */
const EVENT_DELAY = 20;
const SIGNING_SECRET = 'rehearsal-signing-secret';
const TOKEN = 'xoxb-rehearsal';

export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const { config, onEntry, everySweep = false } = options;
  const clock = virtualClock(options.start);
  const handlers = new Map<HandlerName, (event: never) => Promise<unknown>>();
  const run = (name: string, event: unknown): Promise<unknown> => {
    const handler = handlers.get(name as HandlerName);
    if (!handler) throw new Error(`No handler is called ${name}.`);
    return handler(event as never);
  };
  const later = (name: string, event: unknown, seconds = 0): void => {
    clock.at(after(clock.now(), seconds), name, () => invokeLater(clock, run, name, event));
  };

  const aws = awsModel({
    now: clock.now,
    onKeyEvent: (record) => {
      const event = { source: 'aws.iam', 'detail-type': 'AWS API Call via CloudTrail', detail: record };
      for (const { handler } of rulesFor(event)) later(handler, event, EVENT_DELAY);
    },
  });
  const slack = slackModel({ now: clock.now });
  const engine = workflowEngine({
    clock,
    region: 'ap-northeast-1',
    accountId: '610258347912',
    invokeLambda: (functionArn, payload) => answerOf(() => run(handlerOf(functionArn), payload)),
    onStatus: (change) => {
      const event = { source: 'aws.states', 'detail-type': 'Step Functions Execution Status Change', detail: change };
      for (const { handler } of rulesFor(event)) later(handler, event);
    },
  });
  engine.createStateMachine({ name: 'keysunset-retirement', definition: JSON.stringify(stack.definition) });

  const world = { clock, aws, slack, engine, config };
  const wires = options.transport === 'http' ? await overHttp(world) : inProcess(world);
  const schedules = runSchedules(clock, config, async (name, input) => invokeLater(clock, run, name, input), {
    everySweep,
  });
  const ledger = observed(wires.ledger, (entry, chain) => {
    schedules.heard(chain);
    onEntry?.(entry, chain);
  });
  const steps: StepInvoker = {
    restore: async (input) => later('restore', input),
    giveNotice: async (input) => later('give-notice', input),
  };
  const app = appOf({
    ...{ config, clock, ids: countingIds(), steps, changeFromRecord },
    ...{ ...ledger, ...wires.keys, workflow: wires.workflow, waker: wires.waker, messenger: wires.messenger },
    signingSecret: async () => SIGNING_SECRET,
  });
  for (const [name, handler] of Object.entries(app)) handlers.set(name as HandlerName, handler);
  const people = peopleOf({
    clock,
    slack,
    door: app['slack-door'],
    signingSecret: SIGNING_SECRET,
    ledger: ledger.ledger,
  });

  return {
    ...{ clock, config, aws, slack, people, engine, app, ledger, log: wires.log, calls: wires.calls },
    async close() {
      schedules.stop();
      await wires.close();
    },
  };
}

interface World {
  clock: VirtualClock;
  aws: Aws;
  slack: SlackModel;
  engine: Engine;
  config: Config;
}

/** In real milliseconds, which mean nothing here: a busy machine must not make another story. */
const patience = { read: 600_000, change: 600_000 };

/** The real AWS SDK and Slack clients, over HTTP on 127.0.0.1. */
async function overHttp({ clock, aws, slack, engine, config }: World): Promise<Wires> {
  const hub = {
    keyId: 'ASIAREHEARSALHUB0000',
    accountId: '610258347912',
    arn: 'arn:aws:sts::610258347912:assumed-role/keysunset/rehearsal',
  };
  const credentials = { accessKeyId: hub.keyId, secretAccessKey: 'rehearsal' };
  const [dynamo, iam, states, chat] = await Promise.all([
    startDynalite('keysunset'),
    startAws({ aws, hub, sessions: openSessions(config), asOf: clock.asOf }),
    startWorkflow({ engine, clock }),
    startSlack({ model: slack, token: TOKEN, asOf: clock.asOf }),
  ]);
  const requestHandler = chargingHandler(clock);
  const region = 'ap-northeast-1';
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: dynamo.endpoint, region, credentials, requestHandler }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  const sfn = new SFNClient({ endpoint: states.endpoint, region, credentials, requestHandler });
  return {
    keys: keysIn({ config, clock, endpoint: iam.endpoint, requestHandler, credentials, patience }),
    ledger: dynamoLedger({ client, table: 'keysunset' }),
    workflow: stepFunctions(sfn, stack.stateMachineArn),
    waker: taskTokens(sfn),
    messenger: slackMessenger({ token: async () => TOKEN, slackApiUrl: chat.endpoint, fetch: chargingFetch(clock) }),
    log: iam.log,
    calls: () => ({ ...counted(iam.log), dynamodb: dynamo.calls, states: states.calls, slack: chat.calls }),
    async close() {
      requestHandler.destroy();
      await Promise.all([dynamo.stop(), iam.stop(), states.stop(), chat.stop()]);
    },
  };
}

/** The same handlers over the fakes that pass the contract suites. */
function inProcess({ clock, aws, slack, engine, config }: World): Wires {
  const log: LoggedCall[] = [];
  const fake = workflowFake(engine, stack.stateMachineArn);
  return {
    keys: fakeKeys({ aws, config, clock, log }),
    ledger: fakeLedger(),
    workflow: fake,
    waker: fake,
    messenger: slackFake(slack),
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

/** Tells each entry that an append wrote. */
function observed(ports: LedgerPorts, onEntry: (entry: Entry, chain: Chain) => void): LedgerPorts {
  const ledger: Ledger = {
    read: (keyId) => ports.ledger.read(keyId),
    rebuildHead: (chain) => ports.ledger.rebuildHead(chain),
    async append(chain, ...drafts) {
      const longer = await ports.ledger.append(chain, ...drafts);
      for (const entry of longer.entries.slice(chain.entries.length)) onEntry(entry, longer);
      return longer;
    },
  };
  return { ...ports, ledger };
}

/** An asynchronous invocation: what fails is tried again after one and two minutes, as Lambda does. */
async function invokeLater(
  clock: VirtualClock,
  run: (name: string, event: unknown) => Promise<unknown>,
  name: string,
  event: unknown,
  tries = 2,
): Promise<void> {
  const invoked = await clock.invocation(() => run(name, event));
  if (!('error' in invoked)) return;
  if (!isExpected(invoked.error)) throw invoked.error;
  if (tries > 0) {
    clock.at(after(clock.now(), 60 * (3 - tries)), `${name} again`, () =>
      invokeLater(clock, run, name, event, tries - 1),
    );
  }
}

const isExpected = (error: unknown): boolean => error instanceof Error && error.name === 'Unavailable';

/** As Lambda answers Step Functions: what the handler answers, or its error by name. */
async function answerOf(run: () => Promise<unknown>): Promise<LambdaAnswer> {
  try {
    return { payload: (await run()) as Json };
  } catch (error) {
    return error instanceof Error
      ? { errorType: error.name, errorMessage: error.message }
      : { errorType: 'Error', errorMessage: String(error) };
  }
}

/** Which handler a function of the definition is. */
function handlerOf(functionArn: string): string {
  const handler = (stack.functions as Record<string, string>)[functionArn];
  if (!handler) throw new Error(`The stack has no function ${functionArn}.`);
  return handler;
}

/** Ids that are the same in each run. */
function countingIds() {
  let attempts = 0;
  let retirements = 0;
  return {
    attempt: () => `attempt-${String(++attempts).padStart(6, '0')}`,
    retirement: () => `retirement-${String(++retirements).padStart(5, '0')}`,
  };
}
