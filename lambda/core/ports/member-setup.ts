import type { Reading } from './reading';

/** What AWS refused, in its own words. */
export interface RefusedByAws {
  refused: string;
}

/** One statement of a role's trust policy. */
export interface TrustStatement {
  effect: 'Allow' | 'Deny';
  actions: readonly string[];
  /** ARNs; the id (`AROA…`) of a role that is not there any more; `*`. */
  principals: readonly string[];
  /** By operator and key: `{ StringEquals: { 'sts:ExternalId': ['…'] } }`. */
  conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What IAM would answer to a role that changes a key. */
export interface Simulated {
  is: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** Where not the role's own policies forbid it. */
  by?: 'organisation' | 'boundary';
}

export type Touch = 'iam:UpdateAccessKey' | 'iam:DeleteAccessKey';

/** The roles that change keys. */
export type TouchingRole = 'deactivate' | 'restore' | 'delete';

/** A member account, as the role inspect sees it. */
export interface EnteredMember {
  /** Everything that is read of users and their keys, tried on one of them. */
  users(): Promise<Reading<'read' | RefusedByAws>>;
  trail(): Promise<Reading<'read' | RefusedByAws>>;
  trust(role: TouchingRole): Promise<Reading<readonly TrustStatement[] | 'absent' | RefusedByAws>>;
  /** What the role may do to the keys of a user, who has the protecting tag or not. */
  may(
    role: TouchingRole,
    user: 'protected' | 'any',
  ): Promise<Reading<Readonly<Record<Touch, Simulated>> | RefusedByAws>>;
}

/** How a member account is set up. */
export interface MemberSetup {
  /** Assumes the role inspect anew: what an older session may still do says nothing of who may come in now. */
  enter(accountId: string): Promise<Reading<EnteredMember | RefusedByAws>>;
}
