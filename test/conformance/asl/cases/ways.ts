import { succeed, invoke, selected, step, choice, isGo, key } from './parts';
import type { Case } from './parts';

/** Choices, waits and ends. */
export const ways: readonly Case[] = [
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
