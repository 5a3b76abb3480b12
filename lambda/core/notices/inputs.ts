import { limits, plain } from './blocks';
import type { Block } from './blocks';

/** What somebody can fill in, in a modal or on a card. */
export interface Input {
  blockId: string;
  label: string;
  hint?: string;
  /** Slack writes that beside the label, in the reader's language. */
  optional?: boolean;
  element: Block;
}

export const input = ({ blockId, label, hint, optional, element }: Input): Block => ({
  type: 'input',
  block_id: blockId,
  label: plain(label, limits.label),
  element,
  ...(optional && { optional }),
  ...(hint && { hint: plain(hint, limits.hint) }),
});

/** One line, sent as soon as Enter is pressed: for a card, which has no button to send it. */
export const answerAtOnce = (asked: Input): Block => ({ ...input(asked), dispatch_action: true });

/** Longer is not needed, and has to fit into an entry of the ledger. */
export const LONGEST_ANSWER = 300;

export const line = (actionId: string, placeholder: string, least?: number): Block => ({
  type: 'plain_text_input',
  action_id: actionId,
  max_length: LONGEST_ANSWER,
  ...(least && { min_length: least }),
  placeholder: plain(placeholder, limits.placeholder),
});

/** `initial`: a date, `2026-03-16`. */
export const datepicker = (actionId: string, initial: string): Block => ({
  type: 'datepicker',
  action_id: actionId,
  initial_date: initial,
});

export const personpicker = (actionId: string, placeholder: string): Block => ({
  type: 'users_select',
  action_id: actionId,
  placeholder: plain(placeholder, limits.placeholder),
});

export interface Option {
  text: string;
  description: string;
  value: string;
}

/** The first is chosen unless somebody chooses another. */
export function radios(actionId: string, [first, ...others]: readonly [Option, ...Option[]]): Block {
  const option = ({ text, description, value }: Option): Block => ({
    text: plain(text, limits.option),
    description: plain(description, limits.option),
    value,
  });
  return {
    type: 'radio_buttons',
    action_id: actionId,
    initial_option: option(first),
    options: [first, ...others].map(option),
  };
}
