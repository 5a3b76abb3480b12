import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { References } from '../../core/ports';
import { after, seconds, toMilliseconds } from '../../core/time';
import { get, reach, type LedgerTable } from './reach';

/** Longer than any ritual. */
const KEPT_FOR = 400 * seconds.day;

/** Which key a retirement is of: one row per retirement, `RETIREMENT#…`. */
export function referencesIn(where: LedgerTable): References {
  const { client, table } = where;
  return {
    async remember({ retirementId, keyId, at }) {
      const expires = Math.floor(toMilliseconds(after(at, KEPT_FOR)) / 1000);
      const Item = { ...rowOf(retirementId), aboutKey: keyId, expires };
      await reach(() => client.send(new PutCommand({ TableName: table, Item })));
    },

    async find(retirementId) {
      const row = await get(where, rowOf(retirementId));
      return row && stored.parse(row).aboutKey;
    },
  };
}

const rowOf = (retirementId: string) => ({ keyId: `RETIREMENT#${retirementId}`, entry: 'ABOUT' });

const stored = z.object({ aboutKey: z.string() });
