import { START, invoke, machine, rig } from './rig';

const input = { key: 'AKIA1', list: [{ n: 1 }, { n: 2 }], 'odd name': true };

const passing = async (fields: object): Promise<unknown> => {
  const { outcome } = rig(machine({ A: { Type: 'Pass', ...fields, End: true } }), {}, { variant: true });
  const { status, output, error } = await outcome(input);
  return status === 'SUCCEEDED' ? output : error;
};

describe('what leaves a state', () => {
  test.each([
    ['its input', {}, input],
    ['its result', { Result: { done: true } }, { done: true }],
    ['its input, where the result is dropped', { Result: 1, ResultPath: null }, input],
    ['its input with the result at its place', { Result: 1, ResultPath: '$.a.b' }, { ...input, a: { b: 1 } }],
    ['a part of its input', { InputPath: '$.list[1].n' }, 2],
    ['a part with an odd name', { InputPath: "$['odd name']" }, true],
    ['a part of its output', { Result: [4, 5], OutputPath: '$[0]' }, 4],
    ['nothing of its input', { InputPath: null }, {}],
    ['nothing of its output', { OutputPath: null }, {}],
    [
      'what its parameters say',
      { Parameters: { kept: 'as it is', inner: [{ 'who.$': '$.key' }], 'whole.$': '$.list' } },
      { kept: 'as it is', inner: [{ who: 'AKIA1' }], whole: input.list },
    ],
  ])('is %s', async (_, fields, expected) => {
    expect(await passing(fields)).toEqual(expected);
  });

  test.each([
    ['a path that leads nowhere', { InputPath: '$.none' }, 'States.Runtime'],
    ['an output path that leads nowhere', { OutputPath: '$.none' }, 'States.Runtime'],
    ['a parameter that is not there', { Parameters: { 'x.$': '$.none' } }, 'States.ParameterPathFailure'],
    ['a place that cannot be', { Result: 1, ResultPath: '$.key.deeper' }, 'States.ResultPathMatchFailure'],
  ])('is an error for %s', async (_, fields, error) => {
    expect(await passing(fields)).toBe(error);
  });
});

test('the context object tells execution, state and machine', async () => {
  const told = {
    'id.$': '$$.Execution.Id',
    'name.$': '$$.Execution.Name',
    'input.$': '$$.Execution.Input.key',
    'since.$': '$$.Execution.StartTime',
    'state.$': '$$.State.Name',
    'entered.$': '$$.State.EnteredTime',
    'machine.$': '$$.StateMachine.Name',
  };
  const states = { Wait: { Type: 'Wait', Seconds: 5, Next: 'A' }, A: { Type: 'Pass', Parameters: told, End: true } };
  const { output } = await rig(machine(states)).outcome(input, 'retirement-1');
  expect(output).toEqual({
    id: 'arn:aws:states:us-east-1:111111111111:execution:machine:retirement-1',
    name: 'retirement-1',
    input: 'AKIA1',
    since: START,
    state: 'A',
    entered: '2026-03-03T01:00:05.000Z',
    machine: 'machine',
  });
});

test("a function gets its payload, and its answer comes in Lambda's envelope", async () => {
  const { outcome, calls } = rig(machine({ A: invoke('f') }), { f: () => ({ answer: 'go' }) });
  const { output } = await outcome({ key: 'AKIA1' });
  expect(calls).toEqual([{ at: START, name: 'f', payload: { key: 'AKIA1' } }]);
  expect(output).toEqual({ ExecutedVersion: '$LATEST', Payload: { answer: 'go' }, StatusCode: 200 });
});

test('a result selector keeps what is wanted, and a function that forgets it fails catchably', async () => {
  const step = (answer: object) => {
    const fields = { ResultSelector: { 'answer.$': '$.Payload.answer' }, ResultPath: '$.step' };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught', ResultPath: '$.failure' }];
    const Caught = { Type: 'Pass', InputPath: '$.failure.Error', End: true };
    return rig(machine({ A: invoke('f', { ...fields, Catch }), Caught }), { f: () => answer }).outcome({ key: 'K' });
  };
  expect((await step({ answer: 'go', more: 1 })).output).toEqual({ key: 'K', step: { answer: 'go' } });
  expect((await step({})).output).toBe('States.ParameterPathFailure');
});

test('an answer over 256 KiB is an error that States.ALL does not catch', async () => {
  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
  const states = { A: invoke('f', { Catch }), Caught: { Type: 'Succeed' } };
  const { status, error } = await rig(machine(states), { f: () => 'x'.repeat(300_000) }).outcome();
  expect([status, error]).toEqual(['FAILED', 'States.DataLimitExceeded']);
});
