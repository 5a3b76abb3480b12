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
const hold = (payload: object, fields: object) => ({
  ...invoke({ ...payload, 'token.$': '$$.Task.Token' }, fields),
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
});
/** As lib/tasks.ts asks for a step's answer. */
export const selected = {
  ResultSelector: { 'answer.$': '$.Payload.answer', 'seconds.$': '$.Payload.seconds' },
  ResultPath: '$.step',
};
const step = (answer: string, seconds: number, fields: object = { End: true }) =>
  invoke({ answer: { answer, seconds, more: 'dropped' } }, { ...selected, TimeoutSeconds: 300, ...fields });
const retry = (errors: string[], more: object = {}) => [
  { ErrorEquals: errors, IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2, ...more },
];
const failing = (times: number, error: string, fields: object) =>
  invoke({ fails: times, error, 'tries.$': '$$.State.RetryCount', answer: { answer: 'go', seconds: 1 } }, fields);
const caught = (errors: string[], more: object = { ResultPath: '$.failure' }) => [
  { ErrorEquals: errors, Next: 'Caught', ...more },
];
export const choice = (rules: object[], fallback?: string) => ({
  Type: 'Choice',
  Choices: rules,
  ...(fallback && { Default: fallback }),
});
const isGo = { Variable: '$.step.answer', StringEquals: 'go', Next: 'Go' };
export const branch = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
export const parallel = (branches: object[], fields: object = { End: true }) => ({
  Type: 'Parallel',
  Branches: branches,
  ...fields,
});

export const key = { key: 'AKIAEXAMPLE', retirementId: 'retirement-1' };

const tasks: Case[] = [
  {
    name: 'a task’s output is the whole answer without a selector',
    states: { A: invoke({ answer: { x: 1 } }, { ResultSelector: { 'x.$': '$.Payload.x' }, End: true }) },
  },
  { name: 'a selector keeps what it names, beside the input', states: { A: step('go', 5) }, input: key },
  {
    name: 'a payload takes from the input',
    states: { A: invoke({ 'answer.$': '$.told' }, { ...selected, End: true }) },
    input: { ...key, told: { answer: 'x', seconds: 1 } },
  },
  {
    name: 'a payload mixes what is fixed with what is taken',
    states: { A: invoke({ answer: { 'answer.$': '$.key', seconds: 7 } }, { ...selected, End: true }) },
    input: key,
  },
  {
    name: 'a payload takes the execution’s name',
    states: { A: invoke({ answer: { 'answer.$': '$$.State.Name', seconds: 7 } }, { ...selected, End: true }) },
    input: key,
  },
  { name: 'a result is dropped', states: { A: step('go', 1, { ResultPath: null, End: true }) }, input: key },
  { name: 'a result takes the place of all', states: { A: step('go', 1, { ResultPath: '$', End: true }) }, input: key },
  {
    name: 'a result replaces an earlier one',
    states: { A: step('go', 1, { Next: 'B' }), B: step('wait', 2) },
    input: key,
  },
  {
    name: 'a result makes the objects on its way',
    states: { A: step('go', 1, { ResultPath: '$.deep.er', End: true }) },
    input: key,
  },
  {
    name: 'an input path narrows what a task sees, not what it adds to',
    states: {
      A: invoke({ answer: { 'answer.$': '$.name', seconds: 1 } }, { ...selected, InputPath: '$.inner', End: true }),
    },
    input: { inner: { name: 'n' }, outer: true },
  },
  {
    name: 'an output path narrows what goes on',
    states: { A: step('go', 1, { OutputPath: '$.step', End: true }) },
    input: key,
  },
  {
    name: 'an answer of nothing',
    states: { A: invoke({ answer: {} }, { ResultSelector: { 'p.$': '$.Payload' }, End: true }) },
  },
];

