import { numberFrom, text } from './fields';
import type { Fields } from './fields';
import { filters, given, guards, next } from './state-fields';
import type { TaskState } from './states';
import { pathsIn } from './templates';

/** Reads a Task: only Lambda functions, with or without a task token. */
export function parseTask(name: string, f: Fields): TaskState {
  const resource = f.required('Resource', text);
  const known = /^arn:aws[a-z-]*:states:::lambda:invoke(\.waitForTaskToken)?$/.exec(resource);
  if (!known) {
    f.refuse('Resource', `"${resource}" is not known here; known are lambda:invoke and lambda:invoke.waitForTaskToken`);
  }
  const timeout = given(f, 'TimeoutSeconds', numberFrom(1, 99_999_999));
  const state: TaskState = {
    type: 'Task',
    name,
    waitsForToken: known?.[1] !== undefined,
    timeout,
    ...filters(f),
    ...next(f),
    ...guards(f),
  };
  checkParameters(f, state);
  return state;
}

function checkParameters(f: Fields, { parameters, waitsForToken }: TaskState): void {
  if (parameters?.kind !== 'object') return f.refuse('Parameters', 'must be an object with FunctionName and Payload');
  const names = parameters.fields.map(([field]) => field);
  const unknown = names.find((field) => field !== 'FunctionName' && field !== 'Payload');
  if (unknown) f.refuse('Parameters', `"${unknown}" is not known here; known are FunctionName and Payload`);
  if (!names.includes('FunctionName')) f.refuse('Parameters', '"FunctionName" is missing');
  const takesToken = pathsIn(parameters).some(({ text: path }) => path === '$$.Task.Token' || path === '$$.Task');
  if (takesToken !== waitsForToken) {
    f.refuse(
      'Parameters',
      waitsForToken ? '"$$.Task.Token" goes nowhere' : '"$$.Task.Token" is only for .waitForTaskToken',
    );
  }
}
