import { Match, Template } from 'aws-cdk-lib/assertions';
import { assumedBy as assumedByRole } from '../../lambda/core/doctor/roles';
import { exampleConfig } from '../../lib/example-config';
import type { TemplateJson } from '../../lib/resolve';
import { rights } from '../../lib/rights';
import { exampleStacks } from '../../lib/synthesized';
import { actionsOf, rolesThatMay, statementsByRole } from './statements';

const stacks = exampleStacks();
const hub = Template.fromStack(stacks.hub);
const members = stacks.members.map((stack) => Template.fromStack(stack));
const hubRoles = statementsByRole(hub.toJSON() as TemplateJson);
const memberRoles = members.map((member) => statementsByRole(member.toJSON() as TemplateJson));
const { roles, externalId } = exampleConfig.members;

const handlers = Object.keys(rights);
const functionNamed = (name: string) =>
  Object.values(
    hub.findResources('AWS::Lambda::Function', { Properties: { FunctionName: `keysunset-${name}` } }),
  )[0] as {
    Properties: { Timeout: number; Role: unknown; Environment: { Variables: Record<string, unknown> } };
  };
const assumedBy = (role: string): string[] =>
  Object.entries(hubRoles)
    .filter(([, statements]) =>
      statements.some(
        ({ actions, resources }) =>
          actions.includes('sts:AssumeRole') && resources.some((arn) => arn.endsWith(`/${role}`)),
      ),
    )
    .map(([name]) => name)
    .sort();
const trustedBy = (member: Template, role: string): unknown => {
  const [found] = Object.values(member.findResources('AWS::IAM::Role', { Properties: { RoleName: role } })) as {
    Properties: { AssumeRolePolicyDocument: { Statement: { Principal: { AWS: unknown }; Condition: unknown }[] } };
  }[];
  return found?.Properties.AssumeRolePolicyDocument.Statement.map(({ Principal, Condition }) => ({
    principals: [Principal.AWS].flat(),
    condition: Condition,
  }));
};

/** The partitions to whose rows the right to remove is bound; a right that is bound to none is seen as `undefined`. */
const partitionsRemovedBy = (role: string): unknown[] =>
  (hubRoles[role] ?? [])
    .filter(({ actions }) => actions.includes('dynamodb:DeleteItem'))
    .flatMap(({ conditions }) => {
      const { 'ForAllValues:StringLike': like, Null } = (conditions ?? {}) as Record<string, Record<string, unknown>>;
      return Null?.['dynamodb:LeadingKeys'] === 'false' ? like?.['dynamodb:LeadingKeys'] : undefined;
    });

