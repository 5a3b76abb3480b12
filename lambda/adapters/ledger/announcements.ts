import { DeleteCommand, paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Announcement, Announcements } from '../../core/ports';
import { reach, rowsOf, type LedgerTable } from './reach';
import { ANNOUNCED } from './shape';

/** Appends that were announced: one row for each key and moment, in one partition, by time. */
export function announcementsIn({ client, table, pageSize }: LedgerTable): Announcements {
  return {
    async *all() {
      const pages = paginateQuery(
        { client, ...(pageSize && { pageSize }) },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: '#keyId = :announced',
          ExpressionAttributeNames: { '#keyId': 'keyId' },
          ExpressionAttributeValues: { ':announced': ANNOUNCED },
        },
      );
      for await (const row of rowsOf(pages)) {
        const { aboutKey: keyId, at } = stored.parse(row);
        yield { keyId, at };
      }
    },

    async forget(announcement) {
      await reach(() => client.send(new DeleteCommand({ TableName: table, Key: rowOf(announcement) })));
    },
  };
}

export async function announce({ client, table }: LedgerTable, announcement: Announcement): Promise<void> {
  const { keyId: aboutKey, at } = announcement;
  await reach(() => client.send(new PutCommand({ TableName: table, Item: { ...rowOf(announcement), aboutKey, at } })));
}

const rowOf = ({ keyId, at }: Announcement) => ({ keyId: ANNOUNCED, entry: `${at}#${keyId}` });

const stored = z.object({ aboutKey: z.string(), at: z.string() });
