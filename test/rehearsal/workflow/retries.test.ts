import { LambdaError, START, hold, invoke, machine, rig } from './rig';

const seconds = (at: string): number => (Date.parse(at) - Date.parse(START)) / 1000;

/** Calls a function that fails so many times, and tells when it was called. */
async function called(retriers: object[], errors: string[], options = {}) {
  let failed = 0;
  const lambdas = {
    f: () => {
      const error = errors[failed++];
      if (error) throw new LambdaError(error);
      return 'done';
    },
  };
  const { outcome, calls } = rig(machine({ A: invoke('f', { Retry: retriers }) }), lambdas, options);
  const { status, error, execution } = await outcome();
  return { status, error, at: calls.map((call) => seconds(call.at)), transitions: execution.transitions };
}

const times = (count: number, error: string): string[] => Array.from({ length: count }, () => error);

describe('a retry', () => {
  test('waits longer each time, up to the longest delay', async () => {
    const retrier = {
      ErrorEquals: ['Unavailable'],
      IntervalSeconds: 2,
      BackoffRate: 2,
      MaxDelaySeconds: 10,
      MaxAttempts: 8,
    };
    expect(await called([retrier], times(5, 'Unavailable'))).toEqual({
      status: 'SUCCEEDED',
      error: undefined,
      at: [0, 2, 6, 14, 24, 34],
      transitions: 6,
    });
  });

  test('is made three times, after 1, 2 and 4 seconds, where nothing else is said', async () => {
    const { status, error, at } = await called([{ ErrorEquals: ['Unavailable'] }], times(9, 'Unavailable'));
    expect([status, error, at]).toEqual(['FAILED', 'Unavailable', [0, 1, 3, 7]]);
  });

  test('of a patient restore goes on for a day', async () => {
    const retrier = {
      ErrorEquals: ['States.ALL'],
      IntervalSeconds: 10,
      BackoffRate: 2,
      MaxDelaySeconds: 900,
      MaxAttempts: 102,
    };
    const { at, transitions } = await called([retrier], times(200, 'Unavailable'));
    expect(at).toHaveLength(103);
    expect(at.at(-1)! / 3600).toBeCloseTo(24.1, 1);
    expect(transitions).toBe(103);
  });

  test('with full jitter waits any part of the delay, the same for the same seed', async () => {
    const retrier = { ErrorEquals: ['X'], IntervalSeconds: 10, MaxAttempts: 2, JitterStrategy: 'FULL' };
    const draws = [0.5, 0.25];
    const { at } = await called([retrier], times(2, 'X'), { random: () => draws.shift() });
    expect(at).toEqual([0, 5, 10]);
    const again = () => called([retrier], times(2, 'X'));
    expect((await again()).at).toEqual((await again()).at);
  });

  test('is only made for the errors it names', async () => {
    const { at, error } = await called([{ ErrorEquals: ['Unavailable'] }], ['TypeError']);
    expect([at, error]).toEqual([[0], 'TypeError']);
  });

  test('is counted for each retrier by itself', async () => {
    const one = (name: string) => ({ ErrorEquals: [name], IntervalSeconds: 1, MaxAttempts: 1 });
    const { status, at } = await called([one('X'), one('Y')], ['X', 'Y']);
    expect([status, at]).toEqual(['SUCCEEDED', [0, 1, 2]]);
    expect((await called([one('X'), one('Y')], ['X', 'X'])).error).toBe('X');
  });

  test('of a hold has a token of its own, and the time begins anew', async () => {
    const tokens: unknown[] = [];
    let failed = false;
    const lambdas = {
      hold: ({ token }: Record<string, unknown>) => {
        tokens.push(token);
        if (failed) return {};
        failed = true;
        throw new LambdaError('Unavailable');
      },
    };
    const Retry = [{ ErrorEquals: ['Unavailable'], IntervalSeconds: 2 }];
    const { error, at } = await rig(machine({ A: hold('hold', { Retry, TimeoutSeconds: 60 }) }), lambdas).outcome();
    expect([error, seconds(at)]).toEqual(['States.Timeout', 62]);
    expect(new Set(tokens).size).toBe(2);
  });
});

describe('what a Catch takes', () => {
  const caught = async (wanted: string[], lambda: () => unknown, fields: object = {}): Promise<unknown> => {
    const Catch = [{ ErrorEquals: wanted, Next: 'Caught', ResultPath: '$.failure' }];
    const states = { A: invoke('f', { Catch, ...fields }), Caught: { Type: 'Pass', End: true } };
    const { output, status } = await rig(machine(states), { f: lambda }).outcome({ key: 'K' });
    return status === 'SUCCEEDED' ? output : status;
  };
  const throws = (error: string) => () => {
    throw new LambdaError(error, 'why');
  };
  const tooLate = { TimeoutSecondsPath: '$.none' };

  test('is the error that the function threw, beside the input', async () => {
    expect(await caught(['Bug'], throws('Bug'))).toEqual({
      key: 'K',
      failure: { Error: 'Bug', Cause: '{"errorType":"Bug","errorMessage":"why"}' },
    });
  });

  test('is any error for States.TaskFailed and States.ALL', async () => {
    expect(await caught(['States.TaskFailed'], throws('Bug'))).toMatchObject({ failure: { Error: 'Bug' } });
    expect(await caught(['States.ALL'], throws('Bug'))).toMatchObject({ failure: { Error: 'Bug' } });
  });

  test('is not what it does not name', async () => {
    expect(await caught(['Other', 'States.Timeout'], throws('Bug'))).toBe('FAILED');
  });

  test('is never States.Runtime', async () => {
    expect(await caught(['States.ALL'], () => 'unused', tooLate)).toBe('FAILED');
  });

  test('is not a timeout for States.TaskFailed, but for States.ALL', async () => {
    const outcome = async (wanted: string) => {
      const Catch = [{ ErrorEquals: [wanted], Next: 'Caught', ResultPath: null }];
      const states = { A: hold('f', { Catch, TimeoutSeconds: 1 }), Caught: { Type: 'Succeed' } };
      return (await rig(machine(states), { f: () => 0 }).outcome()).status;
    };
    expect(await outcome('States.TaskFailed')).toBe('FAILED');
    expect(await outcome('States.ALL')).toBe('SUCCEEDED');
    expect(await outcome('States.Timeout')).toBe('SUCCEEDED');
  });

  test('replaces the data, where nothing else is said', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }];
    const states = { A: invoke('f', { Catch, OutputPath: '$.none' }), Caught: { Type: 'Pass', End: true } };
    const { output } = await rig(machine(states), { f: throws('Bug') }).outcome({ key: 'K' });
    expect(output).toMatchObject({ Error: 'Bug' });
  });

  test('comes after the retries', async () => {
    let calls = 0;
    const fields = { Retry: [{ ErrorEquals: ['Bug'], MaxAttempts: 2 }] };
    const failing = () => {
      calls++;
      throw new LambdaError('Bug');
    };
    expect(await caught(['Bug'], failing, fields)).toMatchObject({ failure: { Error: 'Bug' } });
    expect(calls).toBe(3);
  });
});
