import type { Caller, Change, Draft, Entry, LastUse, RestoreBecause, Subject } from './entries';
import type { Head } from './head';
import type { Instant } from './time';

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** One run of a handler. */
  attempt(): string;
  /** At most 80 characters of [a-z0-9-]: it names the execution. */
  retirement(): string;
}

/** What a read told. A failed read is "unknown", never "empty". */
export type Reading<T> = { known: true; value: T } | { known: false; why: string };

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
  byOwner(owner: string): AsyncIterable<Head>;
  /** The whole table, HEAD or not: every key id that has a chain. Once a day. */
  everyKeyId(): AsyncIterable<string>;
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

export type KeyStatus = 'Active' | 'Inactive' | 'absent';

/** What IAM knows of a key when it is enqueued. */
export interface KeyFound {
  userName: string;
  userId: string;
  status: 'Active' | 'Inactive';
  createdAt: Instant;
  tags: Record<string, string>;
}

/** Reads of IAM and CloudTrail in the member account (role inspect). */
export interface KeyInspector {
  /** By key id, its user looked up by UserId where the name is gone (R11). A status other than Active or Inactive is unknown. */
  status(subject: Subject): Promise<Reading<KeyStatus>>;
  lastUse(subject: Subject): Promise<Reading<LastUse>>;
  tags(subject: Subject): Promise<Reading<Record<string, string>>>;
  /** `absent`: no such key in that account. */
  find(keyId: string, accountId: string): Promise<Reading<KeyFound | 'absent'>>;
  callers(subject: Subject, since: Instant): Promise<Reading<Caller[]>>;
  /** UpdateAccessKey and DeleteAccessKey by anybody but Keysunset's own roles. */
  changesByOthers(subject: Subject, since: Instant): Promise<Reading<Change[]>>;
}

/** `not sent`: the promise had expired, nothing was called. Whatever else went wrong is thrown (Unavailable where it may pass). */
export type CallResult = 'done' | 'absent' | 'not sent';

export interface KeyDeactivator {
  deactivate(subject: Subject, sendBy: Instant): Promise<CallResult>;
}

export interface KeyRestorer {
  /** A restore is never too late to be sent. */
  restore(subject: Subject): Promise<'done' | 'absent'>;
}

export interface KeyDeleter {
  deleteKey(subject: Subject, sendBy: Instant): Promise<CallResult>;
}

export type ExecutionState = 'running' | 'ended' | 'missing';

/** Step Functions. */
export interface Workflow {
  /** Idempotent: the execution's name is the retirementId. */
  start(input: { key: string; retirementId: string }): Promise<{ execution: string }>;
  state(retirementId: string): Promise<Reading<ExecutionState>>;
}

/** Ends a hold. `too late`: it is over already, which is no error. */
export interface Waker {
  /** A stop: straight to the give-back. */
  stop(token: string): Promise<'woken' | 'too late'>;
  /** Something else changed: the same way on as a timeout. */
  reconsider(token: string): Promise<'woken' | 'too late'>;
}

export interface RestoreInput {
  key: string;
  retirementId: string;
  instruction: 'restore' | 'confirm';
  because: RestoreBecause;
  /** The `startedAt` of the claim that is meant, where everything is given back: a late repeat must not cut a later outage short. */
  claim?: Instant;
  /** What the state machine caught. */
  failure?: { Error: string; Cause: string };
}

/** What restore-all is told: to give back what is off, or to confirm all of it after the fence. */
export type RestoreAllInput = { sweep: 'live' } | { sweep: 'final'; rest?: RestOfAll };

/** What a final sweep hands on to its next round. */
export interface RestOfAll {
  round: number;
  /** Keys whose claims are open. */
  keyIds: string[];
  /** What the rounds before have counted. */
  back: number;
  left: string[];
}

/** Steps that others set going, without waiting for them. */
export interface StepInvoker {
  restore(input: RestoreInput): Promise<void>;
  /** Tells what is not told yet; and says something to whoever spoke in the retirement's thread, or to the operators. */
  giveNotice(input: { key: string; retirementId: string; say?: string; tellOperators?: string }): Promise<void>;
  restoreAll(input: RestoreAllInput): Promise<void>;
}

/** A message as Slack takes it: `text` is what notifications and screen readers get. */
export interface Message {
  text: string;
  blocks: readonly Record<string, unknown>[];
}

export interface Person {
  slackUserId: string;
  name: string;
  timeZone: string;
  locale: string;
}

export interface Messenger {
  /** `thread`: the ts of the message to answer. Throws Unavailable. */
  post(channel: string, message: Message, thread?: string): Promise<{ channel: string; ts: string }>;
  update(channel: string, ts: string, message: Message): Promise<void>;
  /** The person's direct messages: a channel id. */
  openDirect(slackUserId: string): Promise<string>;
  /** `nobody`: no such person, a bot, or one who has left. */
  personByEmail(email: string): Promise<Reading<Person | 'nobody'>>;
  person(slackUserId: string): Promise<Reading<Person | 'nobody'>>;
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

/** Waits, in a handler that has to keep to a pace. */
export interface Pause {
  /** Until that moment; at once where it has passed. */
  until(moment: Instant): Promise<void>;
}
