import { succeed, hold, retry, caught, key } from './parts';
import type { Case } from './parts';

/** Waits that somebody may end early. */
export const holds: readonly Case[] = [
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
