import { succeed, invoke, hold, selected, step, failing, caught, branch, parallel, key } from './parts';
import type { Case } from './parts';

/** The box around the ritual. */
export const boxes: readonly Case[] = [
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
