import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { createTable } from './create-table';

/** DynamoDB in memory, with the ledger's table. */
export interface Dynalite {
  endpoint: string;
  /** Requests by operation, repeats by the SDK included: `{ PutItem: 12 }`. */
  calls: Record<string, number>;
  stop(): Promise<void>;
}

/** Starts dynalite on a free port of 127.0.0.1 and creates the table that the stack would deploy. */
export async function startDynalite(table: string): Promise<Dynalite> {
  const server = dynalite({ createTableMs: 0 });
  // Node closes idle connections after 5 s, in the middle of the SDK's next request.
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createTable(endpoint, table);
  return { endpoint, calls: countCalls(server), stop: () => stop(server) };
}

function countCalls(server: Server): Record<string, number> {
  const calls: Record<string, number> = {};
  server.on('request', ({ headers }) => {
    const operation = String(headers['x-amz-target']).split('.').at(-1) ?? 'unknown';
    calls[operation] = (calls[operation] ?? 0) + 1;
  });
  return calls;
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((done, failed) => {
    server.close((error) => (error ? failed(error) : done()));
  });
}
