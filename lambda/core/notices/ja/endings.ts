import type { Texts } from '../texts';

export const endings: Texts['endings'] = {
  madeItEnd: (what, at) => `${at}、${what}ためです。`,
  activeAgain: (at, after, what) => `*${at} から有効です。*\n${what} ${after}後に、有効に戻りました。`,
  wasOff: (length) => `無効だったのは${length}です。`,
  wasOn: (what, at) => `${at}、${what}ため、ここで終わります。キーは有効のままです。`,
  staysOn: 'このまま残します。',
  hasEnded: 'このまま残します。手続きは終わりました。',
  leftAlone: (until) => `${until} までは、同じお願いをしません。`,
  causes: {
    button: (who) => `${who} さんが「残す」を押した`,
    reply: (who, words) => `${who} さんが「${words}」と返信した`,
    command: (who) => `${who} さんがコマンドで残すことにした`,
    operator: (who) => `${who} さんが運用担当として手続きを止めた`,
    protected: '保護の対象になった',
    use: '使用が見つかった',
    reactivated: 'どなたかが有効に戻した',
    heldUp: (because) => `保留（${because}）が長引いた`,
    failure: 'Keysunset で問題が起きた',
  },
  wasUsed: (at, after) =>
    `有効に戻してから${after}後に使われました。キーは有効なまま残します。\n*使用：${at}*\n何もしていただく必要はありません。`,
  wasUsedBefore: (at) =>
    `このキーは使われています。有効なまま残します。\n*使用：${at}*\n何もしていただく必要はありません。`,
  checkRuns: (from, to) => `${from} から ${to} まで無効でした。そのあいだに動いたジョブは失敗しています。`,
  checkOneRun: (from, to, time, day) =>
    `*1回分だけ、確認をお願いします*\n${from} から ${to} まで無効でした。${time} に動くジョブなら、 *${day}* の分は失敗しているはずです。（使用時刻からの推測です）`,
  wasReactivated: (who, at) =>
    `${who} が有効に戻しました。Keysunset は争いません。このまま残します。\n*有効に戻った日時：${at}*`,
  someoneReactivated:
    'どなたかが有効に戻しました。どなたかは CloudTrail ではわかりません。Keysunset は争いません。このまま残します。',
  wasHeldUp: (because) => `保留が長引きました（${because}）。迷うときは有効にしておきます。このまま残します。`,
  hasFailed:
    'Keysunset の側で問題が起きました。まずキーを有効に戻し、戻ったことを確かめました。運用担当にも知らせています。',
  wasDeleted: (at, off) =>
    `${off}無効にしても声がなかったため、削除しました。\n*削除：${at}*\nIAM ユーザーは残っています。`,
  isGone: '削除したのは Keysunset ではありません。',
  isLeft: '無効にしたのは Keysunset ではありません。無効のまま、手を触れません。',
  changedBy: (who, at, from, agent) => `操作：${who}、${at}、${from} から、${agent}`,
  changedByWhom: 'どなたの操作かは、CloudTrail ではわかりません。',
  ifItFailsAfterAll: 'それでも何かが失敗したら：このキーは戻せないため、ロールか新しいキーで復旧します。',
  reasons: {
    'the gate’s go was too old': '確認から時間がたちすぎた',
    'the last outage was cut short': '最後の無効期間が途中で終わった',
    'the deletion was held up past its latest date': '削除の期限を過ぎた',
    'this took longer than 330 days': '330日を超えた',
    'nobody said in 7 days that its use does not count': '使用についてのお返事が7日間なかった',
    'somebody else switched it off': 'ほかの方が無効にした',
    'somebody else deleted it': 'ほかの方が削除した',
    'somebody re-activated it': 'どなたかが有効に戻した',
    'there is a freeze': '凍結中',
    'whether there is a freeze could not be read': '凍結中かどうかを読めなかった',
    'the key could not be read': 'キーを読めなかった',
  },
};
