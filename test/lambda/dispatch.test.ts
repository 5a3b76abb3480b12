import { at, enqueued, inNotice, retirementId, stopRequested, subject } from './core/chains';
import type { Written } from './core/chains';
import { overtaken, world } from './world';

const bare: Written[] = [[at(0), enqueued()]];
const { keyId } = subject;
const begun = (...facts: Written[]) => world({ facts }).begun();

test('an enqueued retirement is started in working hours, under its own name', async () => {
  const w = await begun(...bare);
  expect(await w.app.dispatch()).toEqual({ started: 1, problems: [] });
  expect(w.started).toEqual([retirementId]);
  expect((await w.entries()).at(-1)).toMatchObject({ type: 'Dispatched', detail: { execution: 'execution:r-1' } });
});

test.each([
  ['at night', at(0, 8)],
  ['at the weekend', at(4)],
])('nothing is started %s', async (_, now) => {
  const w = await begun(...bare);
  w.time.at = now;
  expect(await w.app.dispatch()).toEqual({ started: 0, problems: [] });
  expect(w.started).toEqual([]);
});

test('what was started is not started again', async () => {
  const w = await begun(...bare);
  await w.app.dispatch();
  expect(await w.app.dispatch()).toEqual({ started: 0, problems: [] });
  expect(w.started).toEqual([retirementId]);
});

test('what was started, and not written down, is started again under the same name', async () => {
  const w = await begun(...bare);
  w.tables.outOfReach(false);
  const ledger = { ...w.ports.ledger, append: () => Promise.reject(new Error('crashed')) };
  expect(await w.withPorts({ ledger }).dispatch()).toEqual({ started: 0, problems: [`${keyId}: crashed`] });
  await w.app.dispatch();
  expect(w.started).toEqual([retirementId, retirementId]);
  expect(await w.news()).toEqual(['Dispatched']);
});

test('an execution that is quicker with its first entry is written down all the same', async () => {
  const w = await begun(...bare);
  const ledger = overtaken(w.ports.ledger, 'Dispatched', () =>
    w.wrote({ type: 'NoticeFailed', detail: { about: 'first', why: 'Slack is down' } }),
  );
  expect(await w.withPorts({ ledger }).dispatch()).toEqual({ started: 1, problems: [] });
  expect(await w.news()).toEqual(['NoticeFailed', 'Dispatched']);
});

test('what was stopped before it began is not started', async () => {
  const w = await begun(...bare, [at(0), stopRequested]);
  expect(await w.app.dispatch()).toEqual({ started: 0, problems: [] });
  expect(w.started).toEqual([]);
});

test('one bad row never stops the others', async () => {
  const w = await begun(...bare);
  const bad = 'AKIAIOSFODNN7EXAMPLE';
  const { heads, ledger } = w.ports;
  const rows = ['AKIANOSUCHCHAIN00000', bad].map((of) => ({ keyId: of }) as never);
  const app = w.withPorts({
    heads: {
      ...heads,
      async *byStatus(status) {
        yield* rows;
        yield* heads.byStatus(status);
      },
    },
    ledger: { ...ledger, read: (of) => (of === bad ? Promise.reject(new Error('tampered')) : ledger.read(of)) },
  });
  expect(await app.dispatch()).toEqual({ started: 1, problems: [`${bad}: tampered`] });
});

test('what has an execution already is not looked for', async () => {
  const w = await begun(...inNotice);
  expect(await w.app.dispatch()).toEqual({ started: 0, problems: [] });
});
