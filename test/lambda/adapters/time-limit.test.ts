import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { impatient, noLimit, timeIsOver, timeLimit } from '../../../lambda/adapters/time-limit';

// Only what counts the time down is not real: sockets are.
beforeEach(() =>
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'],
  }),
);
afterEach(() => jest.useRealTimers());

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A server that takes every request and answers none, and a client of AWS that asks it. */
async function silence() {
  let requests = 0;
  let open = 0;
  const server = createServer(() => void (requests += 1));
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const manner = impatient();
  const client = new DynamoDBClient({
    ...manner,
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    ask: () => client.send(new ListTablesCommand({})),
    requests: () => requests,
    open: () => open,
    async until(condition: () => boolean, step = 0) {
      while (!condition()) {
        jest.advanceTimersByTime(step);
        await turn();
      }
    },
    async close() {
      manner.requestHandler.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('a call that hangs is aborted when the time is over: its connection is closed, and nothing is tried again', async () => {
  const { ask, requests, open, until, close } = await silence();
  const asked = timeLimit.within(300, ask);
  const failed = expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  await until(() => requests() === 1);
  expect(open()).toBe(1);
  jest.advanceTimersByTime(300);
  await failed;
  await until(() => open() === 0);
  expect(requests()).toBe(1);
  await close();
});

test('a call that begins when the time is over is not sent', async () => {
  const { ask, requests, until, close } = await silence();
  let begin = (): void => undefined;
  const later = new Promise<void>((resolve) => (begin = resolve));
  const asked = timeLimit.within(300, async () => {
    await later;
    return ask();
  });
  const failed = expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  jest.advanceTimersByTime(300);
  begin();
  await failed;
  await until(() => true);
  expect(requests()).toBe(0);
  await close();
});

test('an attempt that hangs is given up by itself, and made again: three times in all', async () => {
  const { ask, requests, until, close } = await silence();
  const failed = expect(ask()).rejects.toMatchObject({ name: 'TimeoutError' });
  let over = false;
  void failed.then(() => (over = true));
  await until(() => over, 50);
  expect(requests()).toBe(3);
  await close();
});

test('a limit lies within another: the shorter one counts', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  await timeLimit.within(1000, async () => {
    signals.push(timeIsOver());
    await timeLimit.within(100, async () => {
      const inner = timeIsOver();
      jest.advanceTimersByTime(100);
      expect([inner?.aborted, signals[0]?.aborted]).toEqual([true, false]);
    });
    await timeLimit.within(5000, async () => {
      const inner = timeIsOver();
      jest.advanceTimersByTime(900);
      expect([inner?.aborted, signals[0]?.aborted]).toEqual([true, true]);
    });
  });
});

test('what was done in time leaves no timer behind that a thawed sandbox would run', async () => {
  await timeLimit.within(1000, async () => 'done');
  await timeLimit.within(1000, () => Promise.reject(new Error('failed'))).catch(() => undefined);
  expect(jest.getTimerCount()).toBe(0);
});

test('who has no limit is under none', async () => {
  await noLimit.within(1, async () => expect(timeIsOver()).toBeUndefined());
});
