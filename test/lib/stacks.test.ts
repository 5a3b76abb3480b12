import { App, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import { context } from '../../cdk.json';
import type { Config } from '../../lambda/core/config';
import { exampleConfig } from '../../lib/example-config';
import { keysunsetApp } from '../../lib/keysunset-app';
import { memberTemplate } from '../../lib/member-template';

// cdk-nag reads a property that CDK is going to take away, and CDK says so each time.
process.env['JSII_DEPRECATED'] = 'quiet';

const synthesized = (partition: Config['members']['partition'], region: string) => {
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  const config = { ...exampleConfig, members: { ...exampleConfig.members, partition } };
  const { hub, members } = keysunsetApp(app, { config, hub: { account: '610258347912', region } });
  return { app, hub, stacks: [hub, ...members] };
};

const { app, hub, stacks } = synthesized('aws', 'ap-northeast-1');
const ours = Template.fromStack(hub);

describe('the stacks as cdk-nag sees them', () => {
  test.each([
    ['AwsSolutions', new AwsSolutionsChecks(app)],
    ['Serverless', new ServerlessChecks(app)],
  ])('%s finds nothing that is not acknowledged', (_, pack) => {
    const found = pack.validateScope(app).violations.map(({ ruleName, violatingResources }) => ({
      rule: ruleName,
      at: violatingResources.map(({ constructPath }) => constructPath),
    }));
    expect(found).toEqual([]);
  });

  test('each acknowledgement says why, in a sentence', () => {
    const acknowledged = z.record(z.string(), z.string());
    const reasons = stacks
      .flatMap((stack) => stack.node.findAll())
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.values(acknowledged.parse(data)));
    expect(reasons.length).toBeGreaterThan(10);
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  });
});

test.each([
  ['aws', 'eu-central-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
] as const)('everything synthesizes for %s, and names nothing of another partition', (partition, region) => {
  for (const stack of synthesized(partition, region).stacks) {
    const named = JSON.stringify(Template.fromStack(stack).toJSON()).match(/arn:aws[a-z-]*/g) ?? [];
    expect(new Set(named.filter((arn) => arn !== `arn:${partition}`))).toEqual(new Set());
  }
});

describe('what outlives a mistake', () => {
  test('no stack is deleted by one command', () => {
    for (const stack of stacks) expect(stack.terminationProtection).toBe(true);
  });

  test('the ledger and what it is encrypted with stay when the stack goes', () => {
    ours.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({
        Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })],
      }),
    });
    for (const key of Object.values(ours.findResources('AWS::KMS::Key'))) {
      expect(key).toMatchObject({ DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
    }
  });

  test('logs, secrets and the undelivered are encrypted with a key of the account', () => {
    const without = (type: string, key: string): string[] =>
      Object.entries(ours.findResources(type)).flatMap(([id, { Properties }]) =>
        (Properties as Record<string, unknown>)[key] ? [] : [id],
      );
    expect(without('AWS::Logs::LogGroup', 'KmsKeyId')).toEqual([]);
    expect(without('AWS::Logs::LogGroup', 'RetentionInDays')).toEqual([]);
    expect(without('AWS::SecretsManager::Secret', 'KmsKeyId')).toEqual([]);
    expect(without('AWS::SQS::Queue', 'KmsMasterKeyId')).toEqual([]);
  });
});

describe('a flood at one door', () => {
  const concurrency = (name: string): unknown =>
    Object.values(
      ours.findResources('AWS::Lambda::Function', { Properties: { FunctionName: `keysunset-${name}` } }),
    ).map(({ Properties }) => (Properties as Record<string, unknown>)['ReservedConcurrentExecutions'])[0];

  test('takes no more than its share, and leaves the other door and the restores theirs', () => {
    expect([concurrency('slack-door'), concurrency('operator-door'), concurrency('restore')]).toEqual([50, 20, 100]);
  });

  test('is held back before it costs anything', () => {
    ours.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  test('is written down, without what a header or a body holds', () => {
    const [stage] = Object.values(ours.findResources('AWS::ApiGatewayV2::Stage'));
    const format = JSON.stringify(
      (stage?.['Properties'] as { AccessLogSettings: { Format: string } }).AccessLogSettings,
    );
    expect(format).toContain('$context.identity.sourceIp');
    expect(format).not.toMatch(/header|authoriz|body/i);
  });
});

describe('a member account', () => {
  const hubPlace = { account: '610258347912', region: 'ap-northeast-1' };

  test('gets the same from the plain template as from its stack', () => {
    const [stack] = stacks.slice(1);
    if (!stack) throw new Error('The example has member accounts.');
    const { Resources } = memberTemplate(exampleConfig, hubPlace) as { Resources: Record<string, unknown> };
    const plain = JSON.stringify(Resources).replaceAll('{"Ref":"AWS::AccountId"}', JSON.stringify(stack.account));
    const types = (resources: Record<string, unknown>): unknown[] =>
      Object.values(resources).map((resource) => (resource as { Type: string }).Type);
    const own = (Template.fromStack(stack).toJSON() as { Resources: Record<string, unknown> }).Resources;
    expect(types(JSON.parse(plain) as Record<string, unknown>)).toEqual(types(own));
    // Whatever a role may do to users is in the account that the template is deployed in.
    expect(plain).not.toMatch(/arn:aws:iam::\d{12}:user/);
  });

  test('has its four roles bounded where that is wanted', () => {
    const bounded = { ...exampleConfig, members: { ...exampleConfig.members, permissionsBoundary: 'workload' } };
    const roles = Template.fromJSON(memberTemplate(bounded, hubPlace)).findResources('AWS::IAM::Role');
    const named = Object.values(roles)
      .map(({ Properties }) => Properties as { RoleName?: string; PermissionsBoundary?: unknown })
      .filter(({ RoleName }) => RoleName !== undefined);
    expect(named).toHaveLength(4);
    for (const { PermissionsBoundary } of named)
      expect(JSON.stringify(PermissionsBoundary)).toContain('policy/workload');
  });
});
