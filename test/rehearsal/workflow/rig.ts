import validate from 'asl-validator';
import { virtualClock } from '../../../rehearsal/clock';
import { workflowEngine } from '../../../rehearsal/workflow/engine';
import type { EngineOptions } from '../../../rehearsal/workflow/engine';
import type { LambdaAnswer } from '../../../rehearsal/workflow/execution';
import type { StatusChange } from '../../../rehearsal/workflow/lifecycle';

export const START = '2026-03-03T01:00:00.000Z';

/** A function that an engine may call: what it answers, or the name of the error that it throws. */
export type Lambda = (payload: Record<string, unknown>) => unknown;

export class LambdaError extends Error {
  readonly type: string;
  constructor(type: string, message = 'it broke') {
    super(message);
    this.type = type;
  }
}

const valid = new Set<string>();

/** Throws what asl-validator has against a definition. It takes a tenth of a second, so it is asked once of each. */
function mustBeValid(definition: object): void {
  const source = JSON.stringify(definition);
  if (valid.has(source)) return;
  const { isValid, errorsText } = validate(JSON.parse(source));
  if (!isValid) throw new Error(errorsText());
  valid.add(source);
}

/** `variant`: one of a table of definitions that differ in a field, of which asl-validator saw one. */
interface RigOptions extends Partial<EngineOptions> {
  variant?: boolean;
}

/** An engine with functions, and what happened in it. */
export function rig(definition: object, lambdas: Record<string, Lambda> = {}, options: RigOptions = {}) {
  if (!options.variant) mustBeValid(definition);
  const clock = virtualClock(START);
  const statuses: StatusChange[] = [];
  const calls: { at: string; name: string; payload: Record<string, unknown> }[] = [];

  const invokeLambda = async (name: string, payload: unknown): Promise<LambdaAnswer> => {
    const given = payload as Record<string, unknown>;
    calls.push({ at: clock.now(), name, payload: given });
    try {
      const lambda = lambdas[name];
      if (!lambda) throw new Error(`There is no function "${name}".`);
      return { payload: await lambda(given) };
    } catch (error) {
      if (error instanceof LambdaError) return { errorType: error.type, errorMessage: error.message };
      throw error;
    }
  };
  const onStatus = (change: StatusChange): void => void statuses.push(change);
  const engine = workflowEngine({ clock, invokeLambda, onStatus, ...options });
  const { stateMachineArn } = engine.createStateMachine({ name: 'machine', definition: JSON.stringify(definition) });

  return {
    clock,
    engine,
    stateMachineArn,
    statuses,
    calls,
    start: (input: unknown = {}, name = 'one') => engine.start({ stateMachineArn, name, input: JSON.stringify(input) }),
    /** Runs an execution to its end. */
    outcome: async (input: unknown = {}, name = 'one') => {
      const execution = engine.start({ stateMachineArn, name, input: JSON.stringify(input) });
      await clock.run({ done: () => execution.status !== 'RUNNING' });
      const { status, error, cause, output } = execution;
      const told = output === undefined ? undefined : (JSON.parse(output) as unknown);
      return { status, error, cause, output: told, at: clock.now(), execution };
    },
  };
}

/** A state machine of these states, beginning with the first. */
export const machine = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });

export const invoke = (name: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: name, 'Payload.$': '$' },
  ...('Next' in fields ? {} : { End: true }),
  ...fields,
});

export const hold = (name: string, fields: object = {}) => ({
  ...invoke(name, fields),
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: name, Payload: { 'token.$': '$$.Task.Token' } },
});
