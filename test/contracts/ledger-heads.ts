import { liveStatuses, type Head, type Status } from '../../lambda/core/head';
import type { Chain } from '../../lambda/core/ports';
import type { LedgerUnderTest } from './ledger';
import { after } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { dispatched, draft, enqueued, kept, noticeGiven, ownedBy, stopped } from './ledger-drafts';

const KEY = 'AKIAEXAMPLE1';

async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of found) list.push(one);
  return list;
}

export function headsFindWork(ports: () => LedgerUnderTest): void {
  const keysIn = async (status: Status) => (await all(ports().heads.byStatus(status))).map(({ keyId }) => keyId);
  const headOfKey = async (): Promise<Head | undefined> => {
    const statuses: Status[] = [...liveStatuses, 'kept'];
    const found = await Promise.all(statuses.map((status) => all(ports().heads.byStatus(status))));
    return found.flat().find(({ keyId }) => keyId === KEY);
  };
  const enqueue = async (keyId: string, minutes = 0): Promise<Chain> =>
    ports().ledger.append(await ports().ledger.read(keyId), draft(enqueued(keyId), minutes));

  describe('HEAD', () => {
    it('says where a key stands after each append', async () => {
      const chain = await enqueue(KEY);
      expect(await headOfKey()).toMatchObject({
        seq: 1,
        status: 'enqueued',
        stage: 'waiting to start',
        userName: 'batch',
      });
      await ports().ledger.append(chain, draft(noticeGiven), draft(stopped), draft(kept, 5));
      expect(await headOfKey()).toMatchObject({ seq: 4, status: 'kept', outcome: 'kept: Maria Keller needs it' });
    });

    it('is found by status, and lost as the status changes', async () => {
      const chain = await enqueue(KEY);
      expect(await keysIn('enqueued')).toEqual([KEY]);
      const given = await ports().ledger.append(chain, draft(noticeGiven));
      expect([await keysIn('enqueued'), await keysIn('notice')]).toEqual([[], [KEY]]);
      const ending = await ports().ledger.append(given, draft(stopped));
      expect([await keysIn('notice'), await keysIn('ending')]).toEqual([[], [KEY]]);
      await ports().ledger.append(ending, draft(kept));
      expect([await keysIn('ending'), await keysIn('kept')]).toEqual([[], [KEY]]);
    });

    it('is found by status from a deadline on', async () => {
      for (const minute of [1, 2, 3]) await enqueue(`AKIA${minute}`, minute);
      const found = await all(ports().heads.byStatus('enqueued', draft(kept, 2).at));
      expect(found.map(({ keyId }) => keyId)).toEqual(['AKIA2', 'AKIA3']);
    });

    it('is found once it is time to watch its key; where nothing is to come, never', async () => {
      const watched = (now: Instant) => all(ports().heads.toWatch('enqueued', now));
      await enqueue('AKIAWAITS');
      await ports().ledger.append(await enqueue(KEY), draft(dispatched));
      const from = (await headOfKey())?.watchFrom ?? 'never';
      expect([await watched(after(from, -1)), await watched(from)]).toEqual([[], [KEY]]);
    });

    it('is found by owner, and lost as the owner changes', async () => {
      const names = async (owner: string) => (await all(ports().heads.byOwner(owner))).map(({ keyId }) => keyId);
      const chain = await ports().ledger.append(await enqueue(KEY), draft(ownedBy('Maria Keller')));
      await enqueue('AKIAEXAMPLE2');
      expect(await names('Maria Keller')).toEqual([KEY]);
      await ports().ledger.append(chain, draft(ownedBy('Jun Sato')));
      expect([await names('Maria Keller'), await names('Jun Sato')]).toEqual([[], [KEY]]);
    });

    it('comes with the earliest deadline first, over many pages', async () => {
      const minutes = [5, 3, 8, 1, 9, 2, 7];
      for (const minute of minutes) await enqueue(`AKIA${minute}`, minute);
      expect(await keysIn('enqueued')).toEqual([1, 2, 3, 5, 7, 8, 9].map((minute) => `AKIA${minute}`));
    });

    it('never goes back: a slower writer with an older chain changes nothing', async () => {
      const older = await enqueue(KEY);
      await ports().ledger.append(older, draft(stopped));
      const before = await headOfKey();
      await ports().ledger.rebuildHead(older);
      expect(await headOfKey()).toEqual(before);
      expect(before).toMatchObject({ seq: 2, status: 'ending' });
    });

    it('is rebuilt where it is missing, and where it is behind', async () => {
      const older = await enqueue(KEY);
      const newer = await ports().ledger.append(older, draft(stopped));
      const right = await headOfKey();
      await ports().loseHead(KEY);
      expect(await headOfKey()).toBeUndefined();

      await ports().ledger.rebuildHead(older);
      expect(await headOfKey()).toMatchObject({ seq: 1, status: 'enqueued' });
      await ports().ledger.rebuildHead(newer);
      expect(await headOfKey()).toEqual(right);
    });

    it('is made good by the next append', async () => {
      const chain = await enqueue(KEY);
      await ports().loseHead(KEY);
      await ports().ledger.append(chain, draft(stopped));
      expect(await headOfKey()).toMatchObject({ seq: 2, status: 'ending' });
    });

    it('shows the later of two retirements of one key', async () => {
      const chain = await ports().ledger.append(await enqueue(KEY), draft(stopped), draft(kept));
      await ports().ledger.append(chain, draft(enqueued(KEY), 60, 'r-2'));
      expect(await headOfKey()).toMatchObject({ retirementId: 'r-2', status: 'enqueued' });
      expect(await keysIn('kept')).toEqual([]);
    });
  });

  describe('every key id', () => {
    it('is found by its chain, HEAD or not; other partitions are none', async () => {
      const { heads, holds, ledger, limits, loseHead, threads } = ports();
      const keys = ['AKIA1', 'AKIA2', 'AKIA3', 'AKIA4', 'AKIA5'];
      for (const keyId of keys) await ledger.append(await enqueue(keyId), draft(noticeGiven));
      await loseHead('AKIA3');
      await ledger.append(await ledger.read('CONTROL'), draft({ type: 'Frozen', detail: { reason: 'incident' } }));
      await holds.put({ token: 't', keyId: 'AKIA1', retirementId: 'r-1', at: '2026-03-02T01:00:00.000Z' });
      await limits.takeOutage('2026-03-02', '111122223333', 5, 'r-1#1');
      await limits.takeDarkKey('111122223333', 'AIDAEXAMPLE', 'r-1');
      await threads.remember({ channel: 'D1', ts: '1772413200.000100' }, { keyId: 'AKIA1', retirementId: 'r-1' });

      expect((await all(heads.everyKeyId())).sort()).toEqual(keys);
    });
  });
}
