import type { Heard } from '../changes';
import type { Caller, Change, LastUse, Subject } from '../entries';
import type { Instant } from '../time';
import type { Reading } from './reading';

export type KeyStatus = 'Active' | 'Inactive' | 'absent';

/** What IAM knows of a key when it is enqueued. */
export interface KeyFound {
  userName: string;
  userId: string;
  status: 'Active' | 'Inactive';
  createdAt: Instant;
  tags: Record<string, string>;
}

/** Reads of IAM and CloudTrail in the member account (role inspect). */
export interface KeyInspector {
  /** By key id, its user looked up by UserId where the name is gone (R11). A status other than Active or Inactive is unknown. */
  status(subject: Subject): Promise<Reading<KeyStatus>>;
  lastUse(subject: Subject): Promise<Reading<LastUse>>;
  tags(subject: Subject): Promise<Reading<Record<string, string>>>;
  /** `absent`: no such key in that account. */
  find(keyId: string, accountId: string): Promise<Reading<KeyFound | 'absent'>>;
  callers(subject: Subject, since: Instant): Promise<Reading<Caller[]>>;
  /** UpdateAccessKey and DeleteAccessKey by anybody but Keysunset's own roles. */
  changesByOthers(subject: Subject, since: Instant): Promise<Reading<Change[]>>;
  /** The same of all keys of an account, in no order. */
  changesInAccount(accountId: string, since: Instant): Promise<Reading<Heard[]>>;
}

/** `not sent`: the promise had expired, nothing was called. Whatever else went wrong is thrown (Unavailable where it may pass). */
export type CallResult = 'done' | 'absent' | 'not sent';

export interface KeyDeactivator {
  deactivate(subject: Subject, sendBy: Instant): Promise<CallResult>;
}

export interface KeyRestorer {
  /** A restore is never too late to be sent. */
  restore(subject: Subject): Promise<'done' | 'absent'>;
}

export interface KeyDeleter {
  deleteKey(subject: Subject, sendBy: Instant): Promise<CallResult>;
}
