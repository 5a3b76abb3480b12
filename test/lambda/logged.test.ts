import { logged } from '../../lambda/logged';
import type { LogFacts } from '../../lambda/core/ports';

const lines: [string, string, LogFacts | undefined][] = [];
const log = {
  info: (message: string, facts?: LogFacts) => void lines.push(['info', message, facts]),
  error: (message: string, facts?: LogFacts) => void lines.push(['error', message, facts]),
};
beforeEach(() => lines.splice(0));

const step = { key: 'AKIAIOSFODNN7EXAMPLE', retirementId: 'retirement-1', instruction: 'restore', token: 'AQB8.1.x' };

test('of a step it names the key, the retirement and the answer, and not the token that it came with', async () => {
  const answered = await logged('hold', log, async (_: object) => ({ answer: 'hold', seconds: 60 }))(step);
  expect(answered).toEqual({ answer: 'hold', seconds: 60 });
  const { key: keyId, retirementId, instruction } = step;
  expect(lines).toEqual([['info', 'hold answered', { keyId, retirementId, instruction, answer: 'hold' }]]);
});

test('of a door it names the status, and neither headers nor bodies', async () => {
  const request = { headers: { 'x-slack-signature': 'v0=1' }, rawBody: 'payload' };
  await logged('slack-door', log, async (_: object) => ({ status: 401, body: 'no' }))(request);
  await logged('slack-door', log, async (_: object) => ({ statusCode: 200, body: 'yes' }))(request);
  expect(lines).toEqual([
    ['info', 'slack-door answered', { status: 401 }],
    ['info', 'slack-door answered', { status: 200 }],
  ]);
});

test('a sweep of the watchdog is named', async () => {
  await logged('watchdog', log, async (_: object) => undefined)({ sweep: 'due' });
  expect(lines).toEqual([['info', 'watchdog answered', { sweep: 'due' }]]);
});

test('what fails is told with why, and fails all the same', async () => {
  const error = new RangeError('IAM is down.');
  const failing = logged('restore', log, async (_: object) => Promise.reject(error));
  await expect(failing(step)).rejects.toBe(error);
  expect(lines).toEqual([
    [
      'error',
      'restore failed',
      expect.objectContaining({ error: 'RangeError', why: 'IAM is down.', stack: error.stack }),
    ],
  ]);
});

test('what fails without an error is told in its own words', async () => {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as a library may
  await expect(logged('restore', log, async (_: unknown) => Promise.reject('no'))(undefined)).rejects.toBe('no');
  expect(lines).toEqual([['error', 'restore failed', { error: 'Error', why: 'no' }]]);
});
