import { Unavailable } from '../../lambda/core/errors';
import type { LedgerUnderTest } from './ledger';
import { draft, stopped } from './ledger-drafts';

const KEY = 'AKIAEXAMPLE1';
const ACCOUNT = '111122223333';
const OTHER_ACCOUNT = '444455556666';

export function rowsBesideTheChain(ports: () => LedgerUnderTest): void {
  describe('the one dark key of a user', () => {
    it('is taken by one retirement at a time, as often as it asks', async () => {
      const { limits } = ports();
      expect(await limits.takeDarkKey(ACCOUNT, 'AIDA1', 'r-1')).toBe(true);
      expect(await limits.takeDarkKey(ACCOUNT, 'AIDA1', 'r-1')).toBe(true);
      expect(await limits.takeDarkKey(ACCOUNT, 'AIDA1', 'r-2')).toBe(false);
      expect(await limits.darkKeyOf(ACCOUNT, 'AIDA1')).toBe('r-1');
    });

    it('is another for another user, and for the same id in another account', async () => {
      const { limits } = ports();
      await limits.takeDarkKey(ACCOUNT, 'AIDA1', 'r-1');
      expect(await limits.takeDarkKey(ACCOUNT, 'AIDA2', 'r-2')).toBe(true);
      expect(await limits.takeDarkKey(OTHER_ACCOUNT, 'AIDA1', 'r-3')).toBe(true);
    });

    it('is released only by the retirement that has it', async () => {
      const { limits } = ports();
      await limits.takeDarkKey(ACCOUNT, 'AIDA1', 'r-1');
      await limits.releaseDarkKey(ACCOUNT, 'AIDA1', 'r-2');
      expect(await limits.darkKeyOf(ACCOUNT, 'AIDA1')).toBe('r-1');
      await limits.releaseDarkKey(ACCOUNT, 'AIDA1', 'r-1');
      await limits.releaseDarkKey(ACCOUNT, 'AIDA1', 'r-1');
      expect(await limits.darkKeyOf(ACCOUNT, 'AIDA1')).toBeUndefined();
      expect(await limits.takeDarkKey(ACCOUNT, 'AIDA1', 'r-2')).toBe(true);
    });

    it('goes to one of many who ask at once', async () => {
      const { limits } = ports();
      const asked = Array.from({ length: 10 }, (_, i) => limits.takeDarkKey(ACCOUNT, 'AIDA1', `r-${i}`));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    });
  });

  describe('the outages of an account and a day', () => {
    it('are taken by exactly as many as the limit says, however many ask at once', async () => {
      const { limits } = ports();
      const asked = Array.from({ length: 20 }, (_, i) => limits.takeOutage('2026-03-02', ACCOUNT, 7, `r-${i}#1`));
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(7);
      expect(await limits.outagesTaken('2026-03-02', ACCOUNT)).toBe(7);
    });

    it('are counted for each day and each account alone', async () => {
      const { limits } = ports();
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 1, 'r-1#1')).toBe(true);
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 1, 'r-2#1')).toBe(false);
      expect(await limits.takeOutage('2026-03-03', ACCOUNT, 1, 'r-2#1')).toBe(true);
      expect(await limits.takeOutage('2026-03-02', OTHER_ACCOUNT, 1, 'r-2#1')).toBe(true);
    });

    it('are used up once by an outage, however often it is taken; the last of the day as well', async () => {
      const { limits } = ports();
      const take = (outage: string) => limits.takeOutage('2026-03-02', ACCOUNT, 2, outage);
      expect(await Promise.all([take('r-1#1'), take('r-1#1'), take('r-1#1')])).toEqual([true, true, true]);
      expect(await limits.outagesTaken('2026-03-02', ACCOUNT)).toBe(1);
      expect([await take('r-2#1'), await take('r-2#1'), await take('r-3#1')]).toEqual([true, true, false]);
      expect(await limits.outagesTaken('2026-03-02', ACCOUNT)).toBe(2);
    });

    it('are two where a retirement repeats its stage', async () => {
      const { limits } = ports();
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 1, 'r-1#1')).toBe(true);
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 1, 'r-1#2')).toBe(false);
    });

    it('are not taken again, even the same, where the limit has been lowered below what is taken', async () => {
      const { limits } = ports();
      for (const outage of ['r-1#1', 'r-2#1', 'r-3#1']) await limits.takeOutage('2026-03-02', ACCOUNT, 3, outage);
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 2, 'r-1#1')).toBe(false);
    });

    it('leave room again for what was given back, once', async () => {
      const { limits } = ports();
      for (const outage of ['r-1#1', 'r-2#1']) await limits.takeOutage('2026-03-02', ACCOUNT, 2, outage);
      await limits.giveBackOutage('2026-03-02', ACCOUNT, 'r-1#1');
      await limits.giveBackOutage('2026-03-02', ACCOUNT, 'r-1#1');
      expect(await limits.outagesTaken('2026-03-02', ACCOUNT)).toBe(1);
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 2, 'r-3#1')).toBe(true);
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 2, 'r-4#1')).toBe(false);
    });

    it('are none where the last was given back', async () => {
      const { limits } = ports();
      await limits.giveBackOutage('2026-03-02', ACCOUNT, 'r-1#1');
      await limits.takeOutage('2026-03-02', ACCOUNT, 1, 'r-1#1');
      await limits.giveBackOutage('2026-03-02', ACCOUNT, 'r-1#1');
      expect(await limits.outagesTaken('2026-03-02', ACCOUNT)).toBe(0);
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 1, 'r-2#1')).toBe(true);
    });

    it('are none where the limit is 0', async () => {
      const { limits } = ports();
      expect(await limits.takeOutage('2026-03-02', ACCOUNT, 0, 'r-1#1')).toBe(false);
      expect(await limits.outagesTaken('2026-03-02', ACCOUNT)).toBe(0);
    });
  });

  describe('a hold', () => {
    const hold = (token: string, at: string) => ({ token, keyId: KEY, retirementId: 'r-1', at });

    it('is there for its key only', async () => {
      const { holds } = ports();
      const only = hold('token-1', '2026-03-02T01:00:00.000Z');
      await holds.put(only);
      expect(await holds.newest(KEY)).toEqual(only);
      expect(await holds.newest('AKIAEXAMPLE2')).toBeUndefined();
    });

    it('gives way to a newer one, not to an older one that arrives late', async () => {
      const { holds } = ports();
      await holds.put(hold('first', '2026-03-02T01:00:00.000Z'));
      await holds.put(hold('newest', '2026-03-02T01:00:00.002Z'));
      await holds.put(hold('late', '2026-03-02T01:00:00.001Z'));
      expect((await holds.newest(KEY))?.token).toBe('newest');
    });

    it('gives way to the next one of the same millisecond', async () => {
      const { holds } = ports();
      for (let i = 1; i <= 12; i++) await holds.put(hold(`token-${i}`, '2026-03-02T01:00:00.000Z'));
      expect((await holds.newest(KEY))?.token).toBe('token-12');
    });
  });

  describe('a thread', () => {
    it('is about the retirement whose notice began it', async () => {
      const { threads } = ports();
      const about = { keyId: KEY, retirementId: 'r-1' };
      await threads.remember({ channel: 'D1', ts: '1772413200.000100' }, about);
      expect(await threads.find({ channel: 'D1', ts: '1772413200.000100' })).toEqual(about);
      expect(await threads.find({ channel: 'D2', ts: '1772413200.000100' })).toBeUndefined();
      expect(await threads.find({ channel: 'D1', ts: '1772413200.000101' })).toBeUndefined();
    });
  });

  describe('a retirement', () => {
    it('is of the key that was remembered with it', async () => {
      const { references } = ports();
      const at = '2026-03-02T01:00:00.000Z';
      await references.remember({ retirementId: 'retirement-1', keyId: KEY, at });
      await references.remember({ retirementId: 'retirement-1', keyId: KEY, at });
      expect(await references.find('retirement-1')).toBe(KEY);
      expect(await references.find('retirement-2')).toBeUndefined();
    });
  });

  describe('an event', () => {
    it('was seen once it is remembered, and not before', async () => {
      const { events } = ports();
      expect(await events.has('Ev1')).toBe(false);
      await events.remember('Ev1', '2026-03-02T01:00:00.000Z');
      expect([await events.has('Ev1'), await events.has('Ev2')]).toEqual([true, false]);
    });
  });

  it('a limit, a hold and a thread are unavailable, not absent, while the ledger cannot be reached', async () => {
    const { announcements, events, heads, holds, limits, outOfReach, references, threads } = ports();
    outOfReach(true);
    await expect(limits.takeOutage('2026-03-02', ACCOUNT, 5, 'r-1#1')).rejects.toThrow(Unavailable);
    await expect(limits.takeDarkKey(ACCOUNT, 'AIDA1', 'r-1')).rejects.toThrow(Unavailable);
    await expect(limits.darkKeyOf(ACCOUNT, 'AIDA1')).rejects.toThrow(Unavailable);
    await expect(holds.newest(KEY)).rejects.toThrow(Unavailable);
    await expect(threads.find({ channel: 'D1', ts: '1772413200.000100' })).rejects.toThrow(Unavailable);
    await expect(references.find('retirement-1')).rejects.toThrow(Unavailable);
    await expect(events.has('Ev1')).rejects.toThrow(Unavailable);
    await expect(announcements.all()[Symbol.asyncIterator]().next()).rejects.toThrow(Unavailable);
    await expect(announcements.forget({ keyId: KEY, at: draft(stopped).at })).rejects.toThrow(Unavailable);
    await expect(heads.toWatch('notice', draft(stopped).at)[Symbol.asyncIterator]().next()).rejects.toThrow(
      Unavailable,
    );
    await expect(heads.byStatus('notice')[Symbol.asyncIterator]().next()).rejects.toThrow(Unavailable);
    await expect(heads.everyKeyId()[Symbol.asyncIterator]().next()).rejects.toThrow(Unavailable);
  });
}
