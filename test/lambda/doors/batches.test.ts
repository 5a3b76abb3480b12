import type { Batch, Entry } from '../../../lambda/core/entries';
import { batchOf } from '../../../lambda/doors/batches';
import type { OpenBatch } from '../../../lambda/doors/batches';
import { enqueueRows } from '../../../lambda/doors/operator-enqueue';
import { fakeLedger } from '../../../rehearsal/ledger/fake';
import { start, subject } from '../core/chains';
import { config } from '../core/configs';

const keys = Array.from({ length: 6 }, (_, i) => `${subject.keyId.slice(0, -1)}${'ABCDEF'[i]}`);
const rows = (of: string[]) => of.map((keyId, i) => ({ line: i + 1, keyId, reason: 'unused' }));

function door() {
  const { ledger, control } = fakeLedger();
  let ids = 0;
  const { userName, userId, createdAt } = subject;
  const ports = {
    ...{ ledger, control, config, clock: { now: () => start } },
    ids: { attempt: () => `a-${++ids}`, retirement: () => `r-${++ids}` },
    inspector: {
      find: async (keyId: string) =>
        keyId === keys[0]
          ? ({ known: true, value: 'absent' } as const)
          : ({ known: true, value: { userName, userId, createdAt, status: 'Active', tags: {} } } as const),
    },
  };
  const placeOf = async (keyId: string): Promise<Batch | undefined> =>
    ((await ledger.read(keyId)).entries[0] as Extract<Entry, { type: 'Enqueued' }> | undefined)?.detail.batch;
  return { ports, placeOf };
}

test('the first keys that are accepted are canaries; the others name them and wait', async () => {
  const { ports, placeOf } = door();
  const batch = await batchOf({ canary: 2 }, ports);
  await enqueueRows(rows(keys), 'operator arn:x/kenji', ports, batch);
  const canaries = [keys[1], keys[2]].map((keyId) => ({ keyId, retirementId: expect.any(String) as string }));
  expect(batch).toMatchObject({ canary: 2, canaries });
  expect(await placeOf(keys[1] ?? '')).toEqual({ id: batch?.id, canary: true, canaries: [] });
  expect(await placeOf(keys[5] ?? '')).toEqual({ id: batch?.id, canary: false, canaries });
});

test('without a canary there is no batch', async () => {
  const { ports, placeOf } = door();
  expect(await batchOf({}, ports)).toBeUndefined();
  await enqueueRows(rows(keys.slice(1, 2)), 'operator arn:x/kenji', ports);
  expect(await placeOf(keys[1] ?? '')).toBeUndefined();
});

describe('a later request goes on with a batch', () => {
  test('as the first was answered', async () => {
    const { ports, placeOf } = door();
    const batch = (await batchOf({ canary: 2 }, ports)) as OpenBatch;
    await enqueueRows(rows(keys.slice(0, 2)), 'operator arn:x/kenji', ports, batch);
    const next = await batchOf({ batch }, ports);
    await enqueueRows(rows(keys.slice(2)), 'operator arn:x/kenji', ports, next);
    expect(await placeOf(keys[2] ?? '')).toMatchObject({ canary: true });
    expect((await placeOf(keys[3] ?? ''))?.canaries).toHaveLength(2);
  });

  test.each<[string, (batch: OpenBatch) => Parameters<typeof batchOf>[0], string]>([
    ['that names no canary of it', (batch) => ({ batch: { ...batch, id: 'batch-x' } }), 'is no canary of batch-x'],
    [
      'that names another retirement',
      (batch) => ({ batch: { ...batch, canaries: [{ keyId: keys[1] ?? '', retirementId: 'r-x' }] } }),
      'is no canary of',
    ],
    ['that begins one as well', (batch) => ({ batch, canary: 1 }), 'canary and batch were given'],
  ])('but not one %s', async (_, asked, why) => {
    const { ports } = door();
    const batch = (await batchOf({ canary: 1 }, ports)) as OpenBatch;
    await enqueueRows(rows(keys.slice(1, 3)), 'operator arn:x/kenji', ports, batch);
    await expect(batchOf(asked(batch), ports)).rejects.toThrow(why);
  });
});
