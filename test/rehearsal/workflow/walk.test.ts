import { LambdaError, hold, invoke, machine, rig } from './rig';

const END = { Type: 'Succeed' };

describe('a Wait', () => {
  test.each([
    [{ Seconds: 90 }, '2026-03-03T01:01:30.000Z'],
    [{ SecondsPath: '$.seconds' }, '2026-03-13T01:00:00.000Z'],
    [{ Timestamp: '2027-01-01T00:00:00Z' }, '2027-01-01T00:00:00.000Z'],
    [{ TimestampPath: '$.until' }, '2026-04-03T00:00:00.000Z'],
    [{ Timestamp: '2020-01-01T00:00:00Z' }, '2026-03-03T01:00:00.000Z'],
  ])('of %j ends then', async (fields, expected) => {
    const input = { seconds: 864_000, until: '2026-04-03T09:00:00+09:00' };
    const { execution, at } = await rig(machine({ A: { Type: 'Wait', ...fields, End: true } })).outcome(input);
    expect([execution.status, at]).toEqual(['SUCCEEDED', expected]);
  });
});

describe('a Fail', () => {
  test('says what is written in it', async () => {
    const { status, error, cause } = await rig(
      machine({ A: { Type: 'Fail', Error: 'KeyLeftOff', Cause: 'why' } }),
    ).outcome();
    expect([status, error, cause]).toEqual(['FAILED', 'KeyLeftOff', 'why']);
  });

  test('says what the data says', async () => {
    const fail = { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' };
    const { error, cause } = await rig(machine({ A: fail })).outcome({ failure: { Error: 'Bug', Cause: 'why' } });
    expect([error, cause]).toEqual(['Bug', 'why']);
  });
});

describe('a Parallel box', () => {
  const box = (branches: object[], fields: object = {}) => ({
    Type: 'Parallel',
    Branches: branches,
    End: true,
    ...fields,
  });
  const waitThen = (name: string, seconds: number) =>
    machine({
      [`Wait ${name}`]: { Type: 'Wait', Seconds: seconds, Next: name },
      [name]: { Type: 'Pass', Result: name, End: true },
    });

  test('ends with its last branch, and lists what the branches say in their order', async () => {
    const { output, at } = await rig(machine({ Box: box([waitThen('slow', 60), waitThen('quick', 5)]) })).outcome();
    expect([output, at]).toEqual([['slow', 'quick'], '2026-03-03T01:01:00.000Z']);
  });

  test('of one branch can answer just what that says', async () => {
    const { output } = await rig(machine({ Box: box([waitThen('only', 1)], { OutputPath: '$[0]' }) })).outcome();
    expect(output).toBe('only');
  });

  test('a branch that fails ends the others, and their tokens are void', async () => {
    let token = '';
    const holding = machine({ Hold: hold('hold') });
    const failing = machine({ Rest: { Type: 'Wait', Seconds: 5, Next: 'Fail' }, Fail: { Type: 'Fail', Error: 'Bug' } });
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught', ResultPath: '$.failure' }];
    const Caught = { Type: 'Pass', End: true };
    const made = rig(machine({ Box: box([holding, failing], { Catch }), Caught }), {
      hold: (payload) => (token = String(payload['token'])),
    });
    const { output, at } = await made.outcome({ key: 'K' });
    expect(output).toEqual({ key: 'K', failure: { Error: 'Bug', Cause: '' } });
    expect(at).toBe('2026-03-03T01:00:05.000Z');
    expect(() => made.engine.sendTaskSuccess({ taskToken: token, output: '{}' })).toThrow(/does not exist anymore/);
  });

  test('catches what its states cannot catch themselves', async () => {
    const broken = machine({ A: { Type: 'Pass', Parameters: { 'x.$': '$.none' }, End: true } });
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    const { output } = await rig(
      machine({ Box: box([broken], { Catch }), Caught: { Type: 'Pass', End: true } }),
    ).outcome();
    expect(output).toMatchObject({ Error: 'States.ParameterPathFailure' });
  });

  test('is tried again as a whole', async () => {
    let failures = 2;
    const f = () => {
      if (failures-- > 0) throw new LambdaError('Unavailable');
      return {};
    };
    const Retry = [{ ErrorEquals: ['Unavailable'], IntervalSeconds: 10, BackoffRate: 1 }];
    const made = rig(
      machine({ Box: box([machine({ First: { Type: 'Pass', Next: 'A' }, A: invoke('f') })], { Retry }) }),
      { f },
    );
    const { status, at, execution } = await made.outcome();
    expect([status, at]).toEqual(['SUCCEEDED', '2026-03-03T01:00:20.000Z']);
    // The box, three times its two states, and two retries.
    expect(execution.transitions).toBe(9);
  });
});

test('a Succeed ends the execution with its data', async () => {
  expect((await rig(machine({ A: { Type: 'Pass', Next: 'B' }, B: END })).outcome({ key: 'K' })).output).toEqual({
    key: 'K',
  });
});
