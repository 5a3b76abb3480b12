import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** Something done at once. Its answer and the seconds to wait next are kept; all else that Lambda says is dropped. */
export const step = (scope: Construct, name: string, fn: lambda.IFunction, told: Told = {}): sfn.TaskStateBase =>
  invoke(scope, name, fn, told).addRetry({ errors: [...passing, sfn.Errors.TIMEOUT], ...aFewMinutes });

/** A restore does not give up for a day, whatever the error: 7 growing pauses, then every 15 minutes. */
export const patiently = (scope: Construct, name: string, fn: lambda.IFunction, told: Told): sfn.TaskStateBase =>
  invoke(scope, name, fn, told).addRetry({
    errors: [sfn.Errors.ALL],
    interval: Duration.seconds(10),
    backoffRate: 2,
    maxDelay: Duration.minutes(15),
    maxAttempts: 102,
  });

/** A wait that a person can end early: the time is what the last step answered. */
export const hold = (scope: Construct, name: string, fn: lambda.IFunction, kind: Hold): sfn.TaskStateBase =>
  new LambdaInvoke(scope, name, {
    lambdaFunction: fn,
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: sfn.TaskInput.fromObject({ ...identity, token: sfn.JsonPath.taskToken, hold: kind }),
    taskTimeout: sfn.Timeout.at('$.step.seconds'),
    resultPath: sfn.JsonPath.DISCARD,
    retryOnServiceExceptions: false,
    // Not retried on States.Timeout: that is the way on.
  }).addRetry({ errors: [...passing], ...aFewMinutes });

/** The time of the hold runs out, or what is next has to be considered anew: on to `then`. Somebody ends it: `stopped`. */
export function until(held: sfn.TaskStateBase, then: sfn.IChainable, stopped: sfn.IChainable): void {
  held.addCatch(then, { errors: [sfn.Errors.TIMEOUT, 'Reconsider'], resultPath: sfn.JsonPath.DISCARD });
  held.next(stopped);
}

/** What the last step answered. */
export const answer = (word: string): sfn.Condition => sfn.Condition.stringEquals('$.step.answer', word);

type Told = Record<string, unknown>;
type Hold = 'notice' | 'gate' | 'outage' | 'soak' | 'deletion gate';

/** Errors that pass by themselves. Every step may be repeated: the ledger tells it what is done already. */
const passing = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown', // out of memory, killed, timed out
  'Sandbox.Timedout', // the newer name of a function that timed out
  'Unavailable', // thrown by our adapters when AWS or Slack throttles or is down
] as const;

const aFewMinutes = {
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxDelay: Duration.minutes(1),
  maxAttempts: 8,
  jitterStrategy: sfn.JitterType.FULL,
};

const identity = {
  key: sfn.JsonPath.stringAt('$.key'),
  retirementId: sfn.JsonPath.stringAt('$.retirementId'),
};

function invoke(scope: Construct, name: string, fn: lambda.IFunction, told: Told): LambdaInvoke {
  return new LambdaInvoke(scope, name, {
    lambdaFunction: fn,
    payload: sfn.TaskInput.fromObject({ ...identity, ...told }),
    resultSelector: {
      answer: sfn.JsonPath.stringAt('$.Payload.answer'),
      seconds: sfn.JsonPath.numberAt('$.Payload.seconds'),
    },
    resultPath: '$.step',
    taskTimeout: sfn.Timeout.duration(Duration.minutes(5)),
    retryOnServiceExceptions: false,
  });
}
