import { changeFromRecord } from '../lambda/adapters/keys';
import { observed } from '../lambda/adapters/ledger/observed';
import type { LedgerPorts } from '../lambda/adapters/ledger/table';
import { appOf } from '../lambda/app';
import type { App, HandlerName } from '../lambda/app';
import type { Config } from '../lambda/core/config';
import type { Entry } from '../lambda/core/entries';
import type { Chain, Log } from '../lambda/core/ports';
import type { Instant } from '../lambda/core/time';
import { logged, tellEntry } from '../lambda/logged';
import { virtualClock } from './clock';
import type { VirtualClock } from './clock';
import type { Consumed } from './cost/meter';
import { keptCounts } from './counts';
import type { Count } from './counts';
import { rulesFor } from './events';
import type { TimedCall } from './http';
import stack from './generated/stack.json';
import type { Down } from './iam/downs';
import { TRAIL_DELAY } from './iam/cloudtrail';
import { awsModel } from './iam/model';
import type { Aws, AwsOptions } from './iam/model';
import type { LoggedCall } from './iam/server';
import { HUB } from './iam/member-roles';
import { openSessions } from './iam/sessions';
import type { Sessions } from './iam/sessions';
import { functionPorts, SIGNING_SECRET } from './function-ports';
import { answerOf } from './invocations';
import { handlerOf, lambdas, nobodyElse } from './lambdas';
import { fakeLedger } from './ledger/fake';
import { peopleOf } from './people';
import { installedJudge } from './rights/judge';
import type { Judge } from './rights/judge';
import { byMachine, byRule, toTheHub } from './rights/services';
import type { People } from './people';
import { slackModel } from './slack/model';
import type { SlackModel } from './slack/model';
import { runSchedules } from './sweeps';
import { tampered } from './tampering';
import type { Tamper } from './tampering';
import { inProcess, overHttp } from './wires';
import type { LedgerFault, Transport } from './wires';
import { workflowEngine } from './workflow/engine';
import type { Engine } from './workflow/engine';
import type { StatusChange } from './workflow/lifecycle';

export interface CloudOptions {
  start: Instant;
  config: Config;
  transport: Transport;
  /** Each entry, as it is written. */
  onEntry?: (entry: Entry, chain: Chain) => void;
  /** Each execution, as it begins or ends. */
  onExecution?: (change: StatusChange) => void;
  /** Whenever a screen in Slack shows something else. */
  onSlack?: () => void;
  /** Runs every scheduled sweep, also those that could find nothing. */
  everySweep?: boolean;
  /** How AWS behaves: how late its reads are, and whether EventBridge loses what others change. */
  weather?: Pick<AwsOptions, 'staleFor' | 'lastUsedLag' | 'trailDelay'> & { eventsLost?: boolean };
  tamper?: Tamper;
  /** When IAM is out of reach. */
  downs?: readonly Down[];
  /** Each call of AWS, where it goes over HTTP. */
  onCall?: (call: TimedCall) => void;
  /** Each call of the ledger by a handler, where it goes over HTTP. */
  onConsumed?: (consumed: Consumed & { by: HandlerName }) => void;
  /** Each invocation of a handler: when it began, and how long it took in virtual milliseconds. */
  onInvocation?: (handler: HandlerName, from: Instant, milliseconds: number) => void;
  /** What the handlers log. */
  log?: Log;
  /** The state machine of an earlier release, in place of the present one. */
  definition?: object;
  /** Judges every call by the policies of whoever makes it; over HTTP the one that is installed, unless `false`. */
  judge?: Judge | false;
  ledgerFault?: LedgerFault;
}

/** The whole system on one machine, in virtual time: the handlers that Lambda runs, the state machine that CDK deploys. */
export interface Cloud {
  clock: VirtualClock;
  config: Config;
  aws: Aws;
  /** The roles of the member accounts. */
  sessions: Sessions;
  slack: SlackModel;
  people: People;
  engine: Engine;
  /** Runs a handler, as Lambda would. */
  run<H extends HandlerName>(handler: H, event: Parameters<App[H]>[0]): ReturnType<App[H]>;
  ledger: LedgerPorts;
  /** Calls to IAM, STS and CloudTrail, in order. */
  log: LoggedCall[];
  /** Calls by service and operation. */
  calls(): Record<string, Record<string, number>>;
  /** What the handlers have counted for CloudWatch, in order. */
  counts: Count[];
  /** Who has judged the calls, where they were. */
  judge: Judge | undefined;
  close(): Promise<void>;
}

