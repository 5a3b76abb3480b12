import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoLedger } from '../../../../lambda/adapters/ledger/table';
import { createTable } from '../../../../rehearsal/ledger/create-table';
import type { LedgerUnderTest } from '../../../contracts/ledger';

/** A client with credentials that nobody checks. */
export const clientFor = (endpoint: string, maxAttempts = 3): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      maxAttempts,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  );

/** The real adapter over a new table on a running dynalite. */
export async function dynalitePorts(
  { endpoint }: { endpoint: string },
  table: string,
  options: { pageSize?: number } = {},
): Promise<LedgerUnderTest> {
  await createTable(endpoint, table);
  const client = clientFor(endpoint);
  let away = false;
  client.middlewareStack.add(
    (next) => async (args) => {
      if (away) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return next(args);
    },
    { step: 'initialize' },
  );
  return {
    ...dynamoLedger({ client, table, ...options }),
    outOfReach(is) {
      away = is;
    },
    async loseHead(keyId) {
      await client.send(new DeleteCommand({ TableName: table, Key: { keyId, entry: 'HEAD' } }));
    },
  };
}
