import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleConfig } from '../lib/example-config';
import { entryOf } from '../lib/function';
import type { Bench } from './bench';
import { bundle } from './bundle';

/** Fresh processes of each, in turn. */
const ROUNDS = { full: 41, quick: 11 };
const LIMIT = 0.6;

/** How long the bundle of the Slack door takes to load, beside the least door that is made with Slack's own framework. */
export const doorLoad: Bench = {
  name: 'door-load',
  unit: 'milliseconds to load in a fresh process, the Slack door ÷ a minimal @slack/bolt AwsLambdaReceiver, medians',
  async run({ full }) {
    const folder = mkdtempSync(join(tmpdir(), 'keysunset-door-'));
    try {
      const ours = join(folder, 'ours.js');
      const bolt = join(folder, 'bolt.js');
      await bundle(entryOf('slack-door'), ours);
      await bundle(join(__dirname, 'bolt-door.ts'), bolt);
      const times = inTurn([ours, bolt], full ? ROUNDS.full : ROUNDS.quick);
      const [our, their] = [median(times[0]), median(times[1])];
      const ratio = Math.round((our / their) * 100) / 100;
      if (ratio >= LIMIT)
        throw new Error(`The door takes ${ratio} of the time that Bolt takes; wanted is less than ${LIMIT}.`);
      const figures = (milliseconds: number, file: string) => ({
        milliseconds: Math.round(milliseconds * 10) / 10,
        bundleKiB: Math.round(statSync(file).size / 1024),
      });
      return { ours: figures(our, ours), against: figures(their, bolt), ratio };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** In turn, so that whatever else the machine does slows both alike. */
function inTurn(files: readonly string[], rounds: number): number[][] {
  const times: number[][] = files.map(() => []);
  for (let round = 0; round < rounds; round++) {
    files.forEach((file, i) => times[i]?.push(loadTime(file)));
  }
  return times;
}

const loadTime = (file: string): number =>
  Number(execFileSync(process.execPath, [join(__dirname, 'loaded.js'), file], { env: environment, encoding: 'utf8' }));

/** What the stack gives the function. */
const environment = {
  KEYSUNSET_CONFIG: JSON.stringify(exampleConfig),
  KEYSUNSET_TABLE: 'keysunset-ledger',
  KEYSUNSET_SLACK_SIGNING_SECRET: 'keysunset/slack-signing-secret',
  KEYSUNSET_RESTORE_FUNCTION: 'keysunset-restore',
  KEYSUNSET_GIVE_NOTICE_FUNCTION: 'keysunset-give-notice',
  AWS_REGION: 'ap-northeast-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

const median = (numbers: readonly number[] = []): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
