import type { Fact } from '../../lambda/core/entries';
import { at, enqueued, inNotice, inSoak1, retirementId, stopRequested, subject } from './core/chains';
import type { Written } from './core/chains';
import { config } from './core/configs';
import { overtaken, world } from './world';
import type { World } from './world';

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
        if (status === 'enqueued') yield* rows;
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

/** Another key's chain, as enqueued in a batch. */
async function alsoEnqueued(w: World, of: string, more: Partial<Enqueued>, ...facts: Written[]): Promise<void> {
  const { detail } = enqueued() as { detail: Enqueued };
  const begins = { type: 'Enqueued', detail: { ...detail, subject: { ...subject, keyId: of }, ...more } } as Fact;
  const drafts = ([[at(0), begins], ...facts] as Written[]).map(([when, fact]) => ({
    ...{ ...fact, at: when, actor: 'test', retirementId: `r-${of}`, attempt: 'x' },
  }));
  await w.tables.ledger.append({ keyId: of, entries: [] }, ...drafts);
}
type Enqueued = Extract<Fact, { type: 'Enqueued' }>['detail'];

describe('the pace', () => {
  const limited = (limits: object) => ({ ...config, limits: { ...config.limits, ...limits } });

  test('starts what has the higher priority first, and the rest when there is room', async () => {
    const w = await world({ config: limited({ outagesPerDay: 1 }), facts: bare }).begun();
    await alsoEnqueued(w, 'AKIAURGENT', { priority: 5 });
    expect(await w.app.dispatch()).toEqual({ started: 1, problems: [] });
    expect(w.started).toEqual(['r-AKIAURGENT']);
    expect(await w.app.dispatch()).toEqual({ started: 0, problems: [] });
    const [head] = await heads(w);
    expect(head).toMatchObject({ keyId, status: 'enqueued', stage: 'waiting to start' });
  });

  test('counts what waits for its first outage already', async () => {
    const w = await world({ config: limited({ outagesPerAccountAndDay: 1 }), facts: inNotice }).begun();
    await alsoEnqueued(w, 'AKIALATER', {});
    expect(await w.app.dispatch()).toEqual({ started: 0, problems: [] });
  });
});

describe('a batch', () => {
  const canary = { id: 'batch-1', canary: true, canaries: [] };
  const rest = { id: 'batch-1', canary: false, canaries: [{ keyId: 'AKIACANARY', retirementId: 'r-AKIACANARY' }] };

  test('begins with its canary; the others wait, and why is in the ledger once', async () => {
    const w = await begun();
    await alsoEnqueued(w, 'AKIACANARY', { batch: canary });
    await alsoEnqueued(w, 'AKIAOTHER', { batch: rest });
    expect(await w.app.dispatch()).toEqual({ started: 1, problems: [] });
    await w.app.dispatch();
    expect(w.started).toEqual(['r-AKIACANARY']);
    const { entries } = await w.tables.ledger.read('AKIAOTHER');
    expect(entries.map(({ type }) => type)).toEqual(['Enqueued', 'GateHeld']);
    expect((await heads(w)).find((head) => head.keyId === 'AKIAOTHER')?.held).toContain('its first soak is not over');
  });

  test('goes on once its canary’s first soak was quiet, whatever that key is retired for later', async () => {
    const w = await begun();
    const kept: Written = [at(4), { type: 'KeyDeleted', detail: {} }];
    await alsoEnqueued(w, 'AKIACANARY', { batch: canary }, ...inSoak1.slice(1), kept);
    const { ledger } = w.tables;
    const again = { ...enqueued(), at: at(5), actor: 'test', retirementId: 'r-again', attempt: 'y' };
    await ledger.append(await ledger.read('AKIACANARY'), again);
    await alsoEnqueued(w, 'AKIAOTHER', { batch: rest });
    w.time.at = at(6);
    await w.app.dispatch();
    expect(w.started).toContain('r-AKIAOTHER');
    expect((await ledger.read('AKIAOTHER')).entries.map(({ type }) => type)).toEqual(['Enqueued', 'Dispatched']);
  });
});

async function heads(w: World) {
  const found = [];
  for await (const head of w.tables.heads.byStatus('enqueued')) found.push(head);
  return found;
}
