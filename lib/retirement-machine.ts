import { Stack, Validations, type CfnResource } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Home } from './function';
import type { Steps } from './steps';
import { answer, hold, patiently, step, until } from './tasks';

/**
 * One execution retires one key. The data is { key, retirementId, step: { answer, seconds } }: who, and what the last step
 * answered. The ritual is not in here: the steps read it from the ledger, so one definition serves every ritual.
 */
export class RetirementMachine extends Construct {
  readonly machine: sfn.StateMachine;

  constructor(scope: Construct, id: string, { key }: Pick<Home, 'key'>, steps: Steps) {
    super(scope, id);
    const retire = new sfn.Parallel(this, 'Retire the key', { outputPath: '$[0]' });
    retire.branch(theRitual(this, steps));
    // Whatever goes wrong inside ends here: the key is given back, then it fails.
    retire.addCatch(afterAFailure(this, steps), { resultPath: '$.failure' });

    this.machine = new sfn.StateMachine(this, 'Machine', {
      stateMachineName: 'keysunset-retirement',
      comment: 'One execution retires one access key. docs/ritual.md shows the picture.',
      definitionBody: sfn.DefinitionBody.fromChainable(retire),
      stateMachineType: sfn.StateMachineType.STANDARD,
      // Which states it went through, without the data: the ledger has all that was done, and who did it.
      logs: { level: sfn.LogLevel.ALL, includeExecutionData: false, destination: executionLog(this, key) },
    });
    acknowledge(this.machine, Object.values(steps));
  }
}

