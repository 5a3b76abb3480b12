import { after } from '../../lambda/core/time';
import { isTimestamp } from './choices';
import { inward, outward, placed, throughInputPath, valueOf } from './data';
import { StateError, runtimeError } from './errors';
import { contextOf, record, sleepUntil } from './execution';
import type { Line, Stand } from './execution';
import type { Json, JsonObject } from './json';
import { delayBefore, whichTakes } from './retries';
import type { Retrier } from './retries';
import type { ChoiceState, FailState, ParallelState, State, TaskState, WaitState } from './states';
import { runTask } from './tasks';

/** Goes from state to state until one ends the line, and answers its output. */
export async function walk(line: Line, input: Json): Promise<Json> {
  const { stands, redriven } = line.execution;
  const stood = redriven.delete(line.block) ? stands.get(line.block) : undefined;
  let at: Stand = stood ?? { output: input, next: line.block.startAt };
  while (at.next !== undefined) {
    stands.set(line.block, at);
    const state = line.block.states.get(at.next);
    if (!state) throw new Error(`There is no state "${at.next}".`);
    line.execution.transitions++;
    record(line, `${state.type}StateEntered`, { name: state.name, input: at.output });
    const leaving = leave(line, state, at.output, contextOf(line, state, line.world.clock.now()));
    at = leaving instanceof Promise ? await line.scope.still(leaving) : leaving;
    record(line, `${state.type}StateExited`, { name: state.name, output: at.output });
  }
  return at.output;
}

/** Only states that take time answer a promise: thousands of executions pass through the others at once. */
function leave(line: Line, state: State, input: Json, context: JsonObject): Stand | Promise<Stand> {
  switch (state.type) {
    case 'Task':
    case 'Parallel':
      return guarded(line, state, input, context);
    case 'Choice': {
      const data = throughInputPath(state, input, context);
      return { output: outward(state, data, data, context), next: choose(state, data, context) };
    }
    case 'Wait': {
      const data = throughInputPath(state, input, context);
      const left = (): Stand => ({ output: outward(state, data, data, context), next: state.next });
      return waitOut(line, state, data, context).then(left);
    }
    case 'Pass': {
      const result = state.result ?? inward(state, input, context);
      return { output: outward(state, input, result, context), next: state.next };
    }
    case 'Succeed': {
      const data = throughInputPath(state, input, context);
      return { output: outward(state, data, data, context), next: undefined };
    }
    case 'Fail':
      throw failure(state, input, context);
    default:
      return state satisfies never;
  }
}

/** Tries again as Retry says, then goes where Catch says. */
async function guarded(line: Line, state: TaskState | ParallelState, input: Json, context: JsonObject): Promise<Stand> {
  const retried = new Map<Retrier, number>();
  for (let retries = 0; ; retries++) {
    const now: JsonObject = { ...context, State: { ...(context['State'] as JsonObject), RetryCount: retries } };
    try {
      const result =
        state.type === 'Task' ? await runTask(line, state, input, now) : await runBranches(line, state, input, now);
      return { output: outward(state, input, result, now), next: state.next };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      const retrier = whichTakes(state.retriers, error);
      const before = (retrier && retried.get(retrier)) ?? 0;
      if (retrier && before < retrier.maxAttempts) {
        retried.set(retrier, before + 1);
        await pauseBeforeRetry(line, delayBefore(retrier, before, line.world.random));
        continue;
      }
      const catcher = whichTakes(state.catchers, error);
      if (!catcher) throw error;
      const told = { Error: error.error, Cause: error.why };
      return { output: placed(catcher.resultPath, input, told), next: catcher.next };
    }
  }
}

async function pauseBeforeRetry(line: Line, ms: number): Promise<void> {
  await sleepUntil(line, after(line.world.clock.now(), ms / 1000), 'try again');
  line.execution.transitions++;
}

async function runBranches(line: Line, state: ParallelState, input: Json, context: JsonObject): Promise<Json> {
  const data = inward(state, input, context);
  record(line, 'ParallelStateStarted', {});
  const scope = line.scope.inner();
  try {
    const outputs = await Promise.all(state.branches.map((block) => walk({ ...line, block, scope }, data)));
    record(line, 'ParallelStateSucceeded', {});
    return outputs;
  } catch (error) {
    if (error instanceof StateError) record(line, 'ParallelStateFailed', { error: error.error, cause: error.why });
    throw error;
  } finally {
    scope.end();
  }
}

function choose({ rules, otherwise, name }: ChoiceState, data: Json, context: JsonObject): string {
  const next = rules.find(({ test }) => test(data, context))?.next ?? otherwise;
  if (next !== undefined) return next;
  throw new StateError('States.NoChoiceMatched', `No rule of "${name}" holds for ${JSON.stringify(data)}.`);
}

async function waitOut(line: Line, { wait }: WaitState, data: Json, context: JsonObject): Promise<void> {
  const now = line.world.clock.now();
  if ('until' in wait) {
    const until = valueOf(wait.until, data, context);
    if (typeof until !== 'string' || !isTimestamp(until))
      throw runtimeError(`${JSON.stringify(until)} is no timestamp to wait for.`);
    return sleepUntil(line, new Date(until).toISOString(), 'Wait');
  }
  const seconds = valueOf(wait.seconds, data, context);
  if (typeof seconds !== 'number' || seconds < 0) throw runtimeError(`Cannot wait ${JSON.stringify(seconds)} seconds.`);
  return sleepUntil(line, after(now, seconds), 'Wait');
}

function failure({ error, cause }: FailState, input: Json, context: JsonObject): StateError {
  const words = (given: typeof error): string => {
    const value = given ? valueOf(given, input, context) : '';
    if (typeof value !== 'string') throw runtimeError(`A Fail needs text, not ${JSON.stringify(value)}.`);
    return value;
  };
  return new StateError(words(error), words(cause));
}
