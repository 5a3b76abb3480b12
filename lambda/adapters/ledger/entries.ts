import { paginateQuery, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Entry } from '../../core/entries';
import { LostRace } from '../../core/errors';
import type { Ledger } from '../../core/ports';
import { announce } from './announcements';
import { appendBy } from './append';
import { sealNext } from './chain';
import { entryFrom } from './entry-row';
import { writeHead } from './heads';
import { get, reachIf, rowsOf, type LedgerTable } from './reach';
import { entryName, FIRST_ENTRY, LAST_ENTRY } from './shape';

/** The append-only chains: rows `000001`, `000002`, … of a partition. */
export function ledgerIn(where: LedgerTable): Ledger {
  return {
    async read(keyId) {
      const entries: Entry[] = [];
      for await (const row of rowsOf(pagesOf(where, keyId))) entries.push(entryFrom(row));
      return { keyId, entries };
    },

    append: appendBy({
      announce: (announcement) => announce(where, announcement),
      async put(chain, draft) {
        const entry = sealNext(chain, draft);
        await put(where, entry);
        return { keyId: chain.keyId, entries: [...chain.entries, entry] };
      },
      writeHead: (chain) => writeHead(where, chain),
    }),

    rebuildHead: (chain) => writeHead(where, chain),
  };
}

function pagesOf({ client, table, pageSize }: LedgerTable, keyId: string) {
  return paginateQuery(
    { client, ...(pageSize && { pageSize }) },
    {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: '#keyId = :keyId AND #entry BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#keyId': 'keyId', '#entry': 'entry' },
      ExpressionAttributeValues: { ':keyId': keyId, ':first': FIRST_ENTRY, ':last': LAST_ENTRY },
    },
  );
}

async function put(where: LedgerTable, entry: Entry): Promise<void> {
  const { client, table } = where;
  const written = await reachIf(() =>
    client.send(
      new PutCommand({
        TableName: table,
        Item: { ...entry, entry: entryName(entry.seq) },
        ConditionExpression: 'attribute_not_exists(#entry)',
        ExpressionAttributeNames: { '#entry': 'entry' },
      }),
    ),
  );
  if (!written && !(await isOurs(where, entry))) throw new LostRace(entry.keyId, entry.seq);
}

/** The SDK repeats a put whose answer was lost: the row in our way may be our own. Its hash covers the attempt too. */
async function isOurs(where: LedgerTable, { keyId, seq, hash }: Entry): Promise<boolean> {
  const row = await get(where, { keyId, entry: entryName(seq) });
  return row?.['hash'] === hash;
}
