import * as z from 'zod';
import { checkedBy } from '../lambda/config';
import { schema } from '../lambda/config/schema';
import { accountId, region } from '../lambda/config/values';
import type { Config } from '../lambda/core/config';

/** The hub account, and the region of it in which Keysunset runs. */
export interface Hub {
  account: string;
  region: string;
}

/** What `keysunset.config.ts` says: all that an installation decides for itself, and where it is. */
export interface Configuration extends Config {
  hub: Hub;
}

const whole = schema
  .extend({ hub: z.strictObject({ account: accountId, region }, 'Wanted: account and region of the hub.') })
  .superRefine(({ hub, members: { partition } }, context) => {
    if (partitionOf(hub.region) === partition) return;
    const message = `Wanted: a region of ${partition}, as members.partition says. Correct either.`;
    context.addIssue({ code: 'custom', path: ['hub', 'region'], message, input: hub.region });
  });

/** Checks the whole of it, given as JSON text or as what it says. Throws Refused with everything that is wrong with it. */
export const parseConfiguration = (given: unknown): Configuration => checkedBy(whole, given);

type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

/** Where IAM's own events come up, by partition. */
export const homeOfIam: Record<string, string> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** Regions are called after where they are: only China and GovCloud are apart. */
export function partitionOf(name: string): Partition {
  if (name.startsWith('cn-')) return 'aws-cn';
  return name.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
