import type { Instant } from '../time';

/** A card of a retirement, as the places know it. */
export interface CardRef {
  keyId: string;
  retirementId: string;
}

/** Where several cards may stand: somebody's direct messages, or the thread of a digest. */
export interface CardPlace {
  channel: string;
  /** The message that the thread is under. */
  thread?: string;
}

/** Which cards stand in a place: whoever writes there may mean any of them. */
export interface Places {
  /** `over`: its retirement has ended, and nothing is to be answered any more. Twice is once. */
  put(place: CardPlace, card: CardRef & { over: boolean; at: Instant }): Promise<void>;
  cardsIn(place: CardPlace): Promise<readonly (CardRef & { over: boolean })[]>;
}

/** Whose first notices of which day go together. */
export interface DigestOf {
  /** A person's Slack user id, or a channel. */
  owner: string;
  /** `2026-03-03`, in the hub calendar's time zone. */
  date: string;
}

/** One key in a digest. */
export interface DigestKey extends CardRef {
  userName: string;
  accountName: string;
}

export interface Digest {
  /** Those of the day; of very many, some. */
  keys: readonly DigestKey[];
  /** Its message, once there is one. */
  at?: { channel: string; ts: string };
}

/** The first notices of an owner on one day. */
export interface Digests {
  /** One more key is asked about; twice is once. */
  join(of: DigestOf, key: DigestKey): Promise<void>;
  /** With so many of its keys at most. */
  read(of: DigestOf, most: number): Promise<Digest>;
  /** Whether to post its message is for whoever asks: for one at a time, and for another only where that one died over it, at `until`. */
  mayOpen(of: DigestOf, now: Instant, until: Instant): Promise<boolean>;
  /** Its message is posted. Answers where it is: of two, the first. */
  opened(of: DigestOf, at: { channel: string; ts: string }): Promise<{ channel: string; ts: string }>;
}
