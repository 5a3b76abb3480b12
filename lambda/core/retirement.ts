import type {
  As,
  Batch,
  Change,
  LastUse,
  OnUse,
  Owner,
  RestoreBecause,
  Scream,
  StopHow,
  Subject,
  Told,
  Evidence,
  UseSeen,
} from './entries';
import type { Needed, Rest } from './rest';
import type { Ritual } from './ritual';
import type { Instant } from './time';

export type Outcome = 'kept' | 'deleted' | 'gone' | 'left' | 'failed';

/** Where a retirement stands. Each phase has only its own fields. */
export type Phase =
  | { name: 'enqueued' }
  | { name: 'notice'; until: Instant }
  | { name: 'outage'; stage: number; endsAt: Instant; restoreBy: Instant }
  | { name: 'soak'; stage: number; until: Instant }
  | { name: 'ended'; outcome: Outcome; at: Instant; because: string };

/** From OutageStarted to RestoreConfirmed the key's being off is ours to undo. */
export interface Claim {
  stage: number;
  startedAt: Instant;
  attempt: string;
  sendBy: Instant;
  endsAt: Instant;
  restoreBy: Instant;
  deactivatedAt?: Instant;
  /** The first restore call of this claim was promised. */
  restoreStartedAt?: Instant;
  /** Somebody said "not now" while it was open: its outage is over, and the stage is repeated. */
  cutShortAt?: Instant;
  /** The last restore call answered, and nothing touched the key since. */
  restoredAt?: Instant;
  /** The attempt that made that call. */
  restoredBy?: string;
}

/** When something was told; `owner`: who answered for the key then, where it was them who were told. */
interface ToldThen {
  at: Instant;
  owner?: Owner;
}

/** From whom it was handed on, to whom: to nobody known where nobody is named. */
export interface HandedOn {
  at: Instant;
  by: string;
  from?: Owner;
  slackUserId?: string;
  note?: string;
  until?: Instant;
}

/** Why a retirement has to end with the key on, from the moment that this is in the chain. */
export type Ending =
  | { why: 'stop'; at: Instant; actor: string; how: StopHow; words?: string }
  | { why: 'scream'; at: Instant; scream: Scream }
  | { why: 'held up'; at: Instant; because: string }
  | { why: 'failure'; at: Instant };

/** The state of one retirement, folded from its entries by `evolve`. */
export interface Retirement {
  retirementId: string;
  subject: Subject;
  ritual: Ritual;
  /** Of the hub's calendar, when it was enqueued. */
  timeZone: string;
  reason: string;
  enqueuedBy: string;
  enqueuedAt: Instant;
  onUse: OnUse;
  /** Higher is started earlier. */
  priority: number;
  batch?: Batch;
  /** For how many days the key is left alone if somebody turns out to need it. */
  restDays?: number;
  /** The last sign that somebody needs it. */
  needed?: Needed;
  /** Of the retirements before. */
  rest?: Rest;
  /** It was enqueued although it was to be left alone. */
  again?: Rest;
  /** This canary's end does not hold the others of its batch. */
  released?: { at: Instant; by: string };
  phase: Phase;
  /** The seq of the last entry folded in. */
  seq: number;
  dispatchedAt?: Instant;
  owner?: Owner;
  /** Since when they are the one to tell: a card from before stands with somebody else. */
  ownerSince?: Instant;
  /** Who was looked for before and not found, in words. */
  triedOwners: readonly string[];
  evidence?: Extract<Evidence, { about: 'key' }>;
  /** In the order given; of every kind. */
  told: readonly (Told & ToldThen)[];
  /** Who wrote what is no stop was told how to keep the key. */
  replyAnsweredAt?: Instant;
  /** What could not be told, not made good since. */
  untold: readonly string[];
  claim?: Claim;
  ending?: Ending;
  /** The gate's last "go", until something is done. */
  gate?: { before: 'outage' | 'deletion'; stage: number; at: Instant };
  /** How often use was asked about. */
  questions: number;
  /** The last of the questions, until it is answered. */
  question?: UseSeen & { at: Instant };
  /** Use up to then does not count: whoever may say so said so. */
  useDismissedUntil?: Instant;
  /** Who said that the key may be deleted, in the order given. */
  approvals: readonly { by: string; as: As; at: Instant }[];
  /** Somebody said "not now": the next outage begins after `until`. */
  snoozed?: { until: Instant; because: string };
  /** Its owner, or an operator, said that it is somebody else's; nothing begins before `until`, which is known once they are told. */
  handedOn?: HandedOn;
  /** What needs it, as somebody said after this retirement or an earlier one of the key. */
  need?: { words: string; by: string; at: Instant };
  /** Why a gate last held this up. */
  held?: { before: 'outage' | 'deletion'; because: string; until: Instant };
  /** Changes to the key by others since the last RestoreConfirmed, oldest first. */
  changes: readonly Change[];
  /** The first of the reads that found the key absent, none having found it since. */
  absentSince?: Instant;
  deletion?: { at: Instant; sendBy: Instant; attempt: string; abandoned?: string };
  /** The last OutageStarted, RestoreStarted or DeletionStarted of the chain, by whichever retirement of the key. */
  lastIntentAt?: Instant;
  firstOutageAt?: Instant;
  /** The first KeyRestored of the last claim: what is used later is needed. */
  restoredAt?: Instant;
  confirmedAt?: Instant;
  /** Stages whose outage ran its full time. */
  stagesDone: number;
  /** When the key's last use was last read, whatever it was. */
  useReadAt?: Instant;
  lastUse?: LastUse;
  restoredBecause?: RestoreBecause;
  /** Every outage so far, for the card and the board. */
  outages: readonly { stage: number; from: Instant; endsAt: Instant; to?: Instant }[];
}
