import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Threads } from '../../core/ports';
import { seconds } from '../../core/time';
import { get, reach, type LedgerTable } from './reach';

/** Longer than any ritual. */
const KEPT_FOR = 400 * seconds.day;

/** Which retirement a Slack thread is about: one row per thread. */
export function threadsIn(where: LedgerTable): Threads {
  const { client, table } = where;
  return {
    async remember(thread, { keyId, retirementId }) {
      // Slack's ts is the time of the message: seconds, a point, and a number.
      const expires = Math.floor(Number(thread.ts)) + KEPT_FOR;
      const Item = { ...rowOf(thread), aboutKey: keyId, retirementId, expires };
      await reach(() => client.send(new PutCommand({ TableName: table, Item })));
    },

    async find(thread) {
      const row = await get(where, rowOf(thread));
      if (!row) return undefined;
      const { aboutKey, retirementId } = stored.parse(row);
      return { keyId: aboutKey, retirementId };
    },
  };
}

const rowOf = ({ channel, ts }: { channel: string; ts: string }) => ({
  keyId: `THREAD#${channel}#${ts}`,
  entry: 'ABOUT',
});

const stored = z.object({ aboutKey: z.string(), retirementId: z.string() });
