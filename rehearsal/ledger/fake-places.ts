import type { CardPlace, CardRef, Digest, DigestKey, DigestOf, Digests, Places } from '../../lambda/core/ports';
import type { Reach } from './fake-rows';

/** Which cards stand where, in memory. */
export function fakePlaces(reach: Reach): Places {
  const places = new Map<string, Map<string, CardRef & { over: boolean }>>();
  const nameOf = ({ channel, thread = '' }: CardPlace): string => `${channel}#${thread}`;
  return {
    async put(place, { keyId, retirementId, over }) {
      reach();
      const cards = places.get(nameOf(place)) ?? new Map<string, CardRef & { over: boolean }>();
      places.set(nameOf(place), cards.set(retirementId, { keyId, retirementId, over }));
    },
    async cardsIn(place) {
      reach();
      return sorted([...(places.get(nameOf(place))?.values() ?? [])]);
    },
  };
}

interface Day {
  keys: Map<string, DigestKey>;
  until?: string;
  at?: { channel: string; ts: string };
}

/** Digests, in memory. */
export function fakeDigests(reach: Reach): Digests {
  const days = new Map<string, Day>();
  const dayOf = ({ owner, date }: DigestOf): Day => {
    const name = `${owner}#${date}`;
    const day = days.get(name) ?? { keys: new Map<string, DigestKey>() };
    days.set(name, day);
    return day;
  };
  return {
    async join(of, key) {
      reach();
      dayOf(of).keys.set(key.retirementId, { ...key });
    },
    async read(of, most): Promise<Digest> {
      reach();
      const { keys, at } = dayOf(of);
      return { keys: sorted([...keys.values()]).slice(0, most), ...(at && { at }) };
    },
    async mayOpen(of, now, until) {
      reach();
      const day = dayOf(of);
      if (day.at || (day.until !== undefined && day.until > now)) return false;
      day.until = until;
      return true;
    },
    async opened(of, at) {
      reach();
      const day = dayOf(of);
      day.at ??= { ...at };
      return day.at;
    },
  };
}

const sorted = <T extends CardRef>(cards: T[]): T[] => cards.sort((a, b) => (a.retirementId < b.retirementId ? -1 : 1));
