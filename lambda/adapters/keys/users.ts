import { GetUserCommand, ListAccessKeysCommand, paginateListUsers } from '@aws-sdk/client-iam';
import type { AccessKeyMetadata, IAMClient, User } from '@aws-sdk/client-iam';
import type { Subject } from '../../core/entries';
import { isNoSuchEntity } from './faults';
import type { Line } from './members';

type Iam = Line<IAMClient>;

/**
 * Calls IAM with the key and its user's name; where there is no such user, or the key is not that user's, with the name
 * that the same user (by UserId) has now (R11). Looking that up takes the role that may only look.
 */
export async function byItsName<T>(
  inspector: () => Promise<Iam>,
  { userName, userId }: Subject,
  call: (name: string) => Promise<T>,
): Promise<T | 'absent'> {
  try {
    return await call(userName);
  } catch (error) {
    if (!isNoSuchEntity(error)) throw error;
  }
  const renamed = await nameOf(await inspector(), userId);
  if (!renamed || renamed === userName) return 'absent';
  try {
    return await call(renamed);
  } catch (error) {
    if (isNoSuchEntity(error)) return 'absent';
    throw error;
  }
}

/** The name that the user has now. A name alone is not trusted: another user may have been given it since. */
export async function nameNow(iam: Iam, { userName, userId }: Subject): Promise<string | undefined> {
  const user = await userBy(iam, userName);
  return user?.UserId === userId ? userName : nameOf(iam, userId);
}

/** The user by that name. */
export async function userBy({ client, until }: Iam, userName: string): Promise<User | undefined> {
  try {
    return (await client.send(new GetUserCommand({ UserName: userName }), until)).User;
  } catch (error) {
    if (isNoSuchEntity(error)) return undefined;
    throw error;
  }
}

/** The keys of a user by that name: two at most, so one page. */
export async function keysOf({ client, until }: Iam, userName: string): Promise<AccessKeyMetadata[]> {
  const { AccessKeyMetadata: keys = [] } = await client.send(new ListAccessKeysCommand({ UserName: userName }), until);
  return keys;
}

async function nameOf({ client, until }: Iam, userId: string): Promise<string | undefined> {
  for await (const { Users = [] } of paginateListUsers({ client, pageSize: 1000 }, {}, until)) {
    const user = Users.find(({ UserId }) => UserId === userId);
    if (user) return user.UserName;
  }
  return undefined;
}
