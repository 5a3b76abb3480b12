import { LambdaError, hold, invoke, machine, rig } from './rig';
import type { Lambda } from './rig';

const HOLD = machine({ A: hold('hold', { TimeoutSecondsPath: '$.seconds', ResultPath: null }) });
const A_MONTH = { seconds: 31 * 24 * 60 * 60 };

/** An execution that waits, and the token that can end the wait. */
async function waiting(lambda: Lambda = () => ({})) {
  let token = '';
  const lambdas = {
    hold: (payload: Record<string, unknown>) => {
      token = String(payload['token']);
      return lambda(payload);
    },
  };
  const made = rig(HOLD, lambdas);
  const execution = made.start(A_MONTH);
  await made.clock.run({ until: '2026-03-05T00:00:00.000Z' });
  return { ...made, execution, token };
}

describe('a task', () => {
  const slow = (ms: number, fields = {}) => {
    const made = rig(machine({ A: invoke('f', fields) }), {
      f: () => {
        made.clock.charge(ms);
        return {};
      },
    });
    return made.outcome();
  };

  test('ends when the time that its function took has gone by', async () => {
    expect((await slow(1234)).at).toBe('2026-03-03T01:00:01.234Z');
  });

  test('times out when its function takes as long as is allowed', async () => {
    const { error, at } = await slow(300_000, { TimeoutSeconds: 300 });
    expect([error, at]).toEqual(['States.Timeout', '2026-03-03T01:05:00.000Z']);
    expect((await slow(299_999, { TimeoutSeconds: 300 })).status).toBe('SUCCEEDED');
  });

  test('with a timeout that is no whole second fails for good, as on AWS', async () => {
    for (const seconds of [0, 1.5, '60', null]) {
      const { error } = await rig(HOLD, { hold: () => ({}) }).outcome({ seconds });
      expect(error).toBe('States.Runtime');
    }
  });

  test('whose function is not there stops the rehearsal: that is a bug, not an outcome', async () => {
    await expect(rig(machine({ A: invoke('nobody') })).outcome()).rejects.toThrow('There is no function "nobody".');
  });
});

describe('a hold', () => {
  test('of 31 days is over after 31 days', async () => {
    const { status, error, at } = await rig(HOLD, { hold: () => ({}) }).outcome(A_MONTH);
    expect([status, error, at]).toEqual(['FAILED', 'States.Timeout', '2026-04-03T01:00:00.000Z']);
  });

  test('goes on as soon as its token is answered', async () => {
    const { engine, clock, execution, token } = await waiting();
    engine.sendTaskSuccess({ taskToken: token, output: '{"by":"Maria"}' });
    await clock.run();
    expect(execution).toMatchObject({ status: 'SUCCEEDED', stoppedAt: '2026-03-05T00:00:00.000Z' });
  });

  test('goes the way of an error that its token is answered with', async () => {
    const { engine, clock, execution, token } = await waiting();
    engine.sendTaskFailure({ taskToken: token, error: 'Reconsider', cause: 'a thaw' });
    await clock.run();
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Reconsider', cause: 'a thaw' });
  });

  test('can be ended before its function returns', async () => {
    const made = rig(HOLD, {
      hold: async ({ token }) => {
        made.clock.charge(100);
        made.engine.sendTaskSuccess({ taskToken: String(token), output: '{}' });
        await new Promise(setImmediate);
        made.clock.charge(900);
        throw new LambdaError('TooLateToMatter');
      },
    });
    const { status, at } = await made.outcome(A_MONTH);
    expect([status, at]).toEqual(['SUCCEEDED', '2026-03-03T01:00:00.100Z']);
  });

  test('ends at once when its function fails', async () => {
    const failing = () => {
      throw new LambdaError('Bug');
    };
    expect(await rig(HOLD, { hold: failing }).outcome(A_MONTH)).toMatchObject({
      error: 'Bug',
      at: '2026-03-03T01:00:00.000Z',
    });
  });
});

describe('a token', () => {
  const tooLate = expect.objectContaining({ type: 'TaskTimedOut' }) as Error;

  test('is answered once', async () => {
    const { engine, token } = await waiting();
    engine.sendTaskSuccess({ taskToken: token, output: '{}' });
    expect(() => engine.sendTaskSuccess({ taskToken: token, output: '{}' })).toThrow(tooLate);
    expect(() => engine.sendTaskFailure({ taskToken: token, error: 'Reconsider' })).toThrow(tooLate);
  });

  test('is void when the wait is over, also for one whose own clock is ahead', async () => {
    const { engine, clock, token } = await waiting();
    clock.asOf('2026-04-03T01:00:00.000Z', () => {
      expect(() => engine.sendTaskSuccess({ taskToken: token, output: '{}' })).toThrow(tooLate);
    });
    await clock.run();
    expect(() => engine.sendTaskSuccess({ taskToken: token, output: '{}' })).toThrow(tooLate);
  });

  test('is void when the execution was stopped', async () => {
    const { engine, execution, token } = await waiting();
    engine.stop(execution);
    expect(() => engine.sendTaskSuccess({ taskToken: token, output: '{}' })).toThrow(tooLate);
  });

  test('that never was is told from one that is none', async () => {
    const { engine } = await waiting();
    const answer = (taskToken: string) => () => engine.sendTaskSuccess({ taskToken, output: '{}' });
    expect(answer('AQB8.99.one')).toThrow(expect.objectContaining({ type: 'TaskDoesNotExist' }) as Error);
    expect(answer('rubbish')).toThrow(expect.objectContaining({ type: 'InvalidToken' }) as Error);
  });

  test('takes only JSON, and stays open otherwise', async () => {
    const { engine, token } = await waiting();
    const answer = (output: string) => () => engine.sendTaskSuccess({ taskToken: token, output });
    expect(answer('{')).toThrow(expect.objectContaining({ type: 'InvalidOutput' }) as Error);
    expect(answer('{}')).not.toThrow();
  });
});
