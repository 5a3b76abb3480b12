import type { Hold, Holds, Limits, References, SeenEvents, Threads } from '../../lambda/core/ports';

/** Throws while the ledger is out of reach. */
export type Reach = () => void;

/** Holds: one newest per key is all that is asked for. */
export function fakeHolds(reach: Reach): Holds {
  const newest = new Map<string, Hold>();
  return {
    async put(hold) {
      reach();
      const before = newest.get(hold.keyId);
      if (!before || before.at <= hold.at) newest.set(hold.keyId, { ...hold });
    },
    async newest(keyId) {
      reach();
      return newest.get(keyId);
    },
  };
}

/** Limits across keys, in memory. */
export function fakeLimits(reach: Reach): Limits {
  const taken = new Map<string, Set<string>>();
  const dark = new Map<string, string>();
  return {
    async takeOutage(date, of, limit, outage) {
      reach();
      const day = `${date}#${of}`;
      const outages = taken.get(day) ?? new Set<string>();
      taken.set(day, outages);
      // A copy with it added would cost the square of a day's outages.
      if (outages.size + (outages.has(outage) ? 0 : 1) > limit) return false;
      outages.add(outage);
      return true;
    },
    async giveBackOutage(date, of, outage) {
      reach();
      taken.get(`${date}#${of}`)?.delete(outage);
    },
    async outagesTaken(date, of) {
      reach();
      return taken.get(`${date}#${of}`)?.size ?? 0;
    },
    async takeDarkKey(accountId, userId, retirementId) {
      reach();
      const user = `${accountId}#${userId}`;
      const holder = dark.get(user) ?? retirementId;
      dark.set(user, holder);
      return holder === retirementId;
    },
    async releaseDarkKey(accountId, userId, retirementId) {
      reach();
      const user = `${accountId}#${userId}`;
      if (dark.get(user) === retirementId) dark.delete(user);
    },
    async darkKeyOf(accountId, userId) {
      reach();
      return dark.get(`${accountId}#${userId}`);
    },
  };
}

/** Slack threads, in memory. */
export function fakeThreads(reach: Reach): Threads {
  const about = new Map<string, { keyId: string; retirementId: string }>();
  return {
    async remember({ channel, ts }, { keyId, retirementId }) {
      reach();
      about.set(`${channel}#${ts}`, { keyId, retirementId });
    },
    async find({ channel, ts }) {
      reach();
      return about.get(`${channel}#${ts}`);
    },
  };
}

/** Which key a retirement is of, in memory. */
export function fakeReferences(reach: Reach): References {
  const keys = new Map<string, string>();
  return {
    async remember({ retirementId, keyId }) {
      reach();
      keys.set(retirementId, keyId);
    },
    async find(retirementId) {
      reach();
      return keys.get(retirementId);
    },
  };
}

/** Slack's events that were dealt with, in memory. */
export function fakeEvents(reach: Reach): SeenEvents {
  const seen = new Set<string>();
  return {
    async remember(eventId) {
      reach();
      seen.add(eventId);
    },
    async has(eventId) {
      reach();
      return seen.has(eventId);
    },
  };
}
