import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionName } from './rights';

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

interface Manner {
  timeout?: Duration;
  memorySize?: number;
  /** How often Lambda repeats what failed, where nobody waited for the answer. */
  retryAttempts?: number;
}

/** One Lambda with a role of its own. What the role may do is in rights.ts. */
export function lambdaFunction(
  scope: Construct,
  name: FunctionName,
  { timeout = Duration.seconds(30), memorySize = 512, retryAttempts = 2 }: Manner = {},
): lambda.Function {
  const role = new Role(scope, `${name}-role`, {
    roleName: nameInAws(name),
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  const logGroup = new LogGroup(scope, `${name}-log`, {
    logGroupName: `/aws/lambda/${nameInAws(name)}`,
    retention: RetentionDays.ONE_YEAR,
  });
  logGroup.grantWrite(role);
  return new NodejsFunction(scope, name, {
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
    retryAttempts,
    bundling,
  });
}
