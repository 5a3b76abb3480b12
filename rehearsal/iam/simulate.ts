import type { AwsRole, RoleStatement } from './member-roles';

export interface Decision {
  is: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** In an organisation, whether it allows it. */
  organisation: boolean;
  /** Of a bounded role, whether the boundary allows it. */
  boundary: boolean | undefined;
}

/** What IAM would answer to a role. `context`: what is known of the request; a condition on anything else finds it absent. */
export function simulate(
  { policy, boundary, organisationDenies = [] }: AwsRole,
  { action, resource, context }: { action: string; resource: string; context: Readonly<Record<string, string>> },
): Decision {
  const meant = policy.filter((statement) => isAbout(statement, action, resource, context));
  const allowed = meant.some(({ Effect }) => Effect === 'Allow');
  const by = { organisation: !organisationDenies.includes(action), boundary: boundary?.includes(action) };
  if (!by.organisation) return { is: 'explicitDeny', ...by };
  if (meant.some(({ Effect }) => Effect === 'Deny')) return { is: 'explicitDeny', ...by };
  return { is: allowed && by.boundary !== false ? 'allowed' : 'implicitDeny', ...by };
}

const isAbout = (
  { Action, Resource, Condition }: RoleStatement,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>>,
): boolean =>
  Action.includes(action) &&
  Resource.some((pattern) =>
    pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : pattern === resource,
  ) &&
  (!Condition || holds(Condition, context));

/** A negated condition matches where the key is absent, which is why the other asks for its presence. */
const holds = (
  { Null, StringNotEqualsIgnoreCase }: NonNullable<RoleStatement['Condition']>,
  context: Readonly<Record<string, string>>,
): boolean =>
  Object.keys(Null).every((key) => context[key] !== undefined) &&
  Object.entries(StringNotEqualsIgnoreCase).every(
    ([key, value]) => context[key]?.toLowerCase() !== value.toLowerCase(),
  );
