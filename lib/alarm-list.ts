import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { NAMESPACE } from '../lambda/adapters/metrics';
import type { MetricName } from '../lambda/core/metrics';
import { nameInAws } from './function';
import { CHANGES_BUS, CHANGES_RULE } from './hear-changes';
import { rights, type FunctionName } from './rights';

/** What the alarms look at, where its name in AWS is not fixed. */
export interface Hub {
  machine: StateMachine;
  table: TableV2;
  api: HttpApi;
  undelivered: Queue;
  /** Those of the account's own bus. */
  rules: readonly Rule[];
}

/** One metric of CloudWatch. `of`: whose, where an alarm is raised for each of several. */
export interface Watched {
  namespace: string;
  metric: string;
  dimensions: Record<string, string>;
  of?: string;
}

/** Something that somebody is told of. Its name is the anchor of its section in docs/runbook.md. */
export interface AlarmRule {
  name: string;
  /** One sentence, for whoever gets the message. */
  means: string;
  /** Each gets an alarm of its own. */
  watches: (hub: Hub) => Watched[];
  /** The largest value of a span, or all of them together. */
  counts: 'Maximum' | 'Sum';
  is: { atLeast: number } | { below: number };
  /** The length of a span in minutes, and in how many of how many spans it has to be so. */
  span: number;
  in: { spans: number; outOf: number };
  /** What a span without a value means. `unchanged`: what was so is so still. */
  silence: 'good' | 'bad' | 'unchanged';
}

const once = { spans: 1, outOf: 1 };
const eachOf = (spans: number) => ({ spans, outOf: spans });

