import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { lambdaFunction, type Home } from './function';

/** The Lambdas behind the states, by the names of their handlers. */
export type Steps = Record<StepName, lambda.Function>;

type StepName = 'give-notice' | 'open-gate' | 'deactivate' | 'hold' | 'check-in' | 'restore' | 'delete-key';

/** One Lambda and one role for each thing that is done during a retirement. */
export class RetirementSteps extends Construct {
  readonly functions: Steps;

  constructor(scope: Construct, id: string, home: Home) {
    super(scope, id);
    this.functions = {
      'give-notice': lambdaFunction(this, 'give-notice', home, { timeout: Duration.minutes(1), asynchronous: true }),
      'open-gate': lambdaFunction(this, 'open-gate', home, { timeout: Duration.minutes(1) }),
      hold: lambdaFunction(this, 'hold', home),
      'check-in': lambdaFunction(this, 'check-in', home),
      // What changes a key must not come late: past the time limit the call is gone, and the fence counts from there.
      deactivate: lambdaFunction(this, 'deactivate', home, { timeout: longestTouch }),
      restore: lambdaFunction(this, 'restore', home, { timeout: longestTouch, asynchronous: true, concurrency: 100 }),
      'delete-key': lambdaFunction(this, 'delete-key', home, { timeout: longestTouch }),
    };
  }
}

const longestTouch = Duration.seconds(30);