const errors: Case[] = [
  {
    name: 'an error that nobody catches fails the execution by its name',
    states: { A: failing(9, 'Unavailable', { End: true }) },
  },
  {
    name: 'a retry repeats until it works',
    states: { A: failing(2, 'Unavailable', { Retry: retry(['Unavailable']), ...selected, End: true }) },
    input: key,
  },
  {
    name: 'a retry gives up after its last attempt',
    states: { A: failing(9, 'Unavailable', { Retry: retry(['Unavailable']), End: true }) },
  },
  {
    name: 'a retry of no attempts is none',
    states: { A: failing(1, 'Unavailable', { Retry: retry(['Unavailable'], { MaxAttempts: 0 }), End: true }) },
  },
  {
    name: 'a retry takes its own errors only',
    states: { A: failing(1, 'Bug', { Retry: retry(['Unavailable']), End: true }) },
  },
  {
    name: 'the first retrier that knows the error takes it',
    states: {
      A: failing(2, 'Unavailable', {
        Retry: [...retry(['Other']), ...retry(['Unavailable'], { MaxAttempts: 1 }), ...retry(['States.ALL'])],
        End: true,
      }),
    },
  },
  {
    name: 'States.ALL retries every error',
    states: { A: failing(2, 'Bug', { Retry: retry(['States.ALL'], { MaxDelaySeconds: 3 }), ...selected, End: true }) },
    input: key,
  },
  {
    name: 'many retries with a longest pause',
    states: {
      A: failing(12, 'Bug', {
        Retry: retry(['States.ALL'], { IntervalSeconds: 10, MaxDelaySeconds: 900, MaxAttempts: 102 }),
        ...selected,
        End: true,
      }),
    },
    input: key,
  },
  {
    name: 'full jitter shortens pauses, and changes nothing else',
    states: {
      A: failing(3, 'Unavailable', {
        Retry: retry(['Unavailable'], { JitterStrategy: 'FULL', MaxDelaySeconds: 60 }),
        ...selected,
        End: true,
      }),
    },
    input: key,
  },
  {
    name: 'States.TaskFailed takes the function’s error',
    states: { A: failing(1, 'Bug', { Retry: retry(['States.TaskFailed']), ...selected, End: true }) },
    input: key,
  },
  {
    name: 'a catch goes on elsewhere, with the error beside the input',
    states: {
      A: failing(9, 'Bug', { Catch: caught(['Bug'], { ResultPath: null as unknown as string }), End: true }),
      Caught: succeed,
    },
    input: key,
  },
  {
    name: 'a catch by States.ALL',
    states: {
      A: failing(9, 'Bug', { Catch: caught(['States.ALL'], { ResultPath: null as unknown as string }), End: true }),
      Caught: succeed,
    },
    input: key,
  },
  {
    name: 'a catch of another error does not catch',
    states: { A: failing(9, 'Bug', { Catch: caught(['Other']), End: true }), Caught: succeed },
  },
  {
    name: 'a catch after the last retry',
    states: {
      A: failing(9, 'Bug', {
        Retry: retry(['Bug'], { MaxAttempts: 2 }),
        Catch: caught(['States.ALL'], { ResultPath: null as unknown as string }),
        End: true,
      }),
      Caught: step('caught', 1),
    },
    input: key,
  },
  {
    name: 'what is caught keeps its name for a Fail',
    states: {
      A: failing(9, 'Bug', { Catch: caught(['States.ALL']), End: true }),
      Caught: { Type: 'Fail', ErrorPath: '$.failure.Error', Cause: 'fixed' },
    },
    input: key,
  },
];

