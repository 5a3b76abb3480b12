import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { doorPaths } from '../lambda/core/slack-app';
import { lambdaFunction, type Home } from './function';

/** How people reach Keysunset: owners from Slack, operators with their AWS identity. */
export class Doors extends Construct {
  readonly functions: Record<
    'slack-door' | 'slack-views' | 'slack-enqueue' | 'slack-doctor' | 'operator-door',
    lambda.Function
  >;
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, home: Home) {
    super(scope, id);
    // A flood at one door takes no room from the other, nor from the functions that give keys back.
    this.functions = {
      'slack-door': lambdaFunction(this, 'slack-door', home, {
        timeout: Duration.seconds(5), // Slack waits for 3 s, the door answers within 2.4
        memorySize: 1024,
        concurrency: 50,
      }),
      // Who pressed something waits for a modal, and Slack takes it for 3 s: later is of no use. The memory is for a fast start.
      'slack-views': lambdaFunction(this, 'slack-views', home, {
        memorySize: 1024,
        asynchronous: true,
        retryAttempts: 0,
      }),
      // Whoever typed the command was told to look where no answer comes: a repeat would find the key enqueued already, and say so.
      'slack-enqueue': lambdaFunction(this, 'slack-enqueue', home, { asynchronous: true, retryAttempts: 0 }),
      'slack-doctor': lambdaFunction(this, 'slack-doctor', home, { timeout: Duration.seconds(25) }), // the operator door waits for it
      'operator-door': lambdaFunction(this, 'operator-door', home, {
        timeout: Duration.seconds(29), // the HTTP API waits for 30 s
        concurrency: 20,
      }),
    };
    const api = new HttpApi(this, 'Api', {
      apiName: 'keysunset',
      description: 'Slack door and operator door of Keysunset',
      createDefaultStage: false,
    });
    this.api = api;
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 }, // requests a second; a company presses a few buttons a minute
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog(this, home)), format: ACCESS },
    });
    this.functions['slack-doctor'].addEnvironment('KEYSUNSET_ENDPOINT', api.apiEndpoint);
    // Whose roles the member accounts have to trust.
    this.functions['operator-door'].addEnvironment('KEYSUNSET_HUB_ACCOUNT', Stack.of(this).account);

    // No authoriser: Slack signs its requests, and the door checks the signature over the raw body.
    const slack = new HttpLambdaIntegration('Slack', this.functions['slack-door']);
    for (const path of Object.values(doorPaths)) {
      for (const route of api.addRoutes({ path, methods: [HttpMethod.POST], integration: slack })) {
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: 'Slack has no AWS identity: it signs each request, and the door checks that before anything else.',
        });
      }
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
    for (const path of ['/control', '/doctor', '/doctor/slack', '/doctor/members/{accountId}']) {
      api.addRoutes({ path, methods: [HttpMethod.GET], ...operator });
    }

    new CfnOutput(scope, 'Endpoint', { value: api.apiEndpoint, description: 'KEYSUNSET_ENDPOINT of the operators' });
  }
}

const accessLog = (scope: Construct, { key }: Home): LogGroup =>
  new LogGroup(scope, 'AccessLog', {
    logGroupName: '/aws/vendedlogs/apigateway/keysunset-doors',
    retention: RetentionDays.ONE_YEAR,
    encryptionKey: key,
  });

/** Who asked for what, and what they were answered. No header and no body: both hold signatures or names. */
const ACCESS = AccessLogFormat.custom(
  JSON.stringify({
    at: '$context.requestTime',
    id: '$context.requestId',
    from: '$context.identity.sourceIp',
    as: '$context.identity.userArn',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    error: '$context.integrationErrorMessage',
  }),
);
