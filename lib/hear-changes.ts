import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { lambdaFunction, type Home } from './function';

/** The hub's bus that the member accounts forward to. */
export const CHANGES_BUS = 'keysunset-changes';

/** Its rule. Fixed, since a Ref to a rule of a custom bus is no name: it holds the bus as well. */
export const CHANGES_RULE = 'keysunset-somebody-changed-a-key';

/** What IAM's CloudTrail records look like when somebody changes an access key; the same in the member accounts and in the hub. */
export const keyChanges = {
  source: ['aws.iam'],
  detailType: ['AWS API Call via CloudTrail'],
  detail: { eventName: ['UpdateAccessKey', 'DeleteAccessKey'] },
};

/** Hears other people's changes to keys, from every member account. */
export class HearChanges extends Construct {
  readonly functions: Record<'hear-changes', lambda.Function>;

  constructor(scope: Construct, id: string, home: Home, { accounts }: { accounts: readonly { id: string }[] }) {
    super(scope, id);
    const hearChanges = lambdaFunction(this, 'hear-changes', home, { asynchronous: true });
    this.functions = { 'hear-changes': hearChanges };

    const eventBus = new EventBus(this, 'Bus', { eventBusName: CHANGES_BUS });
    eventBus.addToResourcePolicy(
      new PolicyStatement({
        sid: 'MembersTellOfChangesToKeys',
        principals: accounts.map(({ id: account }) => new AccountPrincipal(account)),
        actions: ['events:PutEvents'],
        resources: [eventBus.eventBusArn],
        // The key has many values: a plain StringEquals would never hold (EventBridge docs, example policies of a bus).
        conditions: { 'ForAllValues:StringEquals': { 'events:source': 'aws.iam' } },
      }),
    );
    new Rule(this, 'SomebodyChangedAKey', {
      ruleName: CHANGES_RULE,
      description: 'Somebody switched a key on or off, or deleted it.',
      eventBus,
      eventPattern: keyChanges,
      targets: [new LambdaFunction(hearChanges, { deadLetterQueue: home.undelivered })],
    });
  }
}
