import type { Texts } from '../texts';

export const refusals: Texts['refusals'] = {
  'not readable': ({ words }) => `入力を読み取れませんでした（${words}）。`,
  'account differs': ({ keyId, given, inside }) =>
    `${keyId} は、ID によればアカウント ${inside} のキーですが、 ${given} が指定されました。アカウントの指定をなくすか、ID のとおりにしてください。`,
  'account missing': ({ keyId }) =>
    `${keyId} は古い形式のため、ID からアカウントがわかりません。アカウントを指定してください。`,
  'account not ours': ({ keyId, accountId, accounts }) =>
    `${keyId} のアカウント ${accountId} は、設定にある${accounts}件のアカウントに入っていません。先に設定に加えてください。`,
  'no reason': () => '理由がありません。使われていないと考える理由を入力してください。',
  'no such ritual': ({ given, names }) =>
    `「${given}」という手順はありません。次のどれかを指定するか、指定をなくしてください：${names}`,
  'use counts': ({ because }) =>
    `使用を数えない理由（「${because}」）がありますが、使用は数えることになっています。数えない指定も必要です。`,
  'use ignored for nothing': () => '使用を数えない理由がありません。理由を入力してください。',
  unknown: ({ keyId, why }) =>
    `${keyId} の手続きを始めてよいかどうか、確認できませんでした（${why}）。何も行いませんでした。もう一度お願いします。`,
  absent: ({ keyId, accountName, accountId }) =>
    `${keyId} というキーは、アカウント ${accountName} （${accountId}）にありません。ID とアカウントを確認してください。`,
  root: ({ keyId, accountId }) =>
    `${keyId} はアカウント ${accountId} のルートユーザーのキーです。Keysunset は決して触れません。ルートユーザーとしてサインインし、手作業で削除してください。`,
  'of another user': ({ keyId, given, userName }) =>
    `${keyId} は ${userName} のキーですが、 ${given} が指定されました。ユーザーかキーを確認してください。`,
  'protected user': ({ keyId, userName, because }) =>
    neverTouched(keyId, `ユーザー ${userName} は、触れない対象として登録されています（${because}）`),
  'protected key': ({ keyId, because }) =>
    neverTouched(keyId, `キーが、触れない対象として登録されています（${because}）`),
  'protected by tag': ({ keyId, userName, tag, value }) =>
    neverTouched(keyId, `ユーザー ${userName} にタグ ${tag}=${value} があります`),
  retiring: ({ keyId, retirementId, enqueuedAt }) =>
    `${keyId} の手続きは、すでに進んでいます（${enqueuedAt} に登録、 ${retirementId} ）。状況を確認してください。やり直す場合は、先に止めてください。`,
  'just touched': ({ keyId, at, after }) =>
    `前の手続きが、${at} に ${keyId} に触れました。${after} を過ぎてから、もう一度お願いします。`,
  off: ({ keyId }) =>
    `${keyId} は、ほかの方が無効にしています。Keysunset が有効に戻すのは、自分で無効にしたキーだけです。先に有効に戻すか、手作業で削除してください。`,
  'too young': ({ keyId, days, wanted, after }) =>
    `${keyId} は、作成から${days}日です。登録できるのは${wanted}日たってからです。${after} を過ぎてから登録してください。`,
  'left alone': ({ keyId, until, sign, on, by, words }) =>
    `${keyId} には、${until} まで触れないことになっています。${needed(sign, on, by, words)}その後に登録してください。`,
  'given twice': ({ keyId, line }) => `${keyId} は${line}行目にもあります。一度だけ指定してください。`,
  'being written': ({ keyId, times }) =>
    `${keyId} の記録に、ほかの書き込みが${times}回続けて重なりました。もう一度お願いします。`,
  'not finished': ({ words }) =>
    `最後まで終わりませんでした（${words}）。もう一度お願いします。二重に登録されることはありません。`,

  'freeze unknown': ({ why }) =>
    `凍結中かどうかを確認できませんでした（${why}）。確認できるまで、無効化は始まりません。`,
  frozen: ({ since, reason }) => `${since} から凍結中です（${reason}）。解除するまで、無効化は始まりません。`,
  'needed before': ({ keyId, on, words }) => `${keyId} の使いみちとして、${on} に「${words}」との声がありました。`,
};

function neverTouched(keyId: string, protection: string): string {
  return `${keyId} は保護されています。${protection}。ほかのキーを選ぶか、先に保護を解いてください。`;
}

function needed(sign: string, on: string, by: string | undefined, words: string | undefined): string {
  switch (sign) {
    case 'stop':
      return `${by ? `${by} さん` : 'どなたか'}が ${on} に手続きを止めています${words ? `（「${words}」）` : ''}。`;
    case 'protected':
      return `${on} に保護の対象になっていました。`;
    case 'use':
      return `${on} に使用が見つかっています。`;
    default:
      return `${by ? `${by} ` : 'どなたか'}が有効に戻したことが、${on} にわかっています。`;
  }
}