describe('who may touch a key', () => {
  test('no role of the hub has a right on IAM itself', () => {
    expect(
      Object.values(hubRoles)
        .flatMap(actionsOf)
        .filter((action) => action.startsWith('iam:')),
    ).toEqual([]);
  });

  test('in each member account only the delete role may delete a key', () => {
    for (const member of memberRoles) expect(rolesThatMay(member, 'iam:DeleteAccessKey')).toEqual([roles.delete]);
  });

  test('in each member account only the deactivate and restore roles may switch a key', () => {
    for (const member of memberRoles) {
      expect(rolesThatMay(member, 'iam:UpdateAccessKey')).toEqual([roles.deactivate, roles.restore]);
    }
  });

  test('only the step of the same name may assume the role that deactivates, restores or deletes', () => {
    expect(assumedBy(roles.deactivate)).toEqual(['keysunset-deactivate']);
    expect(assumedBy(roles.restore)).toEqual(['keysunset-restore']);
    expect(assumedBy(roles.delete)).toEqual(['keysunset-delete-key']);
  });

  test('the member accounts trust exactly the roles that the hub lets in, with the external id', () => {
    for (const member of members) {
      for (const role of Object.values(roles)) {
        const principals = assumedBy(role).map((name) => `arn:aws:iam::610258347912:role/${name}`);
        const condition = { StringEquals: { 'sts:ExternalId': externalId } };
        expect(trustedBy(member, role)).toEqual([{ principals, condition }]);
      }
    }
  });

  test('nothing may be assumed but the four roles in the accounts of the configuration', () => {
    const known = exampleConfig.accounts.flatMap(({ id }) =>
      Object.values(roles).map((role) => `arn:aws:iam::${id}:role/${role}`),
    );
    const assumed = Object.values(hubRoles)
      .flat()
      .filter(({ actions }) => actions.includes('sts:AssumeRole'))
      .flatMap(({ resources }) => resources);
    expect(new Set(assumed)).toEqual(new Set(known));
  });

  test('the doctor looks at the three roles that change keys, in their own account, and at no other', () => {
    for (const [i, member] of memberRoles.entries()) {
      const looking = Object.values(member)
        .flat()
        .filter(({ actions }) => actions.some((action) => /^iam:(GetRole|Simulate)/.test(action)));
      const account = exampleConfig.accounts[i]?.id;
      const three = [roles.deactivate, roles.delete, roles.restore]; // as CDK sorts them
      expect(looking.map(({ actions, resources }) => [actions, resources])).toEqual([
        [['iam:GetRole', 'iam:SimulatePrincipalPolicy'], three.map((role) => `arn:aws:iam::${account}:role/${role}`)],
      ]);
      expect(rolesThatMay(member, 'iam:GetRole')).toEqual([roles.inspect]);
    }
  });

  test('the doctor looks for the very functions that may assume those roles', () => {
    for (const [role, name] of Object.entries(assumedByRole)) {
      expect(assumedBy(roles[role as keyof typeof assumedByRole])).toEqual([`keysunset-${name}`]);
    }
  });

  test('IAM itself refuses to deactivate or delete the keys of a tagged user', () => {
    for (const [role, action] of [
      [roles.deactivate, 'iam:UpdateAccessKey'],
      [roles.delete, 'iam:DeleteAccessKey'],
    ] as const) {
      for (const member of memberRoles) {
        expect(member[role]?.filter(({ effect }) => effect === 'Deny')).toEqual([
          expect.objectContaining({
            actions: [action],
            conditions: {
              Null: { 'iam:ResourceTag/keysunset:protected': 'false' },
              StringNotEqualsIgnoreCase: { 'iam:ResourceTag/keysunset:protected': 'false' },
            },
          }),
        ]);
      }
    }
  });

  test('a restore is never denied: a user tagged while its key is off gets the key back', () => {
    for (const member of memberRoles) {
      expect(member[roles.restore]?.map(({ effect }) => effect)).toEqual(['Allow']);
    }
  });

  test('who gives everything back touches no key: it may assume no role, and sets going the restore step and itself', () => {
    const statements = hubRoles['keysunset-restore-all'] ?? [];
    expect(actionsOf(statements).filter((action) => /^(iam|sts|states):/.test(action))).toEqual([]);
    const invoked = statements.filter(({ actions }) => actions.includes('lambda:InvokeFunction'));
    const named = invoked.flatMap(({ resources }) =>
      resources.map((arn) => /(restoreall|restore)[0-9A-F]{8}/.exec(arn)?.[1]),
    );
    expect(named.sort()).toEqual(['restore', 'restoreall']);
  });

  test('the Slack door has no right on IAM, and may assume no role', () => {
    const actions = actionsOf(hubRoles['keysunset-slack-door']);
    expect(actions).not.toEqual([]);
    expect(actions.filter((action) => /^(iam|sts):/.test(action))).toEqual([]);
  });
});

test('who enqueues for operators in Slack looks at keys and appends, and nothing else', () => {
  const actions = actionsOf(hubRoles['keysunset-slack-enqueue']);
  expect(actions.filter((action) => !/^(kms|logs|sqs):/.test(action)).sort()).toEqual([
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'sts:AssumeRole',
  ]);
  expect(assumedBy(roles.inspect)).toContain('keysunset-slack-enqueue');
});

