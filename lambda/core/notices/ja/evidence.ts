import type { Texts } from '../texts';

export const evidence: Texts['evidence'] = {
  lastUsed: '最後の使用',
  neverUsed: '一度もありません（IAM の記録）',
  use: (...parts) => parts.map((part) => part.replace(/`$/, '` ')).join('、'),
  calledFrom: '呼び出し元',
  caller: (ip, calls, failed, agent) =>
    `${ip} 、${calls}回、${failed === 0 ? '失敗なし' : `うち失敗${failed}回`}\n_${agent}_`,
  through: (ip, endpoint) => `${ip} （ ${endpoint} 経由）`,
  moreCallers: (more) => `ほか${more}件`,
  callersUnknown: '不明（CloudTrail を読めませんでした）',
  noCallers: 'この90日間、CloudTrail に呼び出しの記録はありません',
  notSeen: 'CloudTrail には見当たりません（データイベントは残りません）',
  created: '作成日とタグ',
  createdAndTags: (created, tags) => `${created} · ${tags}`,
  noTags: 'タグなし',
  owner: (name) => `持ち主：${name}`,
  noOwner: 'まだわかりません',
  askedBy: '依頼者',
  reason: (who, reason) => `${who} 「${reason}」`,
  neededBy: '使いみち',
  needed: (words, who, day) => `「${words}」 ${who} 、${day}`,
  ignoredUse: '数えない使用',
  ignored: (because) => `すべて（運用担当の判断「${because}」）`,

  wasUsedNow: (at, what) =>
    `*${at} にこのキーが使われました。*\n${what}。この使用があるので、キーを残すべきでしょうか？`,
  doesItCount: (until) =>
    `お返事があるまで、先へは進みません。 *${until}* までにお返事がなければ、キーを残します。` +
    '止めることはどなたにもできます。「この使用は数えない」と答えられるのは、持ち主と運用担当です。',

  safeToDelete: '*削除してよいですか？*',
  approvalsNeeded: (owner, operators) =>
    `削除には${whose(owner, operators)}の承認が必要です。承認がなければ、キーを有効に戻して残します。`,
  deletionNeeds: '削除に必要な承認',
  theOwner: '○ 持ち主',
  anOperator: '○ 運用担当',
  approvedBy: (who) => `● ${who}`,

  stageFinds: 'この段階で見つかるもの',
  findsNot: (found, missed) => `${found}。${missed}は見つかりません。`,
  finds: {
    'all the time': '常に動くもの',
    hourly: '毎時のジョブ',
    daily: '毎日のジョブ',
    weekly: '毎週のジョブ',
    monthly: '毎月のジョブ',
    quarterly: '四半期ごとのジョブ',
  },
  misses: {
    'all the time': '毎時や毎日など、間隔の空くジョブ',
    hourly: '毎日、またはそれより間隔の空くジョブ',
    daily: '毎週、またはそれより間隔の空くジョブ',
    weekly: '毎月、またはそれより間隔の空くジョブ',
    monthly: '四半期ごとや年に1回のジョブ',
    quarterly: '年に1回のジョブ',
  },

  usedFor: '用途',
  userAgent: 'ユーザーエージェント',
  seenIn: '確認した記録',
  byIam: 'IAM の最終使用',
  byCloudTrail: 'IAM の最終使用と CloudTrail',

  cannotSee:
    '年に1回だけ動くジョブは、この方法では見つかりません。オブジェクトの読み取りなどのデータイベント、SES SMTP、発行済みのセッションは CloudTrail に残りません。\n' +
    '*心当たりがあれば「残す」のボタンを押してください。*',
  times: {
    reader: (zone) => `時刻は${zone}（あなたの Slack の設定）です。`,
    hub: (zone) => `時刻は${zone}です。`,
    everyone: () => '日時は、読む人それぞれのタイムゾーンで表示されます。',
  },
  orReply: (times) => `${times}スレッドに「使ってます」と返信しても、キーを残せます。`,
  orReplyInDigest: (times) => `${times}キーの ID を添えてスレッドに「使ってます」と返信しても、キーを残せます。`,
  record: (who, notices, first, show) => `依頼者：${who} · お知らせ：${first} から${notices}回 · ${show}`,
};

function whose(owner: boolean, operators: number): string {
  return [...(owner ? ['持ち主'] : []), ...(operators > 0 ? [`運用担当${operators}名`] : [])].join('と');
}