const holds: Case[] = [
  {
    name: 'a hold that times out goes the way of its catch',
    states: {
      A: hold(
        {},
        {
          TimeoutSecondsPath: '$.step.seconds',
          ResultPath: null,
          Catch: caught(['States.Timeout', 'Reconsider'], { ResultPath: null as unknown as string }),
          Next: 'Stopped',
        },
      ),
      Stopped: succeed,
      Caught: succeed,
    },
    input: { step: { seconds: 3600 } },
  },
  {
    name: 'a hold that is answered goes on',
    states: {
      A: hold(
        { then: { output: { some: 'thing' } } },
        { TimeoutSecondsPath: '$.step.seconds', ResultPath: null, Catch: caught(['States.Timeout']), Next: 'Stopped' },
      ),
      Stopped: succeed,
      Caught: succeed,
    },
    input: { step: { seconds: 3600 } },
  },
  {
    name: 'a hold’s answer is its result where it is not dropped',
    states: {
      A: hold(
        { then: { output: { some: 'thing' } } },
        { TimeoutSecondsPath: '$.seconds', ResultPath: '$.heard', End: true },
      ),
    },
    input: { seconds: 60 },
  },
  {
    name: 'a hold that is failed with Reconsider goes the way of its catch',
    states: {
      A: hold(
        { then: { error: 'Reconsider' } },
        {
          TimeoutSecondsPath: '$.step.seconds',
          ResultPath: null,
          Catch: caught(['States.Timeout', 'Reconsider'], { ResultPath: null as unknown as string }),
          Next: 'Stopped',
        },
      ),
      Stopped: succeed,
      Caught: succeed,
    },
    input: { step: { seconds: 3600 } },
  },
  {
    name: 'a hold that is failed with another error fails',
    states: {
      A: hold(
        { then: { error: 'Other', cause: 'why' } },
        {
          TimeoutSecondsPath: '$.step.seconds',
          ResultPath: null,
          Catch: caught(['States.Timeout', 'Reconsider']),
          Next: 'Stopped',
        },
      ),
      Stopped: succeed,
      Caught: succeed,
    },
    input: { step: { seconds: 3600 } },
  },
  {
    name: 'a hold whose function fails is retried, and then held',
    states: {
      A: hold(
        { fails: 2, error: 'Unavailable', 'tries.$': '$$.State.RetryCount' },
        {
          TimeoutSecondsPath: '$.step.seconds',
          ResultPath: null,
          Retry: retry(['Unavailable']),
          Catch: caught(['States.Timeout'], { ResultPath: null as unknown as string }),
          Next: 'Stopped',
        },
      ),
      Stopped: succeed,
      Caught: succeed,
    },
    input: { step: { seconds: 600 } },
  },
  {
    name: 'a hold that nobody catches times out',
    states: { A: hold({}, { TimeoutSecondsPath: '$.step.seconds', End: true }) },
    input: { step: { seconds: 60 } },
  },
  {
    name: 'States.ALL catches a timeout too',
    states: {
      A: hold(
        {},
        {
          TimeoutSecondsPath: '$.step.seconds',
          Catch: caught(['States.ALL'], { ResultPath: null as unknown as string }),
          End: true,
        },
      ),
      Caught: succeed,
    },
    input: { step: { seconds: 60 } },
  },
  {
    name: 'States.TaskFailed does not catch a timeout',
    states: {
      A: hold({}, { TimeoutSecondsPath: '$.step.seconds', Catch: caught(['States.TaskFailed']), End: true }),
      Caught: succeed,
    },
    input: { step: { seconds: 60 } },
  },
  {
    name: 'a timeout that is fixed',
    states: {
      A: hold(
        {},
        { TimeoutSeconds: 1, Catch: caught(['States.Timeout'], { ResultPath: null as unknown as string }), End: true },
      ),
      Caught: succeed,
    },
    input: key,
  },
];

