/** A small state machine, and with what it is started. */
export interface Case {
  name: string;
  states: Record<string, object>;
  input?: unknown;
}

export const FUNCTION = 'arn:aws:lambda:ap-northeast-1:123456789012:function:tested';

export const succeed = { Type: 'Succeed' };
export const invoke = (payload: object, fields: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: FUNCTION, Payload: payload },
  ...fields,
});
export const hold = (payload: object, fields: object) => ({
  ...invoke({ ...payload, 'token.$': '$$.Task.Token' }, fields),
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
});
/** As lib/tasks.ts asks for a step's answer. */
export const selected = {
  ResultSelector: { 'answer.$': '$.Payload.answer', 'seconds.$': '$.Payload.seconds' },
  ResultPath: '$.step',
};
export const step = (answer: string, seconds: number, fields: object = { End: true }) =>
  invoke({ answer: { answer, seconds, more: 'dropped' } }, { ...selected, TimeoutSeconds: 300, ...fields });
export const retry = (errors: string[], more: object = {}) => [
  { ErrorEquals: errors, IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2, ...more },
];
export const failing = (times: number, error: string, fields: object) =>
  invoke({ fails: times, error, 'tries.$': '$$.State.RetryCount', answer: { answer: 'go', seconds: 1 } }, fields);
export const caught = (errors: string[], more: object = { ResultPath: '$.failure' }) => [
  { ErrorEquals: errors, Next: 'Caught', ...more },
];
export const choice = (rules: object[], fallback?: string) => ({
  Type: 'Choice',
  Choices: rules,
  ...(fallback && { Default: fallback }),
});
export const isGo = { Variable: '$.step.answer', StringEquals: 'go', Next: 'Go' };
export const branch = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
export const parallel = (branches: object[], fields: object = { End: true }) => ({
  Type: 'Parallel',
  Branches: branches,
  ...fields,
});

export const key = { key: 'AKIAEXAMPLE', retirementId: 'retirement-1' };
