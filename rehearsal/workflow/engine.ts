import { secondsBetween, seconds } from '../../lambda/core/time';
import { loadDefinition } from './definition';
import { StateError, WorkflowRefused } from './errors';
import type { Execution, Line, Machine, World } from './execution';
import { history } from './history';
import { lifecycle } from './lifecycle';
import type { StatusChange } from './lifecycle';
import { seeded } from './random';
import { checkName, parseInput, parseOutput } from './requests';
import { scope } from './scope';
import { tokens } from './tokens';

export interface EngineOptions extends Pick<World, 'clock' | 'invokeLambda'> {
  /** For retries with jitter; a seeded one makes runs repeatable. */
  random?: () => number;
  /** EventBridge's place: what it throws ends the clock's run. */
  onStatus?: (change: StatusChange) => unknown;
  region?: string;
  accountId?: string;
  /** false: events are only counted. */
  keepHistory?: boolean;
}

interface Why {
  error?: string | undefined;
  cause?: string | undefined;
}

export type Engine = ReturnType<typeof workflowEngine>;

/** How long a closed execution is remembered; after that its name can be used again. */
const REMEMBERED = 90 * seconds.day;

/** Step Functions (Standard workflows, JSONPath) in virtual time. */
export function workflowEngine(options: EngineOptions) {
  const { clock, invokeLambda, onStatus, random = seeded(1), keepHistory = true } = options;
  const { region = 'us-east-1', accountId = '111111111111' } = options;
  const world: World = { clock, region, invokeLambda, random, tokens: tokens() };
  const { begin, end } = lifecycle(clock, onStatus);
  const machines = new Map<string, Machine>();
  const executions = new Map<string, Execution>();

  const machineOf = (arn: string): Machine => {
    const machine = machines.get(arn);
    if (machine) return machine;
    throw new WorkflowRefused('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  };

  const remembered = (arn: string): Execution | undefined => {
    const execution = executions.get(arn);
    const stoppedAt = execution?.stoppedAt;
    return stoppedAt && secondsBetween(stoppedAt, clock.now()) > REMEMBERED ? undefined : execution;
  };

  const executionOf = (arn: string): Execution => {
    const execution = remembered(arn);
    if (execution) return execution;
    throw new WorkflowRefused('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };

  return {
    /** Refused where the definition has anything that is not known here. Made twice alike, it is one. */
    createStateMachine({ name, definition: source }: { name: string; definition: string }): Machine {
      checkName(name);
      const stateMachineArn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
      const definition = loadDefinition(source);
      const before = machines.get(stateMachineArn);
      if (before && before.source !== source) {
        throw new WorkflowRefused('StateMachineAlreadyExists', `State Machine Already Exists: '${stateMachineArn}'`);
      }
      const machine = before ?? { stateMachineArn, name, source, definition, createdAt: clock.now() };
      machines.set(stateMachineArn, machine);
      return machine;
    },

    /** What is started from now on has this definition; what runs goes on with its own (AWS's reference of UpdateStateMachine). */
    updateStateMachine({ stateMachineArn, definition: source }: { stateMachineArn: string; definition: string }): void {
      const machine = machineOf(stateMachineArn);
      machines.set(stateMachineArn, { ...machine, source, definition: loadDefinition(source) });
    },

    /** The same name and input while it runs is the same execution. */
    start(request: { stateMachineArn: string; name?: string | undefined; input?: string | undefined }): Execution {
      const machine = machineOf(request.stateMachineArn);
      const { name = `execution-${executions.size + 1}`, input = '{}' } = request;
      checkName(name);
      const data = parseInput(input);
      const executionArn = `arn:aws:states:${region}:${accountId}:execution:${machine.name}:${name}`;
      const before = remembered(executionArn);
      if (before?.status === 'RUNNING' && before.input === input) return before;
      if (before) throw new WorkflowRefused('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);

      const execution: Execution = {
        ...{ executionArn, machine, name, input, data, startedAt: clock.now() },
        ...{ status: 'RUNNING', transitions: 0, history: history(clock, keepHistory), scope: scope() },
        ...{ stands: new Map(), redriven: new Set() },
      };
      executions.set(executionArn, execution);
      const { definition } = machine;
      const line: Line = { world, execution, block: definition, scope: execution.scope, lastEvent: 0 };
      line.lastEvent = execution.history.add('ExecutionStarted', 0, { input: data });
      begin(line);
      return execution;
    },

    /** Ends it as ABORTED; one that is over stays as it ended. */
    stop({ executionArn, error, cause }: { executionArn: string } & Why): Execution {
      const execution = executionOf(executionArn);
      const line = { world, execution, block: execution.machine.definition, scope: execution.scope };
      end({ ...line, lastEvent: execution.history.count }, 'ABORTED', { error, cause });
      return execution;
    },

    /** Goes on with the state that a failed, aborted or timed out execution stood in. */
    redrive({ executionArn }: { executionArn: string }): Execution {
      const execution = executionOf(executionArn);
      if (execution.status === 'RUNNING' || execution.status === 'SUCCEEDED') {
        throw new WorkflowRefused('ExecutionNotRedrivable', `Execution is ${execution.status}: '${executionArn}'`);
      }
      for (const ending of ['stoppedAt', 'error', 'cause'] as const) delete execution[ending];
      const redriven = new Set(execution.stands.keys());
      Object.assign(execution, { status: 'RUNNING', scope: scope(), redriven, redrivenAt: clock.now() });
      const { machine, history } = execution;
      const line: Line = { world, execution, block: machine.definition, scope: execution.scope, lastEvent: 0 };
      line.lastEvent = history.add('ExecutionRedriven', 0, {});
      begin(line);
      return execution;
    },

    /** As if Step Functions had lost it: it goes no further, and nobody is told. */
    forget(executionArn: string): void {
      executions.get(executionArn)?.scope.end();
      executions.delete(executionArn);
    },

    sendTaskSuccess: ({ taskToken, output }: { taskToken: string; output: string }): void =>
      world.tokens.answer(taskToken, clock.now(), { output: parseOutput(output) }),

    sendTaskFailure: ({ taskToken, error = '', cause = '' }: { taskToken: string } & Why): void =>
      world.tokens.answer(taskToken, clock.now(), { error: new StateError(error, cause) }),

    describe: executionOf,

    /** Newest first. */
    list({ stateMachineArn, status }: { stateMachineArn: string; status?: string | undefined }): Execution[] {
      const machine = machineOf(stateMachineArn);
      return [...executions.values()]
        .filter(
          (execution) =>
            execution.machine.stateMachineArn === machine.stateMachineArn && remembered(execution.executionArn),
        )
        .filter((execution) => status === undefined || execution.status === status)
        .reverse();
    },

    /** Of all executions. */
    /** Of all histories. */
    events: (): number => [...executions.values()].reduce((sum, execution) => sum + execution.history.count, 0),
    transitions: (): number => [...executions.values()].reduce((sum, execution) => sum + execution.transitions, 0),
  };
}
