import type { Texts } from '../texts';

/** 太字は、行の全体か、両側を半角空白で区切った語だけ。それ以外の位置では Slack が太字にしない。 */
export const card: Texts['card'] = {
  headlines: {
    notice: 'この AWS キー、まだ必要ですか？',
    handedOn: '承知しました。あなたのキーではないのですね',
    switchingOff: 'このキーを無効にしています',
    off: (length) => `このキーは${only(length)}無効です。困っていませんか？`,
    lastCall: (days) => `最後の確認：${days < 1 ? '24時間以内' : `${days}日後`}にこのキーを削除します`,
    deleting: 'このキーを削除しています',
    givingBack: 'このキーを有効に戻しています',
    on: 'このキーは有効に戻りました。しばらく見守ります',
    backOn: 'キーは有効に戻りました',
    stopped: 'このキーは有効なまま残します',
    inUse: '残します：このキーは使われています',
    reactivated: '残します：どなたかがこのキーを有効に戻しました',
    kept: '残します：このキーは有効なままです',
    failed: 'Keysunset が続けられなくなりました。キーは有効です',
    deleted: '削除しました。対応は不要です',
    gone: 'このキーは、ほかの方がすでに削除しています',
    left: 'このキーは、ほかの方が無効にしています。そのままにします',
  },

  about: (key, user, account) => `AWS キー ${key}（${user}、${account}）`,
  notification: (headline, about, ...lines) => [headline, about, ...lines].join('\n'),
  lineOf: (about, lines) => `${about}\n${lines}`,
  who: (user, account, id) => `*${user}* / *${account}* （${id}）`,

  saysYours: (who, note) => `${who} さんによれば、あなたのキーです${note && `：「${note}」`}。`,
  saysNobodys: (who, note) => `${who} さんによれば、誰のものかわかりません${note && `：「${note}」`}。`,
  asksNow: (owner, until) =>
    `今は ${owner} に尋ねています。\n*${until} までは何も起きません。*\n無効なら、有効に戻します。「残す」のボタンはここでも使えます。`,

  never: '使われた記録が一度もありません。',
  unusedFor: (days) => `${days}間、使われた記録がありません。`,
  usedOn: (at) => `最後に使われたのは ${at} です。`,
  proposal: (unused, stages, deletion, first) =>
    `${unused}安全に確かめるため、${stages > 1 ? '短い時間から順に' : 'しばらくのあいだ'}キーを無効にし、` +
    `どなたからも声がなければ ${deletion} に削除します。\n*${first} までは何も起きません。*`,
  planned: (at, length, finds) => `${at}\u3000${only(length)}無効：${finds}が見つかる`,
  beingSwitchedOff: (length) => `これから${only(length)}無効にします。`,
  offUntil: (since, until) => `${since} から無効です。\n*${until} に自動で有効に戻ります。*`,
  offUntilDeleted: (since, at) => `${since} から無効です。\n*必要な方がいなければ、${at} に削除します。*`,
  lastCall: (since, at) =>
    `${since} から無効ですが、どなたからも声がありません。\n*削除：${at}*\n*削除したキーは元に戻せません。*`,
  ifFailing: '何か失敗していたら、「残す」のボタンを押してください。数秒で有効に戻り、そのまま残ります。',
  tooLate: '削除はすでに始まっています。もう取り消せません。',
  comingBack: 'いま有効に戻しています。数秒で終わります。',
  watched: (since) => `${since} に有効に戻りました。`,
  watchedUntil: (since, until) => `${since} に有効に戻りました。使われるかどうかを ${until} まで見守ります。`,
  givenBackWithAll: (since) =>
    `${since} に、予定より早く有効に戻しました。すべてのキーを一斉に戻したためです。この段階は後日やり直します。その前にお知らせします。`,
  givenBackForNow: (since, until) =>
    `「今はやめて」との声があったため、${since} に予定より早く有効に戻しました。この段階は ${until} 以降にやり直します。`,
  resumes: (until) => `「今はやめて」の期限は ${until} です。`,
  next: (length, at) => `次は ${at} 以降に、${only(length)}無効にします。`,
  nextDeletion: (at) => `次は ${at} 以降に削除します。`,

  orReply: '残すには、上の「残す」のボタンを押すか、ここに「使ってます」と返信してください。',
  orReplyInDigest: '残すには、「残す」のボタンを押すか、キーの ID を添えて「使ってます」と返信してください。',
  silentFor: (days) => `${days}間、どなたからも声がありません。`,

  noticeOnly: '○ お知らせ',
  ahead: { deleted: '✕ 削除', kept: '✓ 保持' },
  ends: {
    kept: '✓ *保持*',
    deleted: '✕ *削除済み*',
    gone: '– *ほかの方が削除*',
    left: '– *ほかの方が無効化*',
    failed: '▲ *中断*',
  },
};

/** 短いあいだは「だけ」。31日間には言わない。 */
const only = (length: string): string => (/日間|週間|か月/.test(length) ? length : `${length}だけ`);
