import type { Texts } from '../texts';

export const digest: Texts['digest'] = {
  headline: (keys) => `次の${keys}件の AWS キー、まだ必要ですか？`,
  orMore: (keys) => `次の AWS キー（${keys}件以上）、まだ必要ですか？`,
  how: '1件ずつカードがあります（このスレッドの中、または単独で）。\n*必要なキーがあれば、そのカードの「残す」を押してください。*\nどなたにも必要のないキーは、段階的に無効にして、最後に削除します。日時はカードにあります。',
  key: (key, user, account) => `• ${key} *${user}* / *${account}*`,
  more: (keys) => `ほか${keys}件（それぞれのカードがあります）`,
};
