import type { Instant } from '../../lambda/core/time';
import type { CloudTrail, Recorded } from './cloudtrail';

export type KeyState = 'Active' | 'Inactive';

export interface LastUsed {
  at: Instant;
  service: string;
  region: string;
}

export interface AwsKey {
  id: string;
  status: KeyState;
  createdAt: Instant;
  /** Oldest first: those that are too fresh to be shown, and the one before them. */
  uses?: LastUsed[];
  /** What reads still show for a while after a change. */
  stale?: { status: KeyState | 'absent'; until: Instant };
}

export interface AwsUser {
  name: string;
  userId: string;
  createdAt: Instant;
  tags: Record<string, string>;
  /** Changed through the model only, which knows whose each key is. */
  keys: readonly AwsKey[];
}

export interface AwsAccount {
  id: string;
  /** By name; changed through the model only. */
  users: ReadonlyMap<string, AwsUser>;
  /** The root user, whose keys no list of users shows. */
  root: AwsUser;
  trail: CloudTrail;
  /** The credential report, as it was when it was asked for. */
  report?: { readyAt: Instant; csv: string };
}

/** Whose key that is. */
export interface Held {
  account: AwsAccount;
  user: AwsUser;
  key: AwsKey;
}

/** One use of a key by somebody's program. */
export interface Use {
  service: string;
  action: string;
  region: string;
  sourceIp: string;
  /** The endpoint of the VPC that it goes through, if any. */
  vpcEndpoint?: string;
  userAgent: string;
  /** Signed well, but refused: a use and a record all the same. */
  errorCode?: string;
}

export interface AwsOptions {
  now: () => Instant;
  /** `aws` unless given. */
  partition?: string;
  /** How late "last used" is, in seconds: up to 4 hours. */
  lastUsedLag?: number;
  /** How late CloudTrail delivers, in seconds. */
  trailDelay?: number;
  /** How long a read may show what was before a change, in seconds. */
  staleFor?: number;
  /** How long a credential report is in the making, in seconds. */
  reportTakes?: number;
  /** A key was changed, created or deleted: for EventBridge. */
  onKeyEvent?: (record: Recorded) => void;
}
