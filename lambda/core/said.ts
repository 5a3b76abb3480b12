import type { Day } from './snooze';
import type { As } from './entries';
import type { Instant } from './time';

/**
 * What is told to whoever answered, approved or stopped, as a fact: each language has its own words for it, and the command line
 * has the English ones (lambda/core/notices/told.ts, which also says how a field of which name is shown).
 */
export type Said = Noted | NotTaken | StopSaid;

/** An answer was recorded. */
export type Noted =
  | { is: 'put off'; keyId: string; day: Day; backFirst: boolean }
  /** `to`: who is asked; the operators where nobody is named. */
  | { is: 'handed on'; keyId: string; to?: string; backFirst: boolean }
  | { is: 'use dismissed'; keyId: string }
  | { is: 'approved'; keyId: string; as: As }
  | { is: 'need told'; keyId: string }
  | { is: 'batch released'; keyId: string };

/** An answer does not count. */
export type NotTaken =
  | MayNotPutOff
  | { is: 'another day'; given: string; first: Day; last: Day; most: number }
  | { is: 'theirs already'; keyId: string }
  | { is: 'nothing asked'; keyId: string }
  | { is: 'use not theirs'; keyId: string }
  | MayNotApprove
  | { is: 'need not asked'; keyId: string }
  | { is: 'no canary'; keyId: string }
  | { is: 'released already'; keyId: string; at: Instant }
  | { is: 'later one begun'; keyId: string }
  | { is: 'nothing to answer'; keyId: string };

export type MayNotPutOff = { is: 'it ends' | 'has not begun' | 'not theirs'; keyId: string };

export type MayNotApprove =
  | { is: 'no approval asked' | 'not off for the last time' | 'asked themselves'; keyId: string }
  | { is: 'no word of theirs' | 'word given'; keyId: string }
  /** As what they could say it, and whose word is missing. */
  | { is: 'word not missing'; asOwner: boolean; asOperator: boolean; owner: boolean; operators: number };

/** What a stop comes to. */
export type StopSaid =
  /** `slowly`: neither the execution nor the restore step could be reached, and the watchdog gives it back. */
  | { is: 'stopped'; keyId: string; off: boolean; slowly: boolean }
  | { is: 'deletion begun'; keyId: string }
  | { is: 'was deleted' | 'was gone' | 'was left' | 'has ended'; keyId: string; at: Instant }
  | { is: 'stop the later one'; keyId: string }
  | { is: 'nothing to stop'; keyId: string };
