import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Holds } from '../../core/ports';
import { after, seconds, toMilliseconds } from '../../core/time';
import { lastRow, reach, type LedgerTable } from './reach';

/** An execution ends after a year, and its holds with it. */
const KEPT_FOR = 400 * seconds.day;

/** Open waits: one row `HOLD#<milliseconds>-…` each, beside the chain, so that a rebuilt HEAD loses none. */
export function holdsIn(where: LedgerTable): Holds {
  const { client, table } = where;
  // Orders the holds that one process puts in one millisecond; in virtual time many fall into one.
  let count = 0;
  return {
    async put({ token, keyId, retirementId, at }) {
      const order = String(++count).padStart(6, '0');
      const entry = `HOLD#${String(toMilliseconds(at)).padStart(13, '0')}-${order}-${randomUUID().slice(0, 8)}`;
      const expires = Math.floor(toMilliseconds(after(at, KEPT_FOR)) / 1000);
      await reach(() =>
        client.send(new PutCommand({ TableName: table, Item: { keyId, entry, token, retirementId, at, expires } })),
      );
    },

    async newest(keyId) {
      const row = await lastRow(where, keyId, ['HOLD#', 'HOLD#~']);
      return row && stored.parse(row);
    },
  };
}

const stored = z.object({ token: z.string(), keyId: z.string(), retirementId: z.string(), at: z.string() });
