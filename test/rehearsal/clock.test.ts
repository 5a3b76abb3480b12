import { virtualClock } from '../../rehearsal/clock';
import type { VirtualClock } from '../../rehearsal/clock';

const START = '2026-03-03T01:00:00.000Z';

/** Writes down what fires, and when. */
function watched() {
  const clock = virtualClock(START);
  const fired: string[] = [];
  const note = (when: string, name: string) => clock.at(when, name, () => fired.push(`${clock.now()} ${name}`));
  return { clock, fired, note };
}

describe('timers', () => {
  test('fire in order of their moment, and of insertion where the moment is the same', async () => {
    const { clock, fired, note } = watched();
    note('2026-03-05T00:00:00.000Z', 'later');
    note('2026-03-04T00:00:00.000Z', 'first');
    note('2026-03-04T00:00:00.000Z', 'second');
    await clock.run();
    expect(fired).toEqual([
      '2026-03-04T00:00:00.000Z first',
      '2026-03-04T00:00:00.000Z second',
      '2026-03-05T00:00:00.000Z later',
    ]);
  });

  test('31 days and 10 years away fire then, and not at once', async () => {
    const { clock, fired, note } = watched();
    note('2036-03-03T01:00:00.000Z', 'ten years');
    note('2026-04-03T01:00:00.000Z', 'a month');
    await clock.run();
    expect(fired).toEqual(['2026-04-03T01:00:00.000Z a month', '2036-03-03T01:00:00.000Z ten years']);
  });

  test('that are cancelled never fire, not even by an earlier one of the same moment', async () => {
    const { clock, fired, note } = watched();
    clock.at('2026-03-04T00:00:00.000Z', 'canceller', () => cancel());
    const cancel = note('2026-03-04T00:00:00.000Z', 'cancelled');
    note('2026-03-03T02:00:00.000Z', 'cancelled too')();
    await clock.run();
    expect(fired).toEqual([]);
    expect(clock.now()).toBe('2026-03-04T00:00:00.000Z');
  });

  test('set for the past fire now', async () => {
    const { clock, fired, note } = watched();
    note('2020-01-01T00:00:00.000Z', 'late');
    await clock.run();
    expect(fired).toEqual([`${START} late`]);
  });

  test('that throw end the run with what they threw', async () => {
    const { clock, fired, note } = watched();
    clock.at('2026-03-04T00:00:00.000Z', 'broken', async () => {
      throw new Error('a bug');
    });
    note('2026-03-05T00:00:00.000Z', 'later');
    await expect(clock.run()).rejects.toThrow('a bug');
    expect(fired).toEqual([]);
  });

  test('of one moment fire one after another, or as many side by side as asked for', async () => {
    const together = async (concurrency?: number): Promise<number> => {
      const clock = virtualClock(START);
      let [now, most] = [0, 0];
      for (let i = 0; i < 6; i++) {
        clock.at('2026-03-04T00:00:00.000Z', `${i}`, async () => {
          most = Math.max(most, ++now);
          await new Promise(setImmediate);
          now--;
        });
      }
      await clock.run(concurrency === undefined ? {} : { concurrency });
      return most;
    };
    expect([await together(), await together(1), await together(4)]).toEqual([1, 1, 4]);
  });

  test('come out in order however many went in and were cancelled', async () => {
    const clock = virtualClock(START);
    const fired: string[] = [];
    const expected: string[] = [];
    let state = 7;
    for (let i = 0; i < 3000; i++) {
      state = (state * 48271) % 2147483647;
      const when = new Date(Date.parse(START) + (state % 500) * 86_400_000).toISOString();
      const name = `${when} ${String(i).padStart(4, '0')}`;
      const cancel = clock.at(when, name, () => fired.push(name));
      if (state % 3 === 0) cancel();
      else expected.push(name);
    }
    await clock.run({ concurrency: 50 });
    expect(fired).toEqual(expected.sort());
  });
});

describe('a run', () => {
  test('goes up to `until`, and is as late as that afterwards', async () => {
    const { clock, fired, note } = watched();
    note('2026-03-04T00:00:00.000Z', 'inside');
    note('2026-03-06T00:00:00.000Z', 'outside');
    await clock.run({ until: '2026-03-05T00:00:00.000Z' });
    expect(fired).toEqual(['2026-03-04T00:00:00.000Z inside']);
    expect(clock.now()).toBe('2026-03-05T00:00:00.000Z');
    expect(clock.nextAt()).toBe('2026-03-06T00:00:00.000Z');
  });

  test('ends where `done` says so', async () => {
    const { clock, fired, note } = watched();
    note('2026-03-04T00:00:00.000Z', 'enough');
    note('2026-03-05T00:00:00.000Z', 'too much');
    await clock.run({ done: () => fired.length === 1 });
    expect(clock.now()).toBe('2026-03-04T00:00:00.000Z');
  });

  test('does not move time while something is in flight', async () => {
    const { clock, fired, note } = watched();
    clock.at('2026-03-04T00:00:00.000Z', 'sets going', () => {
      void clock.work(async () => {
        for (let i = 0; i < 20; i++) await new Promise(setImmediate);
        note(clock.now(), 'what was in flight');
      });
    });
    note('2026-03-04T00:00:00.001Z', 'the next moment');
    await clock.run();
    expect(fired).toEqual(['2026-03-04T00:00:00.000Z what was in flight', '2026-03-04T00:00:00.001Z the next moment']);
  });
});

