import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import { tableShape } from '../../lambda/adapters/ledger/table';

/** Creates the ledger's table as the stack would, and waits until it can be used. */
export async function createTable(endpoint: string, table: string): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' },
  });
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys(tableShape),
      AttributeDefinitions: attributes().map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      GlobalSecondaryIndexes: tableShape.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index),
        Projection: { ProjectionType: index.projection },
      })),
    }),
  );
  while (!(await isActive(client, table)));
  client.destroy();
}

async function isActive(client: DynamoDBClient, table: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  return [Table, ...(Table?.GlobalSecondaryIndexes ?? [])].every(
    (one) => one && ('TableStatus' in one ? one.TableStatus : 'IndexStatus' in one && one.IndexStatus) === 'ACTIVE',
  );
}

function keys({ partitionKey, sortKey }: { partitionKey: string; sortKey: string }): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
}

const attributes = (): string[] => [
  ...new Set([tableShape, ...tableShape.indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])),
];
