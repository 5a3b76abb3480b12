import { Duration, Stack, Token, Validations, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as ToEventBus } from 'aws-cdk-lib/aws-events-targets';
import {
  ArnPrincipal,
  CompositePrincipal,
  Effect,
  ManagedPolicy,
  PolicyDocument,
  PolicyStatement,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Config } from '../lambda/core/config';
import { nameInAws } from './function';
import { CHANGES_BUS, keyChanges } from './hear-changes';
import { rights, type FunctionName, type Rights } from './rights';

export interface MemberProps extends StackProps {
  config: Config;
  hub: { account: string; region: string };
}

type MemberRole = NonNullable<Rights['assumes']>[number];

/** What exists in each account whose keys are retired: four roles, and a rule that tells the hub who else changes keys. */
export class MemberStack extends Stack {
  constructor(scope: Construct, id: string, { config, hub, ...props }: MemberProps) {
    super(scope, id, props);
    const { members, neverTouch } = config;
    const users = `arn:${members.partition}:iam::${this.account}:user/*`;
    const touch = (action: string): PolicyStatement => new PolicyStatement({ actions: [action], resources: [users] });
    const neverTheProtected = (action: string): PolicyStatement => neverTagged(neverTouch.tag, action, users);

    const policies: Record<MemberRole, PolicyStatement[]> = {
      inspect: [
        new PolicyStatement({
          actions: ['iam:GetUser', 'iam:ListUserTags', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed'],
          resources: [users],
        }),
        // For `keysunset doctor`: who may assume the other three, and what they may do.
        new PolicyStatement({
          actions: ['iam:GetRole', 'iam:SimulatePrincipalPolicy'],
          resources: (['deactivate', 'restore', 'delete'] as const).map(
            (role) => `arn:${members.partition}:iam::${this.account}:role/${members.roles[role]}`,
          ),
        }),
        // These two know no resources.
        new PolicyStatement({ actions: ['iam:ListUsers', 'cloudtrail:LookupEvents'], resources: ['*'] }),
      ],
      deactivate: [touch('iam:UpdateAccessKey'), neverTheProtected('iam:UpdateAccessKey')],
      // Never denied anything: a user who is tagged while its key is dark must get the key back.
      restore: [touch('iam:UpdateAccessKey')],
      delete: [touch('iam:DeleteAccessKey'), neverTheProtected('iam:DeleteAccessKey')],
    };
    const permissionsBoundary =
      members.permissionsBoundary && ManagedPolicy.fromManagedPolicyName(this, 'Boundary', members.permissionsBoundary);
    for (const [role, statements] of Object.entries(policies) as [MemberRole, PolicyStatement[]][]) {
      const made = new Role(this, role, {
        roleName: members.roles[role],
        description: `Keysunset: ${role}`,
        assumedBy: trusted(role, config, hub.account),
        externalIds: [members.externalId],
        ...(permissionsBoundary && { permissionsBoundary }),
        inlinePolicies: { [role]: new PolicyDocument({ statements }) },
      });
      acknowledge(
        made,
        users,
        'Which users have old keys is not known beforehand. Protected ones are denied by their tag.',
      );
      if (role === 'inspect')
        acknowledge(made, '*', 'Both iam:ListUsers and cloudtrail:LookupEvents know no resources, and only read.');
    }

    const bus = `arn:${members.partition}:events:${hub.region}:${hub.account}:event-bus/${CHANGES_BUS}`;
    new Rule(this, 'TellTheHub', {
      description: 'Somebody switched a key on or off, or deleted it: Keysunset in the hub account has to know.',
      eventPattern: keyChanges,
      targets: [new ToEventBus(EventBus.fromEventBusArn(this, 'HubBus', bus), { deadLetterQueue: undelivered(this) })],
    });
  }
}

/** Exactly the roles of the functions that rights.ts lets assume this one. Deploy the hub first: IAM looks them up. */
function trusted(role: MemberRole, { members }: Config, hubAccount: string): CompositePrincipal {
  const names = (Object.keys(rights) as FunctionName[]).filter((name) => assumes(rights[name], role));
  const principals = names.map(
    (name) => new ArnPrincipal(`arn:${members.partition}:iam::${hubAccount}:role/${nameInAws(name)}`),
  );
  return new CompositePrincipal(...principals);
}

const assumes = ({ assumes: roles }: Rights, role: MemberRole): boolean => roles?.includes(role) ?? false;

/** A tag that says `false` protects nobody; one that is absent neither, which a negated condition alone would match. */
const neverTagged = (tag: string, action: string, users: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'NeverTheProtected',
    effect: Effect.DENY,
    actions: [action],
    resources: [users],
    conditions: {
      Null: { [`iam:ResourceTag/${tag}`]: 'false' },
      StringNotEqualsIgnoreCase: { [`iam:ResourceTag/${tag}`]: 'false' },
    },
  });

/** What could not be forwarded. The watchdog of the hub finds each change within minutes by itself. */
function undelivered(scope: Construct): Queue {
  const queue = new Queue(scope, 'Undelivered', {
    queueName: 'keysunset-undelivered',
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
  const reason = 'It is the dead-letter queue itself, and nothing reads it.';
  Validations.of(queue).acknowledge({ id: 'Serverless-SQSRedrivePolicy', reason }, { id: 'AwsSolutions-SQS3', reason });
  return queue;
}

function acknowledge(role: Role, resources: string, reason: string): void {
  // In the plain template the account is not known, and nothing is looked for.
  if (Token.isUnresolved(resources)) return;
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resources}]`, reason });
}