test('the Slack door sets going what may only do its own part; the operator door it cannot call', () => {
  const invoked = (hubRoles['keysunset-slack-door'] ?? []).filter(({ actions }) =>
    actions.includes('lambda:InvokeFunction'),
  );
  const named = invoked
    .flatMap(({ resources }) => resources)
    .join(' ')
    .toLowerCase();
  expect(named).toContain('enqueue');
  expect(named).not.toContain('operatordoor');
});

describe('who may do what else', () => {
  test('each function has a role of its own', () => {
    const used = handlers.map((name) => JSON.stringify(functionNamed(name).Properties.Role));
    expect(new Set(used).size).toBe(handlers.length);
  });

  test('nobody removes a row of a chain: only the one dark key of a user, and what was announced', () => {
    const removes = rolesThatMay(hubRoles, 'dynamodb:DeleteItem').map((role) => [role, partitionsRemovedBy(role)]);
    expect(removes).toEqual([
      ['keysunset-delete-key', ['DARK#*']],
      ['keysunset-restore', ['DARK#*']],
      ['keysunset-watchdog', ['ANNOUNCED']],
    ]);
  });

  test('only the watchdog, and who gives everything back, read the whole table', () => {
    expect(rolesThatMay(hubRoles, 'dynamodb:Scan')).toEqual(['keysunset-restore-all', 'keysunset-watchdog']);
  });

  test('only dispatch starts executions; nobody stops one', () => {
    expect(rolesThatMay(hubRoles, 'states:StartExecution')).toEqual(['keysunset-dispatch']);
    expect(rolesThatMay(hubRoles, 'states:StopExecution')).toEqual([]);
  });

  test('the holds, the doors, the watchdog and who hears changes may end a hold', () => {
    const enders = ['hear-changes', 'hold', 'operator-door', 'slack-door', 'watchdog'].map(
      (name) => `keysunset-${name}`,
    );
    expect(rolesThatMay(hubRoles, 'states:SendTaskSuccess')).toEqual(enders);
    // Who hears changes only ever stops.
    expect(rolesThatMay(hubRoles, 'states:SendTaskFailure')).toEqual(
      enders.filter((role) => role !== 'keysunset-hear-changes'),
    );
  });

  test('the token of Slack is known to those alone who tell and show, the signing secret to the Slack door; both to the doctor', () => {
    const knowing = (variable: string) =>
      handlers.filter((name) => variable in functionNamed(name).Properties.Environment.Variables);
    expect(knowing('KEYSUNSET_SLACK_TOKEN_SECRET')).toEqual(['give-notice', 'slack-views', 'slack-doctor']);
    expect(knowing('KEYSUNSET_SLACK_SIGNING_SECRET')).toEqual(['slack-door', 'slack-doctor']);
    expect(rolesThatMay(hubRoles, 'secretsmanager:GetSecretValue')).toEqual([
      'keysunset-give-notice',
      'keysunset-slack-doctor',
      'keysunset-slack-door',
      'keysunset-slack-views',
    ]);
  });

  test('who opens modals reads the ledger, and writes, wakes and touches nothing', () => {
    const actions = actionsOf(hubRoles['keysunset-slack-views']);
    const own = actions.filter((action) => !/^(logs|kms|sqs):/.test(action));
    expect(own.sort()).toEqual(['dynamodb:Query', 'secretsmanager:GetSecretValue']);
  });

  test('a modal that could not be opened is not opened a minute later, when nobody waits any more', () => {
    hub.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('slackviews') },
      MaximumRetryAttempts: 0,
    });
  });

  test('only what IAM and CloudTrail cannot narrow is allowed on everything', () => {
    const onEverything = [hubRoles, ...memberRoles].flatMap((byRole) =>
      Object.values(byRole)
        .flat()
        .filter(({ resources }) => resources.includes('*'))
        .flatMap(({ actions }) => actions),
    );
    // How Step Functions delivers its log: CDK gives these to the state machine alone, and they know no resources.
    const delivery = ['Create', 'Get', 'Update', 'Delete', 'List'].map(
      (verb) => `logs:${verb}LogDeliver${verb === 'List' ? 'ies' : 'y'}`,
    );
    const policies = ['logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups'];
    expect(new Set(onEverything)).toEqual(
      new Set(['iam:ListUsers', 'cloudtrail:LookupEvents', ...delivery, ...policies]),
    );
  });

  test('operators come with an AWS identity; Slack, which has none, comes with its signature', () => {
    const routes = Object.values(hub.findResources('AWS::ApiGatewayV2::Route')).map(
      ({ Properties }: { Properties?: { RouteKey: string; AuthorizationType: string } }) =>
        `${Properties?.RouteKey}: ${Properties?.AuthorizationType}`,
    );
    expect(routes.sort()).toEqual([
      'GET /control: AWS_IAM',
      'GET /doctor/members/{accountId}: AWS_IAM',
      'GET /doctor/slack: AWS_IAM',
      'GET /doctor: AWS_IAM',
      'GET /retirements/{keyId}: AWS_IAM',
      'GET /retirements: AWS_IAM',
      'POST /freeze: AWS_IAM',
      'POST /restore-all: AWS_IAM',
      'POST /retirements/{keyId}/approve: AWS_IAM',
      'POST /retirements/{keyId}/dismiss: AWS_IAM',
      'POST /retirements/{keyId}/owner: AWS_IAM',
      'POST /retirements/{keyId}/release: AWS_IAM',
      'POST /retirements/{keyId}/snooze: AWS_IAM',
      'POST /retirements/{keyId}/stop: AWS_IAM',
      'POST /retirements: AWS_IAM',
      'POST /slack/actions: NONE',
      'POST /slack/commands: NONE',
      'POST /slack/events: NONE',
      'POST /thaw: AWS_IAM',
    ]);
  });
});

