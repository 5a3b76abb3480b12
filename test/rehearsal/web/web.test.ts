import { PassThrough, Readable } from 'node:stream';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { linesOf } from '../../../cli/init/lines';
import { run } from '../../../cli/program';
import { addRehearse } from '../../../cli/rehearse';
import { noColours } from '../../../cli/terminal';
import type { Terminal } from '../../../cli/terminal';

/** `keysunset rehearse` with these words; `interrupt` is Ctrl-C. */
function typed(...words: string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  let interrupt = (): void => undefined;
  let invited = (_url: string): void => undefined;
  const url = new Promise<string>((resolve) => (invited = resolve));
  const terminal: Terminal = {
    out: (line) => {
      lines.push(line);
      if (line === 'Ctrl-C ends it.') invited(lines.join('\n'));
    },
    err: (line) => void errors.push(line),
    readStdin: async () => '',
    lines: () => linesOf({ input: Readable.from([]), output: new PassThrough() }),
    env: {},
    colours: noColours,
    fetch,
    now: () => new Date(),
    pause: async () => undefined,
    onInterrupt: (act) => {
      interrupt = act;
      return () => undefined;
    },
  };
  const code = run(['rehearse', ...words], terminal, async () => ({ addRehearse }));
  return { code, errors, url, interrupt: () => interrupt() };
}

test('it says where the page is, and ends with Ctrl-C', async () => {
  const { code, errors, url, interrupt } = typed('--web');
  const said = await Promise.race([url, code]);
  expect(said).toMatch(/^ {2}http:\/\/127\.0\.0\.1:\d+\/$/m);
  expect(said).toContain('It is Tue 3 Mar 10:01, the first notices have been given, and time stands still.');
  interrupt();
  expect(await code).toBe(0);
  expect(errors).toEqual([]);
});

test('a port that is taken is told as such', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, errors } = typed('--web', '--port', String(port));
  expect(await code).toBe(1);
  expect(errors.join()).toContain(`Port ${port} is taken by another program. Wanted: a free one`);
  other.close();
});

test.each([
  [['--web', '--keys', '5'], "option '--web' cannot be used with option '--keys <n>'"],
  [['--web', '--json'], "option '--web' cannot be used with option '--json'"],
  [['--port', '8080'], "option '--port <n>' needs the option '--web'"],
  [['--web', '--port', '99999'], '--port was given "99999". Wanted: at most 65535'],
])('called wrongly: %j', async (words, why) => {
  const { code, errors } = typed(...words);
  expect(await code).toBe(2);
  expect(errors.join()).toContain(why);
});
