import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import {
  GetAccessKeyLastUsedCommand,
  GetRoleCommand,
  ListUserTagsCommand,
  ListUsersCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import type { EvaluationResult, IAMClient } from '@aws-sdk/client-iam';
import type { Config } from '../../core/config';
import type { EnteredMember, MemberSetup, Reading, RefusedByAws, Simulated, Touch } from '../../core/ports';
import { mayPass, saying } from '../faults';
import { isNoSuchEntity } from './faults';
import { homeRegion, membersOf, patience } from './members';
import type { Line, Member, Reach } from './members';
import { statementsOf } from './trust-policy';
import { keysOf, userBy } from './users';

/** Looks how a member account is set up, by the role that may only look. */
export const memberSetup = (reach: Reach & { config: Pick<Config, 'members' | 'neverTouch'> }): MemberSetup => ({
  enter: (accountId) =>
    looking(reach, async (signal) => {
      const member = await membersOf(reach).as('inspect', accountId, signal);
      return entered(member, accountId, reach);
    }),
});

const anyChange: LookupEventsCommandInput = {
  LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateAccessKey' }],
  MaxResults: 1,
};

/** Each look has its own time: the door answers within 30 s in all. */
function entered(
  member: Member,
  accountId: string,
  reach: Reach & { config: Pick<Config, 'members' | 'neverTouch'> },
): EnteredMember {
  const { config } = reach;
  const { partition, roles } = config.members;
  const look = <T>(act: (iam: Line<IAMClient>, signal: AbortSignal) => Promise<T>) =>
    looking(reach, (abortSignal) => act({ client: member.iam.client, until: { abortSignal } }, abortSignal));
  return {
    users: () => look(readUsers),
    trail: () =>
      look(async (_, abortSignal) => {
        await member.trail(homeRegion(config)).client.send(new LookupEventsCommand(anyChange), { abortSignal });
        return 'read' as const;
      }),
    trust: (role) => look((iam) => trustOf(iam, nameOf(roles[role]))),
    may: (role, user) =>
      look((iam) =>
        simulated(iam, {
          role: `arn:${partition}:iam::${accountId}:role/${roles[role]}`,
          // Nobody of that name has to be there: what is asked for is what the policies say of any user.
          user: `arn:${partition}:iam::${accountId}:user/keysunset-doctor`,
          tag: user === 'protected' ? config.neverTouch.tag : undefined,
        }),
      ),
  };
}

const touches: Touch[] = ['iam:UpdateAccessKey', 'iam:DeleteAccessKey'];

/** A role's name in IAM's own calls is without its path. */
const nameOf = (role: string): string => role.slice(role.lastIndexOf('/') + 1);

/** Every call that the inspector makes, tried on the first user there is. */
async function readUsers(iam: Line<IAMClient>): Promise<'read'> {
  const { client, until } = iam;
  const { Users: [user] = [] } = await client.send(new ListUsersCommand({ MaxItems: 1 }), until);
  if (!user?.UserName) return 'read';
  await userBy(iam, user.UserName);
  await client.send(new ListUserTagsCommand({ UserName: user.UserName }), until);
  const [key] = await keysOf(iam, user.UserName);
  if (key) await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key.AccessKeyId }), until);
  return 'read';
}

async function trustOf({ client, until }: Line<IAMClient>, RoleName: string) {
  const { Role } = await client.send(new GetRoleCommand({ RoleName }), until).catch((error: unknown) => {
    if (isNoSuchEntity(error)) return { Role: 'absent' as const };
    throw error;
  });
  if (Role === 'absent') return 'absent';
  return statementsOf(Role?.AssumeRolePolicyDocument ?? '');
}

async function simulated(
  { client, until }: Line<IAMClient>,
  { role, user, tag }: { role: string; user: string; tag: string | undefined },
): Promise<Record<Touch, Simulated>> {
  const context = tag && [
    { ContextKeyName: `iam:ResourceTag/${tag}`, ContextKeyType: 'string' as const, ContextKeyValues: ['true'] },
  ];
  const { EvaluationResults = [] } = await client.send(
    new SimulatePrincipalPolicyCommand({
      ...{ PolicySourceArn: role, ActionNames: touches, ResourceArns: [user] },
      ...(context && { ContextEntries: context }),
    }),
    until,
  );
  const of = (action: string): Simulated => {
    const result = EvaluationResults.find(({ EvalActionName }) => EvalActionName === action);
    if (!result) throw new Error(`IAM’s simulation says nothing of ${action}`);
    return decisionIn(result);
  };
  return { 'iam:UpdateAccessKey': of('iam:UpdateAccessKey'), 'iam:DeleteAccessKey': of('iam:DeleteAccessKey') };
}

function decisionIn(result: EvaluationResult): Simulated {
  const is = result.EvalDecision;
  if (is !== 'allowed' && is !== 'explicitDeny' && is !== 'implicitDeny') {
    throw new Error(`IAM’s simulation answers ${String(is)}; allowed, explicitDeny or implicitDeny is wanted`);
  }
  if (result.OrganizationsDecisionDetail?.AllowedByOrganizations === false) return { is, by: 'organisation' };
  const { AllowedByPermissionsBoundary: bounded } = result.PermissionsBoundaryDecisionDetail ?? {};
  return bounded === false ? { is, by: 'boundary' } : { is };
}

/** What AWS refuses is an answer; what it does not answer is not. */
async function looking<T>(
  { patience: { read } = patience }: Reach,
  look: (signal: AbortSignal) => Promise<T>,
): Promise<Reading<T | RefusedByAws>> {
  try {
    return { known: true, value: await look(AbortSignal.timeout(read)) };
  } catch (error) {
    if (isDenied(error)) return { known: true, value: { refused: saying(error) } };
    return { known: false, why: saying(error) };
  }
}

/** IAM and STS say AccessDenied, CloudTrail AccessDeniedException. */
const isDenied = (error: unknown): boolean =>
  error instanceof Error && !mayPass(error) && /^AccessDenied(Exception)?$/.test(error.name);
