import type { Draft, Fact } from '../../lambda/core/entries';
import { LostRace } from '../../lambda/core/errors';
import type { Announcement } from '../../lambda/core/ports';
import type { LedgerUnderTest } from './ledger';
import { draft, enqueued, noticeGiven, stopped } from './ledger-drafts';

const KEY = 'AKIAEXAMPLE1';
const frozen: Fact = { type: 'Frozen', detail: { reason: 'incident 42' } };

export function appendsAreAnnounced(ports: () => LedgerUnderTest): void {
  describe('what is appended to the chain of a key', () => {
    const announced = async () => {
      const all: Announcement[] = [];
      for await (const one of ports().announcements.all()) all.push(one);
      return all;
    };
    const append = async (keyId: string, ...drafts: Draft[]) =>
      ports().ledger.append(await ports().ledger.read(keyId), ...drafts);

    it('is announced once for each append, the oldest first, over many pages', async () => {
      for (const minute of [4, 2, 3, 1]) await append(`AKIA${minute}`, draft(enqueued(`AKIA${minute}`), minute));
      await append('AKIA1', draft(noticeGiven, 5), draft(stopped, 6));
      expect(await announced()).toEqual(
        ['AKIA1', 'AKIA2', 'AKIA3', 'AKIA4', 'AKIA1'].map((keyId, i) => ({ keyId, at: draft(stopped, i + 1).at })),
      );
    });

    it('is announced before it is written, and stays so where it then is not', async () => {
      const chain = await append(KEY, draft(enqueued(KEY)));
      await append(KEY, draft(noticeGiven, 1));
      await expect(ports().ledger.append(chain, draft(stopped, 2))).rejects.toThrow(LostRace);
      expect((await announced()).at(-1)).toEqual({ keyId: KEY, at: draft(stopped, 2).at });
    });

    it('is forgotten one by one', async () => {
      await append(KEY, draft(enqueued(KEY)));
      await append(KEY, draft(stopped, 1));
      await ports().announcements.forget({ keyId: KEY, at: draft(stopped).at });
      await ports().announcements.forget({ keyId: KEY, at: draft(stopped).at });
      expect(await announced()).toEqual([{ keyId: KEY, at: draft(stopped, 1).at }]);
    });

    it('is not announced for CONTROL, which every sweep reads', async () => {
      await ports().control.append(await ports().control.read(), draft(frozen));
      expect(await announced()).toEqual([]);
    });
  });
}
