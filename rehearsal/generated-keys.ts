import { exampleConfig } from '../lib/example-config';
import type { EnqueueRow } from '../lambda/core/enqueue';
import type { Outcome } from '../lambda/core/retirement';
import { after } from '../lambda/core/time';
import { storyBegins } from './cast';
import type { Cloud } from './cloud';
import type { Part, Play } from './rehearse';

/** What may happen to a generated key, how often of a hundred, and how it ends then. */
interface Fate {
  share: number;
  expected: Outcome | 'refused';
  row?: Partial<EnqueueRow>;
  userName?: string;
  life?: (cloud: Cloud, part: { keyId: string; userName: string }, daysIn: number) => void;
}

const day = 86_400;

const fates: readonly Fate[] = [
  { share: 70, expected: 'deleted' },
  {
    share: 5,
    expected: 'deleted',
    row: { onUse: 'ignore', because: 'a dashboard that nobody looks at' },
    life: ({ clock, aws }, { keyId }, daysIn) =>
      clock.at(after(storyBegins, daysIn * day), 'a use that does not count', () => {
        if (aws.holder(keyId)?.key.status === 'Active') aws.useKey(keyId, use);
      }),
  },
  {
    share: 12,
    expected: 'kept',
    life: ({ clock, people, slack }, { keyId }, daysIn) =>
      clock.at(after(storyBegins, (1.2 + daysIn) * day), 'a stop', async () => {
        const [someone] = [...slack.users.values()];
        if (someone) await people.pressStop(someone.name, keyId);
      }),
  },
  {
    share: 8,
    expected: 'kept',
    // In the first soak, Wednesday evening to Saturday.
    life: ({ clock, aws }, { keyId }, daysIn) =>
      clock.at(after(storyBegins, (1.5 + (daysIn % 2)) * day), 'a use in the soak', () => aws.useKey(keyId, use)),
  },
  {
    share: 4,
    expected: 'kept',
    // In the last outage, which begins on day 13.
    life: ({ clock, aws }, { keyId, userName }, daysIn) =>
      clock.at(after(storyBegins, (14 + daysIn) * day), 'a re-activation', () => {
        const held = aws.holder(keyId);
        if (held) aws.updateKey(held.account.id, userName, keyId, 'Active', someoneElse);
      }),
  },
  { share: 1, expected: 'refused', userName: 'break-glass' },
];

const use = {
  service: 's3',
  action: 'ListBuckets',
  region: 'ap-northeast-1',
  sourceIp: '10.20.4.17',
  userAgent: 'aws-cli/2.31.4',
};

const someoneElse = {
  arn: 'arn:aws:iam::408173952614:user/ops',
  sourceIp: '10.8.0.12',
  userAgent: 'console.amazonaws.com',
};

/** So many keys, one a user, over the example's accounts; the same seed makes the same keys and fates. */
export function generated(many: number, seed: number): Play {
  const random = randomFrom(seed);
  const { accounts } = exampleConfig;
  const parts = Array.from({ length: many }, (_, n): Part => {
    const fate = fateFor(random());
    const accountId = accounts[n % accounts.length]?.id ?? '';
    const userName = `${fate.userName ?? 'svc'}-${String(n + 1).padStart(5, '0')}`;
    const keyId = keyIdOf(accountId, n, random);
    const daysIn = random() * 10;
    const { life } = fate;
    return {
      ...{ keyId, userName, accountId, expected: fate.expected },
      row: { reason: 'generated', ...fate.row },
      ...(life && { life: (cloud) => life(cloud, { keyId, userName }, daysIn) }),
    };
  });
  return {
    begins: storyBegins,
    // All at once: how long waiting for the daily limits takes, or a breaker, is not what is rehearsed here.
    config: {
      ...exampleConfig,
      limits: { outagesPerAccountAndDay: many, minimumAgeDays: exampleConfig.limits.minimumAgeDays },
    },
    parts,
    load: ({ aws }) => parts.forEach((part, n) => fill(aws, part, n)),
  };
}

function fill(aws: Cloud['aws'], { keyId, userName, accountId }: Part, n: number): void {
  const createdAt = '2021-01-01T00:00:00.000Z';
  aws.addUser(accountId, {
    name: userName,
    userId: `AIDA${String(n + 1).padStart(17, 'X')}`,
    createdAt,
    tags: { owner: 'ren.ito@minato-retail.example' },
    keys: [{ id: keyId, status: 'Active', createdAt }],
  });
}

function fateFor(drawn: number): Fate {
  let left = drawn * 100;
  for (const fate of fates) {
    if (left < fate.share) return fate;
    left -= fate.share;
  }
  return fates[0] as Fate;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A key id of the new generation, with the account's number inside (docs/glossary.md), and `n` so that no two are the same. */
function keyIdOf(accountId: string, n: number, random: () => number): string {
  const number = ((1n << 47n) | (BigInt(accountId) << 7n) | BigInt(Math.floor(random() * 128))) << 2n;
  const letters = (value: bigint, length: number): string =>
    Array.from({ length }, (_, i) => LETTERS[Number((value >> BigInt(5 * (length - 1 - i))) & 31n)]).join('');
  return `AKIA${letters(number, 10)}${letters(BigInt(n), 6)}`;
}

/** Mulberry32: small, well spread, the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
