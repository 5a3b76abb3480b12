import type { Config } from '../core/config';
import { MOST_IN_DIGEST, digestFrom, digestKeyOf } from '../core/digest';
import { digestMessage } from '../core/notices/digest';
import { readerOf } from '../core/notices/reader';
import type { Clock, Digest, DigestOf, Digests, Messenger, Pause } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { after } from '../core/time';
import type { Place } from './place-card';

export interface DigestPorts {
  clock: Clock;
  config: Config;
  messenger: Messenger;
  digests: Digests;
  pause: Pause;
}

/** In seconds: how long one run has for posting the message, before another may. */
const TO_OPEN = 20;
/** In seconds: how long a run waits for another's message. */
const PATIENCE = 10;

/**
 * The digest whose thread a first notice goes into, where its owner is asked about many keys on this day. `undefined`: it goes by
 * itself; also where anything about the digest fails, since the digest is a courtesy, and the notice must not be lost over it.
 */
export async function digestFor(
  r: Retirement,
  of: DigestOf,
  channel: string,
  ports: DigestPorts,
): Promise<Place | undefined> {
  try {
    await ports.digests.join(of, digestKeyOf(r));
    return await opened(r, of, channel, ports);
  } catch {
    return undefined;
  }
}

async function opened(r: Retirement, of: DigestOf, channel: string, ports: DigestPorts): Promise<Place | undefined> {
  const { clock, config, digests, messenger, pause } = ports;
  const until = after(clock.now(), PATIENCE);
  for (;;) {
    const digest = await digests.read(of, MOST_IN_DIGEST);
    if (digest.at) return digest.at;
    if (digest.keys.length < digestFrom(config)) return undefined;
    const now = clock.now();
    if (await digests.mayOpen(of, now, after(now, TO_OPEN))) {
      return digests.opened(of, await messenger.post(channel, messageOf(r, digest, ports)));
    }
    if (now >= until) return undefined;
    await pause.until(after(now, 1));
  }
}

/** One more card is in its thread. Of runs that overtake each other, the last to look shows all. */
export async function renewDigest(
  r: Retirement,
  of: DigestOf,
  { channel, ts }: Place,
  ports: DigestPorts,
): Promise<void> {
  try {
    for (let shown = 0; ;) {
      const digest = await ports.digests.read(of, MOST_IN_DIGEST);
      const isIn = digest.keys.some(({ retirementId }) => retirementId === r.retirementId);
      if (!isIn || digest.keys.length === shown) return;
      shown = digest.keys.length;
      await ports.messenger.update(channel, ts, messageOf(r, digest, ports));
    }
  } catch {
    // The card is told. What its digest does not show, the next one in it makes good.
  }
}

const messageOf = (r: Retirement, { keys }: Digest, { clock, config }: DigestPorts) =>
  digestMessage(keys, { now: clock.now(), reader: readerOf(r, config) });
