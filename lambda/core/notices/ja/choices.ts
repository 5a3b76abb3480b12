import type { Texts } from '../texts';

/** 「止める」「中止」だけでは「キーを止める」と読める。だから「残す」と言う。 */
export const choices: Texts['choices'] = {
  stop: '必要です。このキーを残す',
  snooze: '今は困る',
  notMine: '私のではない',
  allEvidence: '根拠をすべて見る',
  approve: '削除してよい',
  freeze: 'すべて凍結（運用担当）',
  counts: '必要な使用です。このキーを残す',
  dismiss: 'この使用は数えない。続ける',
  how: 'やり方を見る',
};
