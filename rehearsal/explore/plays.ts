import type { Config } from '../../lambda/core/config';
import { seconds } from '../../lambda/core/time';
import type { Cloud, CloudOptions } from '../cloud';
import { enqueue, stopKey, switchBySomebodyElse } from './acts';
import { KEY, OTHER, config, once, use } from './world';

/** A short life of one or two keys, told without any harm. */
export interface Script {
  weather?: CloudOptions['weather'];
  limits?: Config['limits'];
  /** It is played with single harms only: what it shows, another has shown in pairs. */
  singly?: true;
  /** `later`: at a second of the play. */
  begin: (cloud: Cloud, later: (second: number, act: (cloud: Cloud) => Promise<void>) => void) => Promise<void>;
}

const ACCOUNT = '408173952614';

export const plays: Record<string, Script> = {
  /** Nobody screams: deleted. */
  silence: { begin: (cloud) => one(cloud) },
  /** The same, where IAM shows for ten seconds what was before a change. */
  stale: { weather: { staleFor: 10 }, begin: (cloud) => one(cloud) },
  /** Its use is seen in the soak, four hours late. */
  used: {
    weather: { lastUsedLag: 4 * seconds.hour },
    begin: (cloud, later) => {
      later(2 * seconds.hour, async ({ aws }) => {
        if (aws.holder(KEY)?.key.status === 'Active') aws.useKey(KEY, use);
      });
      return one(cloud);
    },
  },
  /** Stopped in the last outage; the operator enqueues it again an hour later: what lands late lands in the next retirement. */
  again: {
    begin: (cloud, later) => {
      later(8 * seconds.hour, (world) => stopKey(world, KEY));
      later(8.5 * seconds.hour, (world) => enqueue(world, [KEY]));
      return one(cloud);
    },
  },
  /** EventBridge tells of nothing; somebody switches it on again in the last outage. */
  unheard: {
    weather: { eventsLost: true },
    singly: true,
    begin: (cloud, later) => {
      later(8 * seconds.hour, async (world) => switchBySomebodyElse(world, 'Active'));
      return one(cloud);
    },
  },
  /** Two keys of two users, where one outage a day is the limit of their account: both wait for the same midnight. */
  limited: {
    limits: { ...config.limits, outagesPerAccountAndDay: 1 },
    singly: true,
    begin: async (cloud) => {
      fill(cloud, [KEY]);
      fill(cloud, [OTHER], { name: 'price-poller', userId: 'AIDAXXXXXXXXXXXXXXXX2' });
      await enqueue(cloud, [KEY]);
      await enqueue(cloud, [OTHER], once.name);
    },
  },
  /** Two keys of one user: never off together. */
  pair: {
    begin: async (cloud) => {
      fill(cloud, [KEY, OTHER]);
      await enqueue(cloud, [KEY, OTHER]);
    },
  },
};

async function one(cloud: Cloud): Promise<void> {
  fill(cloud, [KEY]);
  await enqueue(cloud, [KEY]);
}

function fill(
  { aws }: Cloud,
  keyIds: readonly string[],
  user = { name: 'batch-export', userId: 'AIDAXXXXXXXXXXXXXXXX1' },
): void {
  const createdAt = '2021-01-01T00:00:00.000Z';
  aws.addUser(ACCOUNT, {
    ...{ ...user, createdAt },
    tags: { owner: 'ren.ito@minato-retail.example' },
    keys: keyIds.map((id) => ({ id, status: 'Active' as const, createdAt })),
  });
}
