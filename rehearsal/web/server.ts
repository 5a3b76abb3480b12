import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refused } from '../../lambda/core/errors';
import { assetAt } from './assets';
import { NotUnderstood, carryOut, deedIn } from './deeds';
import { NotThere } from '../slack/refusal';
import { bodyWithin, refusalOf, securityHeaders } from './guard';
import type { Stage } from './stage';
import { streamsOf } from './streams';

export interface WebServer {
  url: string;
  close(): void;
}

export interface ServeOptions {
  /** Where the built page is. */
  folder: string;
  /** Any that is free, where it is left out. */
  port?: number;
  /** What fails without anybody having asked for it. */
  failed: (error: unknown) => void;
}

/** A modal with ten long texts in it fits; what is longer is not from the page. */
const MOST_BYTES = 64 * 1024;

/** Serves the page of a rehearsal on 127.0.0.1. */
export async function serveStage(stage: Stage, { folder, port: wanted = 0, failed }: ServeOptions): Promise<WebServer> {
  const streams = streamsOf(stage);
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const refusal = refusalOf(request, port);
    if (refusal) return say(response, refusal.status, { error: `Turned down: ${refusal.why}.` });
    void answer(request, response).catch((error: unknown) => {
      // Whoever asked has gone away in the middle of it.
      if (request.destroyed && !request.complete) return;
      failed(error);
      say(response, 500, { error: String(error) });
    });
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = '/', query] = (request.url ?? '/').split('?');
    if (request.method === 'POST') return path === '/do' ? carry(request, response) : unknown(response, path);
    if (path === '/events') {
      const searchParams = new URLSearchParams(query);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      streams.open(response, { as: searchParams.get('as'), place: searchParams.get('in') });
      return;
    }
    const asset = await assetAt(path, folder);
    if (!asset) return unknown(response, path);
    response.writeHead(200, { 'content-type': asset.type });
    response.end(asset.body);
  };

  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyWithin(request, MOST_BYTES);
    if (body === undefined) {
      response.setHeader('connection', 'close');
      return say(response, 413, { error: `Turned down: more than ${MOST_BYTES} bytes were sent.` });
    }
    try {
      say(response, 200, await carryOut(deedIn(body), stage));
    } catch (error) {
      if (!(error instanceof NotUnderstood || error instanceof NotThere)) throw error;
      say(response, 400, { error: error.message });
    }
  };

  await listening(server, wanted);
  const stopWatching = streams.watch(failed);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      stopWatching();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listening(server: Server, port: number): Promise<void> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw cause;
    const why = code === 'EACCES' ? 'may not be used by you' : 'is taken by another program';
    throw new Refused(`Port ${port} ${why}. Wanted: a free one above 1023; without --port, any that is free is taken.`);
  }
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

const unknown = (response: ServerResponse, path: string): void => say(response, 404, { error: `There is no ${path}.` });
