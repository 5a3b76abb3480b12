import { verify } from '../../lambda/adapters/ledger/chain';
import { LostRace, Unavailable } from '../../lambda/core/errors';
import { fold } from '../../lambda/core/evolve';
import type { LedgerUnderTest } from './ledger';
import { draft, enqueued, examples, kept, noticeGiven, stopped } from './ledger-drafts';

const KEY = 'AKIAEXAMPLE1';

export function chainsAreAppendOnly(ports: () => LedgerUnderTest): void {
  describe('the chain', () => {
    it('is empty for a key that was never enqueued', async () => {
      expect(await ports().ledger.read(KEY)).toEqual({ keyId: KEY, entries: [] });
    });

    it('gives every kind of entry back as it was written, in order, over many pages', async () => {
      const { ledger } = ports();
      const drafts = examples.map((fact, i) => draft(fact, i));
      const written = await ledger.append(await ledger.read(KEY), ...drafts);

      const read = await ledger.read(KEY);
      expect(read).toEqual(written);
      expect(read.entries).toMatchObject(drafts);
      expect(read.entries.map(({ seq }) => seq)).toEqual(drafts.map((_, i) => i + 1));
      expect(verify(read)).toEqual({ ok: true, entries: drafts.length });
    });

    it('lets one of two writers with the same number win; the other reads again', async () => {
      const { ledger } = ports();
      const before = await ledger.append(await ledger.read(KEY), draft(enqueued(KEY)));
      const both = await Promise.allSettled([
        ledger.append(before, draft(noticeGiven)),
        ledger.append(before, draft(stopped)),
      ]);

      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = both.find((result) => result.status === 'rejected');
      expect(lost?.reason).toBeInstanceOf(LostRace);
      const after = await ledger.append(await ledger.read(KEY), draft(kept));
      expect(after.entries).toHaveLength(3);
      expect(verify(await ledger.read(KEY))).toEqual({ ok: true, entries: 3 });
    });

    it('keeps the entries that an append wrote before it lost', async () => {
      const { ledger } = ports();
      const before = await ledger.append(await ledger.read(KEY), draft(enqueued(KEY)));
      const first = draft(noticeGiven);
      await ledger.append(before, first, draft(stopped));

      await expect(ledger.append(before, first, draft(kept))).rejects.toThrow(LostRace);
      const { entries } = await ledger.read(KEY);
      expect(entries.map(({ type }) => type)).toEqual(['Enqueued', 'NoticeGiven', 'StopRequested']);
    });

    it('does not take a repeat of our own put for a lost race', async () => {
      const { ledger } = ports();
      const before = await ledger.read(KEY);
      const ours = draft(enqueued(KEY));
      const once = await ledger.append(before, ours);
      expect(await ledger.append(before, ours)).toEqual(once);
      expect((await ledger.read(KEY)).entries).toHaveLength(1);
    });

    it('takes the same words by another attempt for a lost race', async () => {
      const { ledger } = ports();
      const before = await ledger.read(KEY);
      await ledger.append(before, draft(enqueued(KEY)));
      await expect(ledger.append(before, draft(enqueued(KEY)))).rejects.toThrow(LostRace);
    });

    it('is never updated or shortened by what comes later', async () => {
      const { ledger, limits, holds } = ports();
      let chain = await ledger.read(KEY);
      for (const fact of [enqueued(KEY), noticeGiven, stopped, kept]) {
        const longer = await ledger.append(chain, draft(fact));
        await ledger.rebuildHead(chain);
        await holds.put({ token: 't', keyId: KEY, retirementId: 'r-1', at: '2026-03-02T01:00:00.000Z' });
        await limits.takeDarkKey('111122223333', 'AIDAEXAMPLE', 'r-1');
        await ledger.append(chain, draft(stopped)).catch(() => undefined);
        const { entries } = await ledger.read(KEY);
        expect(entries).toEqual(longer.entries);
        expect(entries.slice(0, chain.entries.length)).toEqual(chain.entries);
        chain = longer;
      }
    });

    it('does not change under somebody who read it earlier', async () => {
      const { ledger } = ports();
      const early = await ledger.append(await ledger.read(KEY), draft(enqueued(KEY)));
      await ledger.append(early, draft(stopped));
      expect(early.entries).toHaveLength(1);
    });

    it('holds two retirements of one key, one after the other', async () => {
      const { ledger } = ports();
      await ledger.append(await ledger.read(KEY), draft(enqueued(KEY)), draft(stopped), draft(kept));
      await ledger.append(await ledger.read(KEY), draft(enqueued(KEY), 60, 'r-2'));

      const chain = await ledger.read(KEY);
      expect(verify(chain)).toEqual({ ok: true, entries: 4 });
      expect(fold(chain)).toMatchObject({ retirementId: 'r-2', phase: { name: 'enqueued' }, seq: 4 });
    });

    it('keeps the chains of two keys apart', async () => {
      const { ledger } = ports();
      await ledger.append(await ledger.read(KEY), draft(enqueued(KEY)), draft(stopped));
      await ledger.append(await ledger.read('AKIAEXAMPLE2'), draft(enqueued('AKIAEXAMPLE2')));
      expect((await ledger.read(KEY)).entries).toHaveLength(2);
      expect((await ledger.read('AKIAEXAMPLE2')).entries).toHaveLength(1);
    });

    it('refuses a draft that could not be read back, and writes nothing', async () => {
      const { ledger } = ports();
      const broken = { ...draft(stopped), detail: { how: 'shouting' } } as never;
      await expect(ledger.append(await ledger.read(KEY), broken)).rejects.toThrow(`Entry 1 of ${KEY} cannot be read`);
      expect((await ledger.read(KEY)).entries).toEqual([]);
    });

    it('is unavailable, not empty, while it cannot be reached', async () => {
      const { ledger, outOfReach } = ports();
      const chain = await ledger.append(await ledger.read(KEY), draft(enqueued(KEY)));
      outOfReach(true);
      await expect(ledger.read(KEY)).rejects.toThrow(Unavailable);
      await expect(ledger.append(chain, draft(stopped))).rejects.toThrow(Unavailable);
      outOfReach(false);
      expect(await ledger.read(KEY)).toEqual(chain);
    });
  });
}
