import { branch, choice, invoke, key, parallel, selected, succeed } from './cases/parts';
import type { Case } from './cases/parts';
import type { Came } from './engines';

/** Where the two interpreters part, what AWS's documentation says, and how our definition keeps away (stays-off.test.ts). */
export interface Difference extends Case {
  rehearsal: Partial<Came> | 'refused';
  moto: Partial<Came>;
  aws: string;
  ours: string;
}

const isGo = { Variable: '$.step.answer', StringEquals: 'go', Next: 'Go' };

export const differences: readonly Difference[] = [
  {
    name: 'a payload that names what the input lacks',
    states: { A: invoke({ answer: { 'answer.$': '$.nowhere' } }) },
    input: key,
    rehearsal: { status: 'FAILED', error: 'States.ParameterPathFailure' },
    moto: { status: 'FAILED', error: 'States.Runtime' },
    aws: 'States.ParameterPathFailure (“Error names”): the rehearsal is right.',
    ours: 'Payloads name $.key, $.retirementId, $.failure and the token, which are there.',
  },
  {
    name: 'a selector that names what the answer lacks',
    states: { A: invoke({ answer: { answer: 'go' } }, { ...selected, End: true }) },
    input: key,
    rehearsal: { status: 'FAILED', error: 'States.ParameterPathFailure' },
    moto: { status: 'FAILED', error: 'States.Runtime' },
    aws: '“Error names” tells of Parameters, and says nothing of ResultSelector.',
    ours: 'Each step answers both, or fails by itself (lambda/steps/run.ts).',
  },
  {
    name: 'a choice of what the input lacks',
    states: { C: choice([isGo], 'Else'), Go: succeed, Else: succeed },
    input: key,
    rehearsal: { status: 'FAILED', error: 'States.Runtime' },
    moto: { status: 'SUCCEEDED', states: ['> C', '< C', '> Else', '< Else'] },
    aws: 'States.Runtime for a path that leads nowhere (“Choice state”, IsPresent): the rehearsal is right.',
    ours: 'Choices are of $.step.answer, and come after a step.',
  },
  {
    name: 'a choice that no rule takes, without a default',
    states: { C: choice([isGo]), Go: succeed },
    input: { step: { answer: 'stay' } },
    rehearsal: { status: 'FAILED', error: 'States.NoChoiceMatched' },
    moto: { status: 'FAILED', error: 'States.Runtime' },
    aws: 'States.NoChoiceMatched (“Error names”): the rehearsal is right.',
    ours: 'Each choice has a default.',
  },
  {
    name: 'a path through every element of a list',
    states: { A: { Type: 'Pass', Parameters: { 'all.$': '$.list[*].n' }, End: true } },
    input: { list: [{ n: 1 }, { n: 2 }] },
    rehearsal: 'refused',
    moto: { status: 'SUCCEEDED', output: { all: [1, 2] } },
    aws: 'Allowed (“Paths”): moto is right, and the rehearsal refuses what it does not know.',
    ours: 'Paths are names, and the one index of the box’s output.',
  },
  {
    name: 'a text as the execution’s output',
    states: { A: { Type: 'Pass', Result: 'text', End: true } },
    rehearsal: { status: 'SUCCEEDED', output: 'text' },
    moto: { status: 'SUCCEEDED', output: 'not JSON: text' },
    aws: '“The JSON output data of the execution” (DescribeExecution): the rehearsal is right.',
    ours: 'The output is an object.',
  },
  {
    name: 'two branches side by side',
    states: { P: parallel([branch({ A: succeed }), branch({ B: succeed })]) },
    input: key,
    rehearsal: { status: 'SUCCEEDED', output: [key, key] },
    moto: { status: 'SUCCEEDED', output: [key, key] },
    aws: 'Branches run at once, and in no order (“Parallel state”): both are right.',
    ours: 'The box has one branch.',
  },
];
