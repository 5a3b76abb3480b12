import { permissionsOf, type Permission, type Stacks } from './permissions';
import type { RolePolicies } from './policies';
import { reasonOf, unusedRights } from './unused-rights';

/** docs/rights.md: who may do what on what, who may do none of it, and which rights nothing has used. */
export function rightsPage(stacks: Stacks): string {
  const permissions = permissionsOf(stacks);
  const own = permissions.filter(({ by }) => by === 'role');
  const { hub, member } = stacks;
  return `<!-- Written by \`npm run picture\` from the templates that CDK deploys. Do not edit. -->

# Who may do what

All ${permissions.length} rights that the two stacks give, as they are synthesized for the example (\`lib/example-config.ts\`): HUB is the account of the hub,
MEMBER each account whose keys are retired. What is not here is allowed to nobody of Keysunset.

In the rehearsal over HTTP every call is held against these very policies, and refused as AWS would where they do not allow it; the
other way round, a test plays all there is to play and fails for a right that nothing used, unless [there is a reason](#given-and-not-used).
How, and what that does not prove: [decision 0015](decisions/0015-rights-proven-both-ways.md).

## What hurts, and what nobody may do

${table(
  ['what', 'who may'],
  sensitive.map(([action, what]) => [`${what} (\`${action}\`)`, whoMay(action, own)]),
)}

IAM denies, whatever else is allowed:

${deniesOf([...hub.roles, ...member.roles]).join('\n')}

## In the hub

One role for each function, by its name, and one for the state machine.

${hub.roles.map((role) => section(role, own)).join('\n\n')}

## In each member account

${member.roles.map((role) => section(role, permissions.filter(mayTake(role)), own)).join('\n\n')}

## Whom resources let in

Services, by the policies of what they call or write to. That an account lets in its own root means that IAM decides: the roles above.

${table(
  ['who', 'may', 'on', 'only'],
  grouped(
    permissions.filter(
      ({ by, holder, action }) => by === 'resource' && !(action === 'sts:AssumeRole' && /:role\//.test(holder)),
    ),
  ),
)}

## Given, and not used

${table(
  ['rights', 'which', 'why'],
  unusedRights.map(({ reason }) => reasonRow(reason, permissions)),
)}
`;
}

/** One right in one line, for the reasons. */
export const lineOf = ({ holder, action, resource, when }: Permission): string =>
  [holder, action, resource, ...(when ? [when] : [])].map(readable).join(' ');

/** What would hurt most, and who may do it. */
const sensitive: readonly [string, string][] = [
  ['iam:UpdateAccessKey', 'switch a key off or on'],
  ['iam:DeleteAccessKey', 'delete a key'],
  ['iam:CreateAccessKey', 'create a key'],
  ['iam:UpdateUser', 'change a user'],
  ['iam:DeleteUser', 'delete a user'],
  ['iam:TagUser', 'tag a user'],
  ['iam:UntagUser', 'take a tag away, as the protecting one'],
  ['iam:UpdateLoginProfile', 'change a password'],
  ['iam:PutUserPolicy', 'change a policy of a user'],
  ['iam:PutRolePolicy', 'change a policy of a role'],
  ['iam:UpdateAssumeRolePolicy', 'change who may take a role'],
  ['iam:PassRole', 'pass a role on'],
  ['dynamodb:UpdateItem', 'update a row of the ledger in place'],
  ['dynamodb:DeleteItem', 'remove a row of the ledger'],
  ['dynamodb:BatchWriteItem', 'write rows of the ledger without a condition'],
  ['dynamodb:DeleteTable', 'delete the ledger'],
  ['dynamodb:UpdateTable', 'change the ledger’s table'],
  ['states:StopExecution', 'stop an execution'],
  ['states:UpdateStateMachine', 'change the state machine'],
  ['lambda:UpdateFunctionCode', 'change the code of a function'],
  ['secretsmanager:PutSecretValue', 'change a secret of Slack'],
  ['kms:ScheduleKeyDeletion', 'delete an encryption key'],
  ['kms:DisableKey', 'switch an encryption key off'],
  ['logs:DeleteLogGroup', 'delete a log'],
  ['logs:DeleteLogStream', 'delete a part of a log'],
  ['events:DisableRule', 'switch a schedule off'],
  ['cloudwatch:DisableAlarmActions', 'silence an alarm'],
];

function whoMay(action: string, own: readonly Permission[]): string {
  const may = own.filter((permission) => covers(permission.action, action));
  const names = [...new Set(may.map(({ holder }) => `\`${readable(holder)}\``))];
  return names.length > 0 ? names.join(', ') : '**nobody**';
}

