import { Unavailable } from '../../lambda/core/errors';
import type { LedgerUnderTest } from './ledger';

const NOW = '2026-03-03T01:00:00.000Z';
const SOON = '2026-03-03T01:00:20.000Z';
const card = (n: number, over = false) => ({ keyId: `AKIAEXAMPLE${n}`, retirementId: `r-${n}`, over });
const key = (n: number) => ({
  ...{ keyId: `AKIAEXAMPLE${n}`, retirementId: `r-${n}`, userName: `svc-${n}`, accountName: 'shop' },
});
const of = { owner: 'U1', date: '2026-03-03' };

export function placesHoldCards(ports: () => LedgerUnderTest): void {
  describe('a place', () => {
    it('has the cards that were put there, as they were put last, however often', async () => {
      const { places } = ports();
      for (const n of [2, 1, 2, 3, 4, 5]) await places.put({ channel: 'D1' }, { ...card(n), at: NOW });
      await places.put({ channel: 'D1' }, { ...card(1, true), at: NOW });
      expect(await places.cardsIn({ channel: 'D1' })).toEqual([card(1, true), card(2), card(3), card(4), card(5)]);
    });

    it('is not another place: a thread is not its channel', async () => {
      const { places } = ports();
      await places.put({ channel: 'D1', thread: '1.1' }, { ...card(1), at: NOW });
      expect(await places.cardsIn({ channel: 'D1', thread: '1.1' })).toEqual([card(1)]);
      expect(await places.cardsIn({ channel: 'D1' })).toEqual([]);
      expect(await places.cardsIn({ channel: 'D1', thread: '1.2' })).toEqual([]);
    });
  });

  describe('a digest', () => {
    it('has the keys of its owner and day, each once', async () => {
      const { digests } = ports();
      for (const n of [2, 1, 2, 3]) await digests.join(of, key(n));
      await digests.join({ ...of, owner: 'U2' }, key(4));
      await digests.join({ ...of, date: '2026-03-04' }, key(5));
      expect(await digests.read(of, 100)).toEqual({ keys: [key(1), key(2), key(3)] });
      expect(await digests.read({ ...of, owner: 'U3' }, 100)).toEqual({ keys: [] });
    });

    it('may be opened by one of many who ask at once', async () => {
      const { digests } = ports();
      const asked = Array.from({ length: 10 }, () => digests.mayOpen(of, NOW, SOON));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    });

    it('may be opened by another where the first died over it, once its time is over', async () => {
      const { digests } = ports();
      await digests.mayOpen(of, NOW, SOON);
      expect(await digests.mayOpen(of, '2026-03-03T01:00:19.999Z', '2026-03-03T01:01:00.000Z')).toBe(false);
      expect(await digests.mayOpen(of, SOON, '2026-03-03T01:01:00.000Z')).toBe(true);
      expect(await digests.mayOpen(of, SOON, '2026-03-03T01:01:00.000Z')).toBe(false);
    });

    it('is where its message was posted first, and is not opened again', async () => {
      const { digests } = ports();
      await digests.join(of, key(1));
      await digests.mayOpen(of, NOW, SOON);
      expect(await digests.read(of, 100)).toEqual({ keys: [key(1)] });
      const at = { channel: 'D1', ts: '1.1' };
      expect(await digests.opened(of, at)).toEqual(at);
      expect(await digests.opened(of, { channel: 'D1', ts: '2.2' })).toEqual(at);
      expect(await digests.mayOpen(of, '2026-03-03T02:00:00.000Z', '2026-03-03T02:01:00.000Z')).toBe(false);
      expect(await digests.read(of, 100)).toEqual({ keys: [key(1)], at });
    });

    it('of very many keys is read in part, and where it is all the same', async () => {
      const { digests } = ports();
      for (const n of [1, 2, 3, 4]) await digests.join(of, key(n));
      expect((await digests.read(of, 3)).keys).toHaveLength(3);
      await digests.opened(of, { channel: 'D1', ts: '1.1' });
      expect(await digests.read(of, 3)).toEqual({ keys: [key(1), key(2), key(3)], at: { channel: 'D1', ts: '1.1' } });
    });
  });

  it('a place and a digest are unavailable, not empty, while the ledger cannot be reached', async () => {
    const { digests, places, outOfReach } = ports();
    outOfReach(true);
    await expect(places.cardsIn({ channel: 'D1' })).rejects.toThrow(Unavailable);
    await expect(places.put({ channel: 'D1' }, { ...card(1), at: NOW })).rejects.toThrow(Unavailable);
    await expect(digests.read(of, 100)).rejects.toThrow(Unavailable);
    await expect(digests.join(of, key(1))).rejects.toThrow(Unavailable);
    await expect(digests.mayOpen(of, NOW, SOON)).rejects.toThrow(Unavailable);
    await expect(digests.opened(of, { channel: 'D1', ts: '1.1' })).rejects.toThrow(Unavailable);
  });
}
