import type { AccountPolicies, Statement } from './policies';

/** Who may do what in the hub, and in each member account: they are all alike. */
export interface Stacks {
  hub: AccountPolicies;
  member: AccountPolicies;
}

/** One thing that one policy allows one holder to do on one resource. Accounts are HUB and MEMBER. */
export interface Permission {
  /** The name of a role, or whom a policy of the resource lets in. */
  holder: string;
  action: string;
  resource: string;
  /** On what condition, as `kms:ViaService dynamodb.…`. */
  when?: string;
  /** What says so: the role's own policy, or that of the resource (of a role: its trust policy). */
  by: 'role' | 'resource';
}

/** Every permission that the stacks give, each once. */
export function permissionsOf({ hub, member }: Stacks): Permission[] {
  const granted = [hub, member].flatMap(({ roles, resources }) => [
    ...roles.flatMap(({ name, policies }) =>
      policies
        .flatMap(({ policy }) => policy.Statement)
        .filter(allows)
        .flatMap((statement) =>
          pairs(statement.Action, statement.Resource).map(([action, resource]) =>
            ofRole(name, { statement, action, resource }, hub),
          ),
        ),
    ),
    ...[...Object.entries(resources), ...roles.map(({ arn, trust }) => [arn, trust] as const)].flatMap(
      ([resource, { Statement }]) =>
        Statement.filter(allows).flatMap((statement) =>
          pairs(statement.Action, principalsOf(statement)).map(([action, principal]) =>
            ofResource(resource, { statement, action, principal }, hub),
          ),
        ),
    ),
  ]);
  const each = new Map(granted.map((permission) => [idOf(permission), permission]));
  return [...each].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, permission]) => permission);
}

/** What a statement of a role's policy gives. */
export const ofRole = (
  holder: string,
  { statement, action, resource }: { statement: Statement; action: string; resource: string },
  hub: AccountPolicies,
): Permission => ({ holder, action, resource: anywhere(resource, hub), ...condition(statement, hub), by: 'role' });

/** What a statement of a resource's policy gives. */
export const ofResource = (
  resource: string,
  { statement, action, principal }: { statement: Statement; action: string; principal: string },
  hub: AccountPolicies,
): Permission => ({
  ...{ holder: anywhere(principal, hub), action, resource: anywhere(resource, hub) },
  ...condition(statement, hub),
  by: 'resource',
});

export const idOf = ({ holder, action, resource, when = '', by }: Permission): string =>
  JSON.stringify([holder, action, resource, when, by]);

/** Account numbers as what they are here. */
export const anywhere = (text: string, { accountId }: Pick<AccountPolicies, 'accountId'>): string =>
  text.replaceAll(/(?<=:)\d{12}(?=[:/]|$)/g, (id) => (id === accountId ? 'HUB' : 'MEMBER'));

const allows = ({ Effect }: Statement): boolean => Effect === 'Allow';

const pairs = (actions: string | string[], others: string | string[] = []): [string, string][] =>
  [actions].flat().flatMap((action) => [others].flat().map((other): [string, string] => [action, other]));

function principalsOf({ Principal }: Statement): string[] {
  if (typeof Principal === 'string') return [Principal];
  return Object.values(Principal as Record<string, string | string[]>).flat();
}

function condition({ Condition = {} }: Statement, hub: AccountPolicies): { when?: string } {
  const told = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(([key, values]) => `${key} ${[values].flat().join(' or ')}`),
  );
  return told.length > 0 ? { when: anywhere(told.join(', '), hub) } : {};
}
