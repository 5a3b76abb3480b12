import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { clearTimeout, setTimeout } from 'node:timers';
import { Worker } from 'node:worker_threads';

/**
 * Runs deployed functions as Lambda does: each sandbox one event at a time, another sandbox for what comes meanwhile, and the
 * end for one that takes too long. One of the additions to moto (additions.py, 2).
 */

/** Sandboxes of one function at most; more wait. */
const MOST = 4;

const pools = new Map();

const server = createServer((request, response) => {
  answer(request).then(
    ({ payload, error }) => {
      if (error) response.setHeader('x-function-error', 'Unhandled');
      response.end(JSON.stringify(error ?? payload ?? null));
    },
    (broken) => response.writeHead(500).end(String(broken)),
  );
});
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
// Ends with whoever started it.
process.stdin.on('end', () => process.exit(0)).resume();

async function answer(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const call = JSON.parse(Buffer.concat(chunks).toString());
  const sandbox = await free(call);
  try {
    return await sandbox.run(call);
  } finally {
    release(call, sandbox);
  }
}

async function free(call) {
  const pool = poolOf(call);
  const idle = pool.idle.pop();
  if (idle) return idle;
  if (pool.made < MOST) {
    pool.made++;
    return sandboxOf(call, pool);
  }
  return new Promise((resolve) => pool.waiting.push(resolve));
}

/** With other code or settings a function has other sandboxes. */
function poolOf({ name, folder, environment }) {
  const id = JSON.stringify([name, folder, environment]);
  const pool = pools.get(id) ?? { idle: [], made: 0, waiting: [] };
  pools.set(id, pool);
  return pool;
}

function release(call, sandbox) {
  const pool = poolOf(call);
  const next = pool.waiting.shift();
  if (sandbox.ended) {
    pool.made--;
    if (next) {
      pool.made++;
      next(sandboxOf(call, pool));
    }
  } else if (next) next(sandbox);
  else pool.idle.push(sandbox);
}

function sandboxOf({ folder, handler, environment, timeout }) {
  const worker = new Worker(new URL('./sandbox.mjs', import.meta.url), {
    workerData: { folder, handler },
    env: { ...process.env, ...environment },
  });
  let settle = () => undefined;
  const sandbox = {
    ended: false,
    run: ({ event, leapt, credentials }) =>
      new Promise((resolve) => {
        const late = setTimeout(() => {
          sandbox.ended = true;
          settle({ error: { errorType: 'Sandbox.Timedout', errorMessage: `Task timed out after ${timeout} seconds` } });
          void worker.terminate();
        }, timeout * 1000);
        settle = (outcome) => {
          clearTimeout(late);
          resolve(outcome);
        };
        worker.postMessage({ event, leapt, credentials });
      }),
  };
  worker.on('message', (outcome) => settle(outcome));
  worker.on('error', (error) => {
    sandbox.ended = true;
    settle({ error: { errorType: error.name, errorMessage: error.message } });
  });
  return sandbox;
}
