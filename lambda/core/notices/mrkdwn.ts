/** Foreign text (names, tags, reasons, user agents) made harmless for mrkdwn: one line, at most `most` characters, nothing that Slack acts on. */
export function foreign(text: string, most = 200): string {
  return escaped(
    shortened(
      text
        .replace(unseen, ' ')
        .replace(/\p{Cs}/gu, '\ufffd')
        .trim(),
      most,
    ),
  );
}

/** Foreign text in code; a backtick would end it. */
export const code = (text: string, most?: number): string => `\`${foreign(text.replaceAll('`', "'"), most) || '–'}\``;

/** Text of ours that is longer than Slack takes, cut so that no character, entity, link or code is cut in two. */
export function fit(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1).replace(/(?:[\ud800-\udbff]|&[a-z]*|<[^>]*)$/, '');
  const codeIsOpen = cut.split('`').length % 2 === 0;
  return `${codeIsOpen ? cut.slice(0, cut.lastIndexOf('`')) : cut}…`;
}

/** Control characters, and those that turn the reading direction. */
const unseen = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/gu;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
