import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { lambdaFunction, type Home } from './function';

/** Starts each enqueued retirement that has no execution yet, in working hours. */
export class Dispatch extends Construct {
  readonly functions: Record<'dispatch', lambda.Function>;
  readonly rules: readonly Rule[];

  constructor(scope: Construct, id: string, home: Home) {
    super(scope, id);
    const dispatch = lambdaFunction(this, 'dispatch', home, { timeout: Duration.minutes(5), asynchronous: true });
    this.functions = { dispatch };
    const startWhatIsEnqueued = new Rule(this, 'StartWhatIsEnqueued', {
      description: 'Starts the retirements that were enqueued.',
      schedule: Schedule.rate(Duration.minutes(15)),
      targets: [new LambdaFunction(dispatch, { deadLetterQueue: home.undelivered })],
    });
    this.rules = [startWhatIsEnqueued];
  }
}
