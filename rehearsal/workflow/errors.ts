/** An error in an execution, with the name that Retry and Catch match on. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly error: string;
  readonly why: string;
  constructor(error: string, why: string) {
    super(`${error}: ${why}`);
    this.error = error;
    this.why = why;
  }
}

/** Not to be caught by any Catch: it always fails the execution. */
export const runtimeError = (why: string): StateError => new StateError('States.Runtime', why);

/** A request to Step Functions that is turned down, by the name that the SDK knows. */
export class WorkflowRefused extends Error {
  override readonly name = 'WorkflowRefused';
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
