import type { RestoreBecause } from '../entries';
import type { Said } from '../said';
import type { Instant } from '../time';
import type { Reading } from './reading';
import type { Glance, ViewInput } from './views';

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

/** Where somebody wrote something, and is answered. */
export interface Spoken {
  channel: string;
  thread: string;
  /** `slack:U123` */
  by: string;
}

/** Somebody wrote where several cards stand, and did not say which of them they mean. */
export interface WhichCard extends Spoken {
  /** What they wrote is a stop: each is answered. Anything else is answered once. */
  stop: boolean;
  cards: readonly { keyId: string; retirementId: string }[];
}

/**
 * What is not told yet is to be told: of one retirement, with something said in its thread (as a fact, or in words where it is for no one reader), an answer to who wrote what is
 * no stop, or the card shown anew; or to the operators, of all. Or somebody is asked which key they mean.
 */
export type NoticeInput =
  | { key: string; retirementId: string; say?: Said | string; answer?: Spoken; renew?: true }
  | { tellOperators: true }
  | { askWhich: WhichCard };

/** A key that an operator has enqueued in Slack, and where the answer goes. */
export interface EnqueueInput {
  keyId: string;
  /** Although it is to be left alone. */
  again?: true;
  reason: string;
  by: { slackUserId: string; name?: string; channel: string; responseUrl?: string };
}

/** Steps that others set going, without waiting for them. */
export interface StepInvoker {
  restore(input: RestoreInput): Promise<void>;
  giveNotice(input: NoticeInput): Promise<void>;
  restoreAll(input: RestoreAllInput): Promise<void>;
  /** Somebody waits for it: it is not tried again. */
  showView(input: ViewInput | Glance): Promise<void>;
  enqueue(input: EnqueueInput): Promise<void>;
}
