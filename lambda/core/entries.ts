import type { Rest } from './rest';
import type { Ritual } from './ritual';
import type { Instant } from './time';

/** The key that a retirement is about. Everything is by access key id; the user's name is always passed and cross-checked. */
export interface Subject {
  keyId: string;
  accountId: string;
  accountName: string;
  userName: string;
  /** `AIDA…`: stays the same when the user is renamed. */
  userId: string;
  createdAt: Instant;
}

/** What is done when the key is used although it should not be: keep it, ask whether it counts, or take no notice (with the operator's reason). */
export type OnUse = { do: 'keep' } | { do: 'ask' } | { do: 'ignore'; because: string };

/** Who answers for a key: a person in Slack, or a channel where nobody could be found. */
export type Owner =
  | { kind: 'person'; slackUserId: string; name: string; found: string; timeZone?: string; locale?: string }
  | { kind: 'channel'; channel: string; name: string; found: string };

/** The last use of a key as IAM tells it: 15 minutes granularity, up to 4 hours late. */
export type LastUse = { at: Instant; service: string; region: string } | 'never';

/** Who called AWS with the key, seen in CloudTrail's management events of the last 90 days. */
export interface Caller {
  sourceIp: string;
  /** `vpce-…`: the endpoint of the VPC that the call came through, where it came through one. */
  vpcEndpoint?: string;
  userAgent: string;
  /** `s3:ListBuckets` */
  action: string;
  region: string;
  calls: number;
  failed: number;
  lastAt: Instant;
}

/** A change to the key by somebody who is not Keysunset. */
export interface Change {
  at: Instant;
  to: 'Active' | 'Inactive' | 'Deleted';
  by: string;
  sourceIp: string;
  userAgent: string;
  /** CloudTrail's eventID: the same event seen twice counts once. */
  eventId: string;
}

/** A fact that a decision rests on, with its source. Its time is the entry's. */
export type Evidence =
  | {
      about: 'key';
      source: 'IAM, CloudTrail';
      lastUse: LastUse;
      tags: Record<string, string>;
      /** `unknown` where CloudTrail could not be read: said, never taken for "no callers". */
      callers: Caller[] | 'unknown';
    }
  | {
      about: 'gate';
      source: 'IAM';
      before: 'outage' | 'deletion';
      stage: number;
      status: 'Active' | 'Inactive';
      lastUse: LastUse;
    }
  | { about: 'use'; source: 'IAM'; lastUse: LastUse }
  | { about: 'absence'; source: 'IAM' }
  | { about: 'change'; source: 'CloudTrail'; change: Change };

/** Where a notice went. */
export interface Told {
  /** What the notice was about: `first`, `outage 2`, `restored 2`, `question 1`, `reminder 2026-03-23`, `final`, `outcome`; `card`: the card itself, posted anew. */
  about: string;
  /** A person's or channel's name. */
  to: string;
  channel: string;
  /** Slack's id of the message. */
  ts: string;
  /** Of a card: the digest in whose thread it stands; one that stands by itself has a thread of its own. */
  thread?: string;
  /** The first notice opens the notice period, until then. */
  until?: Instant;
}

/** The keys of one request that go first; the others of it wait until they have shown that nobody screams. */
export interface Batch {
  id: string;
  canary: boolean;
  /** Where this one is none of them: whose first soak it waits for. */
  canaries: readonly { keyId: string; retirementId: string }[];
}

export type StopHow = 'button' | 'reply' | 'command' | 'operator' | 'protected';

/** Use since the key should be unused. */
export interface UseSeen {
  lastUse: Exclude<LastUse, 'never'>;
  callers: Caller[] | 'unknown';
}

/** In which capacity somebody answers or approves. */
export type As = 'owner' | 'operator';

/** What somebody did to say that the key is needed, other than a stop. */
export type Scream = ({ sign: 'use' } & UseSeen) | { sign: 're-activated'; change?: Change };

export type RestoreBecause =
  'the outage is over' | 'somebody needs it' | 'Keysunset failed' | 'everything is given back';

/** What giving everything back came to. */
export interface AllGivenBack {
  /** How many keys are on, and confirmed. */
  back: number;
  /** Key ids of claims that are still open: they are given back again until they are confirmed. */
  notBack: string[];
  /** Key ids that are not ours to switch on: somebody else switched them off or deleted them, or the deletion had landed. */
  left: string[];
}

