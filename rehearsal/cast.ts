import { after, afterDuration } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import type { Down } from './iam/downs';
import type { Use } from './iam/model';
import { exampleConfig } from '../lib/example-config';
import type { Cloud } from './cloud';
import { loadCompany } from './company';
import { stateMachineArn } from './generated/stack.json';
import type { Part, Play } from './rehearse';

/** Tuesday 3 March 2026, 09:55 in Tokyo: five minutes before the working hours. */
export const storyBegins: Instant = '2026-03-03T00:55:00.000Z';

const reason = 'quarterly clean-up, SEC-412';
const tokyo = (date: string, time: string): Instant => new Date(`${date}T${time}+09:00`).toISOString();

/** The nine keys of Minato Retail. */
const cast: readonly Part[] = [
  {
    userName: 'svc-invoice-batch',
    keyId: 'AKIA2Z6LCMTZCQMYTMKK',
    accountId: '742918350066',
    row: { reason },
    expected: 'deleted',
  },
  {
    userName: 'svc-price-poller',
    keyId: 'AKIAUUFTW74FYAOZTORE',
    accountId: '318204477195',
    row: { reason, onUse: 'ignore', because: 'old price dashboard, nobody looks at it' },
    expected: 'deleted',
    // Every minute; 15 minutes apart are enough here, since IAM records no more than one use in 15.
    life: (cloud) => uses(cloud, 'AKIAUUFTW74FYAOZTORE', poll, { from: storyBegins, every: 'PT15M', times: 5000 }),
  },
  {
    userName: 'deploy-mobile-release',
    keyId: 'AKIAV6CIQHZTHY4JYCFU',
    accountId: '408173952614',
    row: { reason },
    expected: 'kept',
    life: ({ clock, people }) =>
      clock.at(tokyo('2026-03-09', '14:03:04'), 'Maria Keller presses Stop', () =>
        people.pressStop('maria.keller', 'AKIAV6CIQHZTHY4JYCFU'),
      ),
  },
  {
    userName: 'svc-nightly-export',
    keyId: 'AKIAUUFTW74FYMLIQVLU',
    accountId: '318204477195',
    row: { reason },
    expected: 'kept',
    // Nightly, but only around the end of the tax year: that is why nobody saw it in February.
    life: (cloud) =>
      uses(cloud, 'AKIAUUFTW74FYMLIQVLU', exportOf, { from: tokyo('2026-03-10', '02:00:00'), every: 'P1D', times: 21 }),
  },
  {
    userName: 'tf-edge-logs',
    keyId: 'AKIAV6CIQHZTO7HSGD6A',
    accountId: '408173952614',
    row: { reason },
    expected: 'kept',
    life: ({ clock, aws }) =>
      clock.at(tokyo('2026-03-31', '11:42:10'), 'terraform apply', () => {
        const held = aws.holder('AKIAV6CIQHZTO7HSGD6A');
        if (held?.key.status === 'Inactive') {
          aws.updateKey(held.account.id, held.user.name, held.key.id, 'Active', {
            arn: `arn:aws:sts::${held.account.id}:assumed-role/ci-terraform/edge`,
            sourceIp: '10.8.0.12',
            userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.13.4',
          });
        }
      }),
  },
  {
    userName: 'break-glass-admin',
    keyId: 'AKIAV6CIQHZTFCQZ7564',
    accountId: '408173952614',
    row: { reason },
    expected: 'refused',
  },
  {
    userName: 'svc-image-resize',
    keyId: 'AKIASGAZXRJ6RUSEPZKI',
    accountId: '150377826941',
    row: { reason },
    expected: 'deleted',
  },
  {
    userName: 'svc-pos-sync',
    keyId: 'AKIA5P4I2SFTES6EYUZ7',
    accountId: '927463018854',
    row: { reason },
    expected: 'kept',
    life: ({ clock, people }) =>
      clock.at(tokyo('2026-03-04', '10:06:20'), '田中 愛 answers', () =>
        people.reply('ai.tanaka', 'AKIA5P4I2SFTES6EYUZ7', '使ってます'),
      ),
  },
  {
    userName: 'svc-stock-feed',
    keyId: 'AKIA5P4I2SFTFPE4GWUM',
    accountId: '927463018854',
    row: { reason },
    expected: 'failed',
    mishap: (cloud) =>
      cloud.clock.at(tokyo('2026-03-18', '15:20:00'), 'somebody presses Stop execution', () =>
        stopExecution(cloud, 'AKIA5P4I2SFTFPE4GWUM'),
      ),
  },
];

/** The 1 day outage of svc-invoice-batch is to end at 10:00, in the middle of this. */
const downs: readonly Down[] = [
  { accountId: '742918350066', from: tokyo('2026-03-10', '07:12:00'), to: tokyo('2026-03-10', '10:23:20') },
];

/** The story that `npm start` tells. */
export const story: Play = {
  begins: storyBegins,
  config: exampleConfig,
  parts: cast,
  load: ({ aws }) => loadCompany(aws),
  downs,
};

const poll: Use = {
  service: 'monitoring',
  action: 'GetMetricData',
  region: 'ap-northeast-1',
  sourceIp: '10.30.2.9',
  userAgent: 'Boto3/1.17.112 Python/3.8.10 Linux/5.4',
};

const exportOf: Use = {
  service: 's3',
  action: 'ListBuckets',
  region: 'ap-northeast-1',
  sourceIp: '10.20.4.17',
  vpcEndpoint: 'vpce-0b7d21c94e',
  userAgent: 'aws-cli/2.31.4 Python/3.13.7 Linux/6.1 cron',
};

/** In the Step Functions console, where anybody who may can press it. */
function stopExecution({ engine }: Pick<Cloud, 'engine'>, keyId: string): void {
  const running = engine.list({ stateMachineArn, status: 'RUNNING' });
  const execution = running.find(({ input }) => (JSON.parse(input) as { key: string }).key === keyId);
  if (execution) engine.stop(execution);
}

/** A program that uses its key on a schedule. While the key is off it fails, and nobody hears it. */
function uses(
  { clock, aws }: Pick<Cloud, 'clock' | 'aws'>,
  keyId: string,
  use: Use,
  { from, every, times }: { from: Instant; every: string; times: number },
): void {
  const again = (at: Instant, left: number): void => {
    if (left === 0) return;
    clock.at(at, `${keyId} is used`, () => {
      const held = aws.holder(keyId);
      if (held?.key.status === 'Active') aws.useKey(keyId, use);
      // A key that was deleted is not asked for any more.
      if (held) again(every === 'P1D' ? afterDuration(at, every, 'Asia/Tokyo') : after(at, 900), left - 1);
    });
  };
  again(from, times);
}
