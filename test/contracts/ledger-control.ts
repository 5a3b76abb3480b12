import { verify } from '../../lambda/adapters/ledger/chain';
import type { Fact } from '../../lambda/core/entries';
import { LostRace, Unavailable } from '../../lambda/core/errors';
import type { LedgerUnderTest } from './ledger';
import { draft, enqueued } from './ledger-drafts';

const frozen = { type: 'Frozen', detail: { reason: 'incident 42' } } as const;
const thawed = { type: 'Thawed', detail: { reason: 'over' } } as const;
const started = { type: 'RestoreAllStarted', detail: { reason: 'incident 42' } } as const;
const finished: Fact = { type: 'RestoreAllFinished', detail: { back: 2, notBack: ['AKIAEXAMPLE1'], left: [] } };

export function controlIsAChain(ports: () => LedgerUnderTest): void {
  describe('the world', () => {
    it('is not frozen before anybody froze it', async () => {
      expect(await ports().control.frozen()).toEqual({ known: true, value: false });
    });

    it('is frozen from a freeze to the thaw after it, whatever is given back meanwhile', async () => {
      const { control } = ports();
      const since = '2026-03-02T01:30:00.000Z';
      const inForce = { known: true, value: { since, reason: 'incident 42', by: 'keysunset test' } };
      let chain = await control.append(await control.read(), draft(frozen, 30));
      expect(await control.frozen()).toEqual(inForce);
      for (const fact of [started, finished]) {
        chain = await control.append(chain, draft(fact, 40));
        expect(await control.frozen()).toEqual(inForce);
      }
      chain = await control.append(chain, draft(thawed, 60));
      expect(await control.frozen()).toEqual({ known: true, value: false });
      await control.append(chain, draft(frozen, 90));
      expect(await control.frozen()).toMatchObject({ known: true, value: { reason: 'incident 42' } });
    });

    it('has a chain that verifies, and of two who change it at once lets one win', async () => {
      const { control } = ports();
      const before = await control.append(await control.read(), draft(frozen), draft(started));
      const both = await Promise.allSettled([
        control.append(before, draft(finished)),
        control.append(before, draft(thawed)),
      ]);
      const lost = both.filter((result) => result.status === 'rejected');
      expect(lost).toMatchObject([{ reason: expect.any(LostRace) as LostRace }]);
      const chain = await control.read();
      expect(verify(chain)).toEqual({ ok: true, entries: 3 });
      expect(chain.keyId).toBe('CONTROL');
    });

    it('is no key: nobody comes across it who looks for keys', async () => {
      const { control, heads } = ports();
      await control.append(await control.read(), draft(frozen));
      for await (const keyId of heads.everyKeyId()) expect(keyId).toBe('nobody');
    });

    it('refuses a word that could not be read back, and writes nothing', async () => {
      const { control } = ports();
      const broken = { ...draft(finished), detail: { back: 'all' } } as never;
      await expect(control.append(await control.read(), broken)).rejects.toThrow('Entry 1 of CONTROL cannot be read');
      expect((await control.read()).entries).toEqual([]);
    });

    it('may be frozen, for all we know, while the ledger cannot be reached', async () => {
      const { control, outOfReach } = ports();
      outOfReach(true);
      expect(await control.frozen()).toMatchObject({ known: false });
      await expect(control.read()).rejects.toThrow(Unavailable);
    });

    it('may be frozen, for all we know, where a word is none of its own', async () => {
      const { control, ledger } = ports();
      await ledger.append(await control.read(), draft(frozen), draft(enqueued('CONTROL')));
      expect(await control.frozen()).toMatchObject({ known: false });
    });
  });
}
