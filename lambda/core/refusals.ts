import type { Status } from './head';
import type { Needed } from './rest';
import type { Instant } from './time';

/**
 * Why a key is not enqueued, as a fact: each language has its own words for it, and the command line has the English ones
 * (lambda/core/notices/told.ts).
 */
export type WhyNotEnqueued =
  | NotAsked
  | { is: 'unknown'; keyId: string; why: string }
  | { is: 'absent'; keyId: string; accountName: string; accountId: string }
  | { is: 'root'; keyId: string; accountId: string }
  | { is: 'of another user'; keyId: string; given: string; userName: string }
  | ({ keyId: string } & Protection)
  | { is: 'retiring'; keyId: string; retirementId: string; status: Status; enqueuedAt: Instant }
  | { is: 'just touched'; keyId: string; at: Instant; after: Instant }
  | { is: 'off'; keyId: string }
  | { is: 'too young'; keyId: string; days: number; wanted: number; after: Instant }
  | { is: 'left alone'; keyId: string; until: Instant; sign: Needed['sign']; on: Instant; by?: string; words?: string }
  | { is: 'given twice'; keyId: string; line: number }
  | { is: 'being written'; keyId: string; times: number }
  /** In the words of whatever failed. */
  | { is: 'not finished'; words: string };

/** What was asked for cannot be done, of whatever key. */
export type NotAsked =
  /** `words`: what is wrong with what was given, in English. */
  | { is: 'not readable'; words: string }
  | { is: 'account differs'; keyId: string; given: string; inside: string }
  | { is: 'account missing'; keyId: string }
  | { is: 'account not ours'; keyId: string; accountId: string; accounts: number }
  | { is: 'no reason' }
  | { is: 'no such ritual'; given: string; names: string }
  | { is: 'use counts'; because: string }
  | { is: 'use ignored for nothing' };

/** What keeps a key from ever being touched. */
export type Protection =
  | { is: 'protected user'; userName: string; because: string }
  | { is: 'protected key'; because: string }
  | { is: 'protected by tag'; userName: string; tag: string; value: string };

/** What whoever enqueued a key had better know. */
export type NoteOnEnqueued =
  | { is: 'freeze unknown'; why: string }
  | { is: 'frozen'; since: Instant; reason: string }
  /** What somebody said that needs it. */
  | { is: 'needed before'; keyId: string; on: Instant; words: string };
