import { Unavailable } from '../core/errors';
import { MOST_SHOWN, home, homeNotRead } from '../core/notices/home';
import type { HomeSeen, HomeSetting } from '../core/notices/home';
import type { Views } from '../core/ports';
import { firstOf, isDark, isNext, liveHeads, readerOfThem } from './look';
import type { LookPorts } from './look';

type HomePorts = LookPorts & { views: Pick<Views, 'publish'> };

/** Publishes somebody's Home tab, as things stand now. */
export async function showHome(slackUserId: string, ports: HomePorts): Promise<void> {
  const { calendar, operators } = ports.config;
  const reader = await readerOfThem(slackUserId, ports);
  const setting: HomeSetting = { now: ports.clock.now(), reader, calendar, ...(operators && { operators }) };
  await ports.views.publish(slackUserId, await homeOf(slackUserId, setting, ports));
}

async function homeOf(slackUserId: string, setting: HomeSetting, ports: HomePorts) {
  try {
    return home(await seenBy(slackUserId, ports), setting);
  } catch (error) {
    if (error instanceof Unavailable) return homeNotRead(setting);
    throw error;
  }
}

/** Their own keys; and those of all, where they are an operator. */
async function seenBy(slackUserId: string, ports: HomePorts): Promise<HomeSeen> {
  const live = await liveHeads(ports);
  const shown = (which: (typeof live)[number][]) => firstOf(which, MOST_SHOWN, ports);
  const mine = await shown(live.filter(({ ownerId }) => ownerId === slackUserId));
  const isOperator = ports.config.operators?.some((one) => one.slackUserId === slackUserId) ?? false;
  if (!isOperator) return { mine };
  const [dark, next, frozen] = [
    await shown(live.filter(isDark)),
    await shown(live.filter(isNext)),
    await ports.control.frozen(),
  ];
  return { mine, operator: { dark, next, frozen } };
}