export const alarmRules: readonly AlarmRule[] = [
  {
    name: 'late-restore',
    means: 'A key that ought to be on again has not been given back for five minutes or more.',
    watches: () => [ours('LateRestores')],
    ...{ counts: 'Maximum', is: { atLeast: 1 }, span: 5, in: once, silence: 'unchanged' },
  },
  {
    name: 'restore-fails',
    means: 'The step that gives keys back failed three times or more within five minutes.',
    watches: () => [ofFunction('Errors', 'restore')],
    ...{ counts: 'Sum', is: { atLeast: 3 }, span: 5, in: once, silence: 'good' },
  },
  {
    name: 'watchdog-silent',
    means: 'No sweep of the watchdog has looked at all that is due for 15 minutes.',
    watches: () => [ours('SweepsOfWhatIsDue')],
    ...{ counts: 'Sum', is: { below: 1 }, span: 5, in: eachOf(3), silence: 'bad' },
  },
  {
    name: 'daily-sweep-missing',
    means: 'No daily sweep, which finds what a crash hid from the index, has come to its end for 26 hours.',
    watches: () => [ours('SweepsOfEverything')],
    ...{ counts: 'Sum', is: { below: 1 }, span: 60, in: eachOf(26), silence: 'bad' },
  },
  {
    name: 'sweep-problems',
    means: 'The sweeps of the last 15 minutes could not do all that they had to do.',
    watches: () => [ours('SweepProblems')],
    ...{ counts: 'Sum', is: { atLeast: 1 }, span: 5, in: eachOf(3), silence: 'unchanged' },
  },
  {
    name: 'broken-row',
    means: 'The ledger has a row that cannot be read, or a chain that is not as it was written.',
    watches: () => [ours('BrokenRows')],
    // For a day: what only the daily sweep reads is found by the next one again.
    ...{ counts: 'Maximum', is: { atLeast: 1 }, span: 5, in: { spans: 1, outOf: 288 }, silence: 'good' },
  },
  {
    name: 'untold-notices',
    means: 'Somebody could not be told something for half an hour; what they were to be told of does not begin.',
    watches: () => [ours('UntoldNotices')],
    ...{ counts: 'Maximum', is: { atLeast: 1 }, span: 5, in: eachOf(6), silence: 'unchanged' },
  },
  {
    name: 'froze-by-itself',
    means: 'The breaker froze everything, since many keys turned out to be needed.',
    watches: () => [ours('FrozenByBreaker')],
    ...{ counts: 'Maximum', is: { atLeast: 1 }, span: 5, in: once, silence: 'unchanged' },
  },
  {
    name: 'frozen-long',
    means: 'Everything has been frozen for a day or longer.',
    watches: () => [ours('FrozenHours')],
    ...{ counts: 'Maximum', is: { atLeast: 24 }, span: 5, in: once, silence: 'unchanged' },
  },
  {
    name: 'execution-died',
    means: 'An execution failed, timed out or was aborted; the watchdog gives its key back.',
    watches: ({ machine: { stateMachineArn } }) =>
      ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'].map((metric) => ({
        ...{ namespace: 'AWS/States', metric, dimensions: { StateMachineArn: stateMachineArn } },
        of: metric.replace('Executions', '').toLowerCase(),
      })),
    ...{ counts: 'Sum', is: { atLeast: 1 }, span: 5, in: once, silence: 'good' },
  },
  {
    name: 'step-fails',
    means: 'A function failed three times or more within 15 minutes.',
    watches: () => otherSteps.map((name) => ({ ...ofFunction('Errors', name), of: name })),
    ...{ counts: 'Sum', is: { atLeast: 3 }, span: 15, in: once, silence: 'good' },
  },
  {
    name: 'door-fails',
    means: 'Somebody who asked at the Slack door or at the operator door was answered with a server error.',
    watches: ({ api }) => [{ namespace: 'AWS/ApiGateway', metric: '5xx', dimensions: { ApiId: api.apiId } }],
    ...{ counts: 'Sum', is: { atLeast: 1 }, span: 5, in: once, silence: 'good' },
  },
  {
    name: 'function-throttled',
    means: 'Lambda has turned calls of a function away for 15 minutes.',
    watches: () => functions.map((name) => ({ ...ofFunction('Throttles', name), of: name })),
    ...{ counts: 'Sum', is: { atLeast: 1 }, span: 5, in: eachOf(3), silence: 'good' },
  },
  {
    name: 'event-lost',
    means: 'EventBridge or Lambda gave up on an event, a schedule or somebody else’s change to a key.',
    watches: ({ rules }) => [
      ...rules.map((rule) => ({ ...ofRule({ RuleName: rule.ruleName }), of: rule.node.id })),
      { ...ofRule({ EventBusName: CHANGES_BUS, RuleName: CHANGES_RULE }), of: 'SomebodyChangedAKey' },
      { ...ofFunction('AsyncEventsDropped', 'hear-changes'), of: 'hear-changes' },
    ],
    ...{ counts: 'Sum', is: { atLeast: 1 }, span: 5, in: once, silence: 'good' },
  },
  {
    name: 'undelivered',
    means: 'An event, or a call to a function, was given up on and is kept in the queue keysunset-undelivered.',
    watches: ({ undelivered: { queueName } }) => [
      {
        namespace: 'AWS/SQS',
        metric: 'ApproximateNumberOfMessagesVisible',
        dimensions: { QueueName: queueName },
      },
    ],
    ...{ counts: 'Maximum', is: { atLeast: 1 }, span: 5, in: once, silence: 'good' },
  },
  {
    name: 'ledger-fails',
    means: 'DynamoDB failed or throttled calls to the ledger in ten of the last 15 minutes.',
    watches: ({ table: { tableName } }) => [
      ...['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => ({
        ...{ namespace: 'AWS/DynamoDB', metric, dimensions: { TableName: tableName } },
        of: metric,
      })),
      ...operations.map((Operation) => ({
        ...{ namespace: 'AWS/DynamoDB', metric: 'SystemErrors', dimensions: { TableName: tableName, Operation } },
        of: Operation,
      })),
    ],
    ...{ counts: 'Sum', is: { atLeast: 1 }, span: 5, in: { spans: 2, outOf: 3 }, silence: 'good' },
  },
];

const functions = Object.keys(rights) as FunctionName[];

/** The doors answer people, who see it. The watchdog fails whenever a sweep had problems, and those are counted. */
const watchedOtherwise: readonly FunctionName[] = ['restore', 'watchdog', 'slack-door', 'operator-door'];
const otherSteps = functions.filter((name) => !watchedOtherwise.includes(name));

const operations = [...new Set(Object.values(rights).flatMap(({ ledger }) => ledger)), 'DeleteItem'];

/** As the adapter writes them: without dimensions. */
function ours(metric: MetricName): Watched {
  return { namespace: NAMESPACE, metric, dimensions: {} };
}

function ofFunction(metric: 'Errors' | 'Throttles' | 'AsyncEventsDropped', name: FunctionName): Watched {
  return { namespace: 'AWS/Lambda', metric, dimensions: { FunctionName: nameInAws(name) } };
}

const ofRule = (dimensions: Record<string, string>): Watched => ({
  namespace: 'AWS/Events',
  metric: 'FailedInvocations',
  dimensions,
});
