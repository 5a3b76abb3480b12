import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ZodError, prettifyError } from 'zod';
import { MOMENT_HEADER } from '../clock';
import { keyIdOf } from '../rights/refused';
import type { Refuse } from '../rights/refused';
import type { VirtualClock } from '../clock';
import type { Engine } from './engine';
import { WorkflowRefused } from './errors';
import { operations } from './operations';

/** Answers a call with an error instead: before it takes effect, or after, so that only the answer is lost. */
export interface WorkflowFault {
  status: number;
  type: string;
  message: string;
  when?: 'before' | 'after';
}

export interface WorkflowServerOptions {
  engine: Engine;
  clock: VirtualClock;
  fault?: (operation: string, input: Record<string, unknown>) => WorkflowFault | undefined;
  /** What is said to a caller who may not. */
  refuse?: Refuse;
}

export interface WorkflowServer {
  endpoint: string;
  /** How often each operation was called, faults included. */
  calls: Record<string, number>;
  stop: () => Promise<void>;
}

/** Step Functions on 127.0.0.1, for the AWS SDK (JSON 1.0). Signatures are not checked: nobody else can reach it. */
export async function startWorkflow(options: WorkflowServerOptions): Promise<WorkflowServer> {
  const calls: Record<string, number> = {};
  const server = createServer((request, response) => {
    void options.clock.work(() => answer(request, response, options, calls));
  });
  // Node closes idle connections after 5 s, in the middle of the SDK's next request.
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { engine, clock, fault, refuse }: WorkflowServerOptions,
  calls: Record<string, number>,
): Promise<void> {
  const operation = String(request.headers['x-amz-target']).replace(/^AWSStepFunctions\./, '');
  const moment = request.headers[MOMENT_HEADER];
  const body = await text(request);
  calls[operation] = (calls[operation] ?? 0) + 1;
  try {
    const input = JSON.parse(body || '{}') as Record<string, unknown>;
    const broken = fault?.(operation, input);
    if (broken && broken.when !== 'after') return send(response, broken.status, problem(broken.type, broken.message));
    const refused = await refuse?.(keyIdOf(request), operation, input);
    if (refused !== undefined) throw new WorkflowRefused('AccessDeniedException', refused);
    const perform = operations[operation];
    if (!perform) throw new WorkflowRefused('UnknownOperationException', `"${operation}" is not known here.`);
    const output = clock.asOf(typeof moment === 'string' ? moment : undefined, () => perform(engine, input));
    if (broken) send(response, broken.status, problem(broken.type, broken.message));
    else send(response, 200, output);
  } catch (error) {
    const [status, told] = refusal(error);
    send(response, status, told);
  }
}

function refusal(error: unknown): [number, object] {
  if (error instanceof WorkflowRefused) return [400, problem(error.type, error.message)];
  if (error instanceof ZodError) return [400, problem('ValidationException', prettifyError(error))];
  return [500, problem('InternalFailure', error instanceof Error ? error.message : String(error))];
}

const problem = (type: string, message: string): object => ({
  __type: `com.amazonaws.swf.service.v2.model#${type}`,
  message,
});

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(body));
}
