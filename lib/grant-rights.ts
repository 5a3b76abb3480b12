import { ArnFormat, Stack, Validations, type CfnResource } from 'aws-cdk-lib';
import { Policy, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Config } from '../lambda/core/config';
import { settingOf } from './config-setting';
import { nameInAws } from './function';
import type { Ledger } from './ledger';
import { rights, type FunctionName, type Rights } from './rights';
import type { SlackSecrets } from './slack-secrets';
import { through } from './through';

interface World {
  config: Config;
  ledger: Ledger;
  secrets: SlackSecrets;
  /** Encrypts the secrets. */
  hubKey: Key;
  machine: StateMachine;
  functions: Record<FunctionName, lambda.Function>;
}

/**
 * Turns each line of rights.ts into one policy, and into the environment that goes with it.
 * Policies of their own, not the roles' default ones: the machine needs its functions, and some of them need the machine.
 */
export class GrantedRights extends Construct {
  constructor(scope: Construct, id: string, world: World) {
    super(scope, id);
    for (const name of Object.keys(rights) as FunctionName[]) {
      const fn = world.functions[name];
      const policy = new Policy(this, name, { roles: [roleOf(fn)], statements: statementsOf(rights[name], world) });
      if ((rights[name] as Rights).executions?.includes('describe')) acknowledgeExecutions(policy, world.machine);
      for (const [key, value] of Object.entries(environmentOf(rights[name], world))) fn.addEnvironment(key, value);
    }
  }
}

function statementsOf(granted: Rights, world: World): PolicyStatement[] {
  const { functions, config } = world;
  return [
    ...onTheLedger(granted, world),
    ...(granted.assumes ?? []).map((role) =>
      allow(['sts:AssumeRole'], ...config.accounts.map(({ id }) => memberRoleArn(config, id, role))),
    ),
    ...(granted.invokes ?? []).map((name) => allow(['lambda:InvokeFunction'], functions[name].functionArn)),
    ...(granted.executions ?? []).map((what) => onExecutions(what, world.machine)),
    ...onSecrets(secretsOf(granted), world),
  ];
}

function onSecrets(secrets: ReturnType<typeof secretsOf>, world: World): PolicyStatement[] {
  if (secrets.length === 0) return [];
  return [
    ...secrets.map((which) => allow(['secretsmanager:GetSecretValue'], secretOf(which, world).secretArn)),
    through('secretsmanager', ['kms:Decrypt'], world.hubKey),
  ];
}

function onTheLedger(
  { ledger: actions, indexes, removes }: Rights,
  { ledger: { table, key } }: World,
): PolicyStatement[] {
  if (actions.length === 0) return [];
  return [
    allow(
      actions.map((action) => `dynamodb:${action}`),
      table.tableArn,
    ),
    ...(removes ? [removing(removes, table.tableArn)] : []),
    ...(indexes ? [allow(['dynamodb:Query'], ...indexes.map((name) => `${table.tableArn}/index/${name}`))] : []),
    through('dynamodb', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'], key),
  ];
}

/** No chain can lose an entry: a row is removed by the partition that it is in. */
const removing = (partition: string, table: string): PolicyStatement =>
  new PolicyStatement({
    actions: ['dynamodb:DeleteItem'],
    resources: [table],
    conditions: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partition] },
      // For all of none is true as well.
      Null: { 'dynamodb:LeadingKeys': 'false' },
    },
  });

function onExecutions(what: NonNullable<Rights['executions']>[number], machine: StateMachine): PolicyStatement {
  switch (what) {
    case 'end holds':
      return allow(['states:SendTaskSuccess', 'states:SendTaskFailure'], machine.stateMachineArn);
    case 'stop holds':
      return allow(['states:SendTaskSuccess'], machine.stateMachineArn);
    case 'start':
      return allow(['states:StartExecution'], machine.stateMachineArn);
    case 'describe':
      return allow(['states:DescribeExecution'], executionsOf(machine));
    default:
      return what satisfies never;
  }
}

function environmentOf(granted: Rights, world: World): Record<string, string> {
  const { invokes, executions } = granted;
  const { ledger, config, machine, functions } = world;
  const has = (what: NonNullable<Rights['executions']>[number]): boolean => executions?.includes(what) ?? false;
  return {
    KEYSUNSET_TABLE: ledger.table.tableName,
    KEYSUNSET_CONFIG: settingOf(config),
    ...((has('start') || has('describe')) && { KEYSUNSET_STATE_MACHINE_ARN: machine.stateMachineArn }),
    ...(invokes?.includes('restore') && { KEYSUNSET_RESTORE_FUNCTION: functions.restore.functionName }),
    ...(invokes?.includes('give-notice') && { KEYSUNSET_GIVE_NOTICE_FUNCTION: functions['give-notice'].functionName }),
    ...(invokes?.includes('slack-views') && { KEYSUNSET_SLACK_VIEWS_FUNCTION: functions['slack-views'].functionName }),
    ...(invokes?.includes('slack-enqueue') && {
      KEYSUNSET_SLACK_ENQUEUE_FUNCTION: functions['slack-enqueue'].functionName,
    }),
    ...(invokes?.includes('slack-doctor') && {
      KEYSUNSET_SLACK_DOCTOR_FUNCTION: functions['slack-doctor'].functionName,
    }),
    // By its name: a reference would go round in a circle, since it sets itself going again.
    ...(invokes?.includes('restore-all') && { KEYSUNSET_RESTORE_ALL_FUNCTION: nameInAws('restore-all') }),
    ...Object.fromEntries(
      secretsOf(granted).map((which) => [secretVariables[which], secretOf(which, world).secretArn]),
    ),
  };
}

type SecretName = Exclude<NonNullable<Rights['secret']>, 'both'>;

const secretVariables: Record<SecretName, string> = {
  token: 'KEYSUNSET_SLACK_TOKEN_SECRET',
  'signing secret': 'KEYSUNSET_SLACK_SIGNING_SECRET',
};

const secretsOf = ({ secret }: Rights): SecretName[] =>
  secret === 'both' ? ['token', 'signing secret'] : secret ? [secret] : [];

const secretOf = (which: SecretName, { secrets }: World) => (which === 'token' ? secrets.token : secrets.signingSecret);

const memberRoleArn = ({ members }: Config, accountId: string, role: NonNullable<Rights['assumes']>[number]): string =>
  `arn:${members.partition}:iam::${accountId}:role/${members.roles[role]}`;

const executionsOf = (machine: StateMachine): string =>
  Stack.of(machine).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${machine.stateMachineName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });

/** Executions have names that nobody knows beforehand. */
function acknowledgeExecutions(policy: Policy, machine: StateMachine): void {
  const name = `<${Stack.of(machine).getLogicalId(machine.node.defaultChild as CfnResource)}.Name>`;
  const { region, account } = Stack.of(machine);
  const { partition } = Stack.of(machine);
  Validations.of(policy).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:${partition}:states:${region}:${account}:execution:${name}:*]`,
    reason: 'It looks at the executions of this one state machine, and can change none.',
  });
}

const allow = (actions: string[], ...resources: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources });

function roleOf({ role }: lambda.Function): IRole {
  if (!role) throw new Error('A function without a role cannot be given rights.');
  return role;
}
