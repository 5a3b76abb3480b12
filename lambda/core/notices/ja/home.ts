import type { Texts } from '../texts';

export const home: Texts['home'] = {
  mine: 'あなたのキー',
  noneMine: 'あなたのキーに、手続き中のものはありません。',
  dark: '現在無効のキー',
  noneDark: '無効のキーはありません。',
  next: 'これからの無効化',
  noneNext: '予定はありません。',
  freeze: '凍結',
  frozen: (since, by, reason) =>
    `*${since} から凍結中です。*\n${by} 「${reason}」\n解除まで、新しい無効化も削除も行いません。無効のキーは約束どおり有効に戻します。`,
  frozenByItself: (reason, thaw) =>
    `凍結しました。解除するまで、無効化も削除も始まりません。\n理由：${reason}\nこれらのキーを確認してから、 ${thaw} で解除してください。`,
  notFrozen: '凍結していません。無効化と削除は、営業時間内に行います。',
  freezeUnknown: '凍結中かどうかを読めませんでした。読めるまで、新しい無効化は始まりません。',
  nextOutage: (at, length, key, user, account) => `${at}\u3000${length}無効： ${key} *${user}* / *${account}*`,
  updated: (at) => `${at} 現在です。タブを開き直すと更新します。`,
  notRead: (at) => `${at} 、記録を読めませんでした。1分ほどしてから、タブを開き直してください。`,
  more: (more) => `ほか${more}件`,
};
