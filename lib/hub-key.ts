import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** Encrypts what the hub keeps beside the ledger: Slack's secrets, logs, and what could not be delivered. */
export class HubKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      alias: 'keysunset-hub',
      description: 'Encrypts the secrets, the logs and the undelivered events of Keysunset.',
      enableKeyRotation: true,
      // Without it nobody can read the logs of the last year any more.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { region, account } = Stack.of(this);
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OurLogGroups',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups(this) } },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OurEventsThatCannotBeDelivered',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }
}

const logGroups = (scope: Construct): string[] =>
  ['/aws/lambda/keysunset-*', '/aws/vendedlogs/*/keysunset-*'].map((resourceName) =>
    Stack.of(scope).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
