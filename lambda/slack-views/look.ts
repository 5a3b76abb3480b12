import type { Config } from '../core/config';
import { Unavailable, Unreadable } from '../core/errors';
import { fold } from '../core/evolve';
import { liveStatuses } from '../core/head';
import type { Head } from '../core/head';
import type { Some } from '../core/notices/home';
import { personAsReader } from '../core/notices/reader';
import type { Reader } from '../core/notices/reader';
import type { Clock, Control, Heads, Ledger, Messenger } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { inLanes } from '../lanes';

export interface LookPorts {
  clock: Clock;
  config: Config;
  ledger: Pick<Ledger, 'read'>;
  heads: Pick<Heads, 'byStatus'>;
  control: Pick<Control, 'frozen'>;
  messenger: Pick<Messenger, 'person'>;
}

/** So many are looked through; each is a row of less than 1 KB, and somebody waits. */
const MOST_HEADS = 5000;

/** The retirements under way, as their HEADs say. One that cannot be read hides no other: the watchdog tells of it. */
export async function liveHeads({ heads }: Pick<LookPorts, 'heads'>): Promise<Head[]> {
  const found: Head[] = [];
  for (const status of liveStatuses) {
    try {
      for await (const head of heads.byStatus(status)) {
        if (found.length === MOST_HEADS) return found;
        found.push(head);
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }
  return found;
}

/** Off now, or being given back at this moment. */
export const isDark = ({ restoreBy, restoredAt }: Head): boolean => restoreBy !== undefined && restoredAt === undefined;

/** On, with an outage to come. */
export const isNext = ({ status }: Head): boolean => status === 'enqueued' || status === 'notice' || status === 'soak';

const AT_ONCE = 8;

/** The first of them from their chains, those first that are due first. */
export async function firstOf(
  heads: readonly Head[],
  most: number,
  { ledger }: Pick<LookPorts, 'ledger'>,
): Promise<Some> {
  const first = [...heads].sort((a, b) => (a.deadline < b.deadline ? -1 : 1)).slice(0, most);
  const read: (Retirement | undefined)[] = [];
  await inLanes(AT_ONCE, first.entries(), async ([i, { keyId }]) => {
    read[i] = await readable(async () => fold(await ledger.read(keyId)));
  });
  const retirements = read.filter((r) => r !== undefined);
  return { retirements, all: heads.length };
}

async function readable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    return undefined;
  }
}

/** How somebody is spoken to who may have no key: as their Slack is set, in the hub's time zone where it does not say. */
export async function readerOfThem(slackUserId: string, { messenger, config }: LookPorts): Promise<Reader> {
  const person = await messenger.person(slackUserId);
  const known = person.known && person.value !== 'nobody' ? person.value : {};
  return personAsReader(known, config.calendar.timeZone, config);
}
