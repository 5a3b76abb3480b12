import { CfnOutput, Duration } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { doorPaths } from '../lambda/core/slack-app';
import { lambdaFunction } from './function';

/** How people reach Keysunset: owners from Slack, operators with their AWS identity. */
export class Doors extends Construct {
  readonly functions: Record<
    'slack-door' | 'slack-views' | 'slack-enqueue' | 'slack-doctor' | 'operator-door',
    lambda.Function
  >;
  readonly api: HttpApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.functions = {
      'slack-door': lambdaFunction(this, 'slack-door', { timeout: Duration.seconds(5), memorySize: 1024 }), // Slack waits for 3 s, the door answers within 2.4
      // Who pressed something waits for a modal, and Slack takes it for 3 s: later is of no use. The memory is for a fast start.
      'slack-views': lambdaFunction(this, 'slack-views', { memorySize: 1024, retryAttempts: 0 }),
      // Whoever typed the command was told to look where no answer comes: a repeat would find the key enqueued already, and say so.
      'slack-enqueue': lambdaFunction(this, 'slack-enqueue', { retryAttempts: 0 }),
      'slack-doctor': lambdaFunction(this, 'slack-doctor', { timeout: Duration.seconds(25) }), // the operator door waits for it
      'operator-door': lambdaFunction(this, 'operator-door', { timeout: Duration.seconds(29) }), // the HTTP API waits for 30 s
    };
    const api = new HttpApi(this, 'Api', {
      apiName: 'keysunset',
      description: 'Slack door and operator door of Keysunset',
    });
    this.api = api;
    this.functions['slack-doctor'].addEnvironment('KEYSUNSET_ENDPOINT', api.apiEndpoint);

    // No authoriser: Slack signs its requests, and the door checks the signature over the raw body.
    const slack = new HttpLambdaIntegration('Slack', this.functions['slack-door']);
    for (const path of Object.values(doorPaths)) {
      api.addRoutes({ path, methods: [HttpMethod.POST], integration: slack });
    }

    const operator = {
      integration: new HttpLambdaIntegration('Operator', this.functions['operator-door']),
      authorizer: new HttpIamAuthorizer(),
    };
    api.addRoutes({ path: '/retirements', methods: [HttpMethod.POST, HttpMethod.GET], ...operator });
    api.addRoutes({ path: '/retirements/{keyId}', methods: [HttpMethod.GET], ...operator });
    for (const what of ['stop', 'snooze', 'owner', 'dismiss', 'approve', 'release']) {
      api.addRoutes({ path: `/retirements/{keyId}/${what}`, methods: [HttpMethod.POST], ...operator });
    }
    for (const path of ['/freeze', '/thaw', '/restore-all']) {
      api.addRoutes({ path, methods: [HttpMethod.POST], ...operator });
    }
    for (const path of ['/control', '/doctor/slack']) {
      api.addRoutes({ path, methods: [HttpMethod.GET], ...operator });
    }

    new CfnOutput(scope, 'Endpoint', { value: api.apiEndpoint, description: 'KEYSUNSET_ENDPOINT of the operators' });
  }
}