/** What happened, past tense, with its detail. An intent (…Started) is written just before a key is touched. */
export type Fact =
  | {
      type: 'Enqueued';
      detail: {
        subject: Subject;
        ritual: Ritual;
        timeZone: string;
        reason: string;
        onUse: OnUse;
        /** Higher is started earlier; 0 where it is left out. */
        priority?: number;
        batch?: Batch;
        /** For how many days the key is left alone if somebody turns out to need it; 0: for none. */
        restDays?: number;
        /** The rest that the operator passed over, knowing of it. */
        again?: Rest;
      };
    }
  | { type: 'Dispatched'; detail: { execution: string } }
  | { type: 'OwnerResolved'; detail: { owner: Owner; tried: string[] } }
  | { type: 'EvidenceGathered'; detail: Evidence }
  | { type: 'NoticeGiven'; detail: Told }
  | { type: 'ReminderGiven'; detail: Told }
  | { type: 'FinalNoticeGiven'; detail: Told }
  // Somebody wrote what is no stop, and was told how to keep the key: once.
  | { type: 'ReplyAnswered'; detail: { to: string } }
  | { type: 'NoticeFailed'; detail: { about: string; why: string } }
  | { type: 'GateHeld'; detail: { before: 'outage' | 'deletion'; because: string; until: Instant; keeps: boolean } }
  | { type: 'OutageStarted'; detail: { stage: number; endsAt: Instant; restoreBy: Instant; sendBy: Instant } }
  | { type: 'KeyDeactivated'; detail: { stage: number } }
  | { type: 'CheckedIn'; detail: { stage: number; status: 'Active' | 'Inactive' | 'absent' | 'unknown' } }
  | { type: 'StopRequested'; detail: { how: StopHow; words?: string } }
  | { type: 'StopRefused'; detail: { how: StopHow; because: string } }
  | { type: 'ScreamHeard'; detail: Scream }
  // Where use is asked about: it was seen, and whether it counts is asked; somebody who may said that it does not.
  | { type: 'UseQuestioned'; detail: UseSeen }
  | { type: 'UseDismissed'; detail: { as: As; lastUse: UseSeen['lastUse']; because: string } }
  | { type: 'ApprovalGiven'; detail: { by: string; as: As } }
  // Not now: no outage begins before then, and one that is under way is over, to be repeated.
  | { type: 'Snoozed'; detail: { as: As; until: Instant; because: string } }
  // Not theirs: whose it is, or, where nobody is named, nobody's. Whoever answers for it now has a notice period of their own.
  | { type: 'OwnerChanged'; detail: { as: As; slackUserId?: string; note?: string } }
  // What needs the key, in the words of somebody who was asked for them after it was kept.
  | { type: 'NeedTold'; detail: { words: string } }
  // In the chain of a canary: its end does not speak against the others.
  | { type: 'BatchReleased'; detail: { batch: string; because: string } }
  | { type: 'RestoreStarted'; detail: { because: RestoreBecause } }
  | { type: 'KeyRestored'; detail: Record<string, never> }
  | { type: 'RestoreFailed'; detail: { why: string } }
  | { type: 'RestoreConfirmed'; detail: { status: 'Active' } }
  | { type: 'SoakStarted'; detail: { stage: number; until: Instant } }
  | { type: 'DeletionStarted'; detail: { sendBy: Instant } }
  | { type: 'DeletionAbandoned'; detail: { because: string } }
  | { type: 'KeyDeleted'; detail: Record<string, never> }
  | { type: 'RetirementKept'; detail: { because: string } }
  | { type: 'RetirementFailed'; detail: { error: string; cause: string } }
  | { type: 'KeyGone'; detail: { by?: string } }
  | { type: 'LeftAsFound'; detail: { by?: string } }
  // In the CONTROL partition:
  | { type: 'Frozen'; detail: { reason: string } }
  | { type: 'Thawed'; detail: { reason: string } }
  | { type: 'RestoreAllStarted'; detail: { reason: string } }
  | { type: 'RestoreAllFinished'; detail: AllGivenBack }
  // Of what nobody asked for: a freeze by the breaker.
  | { type: 'OperatorsTold'; detail: { about: 'freeze'; channel: string; ts: string } };

export type FactType = Fact['type'];

/** A fact on its way into the chain. */
export type Draft = Fact & {
  at: Instant;
  /** Who did it: `slack:U123 Maria Keller`, `operator arn:…`, `keysunset deactivate`. */
  actor: string;
  retirementId: string;
  /** One run of a handler: tells a repeat of our own put from a lost race, and one attempt from another. */
  attempt: string;
};

/** One row of the chain. */
export type Entry = Draft & {
  keyId: string;
  /** From 1, without gaps. */
  seq: number;
  /** The hash of the entry before; 64 zeros for the first. */
  previousHash: string;
  /** SHA-256 (hex) of the canonical JSON (RFC 8785) of the entry without `hash`. */
  hash: string;
};
