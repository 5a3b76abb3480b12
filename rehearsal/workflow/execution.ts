import type { Instant } from '../../lambda/core/time';
import type { VirtualClock } from '../clock';
import type { Definition } from './definition';
import type { Details, History } from './history';
import type { Json, JsonObject } from './json';
import type { Scope } from './scope';
import type { Block, State } from './states';
import type { Tokens } from './tokens';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What a Lambda function came to; an error has the name that it was thrown with. */
export type LambdaAnswer = { payload: unknown } | { errorType: string; errorMessage: string };

/** What executions are run in. */
export interface World {
  clock: VirtualClock;
  region: string;
  invokeLambda: (functionName: string, payload: Json) => Promise<LambdaAnswer>;
  /** 0 up to 1: for retries with jitter. */
  random: () => number;
  tokens: Tokens;
}

export interface Machine {
  stateMachineArn: string;
  name: string;
  source: string;
  definition: Definition;
  createdAt: Instant;
}

export interface Execution {
  executionArn: string;
  machine: Machine;
  name: string;
  /** As it was given. */
  input: string;
  data: Json;
  status: ExecutionStatus;
  startedAt: Instant;
  stoppedAt?: Instant;
  redrivenAt?: Instant;
  output?: string;
  error?: string | undefined;
  cause?: string | undefined;
  /** States entered, and retries: what Step Functions bills. */
  transitions: number;
  history: History;
  scope: Scope;
  /** Where each line of it stands: a redriven execution goes on from there. */
  stands: Map<Block, Stand>;
  /** The lines that have not gone on yet since it was redriven. */
  redriven: Set<Block>;
}

/** A state that is entered next, with what. */
export interface Stand {
  next: string | undefined;
  output: Json;
}

/** One line of control: the execution's own, or a branch's. */
export interface Line {
  world: World;
  execution: Execution;
  block: Block;
  scope: Scope;
  /** The event that the next one follows. */
  lastEvent: number;
}

/** Adds to the history, unless this line is over. */
export function record(line: Line, type: string, details: Details): void {
  if (line.scope.over) return;
  line.lastEvent = line.execution.history.add(type, line.lastEvent, details);
}

/** Until that moment, unless the line ends before. */
export const sleepUntil = ({ scope, world, execution }: Line, when: Instant, why: string): Promise<void> =>
  scope.wait((resolve) => world.clock.at(when, `${execution.name}: ${why}`, () => resolve(undefined)));

/** The context object, `$$`. */
export function contextOf({ execution }: Line, state: State, enteredAt: Instant): JsonObject {
  const { machine } = execution;
  return {
    Execution: {
      Id: execution.executionArn,
      Input: execution.data,
      Name: execution.name,
      StartTime: execution.startedAt,
    },
    State: { Name: state.name, EnteredTime: enteredAt, RetryCount: 0 },
    StateMachine: { Id: machine.stateMachineArn, Name: machine.name },
  };
}
