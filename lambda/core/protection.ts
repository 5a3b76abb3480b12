import type { Config } from './config';
import type { Protection } from './refusals';

type User = { userName: string; keyId: string; tags: Readonly<Record<string, string>> };

/** What keeps a key from ever being touched; `undefined` where it may be. */
export function protectionOf(
  { neverTouch }: Pick<Config, 'neverTouch'>,
  { userName, keyId, tags }: User,
): Protection | undefined {
  const user = neverTouch.users.find(({ name }) => matches(name, userName));
  if (user) return { is: 'protected user', userName, because: user.because };
  const key = neverTouch.keys.find(({ id }) => id === keyId);
  if (key) return { is: 'protected key', because: key.because };
  const { tag } = neverTouch;
  const value = tags[tag];
  return value === undefined || value.trim().toLowerCase() === 'false'
    ? undefined
    : { is: 'protected by tag', userName, tag, value };
}

/** The same in words, as the ledger has it. */
export function protectedBy(config: Pick<Config, 'neverTouch'>, user: User): string | undefined {
  const protection = protectionOf(config, user);
  switch (protection?.is) {
    case undefined:
      return undefined;
    case 'protected user':
      return `user ${protection.userName} is on the never-touch list (${protection.because})`;
    case 'protected key':
      return `key ${user.keyId} is on the never-touch list (${protection.because})`;
    case 'protected by tag':
      return `user ${protection.userName} has the tag ${protection.tag}=${protection.value}`;
  }
}

/** `*` stands for any characters. IAM tells no two user names apart by their case. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(name);
}
