import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SeenEvents } from '../../core/ports';
import { after, seconds, toMilliseconds } from '../../core/time';
import { get, reach, type LedgerTable } from './reach';

/** Slack sends an event again within an hour, and on request for a day. */
const KEPT_FOR = 2 * seconds.day;

/** Slack's events that were dealt with: one row each, `EVENT#…`. */
export function eventsIn(where: LedgerTable): SeenEvents {
  const { client, table } = where;
  return {
    async remember(eventId, at) {
      const expires = Math.floor(toMilliseconds(after(at, KEPT_FOR)) / 1000);
      await reach(() => client.send(new PutCommand({ TableName: table, Item: { ...rowOf(eventId), at, expires } })));
    },

    has: async (eventId) => (await get(where, rowOf(eventId))) !== undefined,
  };
}

const rowOf = (eventId: string) => ({ keyId: `EVENT#${eventId}`, entry: 'SEEN' });
