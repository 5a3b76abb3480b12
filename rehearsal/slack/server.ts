import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '../../lambda/core/time';
import { MOMENT_HEADER } from '../clock';
import { methods } from './methods';
import type { Answer, Params } from './methods';
import type { SlackModel } from './model';
import { SlackRefusal, refusal } from './refusal';

export interface SlackServerOptions {
  model: SlackModel;
  /** The bot token that is taken. */
  token: string;
  /** Does something as late as the caller says. */
  asOf?: <T>(moment: Instant | undefined, fn: () => T) => T;
}

export interface SlackServer {
  /** What a client takes as its `slackApiUrl`. */
  endpoint: string;
  /** How often each method was called. */
  calls: Record<string, number>;
  stop(): Promise<void>;
}

/** Slack's Web API over HTTP on 127.0.0.1. */
export async function startSlack({ model, token, asOf = (_, fn) => fn() }: SlackServerOptions): Promise<SlackServer> {
  const calls: Record<string, number> = {};
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const body = await bodyOf(request);
    const method = (request.url ?? '').replace('/api/', '');
    calls[method] = (calls[method] ?? 0) + 1;
    const moment = request.headers[MOMENT_HEADER];
    return asOf(typeof moment === 'string' ? moment : undefined, () => reply(model, token, method, { request, body }));
  };
  const server = createServer((request, response) => {
    void answer(request).then((given) => {
      if (given === 'connection lost') {
        request.socket.destroy();
        return;
      }
      response.writeHead(given.status, { 'content-type': 'application/json; charset=utf-8', ...given.headers });
      response.end(JSON.stringify(given.body));
    });
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/api/`,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Reply = { status: number; headers?: Record<string, string>; body: Answer } | 'connection lost';

function reply(model: SlackModel, token: string, method: string, { request, body }: Received): Reply {
  const fault = model.weather.fault?.(method);
  if (fault === 'connection lost') return fault;
  if (fault && 'retryAfter' in fault) {
    return { status: 429, headers: { 'retry-after': String(fault.retryAfter) }, body: refused(refusal('ratelimited')) };
  }
  if (fault && 'status' in fault) return { status: fault.status, body: {} };
  try {
    if (fault) throw refusal(fault.error);
    const { token: inBody, ...params } = paramsOf(request, body);
    checkToken(token, request.headers.authorization?.replace(/^Bearer /, '') ?? inBody);
    const run = methods[method];
    if (!run) throw refusal('unknown_method');
    return { status: 200, headers: scopesOf(model), body: { ok: true, ...run(model, params) } };
  } catch (error) {
    if (error instanceof SlackRefusal) return { status: 200, body: refused(error) };
    // A mistake of the rehearsal: seen at once, and not taken for one of Slack's answers.
    return { status: 400, body: { ok: false, error: String(error) } };
  }
}

const scopesOf = ({ scopes }: SlackModel) => ({ 'x-oauth-scopes': scopes.join(',') });

interface Received {
  request: IncomingMessage;
  body: string;
}

const refused = ({ message, details }: SlackRefusal): Answer => ({
  ok: false,
  error: message,
  ...(details.length > 0 && { response_metadata: { messages: details } }),
});

function checkToken(wanted: string, given: string | undefined): void {
  if (!given) throw refusal('not_authed');
  if (given !== wanted) throw refusal('invalid_auth');
}

function paramsOf({ headers }: IncomingMessage, body: string): Params {
  if (!headers['content-type']?.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(body));
  const given = Object.entries(JSON.parse(body || '{}') as Record<string, unknown>);
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
