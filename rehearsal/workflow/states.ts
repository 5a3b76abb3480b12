import type { Test } from './choices';
import type { Json } from './json';
import type { Path } from './paths';
import type { Catcher, Retrier } from './retries';
import type { Template } from './templates';

/** States that lead only to each other: a machine's, or a branch's. */
export interface Block {
  startAt: string;
  states: ReadonlyMap<string, State>;
}

/** What becomes of the data on the way in and out. null drops it. */
export interface Filters {
  inputPath: Path | null;
  outputPath: Path | null;
  parameters?: Template | undefined;
  resultSelector?: Template | undefined;
  resultPath: Path | null;
}

/** Where it goes on; undefined: this ends the branch or the execution. */
export interface Onward {
  next: string | undefined;
}

/** What can fail and be tried again. */
export interface Guarded {
  retriers: readonly Retrier[];
  catchers: readonly Catcher[];
}

/** Written in the definition, or read from the data. */
export type Given<T> = { value: T } | { path: Path };

export interface TaskState extends Filters, Onward, Guarded {
  type: 'Task';
  name: string;
  /** `lambda:invoke.waitForTaskToken`: it ends when somebody answers its token. */
  waitsForToken: boolean;
  timeout: Given<number> | undefined;
}

export interface ParallelState extends Filters, Onward, Guarded {
  type: 'Parallel';
  name: string;
  branches: readonly Block[];
}

export interface ChoiceState extends Filters {
  type: 'Choice';
  name: string;
  rules: readonly { test: Test; next: string }[];
  otherwise: string | undefined;
}

export interface WaitState extends Filters, Onward {
  type: 'Wait';
  name: string;
  wait: { seconds: Given<number> } | { until: Given<string> };
}

export interface PassState extends Filters, Onward {
  type: 'Pass';
  name: string;
  result: Json | undefined;
}

export interface SucceedState extends Filters {
  type: 'Succeed';
  name: string;
}

export interface FailState {
  type: 'Fail';
  name: string;
  error: Given<string> | undefined;
  cause: Given<string> | undefined;
}

export type State = TaskState | ParallelState | ChoiceState | WaitState | PassState | SucceedState | FailState;
