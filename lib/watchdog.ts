import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { lambdaFunction, type Home } from './function';

/** The scheduled restorer that trusts nothing else: no execution, no event, and once a day not even HEAD. */
export class Watchdog extends Construct {
  readonly functions: Record<'watchdog', lambda.Function>;
  readonly rules: readonly Rule[];

  constructor(scope: Construct, id: string, home: Home, { machine }: { machine: StateMachine }) {
    super(scope, id);
    const watchdog = lambdaFunction(this, 'watchdog', home, {
      timeout: Duration.minutes(15),
      asynchronous: true,
    });
    this.functions = { watchdog };

    const { undelivered: deadLetterQueue } = home;
    const sweep = (what: 'due' | 'everything'): LambdaFunction =>
      new LambdaFunction(watchdog, { event: RuleTargetInput.fromObject({ sweep: what }), deadLetterQueue });

    const sweepWhatIsDue = new Rule(this, 'SweepWhatIsDue', {
      description: 'Gives back what is overdue or stopped and still off.',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [sweep('due')],
    });
    const sweepEverything = new Rule(this, 'SweepEverything', {
      description: 'Finds what a crash hid from the index.',
      schedule: Schedule.rate(Duration.days(1)),
      targets: [sweep('everything')],
    });
    // Delivered at best effort, hence the sweeps.
    const anExecutionDied = new Rule(this, 'AnExecutionDied', {
      description: 'Takes over from an execution that ended otherwise than it should.',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [machine.stateMachineArn] },
      },
      targets: [new LambdaFunction(watchdog, { deadLetterQueue })],
    });
    this.rules = [sweepWhatIsDue, sweepEverything, anExecutionDied];
  }
}
