import type { Change } from '../../../lambda/core/entries';
import { at, inNotice, inSoak1, inStage1, mayBeDeleted, retirementId, stopRequested, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { overtaken, world } from '../world';
import type { World } from '../world';

const { keyId } = subject;
const dispatched = { type: 'Dispatched', detail: { execution: 'execution:r-1' } } as const;

/** Dark, and waiting; EventBridge then tells of a change by somebody else. */
async function begun(...facts: Written[]) {
  const w = await world({ facts }).begun();
  w.time.at = at(50);
  await w.ports.holds.put({ token: 't-1', keyId, retirementId, at: w.time.at });
  return w;
}
const changed = (when: string, to: Change['to'], eventId = 'e-1'): Change => ({
  at: when,
  to,
  by: 'eve',
  sourceIp: '10.0.0.1',
  userAgent: 'Terraform',
  eventId,
});
const hear = (w: World, change: Change, ports: Partial<World['ports']> = {}) =>
  w.withPorts({ changeFromRecord: () => ({ keyId, change }), ...ports })['hear-changes']({ detail: {} });
const woken = [{ token: 't-1', how: 'stop' }];

test('somebody who re-activates a dark key is heard, and nobody fights', async () => {
  const w = await begun(...inStage1);
  await hear(w, changed(at(1, 0, 5), 'Active'));
  expect(await w.news()).toEqual(['EvidenceGathered', 'ScreamHeard']);
  expect((await w.retirement()).ending).toMatchObject({ scream: { sign: 're-activated', change: { by: 'eve' } } });
  expect(w.woken).toEqual(woken);
});

test('somebody who switches the key off takes it over', async () => {
  const w = await begun(...inStage1);
  await hear(w, changed(at(1, 0, 5), 'Inactive'));
  expect(await w.news()).toEqual(['EvidenceGathered']);
  expect(w.woken).toEqual(woken);
});

test('a change told twice is written once', async () => {
  const w = await begun(...inStage1);
  await hear(w, changed(at(1, 0, 5), 'Inactive'));
  await hear(w, changed(at(1, 0, 5), 'Inactive'));
  expect(await w.news()).toEqual(['EvidenceGathered']);
});

describe('a re-activation is no scream', () => {
  test.each<[string, Written[], string]>([
    ['before the outage', inStage1, at(1)],
    ['of a key that is on', inNotice, at(0, 5)],
    ['once the key is being given back', inSoak1, at(1, 0, 10)],
    ['once somebody has stopped', [...inStage1, [at(1, 0, 4), stopRequested]], at(1, 0, 5)],
    [
      'once the deletion has begun, whose last look sees it',
      [...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]],
      at(32),
    ],
  ])('%s', async (_, facts, when) => {
    const w = await begun(...facts);
    await hear(w, changed(when, 'Active'));
    expect(await w.news()).toEqual(['EvidenceGathered']);
  });
});

test('what happens to a key whose retirement is over, or that has none, is not ours', async () => {
  const over = await begun(...inNotice, [at(1), { type: 'RetirementKept', detail: { because: 'in doubt' } }]);
  const none = await begun();
  for (const w of [over, none]) {
    await hear(w, changed(at(2), 'Inactive'));
    expect([await w.news(), w.woken]).toEqual([[], []]);
  }
});

test('a change that another entry overtakes is written after it', async () => {
  const w = await begun(...inStage1);
  const ledger = overtaken(w.ports.ledger, 'EvidenceGathered', () => w.wrote(dispatched));
  await hear(w, changed(at(1, 0, 5), 'Active'), { ledger });
  expect(await w.news()).toEqual(['Dispatched', 'EvidenceGathered', 'ScreamHeard']);
});

test('a ledger out of reach is told, so that EventBridge tries again', async () => {
  const w = await begun(...inStage1);
  w.tables.outOfReach(true);
  await expect(hear(w, changed(at(1, 0, 5), 'Active'))).rejects.toMatchObject({ name: 'Unavailable' });
});

test('another retirement’s wait is not ended', async () => {
  const w = await begun(...inStage1);
  await w.ports.holds.put({ token: 't-2', keyId, retirementId: 'r-0', at: at(51) });
  await hear(w, changed(at(1, 0, 5), 'Active'));
  expect(w.woken).toEqual([]);
});

test('what is no change by others is not written', async () => {
  const w = await begun(...inStage1);
  await w.withPorts({ changeFromRecord: () => undefined })['hear-changes']({ detail: {} });
  expect(await w.news()).toEqual([]);
});
