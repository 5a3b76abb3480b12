import type { ControlDecision } from '../core/control';
import type { StopAnswer } from './request-stop';
import type { Ask } from './slack-request';

type Said = readonly [en: string, ja: string];

/** What the door answers to a command. A command does not say in which language its sender reads, so each is said in both. */
export const commandWords = {
  stopped: (key: string): Said => [
    `Stopped: \`${key}\` is kept. If it is off it is being switched back on, within 6 minutes even where something is slow; its card says when.`,
    `\`${key}\` は残します。無効の場合は有効に戻しています（遅くとも 6 分以内）。戻った時刻はカードに表示します。`,
  ],
  stop: (answer: Exclude<StopAnswer['answer'], 'stopped'>, key: string, command: string): Said => {
    switch (answer) {
      case 'refused':
        return [
          `Too late: the deletion of \`${key}\` has begun. If it does not go through, the key is switched back on.`,
          `\`${key}\` の削除が始まっているため、止められませんでした。削除されなかった場合は、有効に戻します。`,
        ];
      case 'already ended':
        return [
          `Nothing to stop: the retirement of \`${key}\` has ended. ${command} show ${key} says how.`,
          `\`${key}\` の手続きは終了しています。結果は ${command} show ${key} で確認できます。`,
        ];
      case 'not found':
        return unknownKey(key);
      default:
        return answer satisfies never;
    }
  },
  control: (answer: ControlDecision['answer']): Said => {
    switch (answer) {
      case 'frozen':
        return [
          'Frozen: no outage begins and nothing is deleted before the thaw. Keys that are off stay off until their planned end; `keysunset restore-all` gives them back now.',
          '凍結しました。解除まで、新しい無効化も削除も行いません。無効のキーは予定どおり有効に戻します。今すぐ戻すには `keysunset restore-all` を実行してください。',
        ];
      case 'frozen already':
        return ['Frozen already.', 'すでに凍結しています。'];
      case 'thawed':
        return [
          'Thawed: outages and deletions are allowed again, in the working hours.',
          '凍結を解除しました。無効化と削除は、営業時間内に再開します。',
        ];
      case 'not frozen':
        return ['It is not frozen: there is nothing to thaw.', '凍結していないため、解除するものはありません。'];
      case 'refused':
        return [
          'Not thawed: everything is being given back. Thaw when that is over; `keysunset restore-all` shows how far it is.',
          '凍結を解除していません。すべてのキーを有効に戻しているところです。終わってから解除してください。',
        ];
      case 'giving back':
      case 'giving back already':
        return ['Every key that is off is being given back.', '無効のキーをすべて有効に戻しています。'];
      default:
        return answer satisfies never;
    }
  },
  looking: (key: string, command: string): Said => [
    `Looking \`${key}\` up. The answer comes here; until then it is not enqueued. If none comes within a minute, look with ${command} show ${key}.`,
    `\`${key}\` を確認しています。結果はここに届きます。届くまで、登録は済んでいません。1 分待っても届かない場合は ${command} show ${key} で確認してください。`,
  ],
  enqueued: (key: string, note?: string): Said => [
    `Enqueued: \`${key}\`. Nothing is switched off before its owner was told and the notice is over.${note ? ` ${note}` : ''}`,
    `\`${key}\` を登録しました。所有者に知らせ、予告期間が終わるまで、何も無効にしません。`,
  ],
  notEnqueued: (key: string, why = 'nobody knows why'): Said => [
    `\`${key}\` is not enqueued, as far as is known: ${why}`,
    `\`${key}\` の登録は確認できていません。理由は上の英文のとおりです。`,
  ],
  operatorsOnly: [
    'Only operators can do that, so nothing was done. Who they are is in the configuration (`operators`).',
    'この操作は運用担当だけができます。何も行いませんでした。運用担当は設定の `operators` に登録されています。',
  ] as Said,
  notRecorded: [
    'This could not be recorded in time. Type it again: twice is no harm.',
    '時間内に記録できませんでした。もう一度入力してください。二度入力しても問題ありません。',
  ] as Said,
  notLookedUp: [
    'This could not be looked up. Type it again in a minute.',
    '確認できませんでした。1 分ほどしてから、もう一度入力してください。',
  ] as Said,
  notOurs: [
    'Nothing was done: only people of this workspace can use this command.',
    '何も行いませんでした。このコマンドを使えるのは、このワークスペースのメンバーだけです。',
  ] as Said,
  usage: (command: string, lacks: Extract<Ask, { what: 'usage' }>['lacks']): Said => [
    [...(lacks ? [missing[lacks][0]] : []), usageOf(command, english)].join('\n'),
    [...(lacks ? [missing[lacks][1]] : []), usageOf(command, japanese)].join('\n'),
  ],
};

export const unknownKey = (key: string): Said => [
  `\`${key}\` was never enqueued: Keysunset has not touched it.`,
  `\`${key}\` は登録されていません。Keysunset はこのキーに触れていません。`,
];

/** Both, one below the other. */
export const inBoth = ([en, ja]: Said): string => `${en}\n${ja}`;

/** What is no key id may be a secret that was pasted: it is not repeated. */
const missing: Record<NonNullable<Extract<Ask, { what: 'usage' }>['lacks']>, Said> = {
  key: [
    'Nothing was done: wanted is an access key id, AKIA and 16 of A-Z and 2-7. If that was a secret, replace it: others may read it.',
    '何も行いませんでした。アクセスキー ID（AKIA と 16 文字の A-Z、2-7）を入力してください。秘密の値を入力した場合は、交換してください。',
  ],
  reason: [
    'Nothing was done: wanted is why the key is thought unused. Its owner reads it.',
    '何も行いませんでした。使われていないと考える理由を入力してください。所有者が読みます。',
  ],
  brevity: [
    'Nothing was done: wanted are 1000 characters at most.',
    '何も行いませんでした。1000 文字以内で入力してください。',
  ],
};

type Lines = readonly (readonly [ask: string, what: string])[];

const usageOf = (command: string, lines: Lines): string =>
  lines.map(([ask, what]) => `\`${command} ${ask}\`  ${what}`).join('\n');

const english: Lines = [
  ['status', 'what is off now, and whether all is frozen'],
  ['show AKIA…', 'how a key stands'],
  ['stop AKIA… why', 'keep a key; one that is off is switched back on'],
  ['enqueue AKIA… why', 'ask that a key be retired (operators)'],
  ['freeze why', 'no new outage and no deletion anywhere (operators)'],
  ['thaw why', 'both are allowed again (operators)'],
];

const japanese: Lines = [
  ['status', '現在無効のキーと、凍結の有無'],
  ['show AKIA…', 'キーの状況'],
  ['stop AKIA… 理由', 'キーを残す。無効の場合は有効に戻す'],
  ['enqueue AKIA… 理由', 'キーの手続きを登録する（運用担当）'],
  ['freeze 理由', '新しい無効化と削除を行わない（運用担当）'],
  ['thaw 理由', '凍結を解除する（運用担当）'],
];
