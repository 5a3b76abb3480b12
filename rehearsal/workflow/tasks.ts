import { after } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { overTheWire, throughInputPath, valueOf } from './data';
import { StateError, runtimeError } from './errors';
import { record, sleepUntil } from './execution';
import type { LambdaAnswer, Line } from './execution';
import { isObject } from './json';
import type { Json, JsonObject } from './json';
import type { TaskState } from './states';
import { fill } from './templates';
import type { Answer } from './tokens';

/** Runs a task once: its Lambda function, and where it waits for a token, the wait. */
export async function runTask(line: Line, state: TaskState, input: Json, context: JsonObject): Promise<Json> {
  const { clock, region, tokens } = line.world;
  const token = state.waitsForToken ? tokens.issue(line.execution.name) : undefined;
  const data = throughInputPath(state, input, context);
  const seconds = timeoutOf(state, data, context);
  const withToken = token === undefined ? context : { ...context, Task: { Token: token } };
  const parameters = state.parameters ? fill(state.parameters, data, withToken) : {};
  const what = { resourceType: 'lambda', resource: token === undefined ? 'invoke' : 'invoke.waitForTaskToken' };
  const deadline = seconds === undefined ? undefined : after(clock.now(), seconds);

  record(line, 'TaskScheduled', { ...what, region, parameters, timeoutInSeconds: seconds });
  record(line, 'TaskStarted', what);
  const answer = await (token === undefined
    ? untilReturned(line, parameters, deadline)
    : untilAnswered(line, parameters, deadline, token, what));

  if ('output' in answer) {
    record(line, 'TaskSucceeded', { ...what, output: answer.output });
    return answer.output;
  }
  const { error, why } = answer.error;
  if (error === 'States.Timeout') record(line, 'TaskTimedOut', { ...what, error });
  else record(line, 'TaskFailed', { ...what, error, cause: why });
  throw answer.error;
}

/** The handler runs at once; the task ends when the handler's virtual time has gone by. */
async function untilReturned(line: Line, parameters: Json, deadline: Instant | undefined): Promise<Answer> {
  const { answer, at } = await line.scope.still(invoke(line, parameters));
  const inTime = deadline === undefined || at < deadline;
  await sleepUntil(line, inTime ? at : deadline, inTime ? 'the function returns' : 'the function takes too long');
  return inTime ? answer : timedOut;
}

/** Open for an answer from the start: it may come before the function returns, and does. */
function untilAnswered(
  line: Line,
  parameters: Json,
  deadline: Instant | undefined,
  token: string,
  what: JsonObject,
): Promise<Answer> {
  const { clock, tokens } = line.world;
  return line.scope.wait((resolve, reject) => {
    const cancels: (() => void)[] = [];
    const at = (when: Instant, why: string, fn: () => void): void => {
      cancels.push(clock.at(when, `${line.execution.name}: ${why}`, fn));
    };
    let answered = false;
    if (deadline !== undefined) at(deadline, 'the wait is over', () => resolve(timedOut));
    const close = tokens.open(token, {
      deadline,
      answer: (answer) => {
        answered = true;
        cancels.forEach((cancel) => cancel());
        at(clock.now(), 'the token is answered', () => resolve(answer));
      },
    });
    cancels.push(close);
    invoke(line, parameters).then(({ answer, at: returnedAt }) => {
      if (answered || line.scope.over) return;
      at(returnedAt, 'the function returns', () => {
        if ('error' in answer) return resolve(answer);
        try {
          record(line, 'TaskSubmitted', { ...what, output: answer.output });
        } catch (error) {
          reject(error as Error);
        }
      });
    }, reject);
    return () => cancels.forEach((cancel) => cancel());
  });
}

/** What the function came to, and at what moment. What it answers is in Lambda's envelope. */
async function invoke(line: Line, parameters: Json): Promise<{ answer: Answer; at: Instant }> {
  const { clock, invokeLambda } = line.world;
  const { FunctionName: name, Payload: payload = {} } = isObject(parameters) ? parameters : {};
  if (typeof name !== 'string') throw runtimeError(`FunctionName must be text, not ${JSON.stringify(name)}.`);
  const given = overTheWire(payload, 'The payload');
  const startedAt = clock.now();
  const invoked = await clock.invocation(() => invokeLambda(name, given));
  if ('error' in invoked) throw invoked.error;
  return { answer: asAnswer(invoked.value), at: after(startedAt, invoked.elapsedMs / 1000) };
}

function asAnswer(lambda: LambdaAnswer): Answer {
  if ('errorType' in lambda) return { error: new StateError(lambda.errorType, JSON.stringify(lambda)) };
  try {
    const Payload = overTheWire(lambda.payload, "The function's answer");
    return { output: { ExecutedVersion: '$LATEST', Payload, StatusCode: 200 } };
  } catch (error) {
    if (error instanceof StateError) return { error };
    throw error;
  }
}

function timeoutOf({ timeout }: TaskState, data: Json, context: JsonObject): number | undefined {
  if (!timeout) return undefined;
  const seconds = valueOf(timeout, data, context);
  if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= 1) return seconds;
  throw runtimeError(`The timeout must be a whole number of seconds from 1, not ${JSON.stringify(seconds)}.`);
}

const timedOut: Answer = { error: new StateError('States.Timeout', '') };
