import type { Instant } from './time';

// What steps, doors and decisions ask of the world, a file for each part of it.
export type * from './ports/doctor';
export type * from './ports/keys';
export type * from './ports/ledger';
export type * from './ports/log';
export type * from './ports/member-setup';
export type * from './ports/messenger';
export type * from './ports/metrics';
export type * from './ports/places';
export type * from './ports/reading';
export type * from './ports/views';
export type * from './ports/workflow';

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** One run of a handler. */
  attempt(): string;
  /** At most 80 characters of [a-z0-9-]: it names the execution. */
  retirement(): string;
}

/** Waits, in a handler that has to keep to a pace. */
export interface Pause {
  /** Until that moment; at once where it has passed. */
  until(moment: Instant): Promise<void>;
}

/** Lets something take so long and no longer, where somebody waits for the answer. */
export interface TimeLimit {
  /**
   * When the time is over, the calls that `act` has made are aborted, and `act` is awaited all the same: nothing is left behind
   * that a thawed sandbox would go on with hours later (R2). One limit may lie within another.
   */
  within<T>(milliseconds: number, act: () => Promise<T>): Promise<T>;
}
