import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** What Slack gave us. Created with a random value: put the true ones in by hand, they never pass through CloudFormation. */
export class SlackSecrets extends Construct {
  /** `xoxb-…`: posts as the app. */
  readonly token: Secret;
  /** Tells a request of Slack's from anybody else's. */
  readonly signingSecret: Secret;

  constructor(scope: Construct, id: string, { key }: { key: Key }) {
    super(scope, id);
    const secret = (name: string, secretName: string, description: string): Secret =>
      new Secret(this, name, { secretName, description, encryptionKey: key, removalPolicy: RemovalPolicy.RETAIN });
    this.token = secret('Token', 'keysunset/slack-token', 'Bot token of the Slack app');
    this.signingSecret = secret('SigningSecret', 'keysunset/slack-signing-secret', 'Signing secret of the Slack app');
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Slack makes both, and lets nobody replace them by an API. docs/setup.md says how to do it by hand.',
    });
  }
}
