import type { Texts } from '../texts';

export const answers: Texts['answers'] = {
  counts: (all, off, on, notice, enqueued, ending) =>
    `手続き中：${all}件（無効${off}件、見守り中${on}件、予告中${notice}件、開始前${enqueued}件、終了処理中${ending}件）`,
  stopBy: (command) => `必要な場合： ${command}`,
};
