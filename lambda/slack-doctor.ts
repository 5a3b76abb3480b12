import * as z from 'zod';
import type { Config } from './core/config';
import { ofSlack } from './core/doctor/slack';
import type { SetupSeen } from './core/doctor/slack';
import type { ChannelNamed, DoorProbe, Finding, Messenger, SlackSetup } from './core/ports';
import { inLanes } from './lanes';

interface Ports {
  config: Config;
  setup: SlackSetup;
  messenger: Pick<Messenger, 'person'>;
  probe: DoorProbe;
}

const input = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) });

/**
 * Looks whether all is there that Slack needs. It has both of Slack's secrets and nothing else: no ledger, no key. Only the operator
 * door asks it, and what it answers holds neither (docs/decisions/0012).
 */
export const slackDoctor =
  ({ config, setup, messenger, probe }: Ports) =>
  async (event: unknown): Promise<Finding[]> => {
    const { channels } = input.parse(event);
    const { fallbackChannel } = config.slack;
    const others = channels.filter(({ id }) => id !== fallbackChannel.id);
    const seen: SetupSeen = {
      identity: await setup.identity(),
      channels: await each([fallbackChannel, ...others], async (channel: ChannelNamed) => ({
        ...channel,
        is: channel.id.startsWith('#') ? notByName : await setup.membership(channel.id),
      })),
      operators: await each(config.operators ?? [], async (operator) => ({
        ...operator,
        is: await messenger.person(operator.slackUserId),
      })),
      signingSecret: await probe.signingSecret(),
      door: await probe.probe(),
    };
    return ofSlack(seen, config);
  };

const notByName = { known: false, why: 'it is named and not by its id' } as const;

/** Slack takes some 50 calls a minute. */
const AT_ONCE = 4;

async function each<T, S>(items: readonly T[], look: (item: T) => Promise<S>): Promise<S[]> {
  const seen: S[] = [];
  await inLanes(AT_ONCE, items.entries(), async ([i, item]) => {
    seen[i] = await look(item);
  });
  return seen;
}
