import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What one call to the ledger consumed, in request units: of reads or of writes. */
export interface Consumed {
  kind: 'read' | 'write';
  units: number;
}

interface Answer {
  ConsumedCapacity?: { CapacityUnits?: number };
}

const reads = ['GetItemCommand', 'QueryCommand', 'ScanCommand'];

/** Asks DynamoDB at each call what it consumed, indexes included, and tells it. */
export function meter(client: DynamoDBClient, onConsumed: (consumed: Consumed) => void): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const result = await next(args);
        const { ConsumedCapacity } = result.output as Answer;
        const kind = reads.includes(commandName ?? '') ? 'read' : 'write';
        onConsumed({ kind, units: ConsumedCapacity?.CapacityUnits ?? 0 });
        return result;
      },
    { step: 'initialize', name: 'meter' },
  );
}
