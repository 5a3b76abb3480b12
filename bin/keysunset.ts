import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { linesOf } from '../cli/init/lines';
import { run } from '../cli/program';
import { noColours } from '../cli/terminal';
import type { Terminal } from '../cli/terminal';
import { inTheTerminal } from './colours';

// The AWS SDK's own remark on Node 20's end does not belong into what people read here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const terminal: Terminal = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  readStdin: () => text(process.stdin),
  lines: () => linesOf({ input: process.stdin, output: process.stdout }),
  env: process.env,
  // yoctocolors knows NO_COLOR, but not that the output is a pipe.
  colours: process.stdout.isTTY ? inTheTerminal : noColours,
  fetch,
  now: () => new Date(),
  ...(process.stderr.isTTY && { rewrite: (line: string) => process.stderr.write(`\r\u001b[K${line}`) }),
  pause: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => undefined),
  onInterrupt: (act) => {
    process.on('SIGINT', act);
    return () => process.off('SIGINT', act);
  },
};

// `keysunset list | head` closes the pipe early: nobody reads any more, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2), terminal, () => import('../cli/rehearse.js')).then((code) => {
  // Not process.exit: what is printed must be out first, and a rehearsal may have set a code of its own.
  if (code !== 0) process.exitCode = code;
});
