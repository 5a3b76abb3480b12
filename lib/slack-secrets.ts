import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** What Slack gave us. Created with a random value: put the true ones in by hand, they never pass through CloudFormation. */
export class SlackSecrets extends Construct {
  /** `xoxb-…`: posts as the app. */
  readonly token: Secret;
  /** Tells a request of Slack's from anybody else's. */
  readonly signingSecret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.token = secret(this, 'Token', 'keysunset/slack-token', 'Bot token of the Slack app');
    this.signingSecret = secret(
      this,
      'SigningSecret',
      'keysunset/slack-signing-secret',
      'Signing secret of the Slack app',
    );
  }
}

const secret = (scope: Construct, id: string, secretName: string, description: string): Secret =>
  new Secret(scope, id, { secretName, description, removalPolicy: RemovalPolicy.RETAIN });
