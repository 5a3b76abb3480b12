import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** One sandbox of one function. What is not as in Lambda: the clock leaps, and Slack is at the address of a fake one. */

const RealDate = Date;
let leapt = 0;
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + leapt);
    else super(...given);
  }
  static now() {
    return RealDate.now() + leapt;
  }
};

const slack = process.env.CONFORMANCE_SLACK;
const realFetch = globalThis.fetch;
globalThis.fetch = (to, ...rest) =>
  realFetch(String(to?.url ?? to).replace(/^https:\/\/(slack|hooks\.slack)\.com\//, slack), ...rest);

const { folder, handler } = workerData;
const [file, name] = handler.split('.');
let load;

parentPort.on('message', async ({ event, leapt: now, credentials }) => {
  leapt = now * 1000;
  // The credentials of the role are renewed while the sandbox lives.
  Object.assign(process.env, credentials);
  try {
    load ??= createRequire(`${folder}/`)(join(folder, file));
    const payload = await load[name](event, { awsRequestId: 'conformance', getRemainingTimeInMillis: () => 30_000 });
    parentPort.postMessage({ payload });
  } catch (error) {
    parentPort.postMessage({
      error: { errorType: error?.name, errorMessage: error?.message, trace: String(error?.stack).split('\n') },
    });
  }
});