const covers = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(action);

const deniesOf = (roles: readonly RolePolicies[]): string[] =>
  roles.flatMap(({ name, policies }) =>
    policies
      .flatMap(({ policy }) => policy.Statement)
      .filter(({ Effect }) => Effect === 'Deny')
      .map(
        ({ Action, Condition = {} }) =>
          `- \`${name}\`: ${[Action].flat().map(code).join(', ')} where ${Object.entries(Condition)
            .flatMap(([operator, keys]) =>
              Object.entries(keys).map(([key, value]) => code(`${operator} ${key} ${[value].flat().join(' ')}`)),
            )
            .join(' and ')}`,
      ),
  );

const mayTake =
  ({ arn }: RolePolicies) =>
  ({ by, action, resource }: Permission): boolean =>
    by === 'resource' && action === 'sts:AssumeRole' && resource.endsWith(arn.split(':').slice(-1).join(''));

function section({ name, boundary }: RolePolicies, takers: readonly Permission[], own = takers): string {
  const taken = own === takers ? [] : takers;
  const ends = taken.map(({ holder }) => code(readable(holder).split('/').at(-1) ?? ''));
  const [{ when = '' } = {}] = taken;
  return [
    `### ${readable(name)}`,
    '',
    ...(taken.length > 0
      ? [`Taken by ${ends.join(', ')}${when ? `, only with ${code(readable(when))}` : ''}.`, '']
      : []),
    ...(boundary ? [`Bounded by ${code(boundary)}.`, ''] : []),
    table(
      ['may', 'on', 'only'],
      grouped(own.filter(({ holder }) => holder === name)).map(([, ...row]) => row),
    ),
  ].join('\n');
}

/** Rows of who, may what, on what and when: what is allowed alike stands in one. */
function grouped(permissions: readonly Permission[]): string[][] {
  const byResource = collected(permissions, ({ holder, resource, when = '' }) => [holder, resource, when]);
  const rows = byResource.map((alike) => ({ alike, actions: alike.map(({ action }) => action) }));
  const byActions = collected(rows, ({ alike: [first], actions }) => [
    first?.holder,
    actions,
    withoutSource(first?.when),
  ]);
  return byActions.map((alike) => {
    const all = alike.flatMap(({ alike: same }) => same);
    const each = (of: (permission: Permission) => string | undefined): string =>
      [...new Set(all.map(of).filter((one) => one !== undefined))].map((one) => code(readable(one))).join('<br>');
    return [
      each(({ holder }) => holder),
      each(({ action }) => action),
      each(({ resource }) => resource),
      each(({ when }) => when),
    ];
  });
}

/** Of rules and routes that may do the same, one row tells. */
const withoutSource = (when = ''): string => when.replace(/(aws:SourceArn) \S+/i, '$1');

function collected<T>(items: readonly T[], by: (item: T) => unknown): T[][] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const name = JSON.stringify(by(item));
    found.set(name, [...(found.get(name) ?? []), item]);
  }
  return [...found.values()];
}

function reasonRow(reason: string, permissions: readonly Permission[]): string[] {
  const of = permissions.filter((permission) => reasonOf(lineOf(permission)) === reason);
  const holders = [...new Set(of.map(({ holder }) => readable(holder)))];
  const actions = [...new Set(of.map(({ action }) => action))];
  const whose = holders.length > 4 ? `${holders.length} roles` : holders.map(code).join(', ');
  return [String(of.length), `${whose}: ${actions.map(code).join(', ')}`, reason];
}

/** Without what is the same everywhere, and what CloudFormation puts behind its names. */
const readable = (text: string): string =>
  text
    .replaceAll(/\barn:aws:/g, '')
    .replaceAll(/(?<=:)[a-z]{2}(?:-[a-z]+)+-\d(?=:)/g, '')
    .replaceAll('::', ':')
    .replaceAll(/(?<=[a-z])[0-9A-F]{8}\b/g, '');

const code = (text: string): string => `\`${text}\``;

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
