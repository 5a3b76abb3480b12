import { LostRace } from '../../../lambda/core/errors';
import { at, enqueued, inStage1, keyRestored, restoreStarted, stopRequested, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { world } from '../world';
import type { World } from '../world';

const arn = 'arn:aws:sts::111122223333:assumed-role/sre/kenji';
const actor = `operator ${arn}`;
const begun = (...facts: Written[]) => world({ facts: facts.length > 0 ? facts : [[at(0), enqueued()]] }).begun();

async function ask(w: World, routeKey: string, body: unknown = { reason: 'incident 42' }, app = w.app) {
  const { statusCode, body: text } = await app['operator-door']({
    routeKey,
    body: JSON.stringify(body),
    requestContext: { authorizer: { iam: { userArn: arn } } },
  });
  return { status: statusCode, body: JSON.parse(text) as Record<string, unknown> };
}
const entries = async (w: World) =>
  (await w.ports.control.read()).entries.map(({ type, actor: by, at: when, detail }) => [type, by, when, detail]);
const reason = { reason: 'incident 42' };

test('a freeze is one fact in the name of the caller, and a second one says who was first', async () => {
  const w = await begun();
  expect(await ask(w, 'POST /freeze')).toMatchObject({ status: 200, body: { answer: 'frozen' } });
  w.time.at = at(1);
  expect(await ask(w, 'POST /freeze')).toMatchObject({
    status: 200,
    body: { answer: 'frozen already', text: `Frozen already, since ${at(0)}, by ${actor}: incident 42.` },
  });
  expect(await entries(w)).toEqual([['Frozen', actor, at(0), reason]]);
});

test('a thaw ends it, and says so where there is nothing to thaw', async () => {
  const w = await begun();
  await ask(w, 'POST /freeze');
  expect(await ask(w, 'POST /thaw')).toMatchObject({ status: 200, body: { answer: 'thawed' } });
  expect(await ask(w, 'POST /thaw')).toMatchObject({ status: 200, body: { answer: 'not frozen' } });
  expect((await ask(w, 'GET /control')).body).toEqual({ frozen: false, verified: { ok: true, entries: 2 } });
});

test('giving everything back freezes first, and sets the run going; each time that it is asked for', async () => {
  const w = await begun(...inStage1);
  await ask(w, 'POST /restore-all');
  expect((await entries(w)).map(([type]) => type)).toEqual(['Frozen', 'RestoreAllStarted']);
  expect(await ask(w, 'POST /restore-all')).toMatchObject({ status: 200, body: { answer: 'giving back already' } });
  expect(await entries(w)).toHaveLength(2);
  expect(w.invoked).toEqual(Array(2).fill({ step: 'restore-all', input: { sweep: 'live' } }));
  expect(await ask(w, 'POST /thaw')).toMatchObject({
    status: 409,
    body: { answer: 'refused', error: expect.stringContaining('Not thawed') as string },
  });
});

test('it is in the ledger though the run cannot be set going, and the caller hears both', async () => {
  const w = await begun();
  const app = w.withPorts({
    steps: { ...w.ports.steps, restoreAll: () => Promise.reject(new Error('TooManyRequests')) },
  });
  expect(await ask(w, 'POST /restore-all', reason, app)).toEqual({
    status: 503,
    body: {
      error: expect.stringMatching(/could not be set going at once \(TooManyRequests\).*five minutes/) as string,
    },
  });
  expect(await entries(w)).toHaveLength(2);
});

test.each([['/freeze'], ['/thaw'], ['/restore-all']])(
  '%s without a reason, or with a novel, is refused',
  async (path) => {
    const w = await begun();
    for (const body of [{}, { reason: ' ' }, { reason: 'x'.repeat(1001) }]) {
      expect(await ask(w, `POST ${path}`, body)).toMatchObject({ status: 400 });
    }
    expect(await entries(w)).toEqual([]);
  },
);

test('a race is decided anew: of two freezes at once one is told of the other', async () => {
  const w = await begun();
  const { control } = w.ports;
  let lost = 0;
  const racing = w.withPorts({
    control: {
      ...control,
      async append(chain, ...drafts) {
        if (lost++ === 0) {
          await ask(w, 'POST /freeze', { reason: 'first' });
          throw new LostRace('CONTROL', 1);
        }
        return control.append(chain, ...drafts);
      },
    },
  });
  expect(await ask(w, 'POST /freeze', reason, racing)).toMatchObject({ body: { answer: 'frozen already' } });
  expect((await entries(w)).map(([, , , detail]) => detail)).toEqual([{ reason: 'first' }]);
});

test('a fault while it is written is not dressed up as an answer', async () => {
  const w = await begun();
  const app = w.withPorts({ control: { ...w.ports.control, append: () => Promise.reject(new TypeError('a bug')) } });
  await expect(ask(w, 'POST /freeze', reason, app)).rejects.toThrow('a bug');
});

test('a chain that says what it should not is shown to nobody as thawed', async () => {
  const w = await begun();
  const stamp = { at: at(0), actor: 'x', retirementId: 'control', attempt: 'x' };
  await w.ports.control.append(await w.ports.control.read(), { ...stopRequested, ...stamp });
  for (const route of ['GET /control', 'POST /thaw']) {
    expect(await ask(w, route)).toEqual({
      status: 400,
      body: { error: expect.stringContaining('entry 1 of CONTROL is StopRequested') as string },
    });
  }
});

describe('the progress', () => {
  test('counts what is off and what is on again, and says from when it is confirmed', async () => {
    const off = await begun(...inStage1);
    await ask(off, 'POST /restore-all');
    expect((await ask(off, 'GET /control')).body['restoreAll']).toEqual({
      startedAt: off.time.at,
      by: actor,
      reason: 'incident 42',
      confirmedFrom: at(1, 0, 15, 1),
      off: 1,
      restored: 0,
    });
    const on = await begun(
      ...inStage1,
      [at(1, 0, 2), restoreStarted('everything is given back')],
      [at(1, 0, 3), keyRestored],
    );
    await ask(on, 'POST /restore-all');
    expect((await ask(on, 'GET /control')).body['restoreAll']).toMatchObject({ off: 0, restored: 1 });
  });

  test('tells of each key that is not back, or left, why', async () => {
    const failed: Written[] = [
      ...inStage1,
      [at(1, 0, 2), restoreStarted('everything is given back')],
      [at(1, 0, 2), { type: 'RestoreFailed', detail: { why: 'AccessDenied' } }],
    ];
    const w = await begun(...failed);
    await ask(w, 'POST /restore-all');
    const named = ['tampered', ...Array.from({ length: 99 }, (_, n) => `AKIA${n}`)];
    const stamp = { at: at(1, 0, 20), actor: 'keysunset restore-all', retirementId: 'control', attempt: 'x' };
    await w.ports.control.append(await w.ports.control.read(), {
      type: 'RestoreAllFinished',
      detail: { back: 3, notBack: [subject.keyId], left: named },
      ...stamp,
    });
    const { ledger } = w.ports;
    const app = w.withPorts({
      ledger: { ...ledger, read: (of) => (of === 'tampered' ? Promise.reject(new Error('bad row')) : ledger.read(of)) },
    });
    const told = (await ask(w, 'GET /control', undefined, app)).body as {
      restoreAll: { finished: { left: unknown[] } };
    };
    expect(told.restoreAll.finished.left).toHaveLength(99);
    expect(told).toMatchObject({
      restoreAll: {
        finished: {
          at: at(1, 0, 20),
          back: 3,
          notBack: [
            { keyId: subject.keyId, userName: subject.userName, accountName: 'prod-apps', why: 'AccessDenied' },
          ],
          more: 1,
        },
      },
    });
    expect(told.restoreAll.finished.left[0]).toMatchObject({ keyId: 'tampered', why: 'it cannot be told: bad row' });
  });
});
