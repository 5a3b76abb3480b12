import { succeed, selected, step, retry, failing, caught, key } from './parts';
import type { Case } from './parts';

/** What is tried again, and what is caught. */
export const errors: readonly Case[] = [
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
