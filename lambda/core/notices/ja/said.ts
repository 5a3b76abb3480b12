import type { Texts } from '../texts';

export const said: Texts['said'] = {
  'put off': ({ keyId, day, backFirst }) =>
    `承知しました。${day} までは ${keyId} を無効にしません。前日にお知らせします。${first(backFirst)}`,
  'handed on': ({ keyId, to, backFirst }) =>
    `承知しました。\n${keyId} については${to ? ` ${to} さん` : '運用担当'}に尋ねます。お知らせの期間が終わるまで、何も起きません。${first(backFirst)}`,
  'use dismissed': ({ keyId }) =>
    `${keyId} のこれまでの使用は数えません。手続きを続けます。また使われたら、改めてお尋ねします。`,
  approved: ({ keyId, as }) =>
    `承知しました。\n${keyId} は削除してよいと、${as === 'owner' ? '持ち主' : '運用担当'}の承認を記録しました。削除が始まるまでは「残す」で止められます。`,
  'need told': ({ keyId }) => `承知しました。\n${keyId} の使いみちを記録しました。次の担当者が読みます。`,
  'batch released': ({ keyId }) => `同じまとまりのほかのキーは、もう ${keyId} を待ちません。`,

  'it ends': ({ keyId }) => `もう間に合いません。\n${keyId} の手続きは終わりかけています。`,
  'has not begun': ({ keyId }) =>
    `${keyId} の手続きはまだ始まっていません。どなたにもお知らせしていません。いったん止めて、始めてよいときに登録し直してください。`,
  'not theirs': ({ keyId }) =>
    `${keyId} の予定を延ばせるのは、持ち主と運用担当だけです。「残す」のボタンは誰でも押せます。`,
  'another day': ({ given, first: from, last, most }) =>
    `指定された日：${given}\n${from} から ${last} までの日を選んでください（最長${most}日先）。それより長く必要な場合は「残す」を押してください。`,
  'theirs already': ({ keyId }) =>
    `${keyId} はすでにその方のキーです。ほかの方か、「誰のものでもない」を選んでください。`,
  'nothing asked': ({ keyId }) => `${keyId} のその使用については、もうお尋ねしていません。`,
  'use not theirs': ({ keyId }) =>
    `${keyId} の使用を「数えない」と答えられるのは、持ち主と運用担当だけです。「残す」のボタンは誰でも押せます。`,
  'no approval asked': ({ keyId }) => `${keyId} の手順に承認は要りません。何も行いませんでした。`,
  'not off for the last time': ({ keyId }) =>
    `${keyId} は、まだ最後の無効期間ではありません。その期間に入ると、わかることが増えます。承認はそれからお願いします。`,
  'asked themselves': ({ keyId }) => `${keyId} の手続きを依頼したのはあなたです。ほかの方の承認が必要です。`,
  'no word of theirs': ({ keyId }) => `${keyId} の削除を承認できるのは、持ち主と運用担当だけです。`,
  'word given': ({ keyId }) => `${keyId} については、あなたの承認を記録済みです。ほかの方の承認も必要です。`,
  'word not missing': ({ asOwner, asOperator, owner, operators }) => {
    const of = [...(asOwner ? ['持ち主'] : []), ...(asOperator ? ['運用担当'] : [])].join('や');
    return `${of}の承認は足りています。必要な承認：${missing(owner, operators)}`;
  },
  'need not asked': ({ keyId }) =>
    `${keyId} の使いみちは、まだお尋ねしていません。必要な場合は「残す」を押してください。`,
  'no canary': ({ keyId }) => `${keyId} は先に進むキーではありません。このキーを待つキーはありません。`,
  'released already': ({ keyId, at }) => `${keyId} のまとまりは、${at} に待つのをやめています。`,
  'later one begun': ({ keyId }) => `${keyId} のこの手続きは終わり、次の手続きが始まっています。`,
  'nothing to answer': ({ keyId }) => `${keyId} は登録されていないため、お答えいただくことはありません。`,

  stopped: ({ keyId, off, slowly }) =>
    `${keyId} は残します。${off ? `有効に戻しています${slowly ? '（遅くとも6分以内）' : ''}。` : '有効のままです。'}`,
  'deletion begun': ({ keyId }) =>
    `${keyId} の削除が始まっているため、止められませんでした。削除されなかった場合は、有効に戻します。`,
  'was deleted': ({ keyId, at }) =>
    `${keyId} は ${at} に削除しました。削除したキーは元に戻せません。必要な場合は、ロールか新しいキーで復旧します。`,
  'was gone': ({ keyId, at }) => `${keyId} は ${at} より前に、ほかの方が削除しています。Keysunset では元に戻せません。`,
  'was left': ({ keyId, at }) =>
    `${keyId} はほかの方が無効にしたため、${at} に、無効のまま手続きを終えました。有効に戻す前に、その方に確認してください。`,
  'has ended': ({ keyId, at }) => `この手続きは ${at} に終わっています。\n${keyId} は有効のまま残ります。`,
  'stop the later one': ({ keyId }) =>
    `${keyId} のこの手続きは終わり、次の手続きが始まっています。そちらのカードで「残す」を押してください。`,
  'nothing to stop': ({ keyId }) => `${keyId} は登録されていないため、止めるものはありません。`,
};

function first(backFirst: boolean): string {
  return backFirst ? 'まず有効に戻します。' : '';
}

function missing(owner: boolean, operators: number): string {
  return [...(owner ? ['持ち主'] : []), ...(operators > 0 ? [`運用担当${operators}名`] : [])].join('と');
}
