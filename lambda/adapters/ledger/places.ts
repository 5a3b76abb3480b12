import { paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { CardPlace, CardRef, Places } from '../../core/ports';
import { after, seconds, toMilliseconds } from '../../core/time';
import { reach, rowsOf, type LedgerTable } from './reach';

/** Longer than any ritual. */
const KEPT_FOR = 400 * seconds.day;

/** Which cards stand in a place: one row for each, `CARD#…` of `PLACE#…`. */
export function placesIn(where: LedgerTable): Places {
  const { client, table, pageSize } = where;
  return {
    async put(place, { keyId, retirementId, over, at }) {
      const expires = Math.floor(toMilliseconds(after(at, KEPT_FOR)) / 1000);
      const Item = {
        keyId: partition(place),
        entry: `CARD#${retirementId}`,
        aboutKey: keyId,
        retirementId,
        over,
        expires,
      };
      await reach(() => client.send(new PutCommand({ TableName: table, Item })));
    },

    async cardsIn(place) {
      const pages = paginateQuery(
        { client, ...(pageSize && { pageSize }) },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: '#keyId = :place',
          ExpressionAttributeNames: { '#keyId': 'keyId' },
          ExpressionAttributeValues: { ':place': partition(place) },
        },
      );
      const cards: (CardRef & { over: boolean })[] = [];
      for await (const row of rowsOf(pages)) {
        const { aboutKey: keyId, retirementId, over } = stored.parse(row);
        cards.push({ keyId, retirementId, over });
      }
      return cards;
    },
  };
}

const partition = ({ channel, thread }: CardPlace): string => `PLACE#${channel}${thread ? `#${thread}` : ''}`;

const stored = z.object({ aboutKey: z.string(), retirementId: z.string(), over: z.boolean() });
