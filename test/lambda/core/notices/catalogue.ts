import type { Texts } from '../../../../lambda/core/notices/texts';

export interface Saying {
  /** `card.headlines.off` */
  path: string;
  said: string;
}

/** Every text of a catalogue; those that are made of something are said of two days. Dates and lengths have tests of their own. */
export const sayings = ({ dates: _, lengths: __, ...texts }: Texts): Saying[] => leaves('', texts);

function leaves(path: string, value: unknown): Saying[] {
  // The ledger's own words are the names here, and English has no others for them.
  if (path === 'endings.reasons') return [];
  if (typeof value === 'string') return [{ path, said: value }];
  if (typeof value === 'function') {
    const given = /^(said|refusals)\./.test(path) ? [fact] : samples;
    return leaves(path, (value as (...args: unknown[]) => unknown)(...given));
  }
  return Object.entries(value as object).flatMap(([name, inner]) => leaves(path ? `${path}.${name}` : name, inner));
}

const samples = Array.from({ length: 8 }, () => '2');
/** A fact of which everything is known. */
const fact = new Proxy({}, { get: () => '2' });