const ways: Case[] = [
  {
    name: 'a choice takes the rule that holds',
    states: { A: step('go', 1, { Next: 'C' }), C: choice([{ ...isGo }], 'Else'), Go: succeed, Else: succeed },
    input: key,
  },
  {
    name: 'a choice takes the first rule that holds',
    states: {
      C: choice(
        [
          { ...isGo, Next: 'Go' },
          { ...isGo, Next: 'Else' },
        ],
        'Else',
      ),
      Go: succeed,
      Else: succeed,
    },
    input: { step: { answer: 'go' } },
  },
  {
    name: 'a choice takes the default where none holds',
    states: { C: choice([isGo], 'Else'), Go: succeed, Else: succeed },
    input: { step: { answer: 'stay' } },
  },
  {
    name: 'a choice of text does not take a number',
    states: { C: choice([{ ...isGo, StringEquals: '1' }], 'Else'), Go: succeed, Else: succeed },
    input: { step: { answer: 1 } },
  },
  {
    name: 'a choice of text is by every letter',
    states: { C: choice([isGo], 'Else'), Go: succeed, Else: succeed },
    input: { step: { answer: 'Go' } },
  },
  {
    name: 'a loop ends when the answer changes',
    states: {
      A: invoke({ answer: { 'answer.$': '$.next[0]', seconds: 1 } }, { ...selected, Next: 'C' }),
      C: choice([{ ...isGo, Next: 'Done' }], 'Then'),
      Then: { Type: 'Pass', Parameters: { next: ['go'] }, Next: 'A' },
      Done: succeed,
    },
    input: { next: ['wait'] },
  },
  {
    name: 'a wait of seconds from the data',
    states: { A: { Type: 'Wait', SecondsPath: '$.step.seconds', Next: 'B' }, B: succeed },
    input: { step: { seconds: 900 } },
  },
  { name: 'a wait of fixed seconds', states: { A: { Type: 'Wait', Seconds: 60, Next: 'B' }, B: succeed }, input: key },
  {
    name: 'a wait at the end',
    states: { A: { Type: 'Wait', SecondsPath: '$.step.seconds', End: true } },
    input: { step: { seconds: 1 } },
  },
  { name: 'a success keeps the data', states: { A: succeed }, input: key },
  { name: 'a failure has its name and its cause', states: { A: { Type: 'Fail', Error: 'KeyLeftOff', Cause: 'why' } } },
  {
    name: 'a failure takes its name and its cause from the data',
    states: { A: { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' } },
    input: { failure: { Error: 'Bug', Cause: 'why' } },
  },
  {
    name: 'a failure with a fixed name and a cause from the data',
    states: { A: { Type: 'Fail', Error: 'KeyLeftOff', CausePath: '$.failure.Cause' } },
    input: { failure: { Cause: 'why' } },
  },
];

const boxes: Case[] = [
  {
    name: 'a box’s output is that of its branch',
    states: { P: parallel([branch({ A: step('go', 1) })], { OutputPath: '$[0]', End: true }) },
    input: key,
  },
  {
    name: 'a box gives its input to its branch',
    states: { P: parallel([branch({ A: { Type: 'Pass', End: true } })], { OutputPath: '$[0]', End: true }) },
    input: key,
  },
  {
    name: 'a success ends a branch, not the execution',
    states: {
      P: parallel([branch({ A: succeed })], { OutputPath: '$[0]', Next: 'After' }),
      After: { Type: 'Pass', Result: { is: 'after' }, End: true },
    },
    input: key,
  },
  {
    name: 'an error in a box is caught at the box',
    states: {
      P: parallel([branch({ A: failing(9, 'Bug', { End: true }) })], {
        Catch: caught(['States.ALL'], { ResultPath: null as unknown as string }),
        End: true,
      }),
      Caught: succeed,
    },
    input: key,
  },
  {
    name: 'a Fail in a box is caught at the box',
    states: {
      P: parallel([branch({ A: { Type: 'Fail', Error: 'Closed', Cause: 'why' } })], {
        Catch: caught(['States.ALL']),
        End: true,
      }),
      Caught: { Type: 'Pass', Parameters: { 'error.$': '$.failure.Error' }, End: true },
    },
    input: key,
  },
  {
    name: 'an error in a box that nobody catches fails the execution',
    states: { P: parallel([branch({ A: failing(9, 'Bug', { End: true }) })]) },
  },
  {
    name: 'what is caught at the box goes to a step as a part of its payload',
    states: {
      P: parallel([branch({ A: { Type: 'Fail', Error: 'Closed', Cause: 'why' } })], {
        Catch: caught(['States.ALL']),
        End: true,
      }),
      Caught: invoke(
        { answer: { 'answer.$': '$.failure.Error', seconds: 1 } },
        { ...selected, OutputPath: '$.step', End: true },
      ),
    },
    input: key,
  },
  {
    name: 'a hold in a box that times out stays in the box',
    states: {
      P: parallel(
        [
          branch({
            A: hold(
              {},
              {
                TimeoutSecondsPath: '$.s',
                ResultPath: null,
                Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B', ResultPath: null }],
                Next: 'B',
              },
            ),
            B: step('go', 1),
          }),
        ],
        { OutputPath: '$[0]', End: true },
      ),
    },
    input: { s: 120 },
  },
  {
    name: 'a wait in a box',
    states: {
      P: parallel([branch({ A: { Type: 'Wait', SecondsPath: '$.s', Next: 'B' }, B: succeed })], {
        OutputPath: '$[0]',
        End: true,
      }),
    },
    input: { s: 120 },
  },
];

export const cases: readonly Case[] = [...tasks, ...errors, ...holds, ...ways, ...boxes];