describe('an invocation', () => {
  const called = (clock: VirtualClock, ms: number) =>
    clock.invocation(async () => {
      await new Promise(setImmediate);
      clock.charge(ms);
      await new Promise(setImmediate);
      return clock.now();
    });

  test('is as late as its own calls took, and nobody else is', async () => {
    const { clock } = watched();
    const both = await Promise.all([called(clock, 250), called(clock, 40)]);
    expect(both).toEqual([
      { value: '2026-03-03T01:00:00.250Z', elapsedMs: 250 },
      { value: '2026-03-03T01:00:00.040Z', elapsedMs: 40 },
    ]);
    expect(clock.now()).toBe(START);
  });

  test('that fails tells its error and how long it took', async () => {
    const { clock } = watched();
    const error = new Error('down');
    const invoked = await clock.invocation(async () => {
      clock.charge(30_000);
      throw error;
    });
    expect(invoked).toEqual({ error, elapsedMs: 30_000 });
  });

  test('begins as late as the one that it is called from', async () => {
    const { clock } = watched();
    const outer = await clock.invocation(async () => {
      clock.charge(1000);
      return called(clock, 5);
    });
    expect(outer).toEqual({ value: { value: '2026-03-03T01:00:01.005Z', elapsedMs: 5 }, elapsedMs: 1000 });
  });

  test('does not make what it sets going later than its moment', async () => {
    const { clock, fired, note } = watched();
    await clock.invocation(async () => {
      clock.charge(500);
      note('2026-03-03T01:00:02.000Z', 'set going');
    });
    await clock.run();
    expect(fired).toEqual(['2026-03-03T01:00:02.000Z set going']);
  });

  test('charged outside of one, nothing happens', () => {
    const { clock } = watched();
    clock.charge(1000);
    expect(clock.now()).toBe(START);
  });

  test('tells a server how late it is there', () => {
    const { clock } = watched();
    expect(clock.asOf('2026-03-03T01:00:00.300Z', () => clock.now())).toBe('2026-03-03T01:00:00.300Z');
    expect(clock.asOf('2026-03-02T00:00:00.000Z', () => clock.now())).toBe(START);
    expect(clock.asOf(undefined, () => clock.now())).toBe(START);
  });
});

describe('a paced run', () => {
  const DAYS_IN_NO_TIME = 1e9;

  test('fires in the same order, and waits for more until it is stopped', async () => {
    const { clock, fired, note } = watched();
    const stop = new AbortController();
    note('2026-04-04T00:00:00.000Z', 'first');
    clock.at('2026-04-05T00:00:00.000Z', 'last', () => stop.abort());
    await clock.run({ pace: DAYS_IN_NO_TIME, signal: stop.signal });
    expect(fired).toEqual(['2026-04-04T00:00:00.000Z first']);
    expect(clock.now()).toBe('2026-04-05T00:00:00.000Z');
  });

  test('wakes for a timer that is set while it waits for a later one', async () => {
    const { clock, fired, note } = watched();
    const stop = new AbortController();
    note('2036-01-01T00:00:00.000Z', 'far away');
    setImmediate(() => {
      note(clock.now(), 'now');
      clock.at(clock.now(), 'stop', () => stop.abort());
    });
    await clock.run({ pace: 1, signal: stop.signal });
    expect(fired).toHaveLength(1);
    expect(fired[0]).toMatch(/^2026-03-03T01:0.* now$/);
  });

  test('is stopped while it waits', async () => {
    const { clock } = watched();
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    await clock.run({ pace: 1, signal: stop.signal });
    expect(clock.now() < '2026-03-03T01:01:00.000Z').toBe(true);
  });

  test('ends at `until`', async () => {
    const { clock } = watched();
    await clock.run({ pace: DAYS_IN_NO_TIME, until: '2027-01-01T00:00:00.000Z' });
    expect(clock.now()).toBe('2027-01-01T00:00:00.000Z');
  });
});
