import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import dynalite from 'dynalite';
import { keyIdOf } from '../rights/refused';
import type { Refuse } from '../rights/refused';
import { createTable } from './create-table';

/** DynamoDB in memory, with the ledger's table. */
export interface Dynalite {
  endpoint: string;
  /** Requests by operation, repeats by the SDK included: `{ PutItem: 12 }`. */
  calls: Record<string, number>;
  stop(): Promise<void>;
}

/** What stands before the table. */
export interface Door {
  refuse?: Refuse;
  /** Breaks a call: before it takes effect, or after, so that only its answer is lost. */
  fault?: (keyId: string, operation: string, input: Record<string, unknown>) => Promise<'before' | 'after' | undefined>;
}

/** Starts dynalite on a free port of 127.0.0.1 and creates the table that the stack would deploy. */
export async function startDynalite(table: string, door?: Door): Promise<Dynalite> {
  const server = dynalite({ createTableMs: 0 });
  // Node closes idle connections after 5 s, in the middle of the SDK's next request.
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createTable(endpoint, table);
  if (door) guard(server, door);
  return { endpoint, calls: countCalls(server), stop: () => stop(server) };
}

/** Puts a door before it, since it asks nobody who they are. */
function guard(server: Server, door: Door): void {
  const [serve] = server.listeners('request') as RequestListener[];
  if (!serve) throw new Error('dynalite listens to no request.');
  server.removeAllListeners('request');
  server.on('request', (request, response) => void pass(request, response, { serve, ...door }));
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { serve, refuse, fault }: Door & { serve: RequestListener },
): Promise<void> {
  const body = await buffer(request);
  const call = [
    keyIdOf(request),
    operationOf(request),
    JSON.parse(body.toString()) as Record<string, unknown>,
  ] as const;
  const refused = await refuse?.(...call);
  if (refused !== undefined) return answer(response, 400, 'AccessDeniedException', refused);
  const broken = await fault?.(...call);
  if (broken === 'before') return lost(response);
  const { headers, method, url } = request;
  // The body is read: it is given on as if it came now.
  const again = Object.assign(Readable.from([body]), { headers, method, url });
  const taken = broken === 'after' ? swallowing(response, () => lost(response)) : response;
  void serve(again as unknown as IncomingMessage, taken);
}

function answer(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message }));
}

const lost = (response: ServerResponse): void => answer(response, 500, 'InternalServerError', 'A fault was asked for.');

/** Takes what is answered, and answers something else. */
function swallowing(response: ServerResponse, instead: () => void): ServerResponse {
  const { end } = response;
  response.end = (() => {
    response.end = end;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    instead();
    return response;
  }) as typeof end;
  return response;
}

const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-target']).split('.').at(-1) ?? 'unknown';

function countCalls(server: Server): Record<string, number> {
  const calls: Record<string, number> = {};
  server.on('request', (request) => {
    const operation = operationOf(request);
    calls[operation] = (calls[operation] ?? 0) + 1;
  });
  return calls;
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((done, failed) => {
    server.close((error) => (error ? failed(error) : done()));
  });
}
