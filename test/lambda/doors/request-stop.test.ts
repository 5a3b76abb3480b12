import { inEnglish } from '../../../lambda/core/notices/told';
import { requestStop } from '../../../lambda/doors/request-stop';
import type { StopRequest } from '../../../lambda/doors/request-stop';
import { at, enqueued, inNotice, inStage1, mayBeDeleted, retirementId, stopRequested, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { overtaken, world } from '../world';
import type { World } from '../world';

const { keyId } = subject;
const request: StopRequest = { keyId, retirementId, actor: 'slack:U1 maria', how: 'button' };
const restore = {
  step: 'restore',
  input: { key: keyId, retirementId, instruction: 'restore', because: 'somebody needs it' },
};
const begun = (...facts: Written[]) => world({ facts }).begun();
const stop = (w: World, change: Partial<StopRequest> = {}) => requestStop(w.ports)({ ...request, ...change });
const holds = (w: World, of = retirementId) =>
  w.ports.holds.put({ token: 't-1', keyId, retirementId: of, at: w.time.at });

test('a stop is in the chain before anybody is woken', async () => {
  const w = await begun(...inStage1);
  await holds(w);
  const seen: string[] = [];
  const waker = {
    async stop() {
      seen.push(...(await w.news()));
      return 'woken' as const;
    },
  };
  expect(await requestStop({ ...w.ports, waker })(request)).toEqual({
    answer: 'stopped',
    said: { is: 'stopped', keyId, off: true, slowly: false },
  });
  expect(seen).toEqual(['StopRequested']);
  expect((await w.entries()).at(-1)).toMatchObject({ actor: 'slack:U1 maria', detail: { how: 'button' } });
});

test('a stop wakes the execution, which gives the key back', async () => {
  const w = await begun(...inStage1);
  await holds(w);
  await stop(w);
  expect([w.woken, w.invoked]).toEqual([[{ token: 't-1', how: 'stop' }], []]);
});

test('a stop during the notice keeps a key that is on', async () => {
  const w = await begun(...inNotice);
  expect(await stop(w, { words: 'keep it', how: 'reply' })).toMatchObject({ said: { is: 'stopped', off: false } });
  expect((await w.retirement()).ending).toMatchObject({ how: 'reply', words: 'keep it' });
});

describe('an execution that cannot be woken is not waited for: the key is given back directly', () => {
  test('where no wait is open', async () => {
    const w = await begun(...inStage1);
    await stop(w);
    expect(w.invoked).toEqual([restore]);
  });
  test('where the wait was over', async () => {
    const w = await begun(...inStage1);
    await holds(w);
    w.over.add('t-1');
    await stop(w);
    expect(w.invoked).toEqual([restore]);
  });
  test('where the wait is another retirement’s', async () => {
    const w = await begun(...inStage1);
    await holds(w, 'r-0');
    await stop(w);
    expect([w.woken, w.invoked]).toEqual([[], [restore]]);
  });
  test('where Step Functions is down', async () => {
    const w = await begun(...inStage1);
    await holds(w);
    await requestStop({ ...w.ports, waker: { stop: () => Promise.reject(new Error('down')) } })(request);
    expect(w.invoked).toEqual([restore]);
  });
});

test('pressed twice is written once, and helps twice', async () => {
  const w = await begun(...inStage1);
  await stop(w);
  expect((await stop(w)).answer).toBe('stopped');
  expect(await w.news()).toEqual(['StopRequested']);
  expect(w.invoked).toEqual([restore, restore]);
});

test('a stop that another entry overtakes is decided anew', async () => {
  const w = await begun(...mayBeDeleted);
  const ledger = overtaken(w.ports.ledger, 'StopRequested', () =>
    w.wrote({ type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }),
  );
  expect((await requestStop({ ...w.ports, ledger })(request)).answer).toBe('refused');
  expect(await w.news()).toEqual(['DeletionStarted', 'StopRefused']);
  expect(w.invoked).toEqual([]);
});

test('a ledger out of reach is not taken for an accepted stop', async () => {
  const w = await begun(...inStage1);
  w.tables.outOfReach(true);
  await expect(stop(w)).rejects.toMatchObject({ name: 'Unavailable' });
});

describe('too late, or not there:', () => {
  const ended = (fact: Written[1]): Written[] => [...inNotice, [at(1), fact]];
  test.each<[string, Written[], string]>([
    ['deleted', ended({ type: 'KeyDeleted', detail: {} }), 'A deleted key cannot be brought back'],
    ['gone', ended({ type: 'KeyGone', detail: {} }), 'deleted by somebody else'],
    ['left', ended({ type: 'LeftAsFound', detail: {} }), 'Ask them before switching it on'],
    ['kept', ended({ type: 'RetirementKept', detail: { because: 'in doubt' } }), 'is on and stays on'],
    ['failed', ended({ type: 'RetirementFailed', detail: { error: 'Boom', cause: '' } }), 'is on and stays on'],
    ['enqueued again since', [...inNotice, [at(9), enqueued(), { retirementId: 'r-2' }]], 'a later one has begun'],
  ])('a key that was %s is told of, and nothing is written', async (_, facts, text) => {
    const w = await begun(...facts);
    const { answer, said } = await stop(w);
    expect([answer, inEnglish(said)]).toEqual(['already ended', expect.stringContaining(text)]);
    expect([await w.news(), w.invoked]).toEqual([[], []]);
  });

  test('a key that was never enqueued is not found', async () => {
    const w = await begun();
    expect(await stop(w)).toEqual({
      answer: 'not found',
      said: { is: 'nothing to stop', keyId },
    });
  });
});

test('the operator stops whatever retirement the key is in', async () => {
  const w = await begun(...inNotice, [at(9), enqueued(), { retirementId: 'r-2' }]);
  const operator: StopRequest = { keyId, actor: 'operator arn', how: 'operator' };
  expect((await requestStop(w.ports)(operator)).answer).toBe('stopped');
  expect((await w.entries()).at(-1)).toMatchObject({ type: 'StopRequested', retirementId: 'r-2' });
});

test('a stop after a scream is written too, so that the person is heard', async () => {
  const w = await begun(...inStage1, [at(1, 0, 5), { type: 'ScreamHeard', detail: { sign: 're-activated' } }]);
  await stop(w);
  expect(await w.news()).toEqual([stopRequested.type]);
});
