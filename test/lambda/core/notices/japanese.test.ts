import { threadLine } from '../../../../lambda/core/notices/notices';
import type { Reader } from '../../../../lambda/core/notices/reader';
import { everythingIn } from './everything';
import { cardAt, lineAt, settingAt, textsOf } from './reading';
import { situation } from './situations';

const ai: Partial<Reader> = { language: 'ja' };

/** Everything that is said in Japanese, to one and to many, with what it is. */
const texts = (): (readonly [string, string])[] =>
  (['reader', 'everyone'] as const).flatMap((zoneOf) => {
    const { messages, views } = everythingIn('ja', zoneOf);
    return [
      ...messages.flatMap(([what, worded]) => {
        const { text, blocks } = worded();
        return [text, ...textsOf(blocks)].map((each) => [what, each] as const);
      }),
      ...views.flatMap(([what, worded]) => textsOf([worded()]).map((each) => [what, each] as const)),
    ];
  });

/** Bold, italics and code that Slack does not render, since something other than a space or a line's end is next to them. */
function unrendered(text: string): string[] {
  const found: string[] = [];
  let rest = text.replace(/<!date[^|]*\|([^>]*)>/g, '$1');
  for (const piece of [/(.?)`([^`\n]+)`(.?)/gu, /(.?)\*([^*\n]+)\*(.?)/gu, /(.?)_([^_\n]+)_(.?)/gu]) {
    rest = rest.replace(piece, (whole: string, before: string, inside: string, after: string) => {
      if (/[^\s*_]/.test(before + after)) found.push(whole);
      return before + (whole.includes('`') ? 'x' : inside) + after;
    });
  }
  return found;
}

test.each([
  ['鍵は *有効* です', []],
  ['*3/10(火) 10:00 に戻ります。*', []],
  ['一行目\n*二行目*\n三行目', []],
  ['*`AKIA` です*', []],
  ['鍵は*有効*です', ['は*有効*で']],
  ['*有効*。', ['*有効*。']],
  ['（`10.0.0.1`）', ['（`10.0.0.1`）']],
])('the check finds what Slack would not render: %j', (text, found) => expect(unrendered(text)).toEqual(found));

test('bold, italics and code stand where Slack renders them', () => {
  expect(texts().flatMap(([what, text]) => unrendered(text).map((piece) => `${what}: ${piece}`))).toEqual([]);
});

test('Latin words have spaces around them', () => {
  const tight = /[ぁ-ゖァ-ヺー一-龠々][A-Za-z]|[A-Za-z][ぁ-ゖァ-ヺー一-龠々]/u;
  expect(texts().filter(([, text]) => tight.test(text))).toEqual([]);
});

test('brackets are full-width, but for the weekday in a date', () => {
  expect(texts().filter(([, text]) => /[()]/.test(text.replace(/\d\([日月火水木金土]\)/g, '')))).toEqual([]);
});

test('nothing is half translated', () => {
  const names =
    /<!date[^|]*\||`[^`]*`|_[^_]*_|AWS|IAM|CloudTrail|Keysunset|Slack|SES SMTP|AKIA\w+|deploy-mobile-release|prod-apps|kenji\.sato|Maria Keller|quarterly clean-up, SEC-412|s3|monitoring|ap-northeast-1|ci-terraform|HashiCorp Terraform|AccessDenied|too old|jun|standard|owner|release week|GitHub Actions|OIDC|Microsoft Azure|EC2|ECS|EKS|Lambda|VPC|Pod|IAM Identity Center|ID/g;
  const left = texts().flatMap(([what, text]) =>
    (text.replace(names, '').match(/[A-Za-z]{2,}/g) ?? []).map((word) => `${what}: ${word}`),
  );
  expect(left).toEqual([]);
});

test('the button says that the key is kept, never only that something is stopped', () => {
  const { r, at } = situation('off for a day');
  expect(cardAt(r, at, ai)).toContain('必要です。このキーを残す');
});

test('the first notice reads as a colleague would write it', () => {
  const { r, at } = situation('in the notice');
  expect(cardAt(r, at, ai).slice(0, 9)).toEqual([
    'この AWS キー、まだ必要ですか？',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* / *prod-apps* （609629065308）',
    '70日間、使われた記録がありません。安全に確かめるため、短い時間から順にキーを無効にし、どなたからも声がなければ 4/16(木) に削除します。',
    '*3/4(水) 10:00 までは何も起きません。*',
    '○ 10分 ┄┄ ○ 1日 ┄┄ ○ 31日 ┄┄ ✕ 削除',
    '3/4(水) 10:00\u300010分間だけ無効：常に動くものが見つかる',
    '3/9(月) 10:00\u30001日だけ無効：毎日のジョブが見つかる',
    '3/16(月) 10:00\u300031日間無効：毎月のジョブが見つかる',
  ]);
});

test('after a stop it says since when the key is on, and how quickly that was', () => {
  const { r, at } = situation('kept after a stop');
  expect(cardAt(r, at, ai).slice(0, 8)).toEqual([
    'キーは有効に戻りました',
    '`AKIAV6CIQHZTHY4JYCFU`',
    '*deploy-mobile-release* / *prod-apps* （609629065308）',
    '*14:03:05 から有効です。*',
    'Maria Keller さんが「残す」を押した 1.4秒後に、有効に戻りました。無効だったのは4時間3分です。',
    'このまま残します。手続きは終わりました。',
    '9/5(土) までは、同じお願いをしません。',
    '● 10分 ━━ ◐ 1日 ━━ ✓ *保持*',
  ]);
});

test('a reason of the ledger is said in Japanese, with what was found', () => {
  const { r, at } = situation('kept: held up, because something could not be read');
  expect(cardAt(r, at, ai).join('\n')).toContain('保留が長引きました（キーを読めなかった: AccessDenied）。');
});

test('a thread line asks in Japanese, and its notification names the key', () => {
  const { r, at } = situation('off for the last time, 7 days later');
  expect(lineAt('reminder 2026-03-23', r, at, ai)[0]).toBe('7日間、どなたからも声がありません。');
  expect(threadLine('final', r, settingAt(r, at, ai)).text).toMatch(
    /^AWS キー AKIAV6CIQHZTHY4JYCFU（deploy-mobile-release、prod-apps）\n/,
  );
});
