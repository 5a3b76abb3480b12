import type { Config } from '../../lambda/core/config';
import type {
  Clock,
  EnteredMember,
  MemberSetup,
  Reading,
  RefusedByAws,
  Simulated,
  TouchingRole,
} from '../../lambda/core/ports';
import { AwsError } from './errors';
import type { AwsRole } from './member-roles';
import type { Aws } from './model';
import type { Breaks, LoggedCall } from './server';
import type { Sessions } from './sessions';
import { simulate } from './simulate';

interface FakeSetupOptions {
  aws: Aws;
  config: Pick<Config, 'members'> & Partial<Pick<Config, 'neverTouch'>>;
  clock: Clock;
  sessions: Sessions;
  log?: LoggedCall[];
  fault?: Breaks;
}

/** How the member accounts are set up, directly over the model: no HTTP. */
export function fakeMemberSetup(options: FakeSetupOptions): MemberSetup {
  const { aws, config, clock, sessions, log, fault } = options;
  const { roles, partition, externalId } = config.members;

  const look = async <T>(
    accountId: string,
    [service, ...operations]: readonly [string, ...string[]],
    act: () => T,
  ): Promise<Reading<T | RefusedByAws>> => {
    const principal = `arn:${partition}:sts::${accountId}:assumed-role/${roles.inspect}/keysunset`;
    const call = { at: clock.now(), service, accountId, principal, parameters: {} };
    try {
      for (const operation of operations) {
        const broken = fault?.({ ...call, operation });
        log?.push({ ...call, operation, result: broken?.code ?? 'ok' });
        if (broken) throw new AwsError(broken.code, broken.status, 'A fault was asked for.');
      }
      return { known: true, value: act() };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const why = `${error.code}: ${error.message}`;
      return error.code.startsWith('AccessDenied') ? { known: true, value: { refused: why } } : { known: false, why };
    }
  };
  const denied = (action: string): AwsError =>
    new AwsError('AccessDenied', 403, `not authorized to perform: ${action}`);
  const inspector = (accountId: string, action: string): void => {
    const inspect = sessions.rolesIn(accountId).get(roles.inspect);
    if (!inspect?.policy.some(({ Action }) => Action.includes(action))) throw denied(action);
  };
  const roleOf = (accountId: string, role: TouchingRole): AwsRole | undefined =>
    sessions.rolesIn(accountId).get(roles[role]);

  const entered = (accountId: string): EnteredMember => ({
    users: () => look(accountId, ['iam', ...readingUsers], () => 'read' as const),
    trail: () => look(accountId, ['cloudtrail', 'LookupEvents'], () => 'read' as const),
    trust: (role) =>
      look(accountId, ['iam', 'GetRole'], () => {
        inspector(accountId, 'iam:GetRole');
        const found = roleOf(accountId, role);
        if (!found) return 'absent' as const;
        const { Effect, Action, Principal, Condition } = found.trust;
        const conditions = { StringEquals: { 'sts:ExternalId': [Condition.StringEquals['sts:ExternalId']] } };
        return [{ effect: Effect, actions: [Action], principals: Principal.AWS, conditions }];
      }),
    may: (role, user) =>
      look(accountId, ['iam', 'SimulatePrincipalPolicy'], () => {
        inspector(accountId, 'iam:SimulatePrincipalPolicy');
        const found = roleOf(accountId, role);
        if (!found) throw new AwsError('NoSuchEntity', 404, 'The role cannot be found.');
        const tag = `iam:ResourceTag/${config.neverTouch?.tag ?? 'keysunset:protected'}`;
        const of = (action: string): Simulated => {
          const resource = `arn:${partition}:iam::${accountId}:user/keysunset-doctor`;
          const context: Record<string, string> = user === 'protected' ? { [tag]: 'true' } : {};
          const { is, organisation, boundary } = simulate(found, { action, resource, context });
          if (!organisation) return { is, by: 'organisation' };
          return boundary === false ? { is, by: 'boundary' } : { is };
        };
        return { 'iam:UpdateAccessKey': of('iam:UpdateAccessKey'), 'iam:DeleteAccessKey': of('iam:DeleteAccessKey') };
      }),
  });

  return {
    enter: (accountId) =>
      look(accountId, ['sts', 'AssumeRole'], () => {
        const trust = aws.accounts.has(accountId) && sessions.rolesIn(accountId).get(roles.inspect)?.trust;
        if (!trust || trust.Condition.StringEquals['sts:ExternalId'] !== externalId) throw denied('sts:AssumeRole');
        return entered(accountId);
      }),
  };
}

const readingUsers = ['ListUsers', 'GetUser', 'ListUserTags', 'ListAccessKeys', 'GetAccessKeyLastUsed'];
