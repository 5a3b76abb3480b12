import { join } from 'node:path';
import { Duration, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionName } from './rights';
import { through } from './through';

/** The name of a function and of its role: fixed, so that the member accounts can name the roles they trust. */
export const nameInAws = (name: FunctionName): string => `keysunset-${name}`;

/** How each function is bundled; the bench of the Slack door builds it the same way. */
export const bundling = {
  target: 'node24',
  mainFields: ['module', 'main'], // halves what is loaded: the AWS SDK's CommonJS build is twice its ES modules
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  externalModules: [], // the very SDK that was tested
  forceDockerBundling: false,
} satisfies BundlingOptions;

/** The source of a function's handler. */
export const entryOf = (name: FunctionName): string => join(__dirname, `../lambda/handlers/${name}.ts`);

/** What each function needs of the hub. */
export interface Home {
  /** Encrypts its log. */
  key: Key;
  /** Takes what it was called with asynchronously and could not do. */
  undelivered: Queue;
}

interface FunctionOptions {
  timeout?: Duration;
  /** In megabytes. */
  memorySize?: number;
  /** Called by events, or set going by other functions: what fails for good is kept. */
  asynchronous?: true;
  /** So many at once and no more; that many are kept free for it. */
  concurrency?: number;
  /** How often Lambda repeats what failed, where nobody waited for the answer; twice where it is left out. */
  retryAttempts?: number;
}

/** One Lambda with a role of its own. What the role may do is in rights.ts. */
export function lambdaFunction(
  scope: Construct,
  name: FunctionName,
  { key, undelivered }: Home,
  { timeout = Duration.seconds(30), memorySize = 512, asynchronous, concurrency, retryAttempts }: FunctionOptions = {},
): lambda.Function {
  const role = new Role(scope, `${name}-role`, {
    roleName: nameInAws(name),
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  const logGroup = new LogGroup(scope, `${name}-log`, {
    logGroupName: `/aws/lambda/${nameInAws(name)}`,
    retention: RetentionDays.ONE_YEAR,
    encryptionKey: key,
  });
  logGroup.grantWrite(role);
  // To put into the queue, by its key: which encrypts Slack's secrets as well.
  if (asynchronous) role.addToPolicy(through('sqs', ['kms:Decrypt', 'kms:GenerateDataKey'], key));
  const fn = new NodejsFunction(scope, name, {
    functionName: nameInAws(name),
    entry: entryOf(name),
    depsLockFilePath: join(__dirname, '../package-lock.json'),
    projectRoot: join(__dirname, '..'),
    handler: 'handler',
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    role,
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    timeout,
    memorySize,
    ...(asynchronous && { deadLetterQueue: undelivered }),
    ...(concurrency !== undefined && { reservedConcurrentExecutions: concurrency }),
    ...(retryAttempts !== undefined && { retryAttempts }),
    bundling,
  });
  if (!asynchronous) {
    Validations.of(fn).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'It is called and answered: by the state machine, which catches what fails, or by the HTTP API.',
    });
  }
  if (asynchronous && retryAttempts !== undefined) {
    Validations.of(fn).acknowledge({
      id: 'Serverless-LambdaAsyncFailureDestination',
      reason: 'What fails for good goes to the dead-letter queue, as with every other function.',
    });
  }
  Validations.of(fn).acknowledge({
    id: 'Serverless-LambdaTracing',
    reason: 'The ledger tells what was done for a key over months, by whom and when; X-Ray keeps a trace for 30 days.',
  });
  return fn;
}
