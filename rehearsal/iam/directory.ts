import { cloudTrail } from './cloudtrail';
import { AwsError, noSuchKey, noSuchUser } from './errors';
import type { AwsAccount, AwsKey, AwsOptions, AwsUser, Held } from './state';

/** Who is in the accounts, and whose each key is, found without going through them all. */
export interface Directory {
  accounts: Map<string, AwsAccount>;
  /** Made at the first asking. */
  account(id: string): AwsAccount;
  user(accountId: string, name: string): AwsUser;
  holder(keyId: string): Held | undefined;
  key(accountId: string, userName: string, keyId: string): AwsKey;
  addUser(accountId: string, user: AwsUser): AwsUser;
  addKey(accountId: string, userName: string, key: AwsKey): AwsKey;
  addRootKey(accountId: string, key: AwsKey): AwsKey;
  removeKey(accountId: string, userName: string, keyId: string): void;
  renameUser(accountId: string, userName: string, newName: string): void;
}

const MOST_KEYS = 2;

export function directory(options: AwsOptions): Directory {
  const accounts = new Map<string, AwsAccount & { users: Map<string, AwsUser> }>();
  const held = new Map<string, Held>();

  const account = (id: string): AwsAccount & { users: Map<string, AwsUser> } => {
    const known = accounts.get(id) ?? {
      id,
      users: new Map<string, AwsUser>(),
      root: { name: 'root', userId: id, createdAt: '2016-04-01T00:00:00.000Z', tags: {}, keys: [] },
      trail: cloudTrail(options),
    };
    accounts.set(id, known);
    return known;
  };
  const user = (accountId: string, name: string): AwsUser => {
    const found = account(accountId).users.get(name);
    if (!found) throw noSuchUser(name);
    return found;
  };
  const free = (accountId: string, name: string): void => {
    if (account(accountId).users.has(name)) {
      throw new AwsError('EntityAlreadyExists', 409, `User with name ${name} already exists.`);
    }
  };
  const key = (accountId: string, userName: string, keyId: string): AwsKey => {
    const found = user(accountId, userName).keys.find(({ id }) => id === keyId);
    if (!found) throw noSuchKey(keyId);
    return found;
  };
  const give = (accountId: string, to: AwsUser, given: AwsKey): AwsKey => {
    if (to.keys.length >= MOST_KEYS) {
      throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for AccessKeysPerUser: ${MOST_KEYS}`);
    }
    if (held.has(given.id)) throw new TypeError(`The key ${given.id} is there already.`);
    to.keys = [...to.keys, given];
    held.set(given.id, { account: account(accountId), user: to, key: given });
    return given;
  };

  return {
    accounts,
    account,
    user,
    key,
    holder: (keyId) => held.get(keyId),
    addUser(accountId, added) {
      free(accountId, added.name);
      const kept = { ...added, tags: { ...added.tags }, keys: [] };
      account(accountId).users.set(kept.name, kept);
      for (const given of added.keys) give(accountId, kept, { ...given });
      return kept;
    },
    addKey: (accountId, userName, given) => give(accountId, user(accountId, userName), given),
    addRootKey: (accountId, given) => give(accountId, account(accountId).root, given),
    removeKey(accountId, userName, keyId) {
      key(accountId, userName, keyId);
      const holder = user(accountId, userName);
      holder.keys = holder.keys.filter(({ id }) => id !== keyId);
      held.delete(keyId);
    },
    renameUser(accountId, userName, newName) {
      const renamed = user(accountId, userName);
      free(accountId, newName);
      const { users } = account(accountId);
      users.delete(userName);
      renamed.name = newName;
      users.set(newName, renamed);
    },
  };
}
