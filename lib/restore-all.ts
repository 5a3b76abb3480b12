import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { lambdaFunction, type Home } from './function';

/** Gives every key back at once, whatever has become of Step Functions. It has no right on keys: the restore step gives back. */
export class RestoreAll extends Construct {
  readonly functions: Record<'restore-all', lambda.Function>;

  constructor(scope: Construct, id: string, home: Home) {
    super(scope, id);
    // It keeps to a pace that IAM takes, and waits for the fence.
    this.functions = {
      'restore-all': lambdaFunction(this, 'restore-all', home, {
        timeout: Duration.minutes(15),
        memorySize: 1024,
        asynchronous: true,
      }),
    };
  }
}
