import type { App } from 'aws-cdk-lib';
import type { Config } from '../lambda/core/config';
import { homeOfIam } from './configuration';
import type { Hub } from './configuration';
import { KeysunsetStack } from './keysunset-stack';
import { MemberStack } from './member-stack';

/** On everything that can have one, for whoever wonders what it is and what it costs. */
const tags = { application: 'keysunset' };

/** The hub, and one stack for each member account. Accounts and regions are fixed, so that nothing is looked up. */
export function keysunsetApp(
  app: App,
  { config, hub }: { config: Config; hub: Hub },
): { hub: KeysunsetStack; members: MemberStack[] } {
  const region = homeOfIam[config.members.partition];
  if (!region) {
    throw new Error(
      `members.partition is ${config.members.partition}; wanted is one of ${Object.keys(homeOfIam).join(', ')}.`,
    );
  }
  return {
    hub: new KeysunsetStack(app, 'Keysunset', {
      config,
      env: hub,
      terminationProtection: true,
      tags,
      description: 'Keysunset retires old AWS access keys by a staged scream test.',
    }),
    members: config.accounts.map(
      ({ id: account, name }) =>
        new MemberStack(app, `Keysunset-member-${name}`, {
          config,
          hub,
          env: { account, region },
          terminationProtection: true,
          tags,
          description: 'What Keysunset needs in an account whose access keys it retires.',
        }),
    ),
  };
}
