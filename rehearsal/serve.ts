import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Terminal } from '../cli/terminal';
import { fold } from '../lambda/core/evolve';
import { openCloud } from './cloud';
import type { Cloud } from './cloud';
import { askTheDoor, operatorCalled } from './operators';
import type { Play } from './rehearse';
import { storyOf } from './story/story';

/**
 * Keeps a rehearsal open: the company and its people are there, and nothing is enqueued yet. The other commands reach its
 * operator door over HTTP; time runs at `pace` virtual seconds a second, until Ctrl-C.
 */
export async function serve(play: Play, pace: number, terminal: Terminal): Promise<void> {
  const ended = new AbortController();
  const told = storyOf(play, { transport: 'http' }, terminal, { listAll: true });
  const cloud = await openCloud({
    start: play.begins,
    config: play.config,
    transport: 'http',
    ...(play.downs && { downs: play.downs }),
    onExecution: told.onExecution,
    onEntry: (entry, chain) => {
      const retirement = fold({ ...chain, entries: chain.entries.slice(0, entry.seq) });
      if (!retirement) return;
      told.onEntry(entry, retirement);
      // Somebody is watching: a line is not kept back until the next minute has something to tell.
      setImmediate(told.done);
    },
  });
  play.load(cloud);
  for (const { life, mishap } of play.parts) [life, mishap].forEach((happen) => happen?.(cloud));
  const server = createServer((request, response) => void answer(request, response, cloud));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  terminal.out(`The operator door is at ${endpoint}. In another terminal:`);
  terminal.out('');
  terminal.out(`  export KEYSUNSET_ENDPOINT=${endpoint}`);
  terminal.out(`  npx keysunset enqueue ${play.parts[0]?.keyId} --reason "quarterly clean-up"`);
  terminal.out('  npx keysunset list');
  terminal.out('');
  terminal.out(
    `It is ${cloud.clock.now()}; ${pace} virtual ${pace === 1 ? 'second' : 'seconds'} a second. Ctrl-C ends it.`,
  );
  process.once('SIGINT', () => ended.abort());
  process.once('SIGTERM', () => ended.abort());
  try {
    await cloud.clock.run({ pace, signal: ended.signal });
  } finally {
    // Also where something failed: what still listens would keep the program from ending, and the error from being seen.
    server.close();
    server.closeAllConnections();
    await cloud.close();
  }
}

/** What API Gateway does in front of the operator door; whoever can reach this machine's loopback may use it. */
async function answer(request: IncomingMessage, response: ServerResponse, cloud: Cloud): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const keyId = /^\/retirements\/([^/]+)/.exec(url.pathname)?.[1];
  const accountId = /^\/doctor\/members\/([^/]+)/.exec(url.pathname)?.[1];
  const path = url.pathname.replace(keyId ?? accountId ?? '', keyId ? '{keyId}' : accountId ? '{accountId}' : '');
  const body = await text(request);
  const asked = {
    routeKey: `${request.method} ${path}`,
    pathParameters: {
      ...(keyId && { keyId: decodeURIComponent(keyId) }),
      ...(accountId && { accountId: decodeURIComponent(accountId) }),
    },
    queryStringParameters: Object.fromEntries(url.searchParams),
    body,
  };
  const answered = await cloud.clock.invocation(() => askTheDoor(cloud, asked, operatorCalled('rehearsal')));
  if ('error' in answered) {
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: String(answered.error) }));
    return;
  }
  response.writeHead(answered.value.statusCode, answered.value.headers);
  response.end(answered.value.body);
}