test('the doctor reads the two secrets of Slack and nothing else, and nobody but the operator door asks it', () => {
  const actions = actionsOf(hubRoles['keysunset-slack-doctor']).filter((action) => !action.startsWith('logs:'));
  expect(new Set(actions)).toEqual(new Set(['secretsmanager:GetSecretValue', 'kms:Decrypt']));
  const asking = Object.entries(hubRoles).filter(([, statements]) =>
    statements.some(
      ({ actions: may, resources }) =>
        may.includes('lambda:InvokeFunction') && resources.some((arn) => /slackdoctor/i.test(arn)),
    ),
  );
  expect(asking.map(([role]) => role)).toEqual(['keysunset-operator-door']);
});

describe('what is kept, and for how long something runs', () => {
  test('the ledger outlives the stack, is encrypted with a key of ours, protected, and can be put back to any moment', () => {
    hub.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            SSESpecification: { KMSMasterKeyId: Match.anyValue() },
          }),
        ],
      },
    });
    hub.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  });

  test.each(['deactivate', 'restore', 'delete-key'])('%s, which changes a key, runs for at most 30 seconds', (name) => {
    expect(functionNamed(name).Properties.Timeout).toBeLessThanOrEqual(30);
  });

  test('the Lambdas run on Node.js 24 on arm64 and log JSON', () => {
    hub.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: Match.objectLike({ LogFormat: 'JSON' }),
    });
  });

  test('each member account tells the hub of changes to keys', () => {
    for (const member of members) {
      member.hasResourceProperties('AWS::Events::Rule', {
        EventPattern: { source: ['aws.iam'], detail: { eventName: ['UpdateAccessKey', 'DeleteAccessKey'] } },
        Targets: [Match.objectLike({ Arn: 'arn:aws:events:ap-northeast-1:610258347912:event-bus/keysunset-changes' })],
      });
    }
  });
});
