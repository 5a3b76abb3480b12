import type { Config } from './config';

/** Why a key must never be touched, in words; `undefined` where it may. */
export function protectedBy(
  { neverTouch }: Pick<Config, 'neverTouch'>,
  { userName, keyId, tags }: { userName: string; keyId: string; tags: Readonly<Record<string, string>> },
): string | undefined {
  const user = neverTouch.users.find(({ name }) => matches(name, userName));
  if (user) return `user ${userName} is on the never-touch list (${user.because})`;
  const key = neverTouch.keys.find(({ id }) => id === keyId);
  if (key) return `key ${keyId} is on the never-touch list (${key.because})`;
  const tag = tags[neverTouch.tag];
  return tag === undefined || tag.trim().toLowerCase() === 'false'
    ? undefined
    : `user ${userName} has the tag ${neverTouch.tag}=${tag}`;
}

/** `*` stands for any characters. IAM tells no two user names apart by their case. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(name);
}
