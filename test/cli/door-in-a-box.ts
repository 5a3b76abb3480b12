import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { linesOf } from '../../cli/init/lines';
import { run } from '../../cli/program';
import { noColours } from '../../cli/terminal';
import type { Terminal } from '../../cli/terminal';

/** One request that the door got. */
export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Answered {
  status?: number;
  body: object | string;
}

/** An operator door on 127.0.0.1 that answers as it is told, and keeps what it was asked. */
export async function doorInABox(answer: (asked: Asked) => Answered | Promise<Answered>) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      asked.push(one);
      const { status = 200, body: given } = await answer(one);
      response.writeHead(status).end(typeof given === 'string' ? given : JSON.stringify(given));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    asked,
    endpoint,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Runs the command line as a shell would, and tells what it printed and its exit code. */
export async function typed(words: readonly string[], change: Partial<Terminal> = {}) {
  const printed = { out: '', err: '' };
  const code = await run(
    words,
    {
      out: (line) => (printed.out += `${line}\n`),
      err: (line) => (printed.err += `${line}\n`),
      readStdin: async () => '',
      lines: () => linesOf({ input: Readable.from([]), output: new PassThrough() }),
      env: {},
      colours: noColours,
      fetch,
      now: () => new Date('2026-03-03T01:00:00.000Z'),
      pause: async () => undefined,
      onInterrupt: () => () => undefined,
      ...change,
    },
    async () => ({
      addRehearse: (program) => {
        program.command('rehearse').action(() => {
          printed.out += 'rehearsed\n';
        });
      },
    }),
  );
  return { code, ...printed };
}
