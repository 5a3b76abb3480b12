import type { CardRef } from './ports';

/**
 * Which of the cards that stand where somebody wrote are meant: the one whose key they name, else all that are still asked about.
 * Where nothing is asked about any more, all, so that they hear of it.
 */
export function cardsMeant(cards: readonly (CardRef & { over: boolean })[], text: string): readonly CardRef[] {
  const written = text.toUpperCase();
  const live = cards.filter(({ over }) => !over);
  for (const some of [live, cards]) {
    const named = some.filter(({ keyId }) => written.includes(keyId));
    if (named.length === 1) return named;
  }
  return live.length > 0 ? live : cards;
}