function acknowledge(machine: sfn.StateMachine, functions: readonly lambda.Function[]): void {
  const tracing =
    'An execution lasts for up to ten months, and X-Ray keeps a trace for 30 days; the log has every state.';
  Validations.of(machine).acknowledge(
    { id: 'AwsSolutions-SF2', reason: tracing },
    { id: 'Serverless-StepFunctionStateMachineXray', reason: tracing },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'The actions by which Step Functions delivers its log know no resources (docs: logging to CloudWatch Logs).',
    },
    ...functions.map((fn) => ({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(fn).getLogicalId(fn.node.defaultChild as CfnResource)}.Arn>:*]`,
      reason: 'Any version of this one function: CDK grants so, and there are no versions.',
    })),
  );
}

const executionLog = (scope: Construct, encryptionKey: Key): LogGroup =>
  new LogGroup(scope, 'Log', {
    logGroupName: '/aws/vendedlogs/states/keysunset-retirement',
    retention: RetentionDays.ONE_YEAR,
    encryptionKey,
  });

function theRitual(scope: Construct, steps: Steps): sfn.IChainable {
  const giveNotice = step(scope, 'Give notice', steps['give-notice']);
  const waitOutTheNotice = hold(scope, 'Wait out the notice', steps.hold, 'notice');

  const askForTheOutage = step(scope, 'Ask whether the outage may start', steps['open-gate'], { before: 'outage' });
  const mayTheOutageStart = new sfn.Choice(scope, 'May the outage start?');
  const waitForTheOutage = hold(scope, 'Wait for the outage to be allowed', steps.hold, 'gate');
  const switchOff = step(scope, 'Switch the key off', steps.deactivate);
  const listen = hold(scope, 'Listen during the outage', steps.hold, 'outage');
  const checkIn = step(scope, 'Check in', steps['check-in']);
  const isTheOutageOver = new sfn.Choice(scope, 'Is the outage over?');
  const switchOn = patiently(scope, 'Switch the key back on', steps.restore, {
    instruction: 'restore',
    because: 'the outage is over',
  });
  const soak = hold(scope, 'Soak', steps.hold, 'soak');

  const askForTheDeletion = step(scope, 'Ask whether the key may be deleted', steps['open-gate'], {
    before: 'deletion',
  });
  const mayTheKeyBeDeleted = new sfn.Choice(scope, 'May the key be deleted?');
  const waitForTheDeletion = hold(scope, 'Wait for the deletion to be allowed', steps.hold, 'deletion gate');
  const deleteTheKey = step(scope, 'Delete the key', steps['delete-key']);
  const isTheKeyDeleted = new sfn.Choice(scope, 'Is the key deleted?');
  const deleted = new sfn.Succeed(scope, 'Deleted');
  const giveBack = givingBack(scope, steps, deleted);

  giveNotice.next(waitOutTheNotice);
  until(waitOutTheNotice, askForTheOutage, giveBack);

  askForTheOutage.next(mayTheOutageStart);
  mayTheOutageStart.when(answer('go'), switchOff).when(answer('wait'), waitForTheOutage).otherwise(giveBack); // in doubt, the key is on
  until(waitForTheOutage, askForTheOutage, giveBack);

  switchOff.next(listen);
  until(listen, checkIn, giveBack);
  checkIn.next(isTheOutageOver);
  isTheOutageOver
    .when(answer('listen'), listen)
    .when(answer('restore'), switchOn)
    .when(answer('delete'), askForTheDeletion)
    .otherwise(giveBack);
  switchOn.next(soak);
  until(soak, askForTheOutage, giveBack);

  askForTheDeletion.next(mayTheKeyBeDeleted);
  mayTheKeyBeDeleted
    .when(answer('go'), deleteTheKey)
    .when(answer('wait'), waitForTheDeletion)
    .when(answer('restore'), switchOn)
    .otherwise(giveBack);
  until(waitForTheDeletion, askForTheDeletion, giveBack);
  deleteTheKey.next(isTheKeyDeleted);
  isTheKeyDeleted.when(answer('deleted'), deleted).when(answer('restore'), switchOn).otherwise(giveBack);

  return giveNotice;
}

/** People hear "back on" at once; the retirement is closed only when no late call can switch the key off again. */
function givingBack(scope: Construct, steps: Steps, deleted: sfn.Succeed): sfn.IChainable {
  const because = 'somebody needs it';
  const giveBack = patiently(scope, 'Give the key back', steps.restore, { instruction: 'restore', because });
  const letLateCallsLand = wait(scope, 'Let late calls land');
  const confirm = patiently(scope, 'Confirm that it stays on', steps.restore, { instruction: 'confirm', because });

  giveBack.next(letLateCallsLand).next(confirm);
  confirm.next(
    new sfn.Choice(scope, 'How did it end?')
      .when(answer('kept'), new sfn.Succeed(scope, 'Kept'))
      .when(answer('left'), new sfn.Succeed(scope, 'Left'))
      .when(answer('gone'), new sfn.Succeed(scope, 'Gone'))
      .when(answer('deleted'), deleted)
      // The key has a later retirement, and that one answers for it.
      .when(answer('ended'), new sfn.Succeed(scope, 'Over already'))
      // Closed as failed by the watchdog: failure looks failed.
      .when(answer('failed'), new sfn.Fail(scope, 'Closed as failed', { error: 'ClosedAsFailed' }))
      .otherwise(letLateCallsLand),
  );
  return giveBack;
}

function afterAFailure(scope: Construct, steps: Steps): sfn.IChainable {
  const told = { because: 'Keysunset failed', failure: sfn.JsonPath.objectAt('$.failure') };
  const giveBack = patiently(scope, 'Give the key back after a failure', steps.restore, {
    instruction: 'restore',
    ...told,
  });
  const letLateCallsLand = wait(scope, 'Let late calls land after the failure');
  const confirm = patiently(scope, 'Confirm that it stays on after the failure', steps.restore, {
    instruction: 'confirm',
    ...told,
  });
  const cause = { causePath: '$.failure.Cause' };
  const failed = new sfn.Fail(scope, 'Failed', { errorPath: '$.failure.Error', ...cause });
  // Page somebody on this name. The watchdog goes on trying.
  const leftOff = new sfn.Fail(scope, 'Failed with the key off', { error: 'KeyLeftOff', ...cause });

  giveBack.next(letLateCallsLand).next(confirm);
  confirm.next(new sfn.Choice(scope, 'Is it settled?').when(answer('again'), letLateCallsLand).otherwise(failed));
  for (const restore of [giveBack, confirm]) restore.addCatch(leftOff, { resultPath: '$.failure' });
  return giveBack;
}

const wait = (scope: Construct, name: string): sfn.Wait =>
  new sfn.Wait(scope, name, { time: sfn.WaitTime.secondsPath('$.step.seconds') });
