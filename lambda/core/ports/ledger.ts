import type { Draft, Entry } from '../entries';
import type { Head } from '../head';
import type { Instant } from '../time';
import type { Reading } from './reading';

/** The entries of one partition, in order of seq. */
export interface Chain {
  keyId: string;
  entries: readonly Entry[];
}

/** The append-only ledger. Every read is consistent. */
export interface Ledger {
  read(keyId: string): Promise<Chain>;
  /**
   * Appends the drafts after the last entry of `chain`, then writes HEAD once, and answers the longer chain.
   * Throws LostRace when somebody else appended meanwhile (the drafts before that one stand).
   */
  append(chain: Chain, ...drafts: Draft[]): Promise<Chain>;
  /** Writes HEAD from the chain, where it is missing or behind. */
  rebuildHead(chain: Chain): Promise<void>;
}

/** HEAD rows: for people, and for finding work. Nothing is decided from them. */
export interface Heads {
  /** `since`: only those whose deadline is not before. */
  byStatus(status: Head['status'], since?: Instant): AsyncIterable<Head>;
  /** The key ids whose `watchFrom` has come. */
  toWatch(status: Head['status'], now: Instant): AsyncIterable<string>;
  byOwner(owner: string): AsyncIterable<Head>;
  /** The whole table, HEAD or not: every key id that has a chain. Once a day. */
  everyKeyId(): AsyncIterable<string>;
}

/** Whoever appends to a key's chain says so first: HEAD may be behind it, or the entry still to land. */
export interface Announcement {
  keyId: string;
  at: Instant;
}

export interface Announcements {
  /** All that are not forgotten, the oldest first. */
  all(): AsyncIterable<Announcement>;
  forget(announcement: Announcement): Promise<void>;
}

/** An open wait of an execution. */
export interface Hold {
  token: string;
  keyId: string;
  retirementId: string;
  at: Instant;
}

export interface Holds {
  put(hold: Hold): Promise<void>;
  /** The newest hold of a key, which may be over. */
  newest(keyId: string): Promise<Hold | undefined>;
}

/** Limits that hold across keys. */
export interface Limits {
  /**
   * Takes one of the outages that may start on a date (`of`: an account, an owner, all); false when all are taken. Taking the
   * same one twice is taking it once.
   */
  takeOutage(date: string, of: string, limit: number, outage: string): Promise<boolean>;
  /** Gives one back that was taken, and did not start. */
  giveBackOutage(date: string, of: string, outage: string): Promise<void>;
  /** How many are taken. */
  outagesTaken(date: string, of: string): Promise<number>;
  /** Takes the one dark key a user may have, for a retirement; false when another retirement has it. Taking it twice is taking it once. */
  takeDarkKey(accountId: string, userId: string, retirementId: string): Promise<boolean>;
  releaseDarkKey(accountId: string, userId: string, retirementId: string): Promise<void>;
  /** Which retirement has the user's one dark key. */
  darkKeyOf(accountId: string, userId: string): Promise<string | undefined>;
}

/** Which retirement a Slack thread is about. */
export interface Threads {
  remember(thread: { channel: string; ts: string }, about: { keyId: string; retirementId: string }): Promise<void>;
  find(thread: { channel: string; ts: string }): Promise<{ keyId: string; retirementId: string } | undefined>;
}

/** Which key a retirement is of: a button carries nothing but the retirement's id. */
export interface References {
  remember(about: { retirementId: string; keyId: string; at: Instant }): Promise<void>;
  find(retirementId: string): Promise<string | undefined>;
}

/** Slack's events that were dealt with: Slack sends one again where it had no answer in time. */
export interface SeenEvents {
  remember(eventId: string, at: Instant): Promise<void>;
  has(eventId: string): Promise<boolean>;
}

/** The CONTROL partition: a chain like a key's, about everything at once. */
export interface Control {
  /** Frozen: no new outage and no deletion anywhere. Unknown counts as frozen. */
  frozen(): Promise<Reading<{ since: Instant; reason: string; by: string } | false>>;
  /** The whole chain. */
  read(): Promise<Chain>;
  /** As the ledger's: throws LostRace when somebody else appended meanwhile. */
  append(chain: Chain, ...drafts: Draft[]): Promise<Chain>;
}
