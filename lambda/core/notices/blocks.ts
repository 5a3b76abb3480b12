import type { Message } from '../ports';
import { fit } from './mrkdwn';

export type Block = Record<string, unknown>;

/** What Slack takes (its reference of Block Kit); one character more, and the whole message is refused. */
export const limits = {
  blocks: 50,
  viewBlocks: 100,
  header: 150,
  section: 3000,
  fields: 10,
  field: 2000,
  context: 10,
  button: 75,
  value: 2000,
  text: 3000,
  options: 5,
  option: 75,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  viewTitle: 24,
} as const;

/** A message within Slack's limits; `text` is what notifications and screen readers get. */
export const message = (text: string, blocks: readonly Block[]): Message => ({
  text: fit(text, limits.text),
  blocks: blocks.slice(0, limits.blocks),
});

export const header = (text: string): Block => ({ type: 'header', text: plain(text, limits.header) });

export const section = (...lines: readonly string[]): Block => ({
  type: 'section',
  text: mrkdwn(lines.join('\n'), limits.section),
});

/** Beside it a button that opens a page. Slack tells the door of the press, which has nothing to do. */
export const sectionWithLink = (
  text: string,
  { text: label, actionId, url }: { text: string; actionId: string; url: string },
): Block => ({
  ...section(text),
  accessory: { type: 'button', text: plain(label, limits.button), action_id: actionId, url },
});

/** Beside it a button that does something. */
export const sectionWithButton = (text: string, choice: Choice): Block => ({
  ...section(text),
  accessory: button(choice),
});

/** As many sections as it takes to say all lines; none is left out, and none is cut that fits into one. */
export function sections(lines: readonly string[]): Block[] {
  const texts: string[] = [];
  for (const line of lines.map((each) => fit(each, limits.section))) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= limits.section) texts.push(`${texts.pop()}\n${line}`);
    else texts.push(line);
  }
  return texts.map((text) => section(text));
}

/** Short facts in two columns, each with its name in bold. */
export const fields = (facts: readonly Fact[]): Block => ({
  type: 'section',
  fields: facts.slice(0, limits.fields).map(([name, value]) => mrkdwn(`*${name}*\n${value}`, limits.field)),
});

export type Fact = readonly [name: string, value: string];

export const context = (...texts: readonly string[]): Block => ({
  type: 'context',
  elements: texts.slice(0, limits.context).map((text) => mrkdwn(text, limits.section)),
});

export const divider: Block = { type: 'divider' };

/** What can be pressed; the first is the one green button, what is behind `more` comes last. */
export const buttons = (choices: readonly Choice[], more?: Menu): Block => ({
  type: 'actions',
  block_id: 'choices',
  elements: [
    ...choices.map((choice, i) => ({ ...button(choice), ...(i === 0 && { style: 'primary' }) })),
    ...(more ? [menu(more)] : []),
  ],
});

export interface Choice {
  text: string;
  actionId: string;
  value: string;
}

const button = ({ text, actionId, value }: Choice): Block => ({
  type: 'button',
  text: plain(text, limits.button),
  action_id: actionId,
  value,
});

export interface Menu {
  actionId: string;
  options: readonly { text: string; value: string }[];
}

const menu = ({ actionId, options }: Menu): Block => ({
  type: 'overflow',
  action_id: actionId,
  options: options.slice(0, limits.options).map(({ text, value }) => ({ text: plain(text, limits.option), value })),
});

export const plain = (text: string, most: number): Block => ({
  type: 'plain_text',
  text: fit(text, most),
  emoji: false,
});

/** `verbatim`: Slack makes no links and no mentions of what it finds in the text. */
const mrkdwn = (text: string, most: number): Block => ({ type: 'mrkdwn', text: fit(text, most), verbatim: true });
