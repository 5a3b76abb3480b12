/**
 * Is this reply a stop? It is when it is, or begins with, a stop phrase, or names a need and does not deny it.
 * What is doubtful and names a need counts as a stop: in doubt, the key is on.
 */
export function isStop(text: string): boolean {
  const words = plain(text);
  if (noStop.some((phrase) => phrase.test(words))) return false;
  const start = words.replace(opening, '');
  return (
    [...stopFirst, ...needs].some((phrase) => beginsWith(phrase, start)) ||
    japanese.some((phrase) => phrase.test(words)) ||
    clauses(words).some(namesANeed)
  );
}

const THIS = '(?:this|it|that|these|those|the|my|our)';
const WHO = "(?:i|we|they|somebody|someone|he|she|you)(?:'re|'m| are| am)?";
const SURELY = '(?:(?:still|do|really|actually|definitely|absolutely|currently|also|both|will) )*';

/** Commands: they count at the start of a reply only ("I'll stop by tomorrow" is none). */
const stopFirst = [
  '(?:stop|abort|halt|cancel|undo|revert)',
  'keep (?:it|this|that|the key|my key|our key|key|alive|active)',
  'keep(?= ?$)',
  `(?:don't|dont|do not|never) (?:delete|remove|disable|deactivate|retire|turn off|switch off|turn ${THIS} off|switch ${THIS} off)`,
  `(?:restore|reactivate|re-activate|enable|re-enable) ${THIS}`,
  `(?:turn|switch|put|give) ${THIS}(?: key)? (?:back|on)`,
];

/** Somebody needs the key: these count wherever they stand, unless denied or asked. */
const needs = [
  `${WHO} ${SURELY}(?:use|using|need|want|require|rely on|depend on) ${THIS}`,
  `${WHO} still (?:use|using|need|require)`,
  '(?:still|is|is still|currently|actively|is being|are) (?:in use|used by|used for|used in|needed|required)',
  'still (?:used|using|using it|need|alive)',
  'in use',
  '(?:needed|required|used) (?:by|for|in)',
];

/** Replies that hold a stop phrase and mean the opposite. */
const noStop = [
  /^keep (?:it|this|that|the key) (?:off|disabled|inactive|deactivated|dark|going)\b/,
  /\bno stop\b.*\b(?:needed|necessary|required)\b/,
];

/** The verb ends a Japanese sentence, so these count wherever they stand; each with the forms that deny, allow or ask. */
const ASKED = '(?!か(?:な|ね|[?!。]|$))';
const ALLOWED = '(?!(?:も|いて)?(?:いい|良い|よい|大丈夫|構|かま|問題|平気|ok))(?!(?:ほしく|欲しく)な)';
const DENIED =
  '(?!は?(?:ない|無い|なく|無く|ありません|ではな|ではあ|じゃな|じゃあ|でな|し?ません|しな|していな|していま?せん|してな))';
const japanese = [
  `(?:やめて|止めて|とめて|辞めて)${ALLOWED}`,
  `(?:中止|停止|ストップ|キャンセル)(?!し?ない|し?なく|しません|は?不要|して?は?(?:い?ません|ない)|し(?:て|ても)(?:いい|良い|よい|大丈夫|構|かま|問題|ok)|の?必要は?(?:な|あ))`,
  `(?<!(?:以前|昔|前|過去)(?:は|に)?.{0,8})(?:使って|つかって|利用して|使用して|必要として|依存して)(?:い|お)?(?:ます|る|ました|た(?!こと)|り?ます)${ASKED}`,
  `(?:使い|利用し|使用し|必要とし|要り)ます${ASKED}`,
  `(?:使用中|利用中|稼働中)${DENIED}${ASKED}(?!です?か)`,
  `必要(?:です|だ|なので|なの|で(?!す|は|な|しょう)|とし(?!ま?せん|て(?:い)?な|て(?:い)?ませ))${ASKED}`,
  '(?:必要)$',
  '残して(?!(?:おく|置く)?必要)(?!も(?:しか|らわな))',
  `(?:困って(?:い)?(?:ます|る)|困ります|困る)${ASKED}`,
  '(?:消さ|削除し|無効にし|無効化し|オフにし)ないで',
  '(?:元に|有効に)?戻して(?!は)',
].map((phrase) => new RegExp(phrase, 'u'));

/** Greetings, courtesies and the like before the point. */
const OPENING = [
  'please|pls|plz|kindly|hey|hi|hello|yes|yeah|yep|no|nope|ok|okay|sorry|wait|oh|um|uh|so|and|but|well|actually|just',
  'thanks|thank you|urgent|everyone|all|team|keysunset',
  "(?:can|could|would|will) (?:you|we|somebody|someone)|let's|you (?:must|should|need to|have to)",
].join('|');
const opening = new RegExp(`^(?:(?:${OPENING})(?![a-z'])[^a-z]*){1,5}`);

/** Lower case, one kind of quote and width, no mentions, emoji codes, formatting or outer punctuation. */
function plain(text: string): string {
  return text
    .slice(0, 1000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/<[@!#][^>]*>|:[a-z0-9_+-]+:/g, ' ')
    .replace(/&(?:amp|lt|gt);|[\p{Cf}*_~`"“”「」『』()[\]{}<>]/gu, ' ')
    .replace(/[’‘´]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim();
}

const beginsWith = (phrase: string, words: string): boolean => new RegExp(`^(?:${phrase})(?![a-z0-9'])`).test(words);

/** Each with the sign that ends it, which tells a question. */
const clauses = (words: string): string[] => Array.from(words.matchAll(/[^.,;:!?。、]+\S/g), ([clause]) => clause);

function namesANeed(clause: string): boolean {
  if (clause.endsWith('?')) return false;
  return needs.some((need) => {
    const found = new RegExp(`(?<![a-z0-9'])(?:${need})(?![a-z0-9'])`).exec(clause);
    return (
      found !== null &&
      !/\b(?:not|no|never|nobody|none|nothing|don't|dont|doubt|if|whether|unless|hardly)\b|n't\b/.test(
        clause.slice(0, found.index),
      )
    );
  });
}
