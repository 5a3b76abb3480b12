import { after } from '../../lambda/core/time';
import { directory } from './directory';
import type { Directory } from './directory';
import { invalidToken } from './errors';
import type { Caller } from './cloudtrail';
import type { AwsKey, AwsOptions, AwsUser, KeyState, LastUsed, Use } from './state';
import { noteUse, shownUse } from './uses';

export type { AwsAccount, AwsKey, AwsOptions, AwsUser, Use } from './state';

/** To put things into the accounts without a trace, take the directory's `addUser`, `addKey` and `addRootKey`. */
export interface Aws extends Omit<Directory, 'key' | 'removeKey'> {
  options: AwsOptions;
  partition: string;
  /** The region that IAM's events are recorded in. */
  home: string;
  /** As reads show it: absent keys are left out, stale states are shown. */
  keysOf(user: AwsUser): AwsKey[];
  /** As reads show it: late, and only the first use of 15 minutes. */
  lastUseOf(key: AwsKey): LastUsed | undefined;
  createKey(accountId: string, userName: string, keyId: string, by: Caller): AwsKey;
  updateKey(accountId: string, userName: string, keyId: string, status: KeyState, by: Caller): void;
  deleteKey(accountId: string, userName: string, keyId: string, by: Caller): void;
  tagUser(accountId: string, userName: string, tags: Record<string, string>, by: Caller): void;
  /** Signs a request with the key. Throws InvalidClientTokenId where it is off or gone, and leaves no trace then. */
  useKey(keyId: string, use: Use): void;
}

/** Users, keys and what CloudTrail saw of them, in several accounts. */
export function awsModel(options: AwsOptions): Aws {
  const { now, partition = 'aws', lastUsedLag = 0, staleFor = 0 } = options;
  const home = homes[partition] ?? 'us-east-1';
  const people = directory(options);

  const record = (accountId: string, eventName: string, userName: string, parameters: object, by: Caller): void => {
    const recorded = people.account(accountId).trail.record({
      service: 'iam',
      action: eventName,
      region: home,
      caller: by,
      accountId,
      parameters: { userName, ...parameters },
    });
    options.onKeyEvent?.(recorded);
  };

  return {
    ...people,
    options,
    partition,
    home,
    keysOf: ({ keys }) =>
      keys.flatMap((key) => {
        if (!key.stale || now() >= key.stale.until) return [key];
        return key.stale.status === 'absent' ? [] : [{ ...key, status: key.stale.status }];
      }),
    lastUseOf: (key) => shownUse(key, now(), lastUsedLag),
    createKey(accountId, userName, keyId, by) {
      const key = people.addKey(accountId, userName, { id: keyId, status: 'Active', createdAt: now() });
      record(accountId, 'CreateAccessKey', userName, {}, by);
      return key;
    },
    updateKey(accountId, userName, keyId, status, by) {
      const key = people.key(accountId, userName, keyId);
      if (staleFor > 0) key.stale = { status: key.status, until: after(now(), staleFor) };
      key.status = status;
      record(accountId, 'UpdateAccessKey', userName, { accessKeyId: keyId, status }, by);
    },
    deleteKey(accountId, userName, keyId, by) {
      people.removeKey(accountId, userName, keyId);
      record(accountId, 'DeleteAccessKey', userName, { accessKeyId: keyId }, by);
    },
    tagUser(accountId, userName, tags, by) {
      Object.assign(people.user(accountId, userName).tags, tags);
      record(accountId, 'TagUser', userName, { tags }, by);
    },
    useKey(keyId, { service, action, region, errorCode, ...from }) {
      const held = people.holder(keyId);
      if (held?.key.status !== 'Active') throw invalidToken();
      noteUse(held.key, { at: now(), service, region }, lastUsedLag);
      const accountId = held.account.id;
      held.account.trail.record({
        ...{ service, action, region, accountId, parameters: null },
        ...(errorCode && { errorCode }),
        caller: { arn: userArn(partition, accountId, held.user), ...from, keyId },
      });
    },
  };
}

/** The ARN of a user; the root user has one of its own. */
export const userArn = (partition: string, accountId: string, { name, userId }: AwsUser): string =>
  `arn:${partition}:iam::${accountId}:${userId === accountId ? 'root' : `user/${name}`}`;

/** IAM is global; its home is one region of each partition. */
const homes: Record<string, string> = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };
