import { card, threadLine } from '../../../../lambda/core/notices/notices';
import type { Reader } from '../../../../lambda/core/notices/reader';
import type { Setting } from '../../../../lambda/core/notices/voice';
import { restOf } from '../../../../lambda/core/plan';
import type { Message } from '../../../../lambda/core/ports';
import type { Retirement } from '../../../../lambda/core/retirement';
import { tokyo } from './story';

export const calendar = {
  timeZone: 'Asia/Tokyo',
  weekdays: [1, 2, 3, 4, 5],
  from: '10:00',
  to: '17:00',
  holidays: [],
  freezes: [],
};

/** The owner reads in their direct messages, unless it is said who else does. */
export const settingAt = (r: Retirement, at: string, reader: Partial<Reader> = {}): Setting => ({
  now: tokyo(at),
  reader: { language: 'en', timeZone: 'Asia/Tokyo', zoneOf: 'reader', ...reader },
  plan: restOf(r, tokyo(at), calendar),
});

/** What a reader sees of the card, line by line. */
export const cardAt = (r: Retirement, at: string, reader?: Partial<Reader>): string[] =>
  textsOf(card(r, settingAt(r, at, reader)).blocks).flatMap((text) => text.split('\n'));

export const lineAt = (about: string, r: Retirement, at: string, reader?: Partial<Reader>): string[] =>
  textsOf(threadLine(about, r, settingAt(r, at, reader)).blocks).flatMap((text) => text.split('\n'));

/** The buttons of a card: their words and their values. */
export const buttonsOf = ({ blocks }: Message): unknown[] =>
  blocks.flatMap((block) => (block['type'] === 'actions' ? (block['elements'] as unknown[]) : []));

/** Every text of the blocks, in order. */
export function textsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsOf);
  if (typeof part !== 'object' || part === null) return [];
  const { text, ...rest } = part as Record<string, unknown>;
  if (typeof text === 'string') return [text];
  return [...textsOf(text), ...Object.values(rest).flatMap(textsOf)];
}
