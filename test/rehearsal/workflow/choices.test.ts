import { machine, rig } from './rig';

/** Whether a Choice with this rule takes it. */
async function takes(rule: object, input: unknown): Promise<boolean | string | undefined> {
  const definition = machine({
    Ask: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
    Yes: { Type: 'Pass', Result: true, End: true },
    No: { Type: 'Pass', Result: false, End: true },
  });
  const { output, error } = await rig(definition, {}, { variant: true }).outcome(input);
  return error ?? (output as boolean);
}

const data = { word: 'go', number: 5, yes: true, nothing: null, at: '2026-03-03T10:00:00+09:00', other: 'go' };

describe('a rule holds', () => {
  test.each([
    [{ Variable: '$.word', StringEquals: 'go' }],
    [{ Variable: '$.word', StringLessThan: 'gp' }],
    [{ Variable: '$.word', StringGreaterThanEquals: 'go' }],
    [{ Variable: '$.word', StringMatches: 'g*' }],
    [{ Variable: '$.word', StringEqualsPath: '$.other' }],
    [{ Variable: '$.number', NumericEquals: 5 }],
    [{ Variable: '$.number', NumericGreaterThan: 4.5 }],
    [{ Variable: '$.number', NumericLessThanEquals: 5 }],
    [{ Variable: '$.yes', BooleanEquals: true }],
    [{ Variable: '$.at', TimestampEquals: '2026-03-03T01:00:00Z' }],
    [{ Variable: '$.at', TimestampLessThan: '2026-03-03T01:00:01Z' }],
    [{ Variable: '$.none', IsPresent: false }],
    [{ Variable: '$.nothing', IsNull: true }],
    [{ Variable: '$.number', IsNumeric: true }],
    [{ Variable: '$.word', IsString: true }],
    [{ Variable: '$.yes', IsBoolean: true }],
    [{ Variable: '$.word', IsTimestamp: false }],
    [{ Variable: '$$.State.Name', StringEquals: 'Ask' }],
    [{ Not: { Variable: '$.word', StringEquals: 'wait' } }],
    [
      {
        And: [
          { Variable: '$.none', IsPresent: false },
          { Variable: '$.number', NumericEquals: 5 },
        ],
      },
    ],
    [
      {
        Or: [
          { Variable: '$.number', NumericEquals: 4 },
          { Variable: '$.word', StringEquals: 'go' },
        ],
      },
    ],
  ])('%j', async (rule) => {
    expect(await takes(rule, data)).toBe(true);
  });
});

describe('a rule does not hold', () => {
  test.each([
    [{ Variable: '$.word', StringEquals: 'wait' }],
    [{ Variable: '$.word', StringGreaterThan: 'go' }],
    [{ Variable: '$.word', StringMatches: 'o*' }],
    [{ Variable: '$.number', NumericLessThan: 5 }],
    [{ Variable: '$.number', StringEquals: '5' }],
    [{ Variable: '$.yes', BooleanEquals: false }],
    [{ Variable: '$.at', TimestampGreaterThan: '2026-03-03T01:00:00Z' }],
    [{ Variable: '$.word', IsPresent: false }],
    [{ Not: { Variable: '$.word', StringEquals: 'go' } }],
    [
      {
        And: [
          { Variable: '$.number', NumericEquals: 5 },
          { Variable: '$.word', StringEquals: 'wait' },
        ],
      },
    ],
    [
      {
        Or: [
          { Variable: '$.number', NumericEquals: 4 },
          { Variable: '$.word', StringEquals: 'wait' },
        ],
      },
    ],
  ])('%j', async (rule) => {
    expect(await takes(rule, data)).toBe(false);
  });
});

test('what is compared must be there', async () => {
  expect(await takes({ Variable: '$.none', StringEquals: 'go' }, data)).toBe('States.Runtime');
});

test('the first rule that holds is taken', async () => {
  const when = (to: string) => ({ Variable: '$.word', IsString: true, Next: to });
  const end = (name: string) => ({ Type: 'Pass', Result: name, End: true });
  const Ask = { Type: 'Choice', Choices: [when('A'), when('B')] };
  expect((await rig(machine({ Ask, A: end('A'), B: end('B') })).outcome(data)).output).toBe('A');
});

test('no rule and no default is an error that a box around it can catch', async () => {
  const Ask = { Type: 'Choice', Choices: [{ Variable: '$.word', StringEquals: 'wait', Next: 'Done' }] };
  const branch = machine({ Ask, Done: { Type: 'Succeed' } });
  expect((await rig(branch).outcome(data)).error).toBe('States.NoChoiceMatched');

  const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
  const Caught = { Type: 'Pass', InputPath: '$.Error', End: true };
  const Box = { Type: 'Parallel', Branches: [branch], Catch, End: true };
  expect((await rig(machine({ Box, Caught })).outcome(data)).output).toBe('States.NoChoiceMatched');
});
