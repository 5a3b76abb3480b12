import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { lambdaFunction } from './function';

/** The Lambdas behind the states, by the names of their handlers. */
export type Steps = Record<StepName, lambda.Function>;

type StepName = 'give-notice' | 'open-gate' | 'deactivate' | 'hold' | 'check-in' | 'restore' | 'delete-key';

/** One Lambda and one role for each thing that is done during a retirement. */
export class RetirementSteps extends Construct {
  readonly functions: Steps;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.functions = {
      'give-notice': lambdaFunction(this, 'give-notice', { timeout: Duration.minutes(1) }),
      'open-gate': lambdaFunction(this, 'open-gate', { timeout: Duration.minutes(1) }),
      hold: lambdaFunction(this, 'hold'),
      'check-in': lambdaFunction(this, 'check-in'),
      // What changes a key must not come late: past the time limit the call is gone, and the fence counts from there.
      deactivate: lambdaFunction(this, 'deactivate', { timeout: longestTouch }),
      restore: lambdaFunction(this, 'restore', { timeout: longestTouch }),
      'delete-key': lambdaFunction(this, 'delete-key', { timeout: longestTouch }),
    };
  }
}

const longestTouch = Duration.seconds(30);