/** How late the rule on IAM's events is, in seconds. */
const EVENT_DELAY = 20;
const silent: Log = { info: () => undefined, error: () => undefined };

export async function openCloud(options: CloudOptions): Promise<Cloud> {
  const { config, onEntry, everySweep = false, tamper, downs = [], log = silent } = options;
  const clock = virtualClock(options.start);
  const http = options.transport === 'http';
  const judge = options.judge === undefined && http ? await installedJudge() : options.judge || undefined;
  const { onInvocation } = options;
  const { deploy, run, invoke, later } = lambdas({ clock, judge, tamper, onInvocation });
  const tellRules = (event: object, seconds: number, by = nobodyElse): void => {
    for (const rule of rulesFor(event)) {
      later(rule.handler, event, { seconds, by: () => [...by(), ...byRule(rule)] });
    }
  };

  const aws = awsModel({
    now: clock.now,
    ...options.weather,
    onKeyEvent: (record) => {
      const heard = changeFromRecord(record, config);
      if (heard) schedules.changed(heard);
      if (heard && options.weather?.eventsLost) return;
      const event = { source: 'aws.iam', 'detail-type': 'AWS API Call via CloudTrail', detail: record };
      tellRules(event, EVENT_DELAY, () => toTheHub(record.recipientAccountId));
    },
  });
  const slack = slackModel({ now: clock.now, ...(options.onSlack && { onChange: options.onSlack }) });
  const engine = workflowEngine({
    clock,
    region: 'ap-northeast-1',
    accountId: HUB,
    invokeLambda: (functionArn, payload) => {
      const name = handlerOf(functionArn);
      return answerOf(() => run(name, payload, () => byMachine(name as HandlerName)));
    },
    onStatus: (change) => {
      options.onExecution?.(change);
      const event = { source: 'aws.states', 'detail-type': 'Step Functions Execution Status Change', detail: change };
      tellRules(event, 0);
    },
  });
  engine.createStateMachine({
    name: 'keysunset-retirement',
    definition: JSON.stringify(options.definition ?? stack.definition),
  });

  if (tamper && http) throw new Error('Only a rehearsal in process can be tampered with.');
  const memory = fakeLedger();
  const sessions = openSessions(config);
  const { onCall, onConsumed, ledgerFault } = options;
  const world = {
    clock,
    aws,
    slack,
    engine,
    config,
    downs,
    sessions,
    onCall,
    onConsumed,
    judge,
    ledgerFault,
    run: tamper?.run,
  };
  const wires = http ? await overHttp(world) : inProcess(world, memory);
  const schedules = runSchedules(
    clock,
    config,
    async (rule, input) => invoke(rule.handler, input, { by: () => byRule(rule) }),
    {
      everySweep,
      faults: tamper !== undefined,
      trailDelay: options.weather?.trailDelay ?? TRAIL_DELAY,
    },
  );
  const { counts, metrics } = keptCounts(clock);
  const tell = tellEntry({ log, metrics });
  const heard = (entry: Entry, chain: Chain): void => {
    schedules.heard(chain);
    tell(entry, chain);
    onEntry?.(entry, chain);
  };
  const ledger = observed(wires.ledger, heard);
  const portsOf = functionPorts({ ...{ clock, config, wires, slack, judge, metrics, heard }, ...{ run, later } });
  const appAs = (name: HandlerName): App => {
    const ports = portsOf(name);
    return appOf(tamper ? tampered(ports, { tamper, memory, onEntry: heard, onHead: schedules.headed }) : ports);
  };
  const names = Object.values(stack.functions) as HandlerName[];
  // In process nobody signs anything: one set of ports serves them all.
  const shared = http ? undefined : appAs('restore');
  for (const name of names) {
    const handler: (event: never) => Promise<unknown> = (shared ?? appAs(name))[name];
    deploy(name, logged(name, log, handler));
  }
  const people = peopleOf({
    clock,
    slack,
    door: (request) => run('slack-door', request) as ReturnType<App['slack-door']>,
    signingSecret: SIGNING_SECRET,
    ledger: ledger.ledger,
  });

  return {
    run: run as Cloud['run'],
    ...{
      clock,
      config,
      aws,
      sessions,
      slack,
      people,
      engine,
      ledger,
      log: wires.log,
      calls: wires.calls,
      counts,
      judge,
    },
    async close() {
      schedules.stop();
      await wires.close();
    },
  };
}
