import type { Entry } from '../lambda/core/entries';
import { after, seconds } from '../lambda/core/time';
import type { Instant } from '../lambda/core/time';
import { openCloud } from './cloud';
import type { Cloud } from './cloud';
import { generated } from './generated-keys';
import { askTheDoor } from './operators';
import type { Tamper } from './tampering';

/** So many keys, all of them off at the same time. */
export interface DarkKeys {
  cloud: Cloud;
  keyIds: readonly string[];
  /** When the last of them went dark. */
  began: Instant;
  /** The entries of a type since then. */
  since<T extends Entry['type']>(type: T): Extract<Entry, { type: T }>[];
  /** Lets time run until so many seconds after. */
  until(length: number): Promise<void>;
  /** Asks the operator door, as the command line does. */
  ask(routeKey: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** Keys that nobody misses, whose second outage (a day) has just begun. */
export async function darkKeys(many: number, tamper: Tamper): Promise<DarkKeys> {
  // One in two at least is simply not missed.
  const play = generated(2 * many, 1);
  const parts = play.parts.filter(({ expected, life }) => expected === 'deleted' && !life).slice(0, many);
  const entries: Entry[] = [];
  const off = new Set<string>();
  const cloud = await openCloud({
    start: play.begins,
    config: play.config,
    transport: 'in process',
    tamper,
    onEntry: (entry) => {
      entries.push(entry);
      if (entry.type === 'KeyDeactivated' && entry.detail.stage === 2) off.add(entry.keyId);
    },
  });
  const ask: DarkKeys['ask'] = async (routeKey, body) => {
    const answered = await cloud.clock.invocation(() =>
      askTheDoor(cloud, { routeKey, ...(body && { body: JSON.stringify(body) }) }),
    );
    if ('error' in answered) throw answered.error;
    const { statusCode, body: text } = answered.value;
    return { status: statusCode, body: JSON.parse(text) as Record<string, unknown> };
  };
  play.load(cloud);
  await ask('POST /retirements', { rows: parts.map(({ keyId }) => ({ keyId, reason: 'quarterly clean-up' })) });
  await cloud.clock.run({ until: after(play.begins, 20 * seconds.day), done: () => off.size === many });
  if (off.size !== many)
    throw new Error(`${off.size} of ${many} keys are off: the others are not what they should be.`);
  const began = cloud.clock.now();
  const before = entries.length;
  return {
    cloud,
    keyIds: [...off].sort(),
    began,
    since: <T extends Entry['type']>(type: T) =>
      entries.slice(before).filter((entry): entry is Extract<Entry, { type: T }> => entry.type === type),
    until: (length) => cloud.clock.run({ until: after(began, length) }),
    ask,
  };
}
