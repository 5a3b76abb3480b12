import { paginateQuery, paginateScan, PutCommand } from '@aws-sdk/lib-dynamodb';
import { fold } from '../../core/evolve';
import { headOf, type Head } from '../../core/head';
import type { Chain, Heads } from '../../core/ports';
import type { Instant } from '../../core/time';
import { headFrom } from './head-row';
import { reachIf, rowsOf, type LedgerTable } from './reach';
import { FIRST_ENTRY, otherChains, tableShape } from './shape';

const [byStatus, byOwner, byWatch] = tableShape.indexes;

/** Finds retirements by their HEAD rows, through the indexes; and keys by their first entry. */
export function headsIn(where: LedgerTable): Heads {
  const { client, table, pageSize } = where;
  return {
    byStatus: (status, since) => headsOf(rowsBy(where, byStatus, status, since ? ['>=', since] : undefined)),
    byOwner: (owner) => headsOf(rowsBy(where, byOwner, owner)),

    async *toWatch(status, now) {
      for await (const { keyId } of rowsBy(where, byWatch, status, ['<=', now])) yield String(keyId);
    },

    async *everyKeyId() {
      const pages = paginateScan(
        { client, ...(pageSize && { pageSize }) },
        {
          TableName: table,
          ConsistentRead: true,
          FilterExpression: '#entry = :first',
          ProjectionExpression: '#keyId',
          ExpressionAttributeNames: { '#keyId': 'keyId', '#entry': 'entry' },
          ExpressionAttributeValues: { ':first': FIRST_ENTRY },
        },
      );
      for await (const { keyId } of rowsOf(pages)) {
        const name = String(keyId);
        if (!otherChains.includes(name)) yield name;
      }
    },
  };
}

/** Writes HEAD unless there is a newer one: a slower writer must not turn it back. One that is as new may be of an earlier release. */
export async function writeHead({ client, table }: LedgerTable, chain: Chain): Promise<void> {
  const retirement = fold(chain);
  if (!retirement) return;
  const head = headOf(retirement);
  await reachIf(() =>
    client.send(
      new PutCommand({
        TableName: table,
        // An index key must not be empty, and somebody without a name must not keep a key from being given back.
        Item: { ...head, owner: head.owner || 'no name', entry: 'HEAD' },
        ConditionExpression: 'attribute_not_exists(#seq) OR #seq <= :seq',
        ExpressionAttributeNames: { '#seq': 'seq' },
        ExpressionAttributeValues: { ':seq': head.seq },
      }),
    ),
  );
}

type Index = (typeof tableShape.indexes)[number];

function rowsBy(
  { client, table, pageSize }: LedgerTable,
  index: Index,
  value: string,
  range?: readonly ['>=' | '<=', Instant],
): AsyncGenerator<Record<string, unknown>> {
  const pages = paginateQuery(
    { client, ...(pageSize && { pageSize }) },
    {
      TableName: table,
      IndexName: index.name,
      KeyConditionExpression: range ? `#attribute = :value AND #sort ${range[0]} :moment` : '#attribute = :value',
      ExpressionAttributeNames: { '#attribute': index.partitionKey, ...(range && { '#sort': index.sortKey }) },
      ExpressionAttributeValues: { ':value': value, ...(range && { ':moment': range[1] }) },
    },
  );
  return rowsOf(pages);
}

/** A HEAD that cannot be read is an error, but only after the others: nobody must lose them over it. */
async function* headsOf(rows: AsyncIterable<Record<string, unknown>>): AsyncGenerator<Head> {
  const unreadable: unknown[] = [];
  for await (const row of rows) {
    const head = headFrom(row);
    if (head instanceof Error) unreadable.push(head);
    else yield head;
  }
  if (unreadable.length) throw unreadable[0];
}
