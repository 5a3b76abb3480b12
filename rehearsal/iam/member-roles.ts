import type { HandlerName } from '../../lambda/app';
import type { Config } from '../../lambda/core/config';
import { rights } from '../../lib/rights';
import type { Rights } from '../../lib/rights';

/** A role, as far as the rehearsal's IAM knows it. Whoever breaks one changes it. */
export interface AwsRole {
  /** Its path is a part of the name here. */
  name: string;
  trust: {
    Effect: 'Allow';
    Action: 'sts:AssumeRole';
    Principal: { AWS: string[] };
    Condition: { StringEquals: { 'sts:ExternalId': string } };
  };
  policy: RoleStatement[];
  /** What bounds it: nothing else is allowed, whatever its own policy says. */
  boundary?: readonly string[];
  /** Denied in the whole account by the organisation. */
  organisationDenies?: readonly string[];
}

export interface RoleStatement {
  Effect: 'Allow' | 'Deny';
  Action: string[];
  Resource: string[];
  /** The conditions of the protecting tag; of no other it is known what they mean here. */
  Condition?: { Null: Record<string, 'false'>; StringNotEqualsIgnoreCase: Record<string, string> };
}

export type RolesOf = Pick<Config, 'members'> & Partial<Pick<Config, 'neverTouch'>>;

/** Where the rehearsal's Keysunset runs. */
export const HUB = '610258347912';

/** The four roles of a member account, as its stack makes them (test/lib/member-roles.test.ts holds that they are the same). */
export function memberRoles({ members, neverTouch }: RolesOf, accountId: string): Map<string, AwsRole> {
  const { partition, roles, externalId } = members;
  const tag = `iam:ResourceTag/${neverTouch?.tag ?? 'keysunset:protected'}`;
  const users = `arn:${partition}:iam::${accountId}:user/*`;
  const allow = (Action: string[], Resource = [users]): RoleStatement => ({ Effect: 'Allow', Action, Resource });
  const spare = (action: string): RoleStatement => ({
    ...{ Effect: 'Deny', Action: [action], Resource: [users] },
    Condition: { Null: { [tag]: 'false' }, StringNotEqualsIgnoreCase: { [tag]: 'false' } },
  });
  const policies: Record<RoleName, RoleStatement[]> = {
    inspect: [
      allow(['iam:GetUser', 'iam:ListUserTags', 'iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed']),
      allow(
        ['iam:GetRole', 'iam:SimulatePrincipalPolicy'],
        [roles.deactivate, roles.restore, roles.delete].map(
          (name) => `arn:${partition}:iam::${accountId}:role/${name}`,
        ),
      ),
      allow(['iam:ListUsers', 'cloudtrail:LookupEvents'], ['*']),
    ],
    deactivate: [allow(['iam:UpdateAccessKey']), spare('iam:UpdateAccessKey')],
    restore: [allow(['iam:UpdateAccessKey'])],
    delete: [allow(['iam:DeleteAccessKey']), spare('iam:DeleteAccessKey')],
  };
  const made = (Object.keys(policies) as RoleName[]).map((role): [string, AwsRole] => [
    roles[role],
    {
      name: roles[role],
      trust: {
        ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
        Principal: { AWS: trustedFor(role).map((name) => `arn:${partition}:iam::${HUB}:role/keysunset-${name}`) },
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
      policy: policies[role],
    },
  ]);
  return new Map(made);
}

type RoleName = keyof Config['members']['roles'];

const trustedFor = (role: RoleName): string[] =>
  (Object.keys(rights) as HandlerName[]).filter((name) => (rights[name] as Rights).assumes?.includes(role));
