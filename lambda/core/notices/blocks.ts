import type { Message } from '../ports';
import { fit } from './mrkdwn';

export type Block = Record<string, unknown>;

/** What Slack takes (its reference of Block Kit); one character more, and the whole message is refused. */
export const limits = {
  blocks: 50,
  header: 150,
  section: 3000,
  fields: 10,
  field: 2000,
  context: 10,
  button: 75,
  value: 2000,
  text: 3000,
} as const;

/** A message within Slack's limits; `text` is what notifications and screen readers get. */
export const message = (text: string, blocks: readonly Block[]): Message => ({
  text: fit(text, limits.text),
  blocks: blocks.slice(0, limits.blocks),
});

export const header = (text: string): Block => ({ type: 'header', text: plain(text, limits.header) });

export const section = (...lines: readonly string[]): Block => ({
  type: 'section',
  text: mrkdwn(lines.filter(Boolean).join('\n'), limits.section),
});

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

/** What can be pressed; the first is the one green button. */
export const buttons = (...choices: readonly Choice[]): Block => ({
  type: 'actions',
  block_id: 'choices',
  elements: choices.map(({ text, actionId, value }, i) => ({
    type: 'button',
    ...(i === 0 && { style: 'primary' }),
    text: plain(text, limits.button),
    action_id: actionId,
    value,
  })),
});

export interface Choice {
  text: string;
  actionId: 'stop' | 'dismiss' | 'approve';
  value: string;
}

const plain = (text: string, most: number): Block => ({ type: 'plain_text', text: fit(text, most), emoji: false });

/** `verbatim`: Slack makes no links and no mentions of what it finds in the text. */
const mrkdwn = (text: string, most: number): Block => ({ type: 'mrkdwn', text: fit(text, most), verbatim: true });
