import { GetAccessKeyLastUsedCommand, paginateListUserTags } from '@aws-sdk/client-iam';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { LastUse } from '../../core/entries';
import type { KeyFound, KeyInspector, KeyStatus, Reading } from '../../core/ports';
import { callersOf } from './callers';
import { changesInAccount, changesOf } from './changes-by-others';
import { isNoSuchEntity, reading } from './faults';
import { patience } from './members';
import type { Line, Member, Members, Reach } from './members';
import { byItsName, keysOf, nameNow, userBy } from './users';

/** Reads keys in the member accounts, as the role that may only look. */
export function keyInspector(
  members: Members,
  { config, clock, patience: { read: milliseconds } = patience }: Pick<Reach, 'config' | 'clock' | 'patience'>,
): KeyInspector {
  const looking = <T>(accountId: string, look: (member: Member) => Promise<T>): Promise<Reading<T>> =>
    reading(milliseconds, async (signal) => look(await members.as('inspect', accountId, signal)));

  return {
    status: (subject) =>
      looking(subject.accountId, async ({ iam }) => {
        const status = await byItsName(
          async () => iam,
          subject,
          (name) => statusIn(iam, name, subject.keyId),
        );
        if (status !== 'absent') return status;
        // Another user may have the old name by now: what counts is where the key is.
        const found = await find(iam, subject.keyId);
        if (found === 'absent') return 'absent';
        if (found.userId === subject.userId) return found.status;
        throw new Error(
          `${subject.keyId} belongs to ${found.userName}, who is another user than ${subject.userName} was`,
        );
      }),
    lastUse: ({ accountId, keyId }) => looking(accountId, async ({ iam }) => (await lastUsed(iam, keyId)).lastUse),
    tags: (subject) =>
      looking(subject.accountId, async ({ iam }) => {
        const name = await nameNow(iam, subject);
        if (!name) throw new Error(`the user ${subject.userName} is gone`);
        return tagsOf(iam, name);
      }),
    find: (keyId, accountId) => looking(accountId, ({ iam }) => find(iam, keyId)),
    callers: (subject, since) =>
      looking(subject.accountId, (member) => callersOf(member, subject, since, clock.now(), config)),
    changesByOthers: (subject, since) =>
      looking(subject.accountId, (member) => changesOf(member, subject, since, clock.now(), config)),
    changesInAccount: (accountId, since) =>
      looking(accountId, (member) => changesInAccount(member, since, clock.now(), config)),
  };
}

type Iam = Line<IAMClient>;

async function statusIn(iam: Iam, userName: string, keyId: string): Promise<KeyStatus> {
  const key = (await keysOf(iam, userName)).find(({ AccessKeyId }) => AccessKeyId === keyId);
  if (!key) return 'absent';
  return known(key.Status, keyId);
}

/** A status other than these two (IAM's SDK knows `Expired`) is nothing that we may act on. */
function known(status: string | undefined, keyId: string): 'Active' | 'Inactive' {
  if (status === 'Active' || status === 'Inactive') return status;
  throw new Error(`${keyId} has the status ${status ?? 'none'}; Active or Inactive is wanted`);
}

async function lastUsed(
  { client, until }: Iam,
  keyId: string,
): Promise<{ userName: string | undefined; lastUse: LastUse }> {
  const command = new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId });
  const { UserName, AccessKeyLastUsed: last } = await client.send(command, until);
  const lastUse: LastUse = last?.LastUsedDate
    ? { at: last.LastUsedDate.toISOString(), service: last.ServiceName ?? 'N/A', region: last.Region ?? 'N/A' }
    : 'never';
  return { userName: UserName, lastUse };
}

async function tagsOf({ client, until }: Iam, userName: string): Promise<Record<string, string>> {
  const tags: Record<string, string> = {};
  for await (const page of paginateListUserTags({ client }, { UserName: userName }, until)) {
    for (const { Key, Value } of page.Tags ?? []) if (Key) tags[Key] = Value ?? '';
  }
  return tags;
}

/** The user of a key: from its last use, the one call that takes a key id alone. A root key has no user. */
async function find(iam: Iam, keyId: string): Promise<KeyFound | 'absent'> {
  const userName = await userNameOf(iam, keyId);
  if (!userName) return 'absent';
  const user = await userBy(iam, userName);
  if (!user?.UserId) {
    if ((await userNameOf(iam, keyId)) === userName) return 'absent';
    throw new Error(`the user ${userName} of ${keyId} was renamed just now`);
  }
  const key = (await keysOf(iam, userName)).find(({ AccessKeyId }) => AccessKeyId === keyId);
  if (!key?.CreateDate) return 'absent';
  return {
    userName,
    userId: user.UserId,
    status: known(key.Status, keyId),
    createdAt: key.CreateDate.toISOString(),
    tags: await tagsOf(iam, userName),
  };
}

async function userNameOf(iam: Iam, keyId: string): Promise<string | undefined> {
  try {
    return (await lastUsed(iam, keyId)).userName;
  } catch (error) {
    // A key of no or another account is answered with AccessDenied, as the API reference says.
    const denied =
      error instanceof Error && /^AccessDenied/.test(error.name) && error.message.includes('not in your account');
    if (denied || isNoSuchEntity(error)) return undefined;
    throw error;
  }
}
