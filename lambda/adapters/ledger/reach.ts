import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '../../core/errors';
import { mayPass } from '../faults';

/** Where the ledger is. */
export interface LedgerTable {
  client: DynamoDBDocumentClient;
  table: string;
  /** Rows per page; as many as fit (1 MB) unless given. */
  pageSize?: number;
}

/** Calls DynamoDB. What may pass when it is tried again is thrown as Unavailable, the rest as it comes. */
export async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw mayPass(error) ? unavailable(error) : error;
  }
}

/** A write on condition: whether the condition held. */
export async function reachIf(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await reach(call);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** One row, as it is now. */
export async function get(
  { client, table }: LedgerTable,
  Key: { keyId: string; entry: string },
): Promise<Record<string, unknown> | undefined> {
  const { Item } = await reach(() => client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true })));
  return Item;
}

/** The last of a partition's rows whose names lie between two, both included. */
export async function lastRow(
  { client, table }: LedgerTable,
  keyId: string,
  [first, last]: readonly [string, string],
): Promise<Record<string, unknown> | undefined> {
  const { Items } = await reach(() =>
    client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: 1,
        KeyConditionExpression: '#keyId = :keyId AND #entry BETWEEN :first AND :last',
        ExpressionAttributeNames: { '#keyId': 'keyId', '#entry': 'entry' },
        ExpressionAttributeValues: { ':keyId': keyId, ':first': first, ':last': last },
      }),
    ),
  );
  return Items?.[0];
}

/** The rows of all pages, fetched as they are asked for. */
export async function* rowsOf(
  pages: AsyncIterable<{ Items?: Record<string, unknown>[] | undefined }>,
): AsyncGenerator<Record<string, unknown>> {
  try {
    for await (const { Items } of pages) yield* Items ?? [];
  } catch (error) {
    throw mayPass(error) ? unavailable(error) : error;
  }
}

const unavailable = (cause: unknown): Unavailable =>
  new Unavailable(`DynamoDB did not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
