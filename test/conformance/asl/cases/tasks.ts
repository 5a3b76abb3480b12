import { invoke, selected, step, key } from './parts';
import type { Case } from './parts';

/** What a task sees of the data, and what it makes of it. */
export const tasks: readonly Case[] = [
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
