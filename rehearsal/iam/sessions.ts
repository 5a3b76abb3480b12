import { after } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { expiredToken, invalidToken } from './errors';
import { memberRoles } from './member-roles';
import type { AwsRole, RolesOf } from './member-roles';
import { userArn } from './model';
import type { Aws } from './model';

/** Who signed a request: found from the access key id in its Authorization header. */
export interface Principal {
  accountId: string;
  arn: string;
  keyId: string;
  /** Of a user's own key. */
  userName?: string;
}

/** Roles assumed, by the temporary key id that was handed out. */
export interface Sessions {
  /** The roles of an account, by their names with their paths. */
  rolesIn(accountId: string): Map<string, AwsRole>;
  open(role: Pick<Principal, 'accountId' | 'arn'>, now: Instant): { keyId: string; expiresAt: Instant };
  /** Throws ExpiredToken where the session is over; `undefined`: no such session. */
  principal(keyId: string, now: Instant): Principal | undefined;
  /** Also of a session that is over. */
  accountOf(keyId: string): string | undefined;
}

/** How long a session lasts, in seconds. */
const LASTS = 3600;

/** The roles of the member accounts, as the member stack makes them, and nobody in them yet. */
export function openSessions(config: RolesOf): Sessions {
  const roles = new Map<string, Map<string, AwsRole>>();
  const opened = new Map<string, { principal: Principal; expiresAt: Instant }>();
  return {
    rolesIn(accountId) {
      const made = roles.get(accountId) ?? memberRoles(config, accountId);
      roles.set(accountId, made);
      return made;
    },
    open(role, now) {
      const keyId = `ASIA${String(opened.size + 1).padStart(16, '0')}`;
      const expiresAt = after(now, LASTS);
      opened.set(keyId, { principal: { ...role, keyId }, expiresAt });
      return { keyId, expiresAt };
    },
    principal(keyId, now) {
      const session = opened.get(keyId);
      if (session && now >= session.expiresAt) throw expiredToken();
      return session?.principal;
    },
    accountOf: (keyId) => opened.get(keyId)?.principal.accountId,
  };
}

/** Whoever signs with a key that is off or unknown is turned down; a session is known by its temporary key. */
export function principalOf(aws: Aws, sessions: Sessions, keyId: string): Principal {
  const session = sessions.principal(keyId, aws.options.now());
  if (session) return session;
  const held = aws.holder(keyId);
  if (held?.key.status !== 'Active') throw invalidToken();
  const { account, user } = held;
  return { accountId: account.id, arn: userArn(aws.partition, account.id, user), keyId, userName: user.name };
}
