import { card, formerCard } from '../core/notices/notices';
import { readerOf } from '../core/notices/reader';
import { Unavailable } from '../core/errors';
import type { Message } from '../core/ports';
import type { Retirement } from '../core/retirement';
import type { Instant } from '../core/time';
import { isCard, settingFor } from './card-setting';
import type { PostingPorts } from './post-notice';

/** The card of whoever handed it on says who is asked now; `r` as it is once they are told, until when they have their notice. */
export async function sayWhoIsAsked(r: Retirement, until: Instant, ports: PostingPorts): Promise<void> {
  const [last] = r.told.filter(isCard).slice(-1);
  if (last) await renewed(last, formerCard(r, until, settingOfFormer(r, ports)), ports);
}

/** Whoever had it before, and pressed Stop there, reads there what came of it. */
export async function sayHowItEnds(r: Retirement, ports: PostingPorts): Promise<void> {
  const message = card(r, settingOfFormer(r, ports));
  for (const former of r.told.filter(isCard).slice(0, -1)) await renewed(former, message, ports);
}

function settingOfFormer(r: Retirement, ports: PostingPorts) {
  const { handedOn, timeZone } = r;
  const reader = readerOf({ timeZone, ...(handedOn?.from && { owner: handedOn.from }) }, ports.config);
  return settingFor(reader, { retirement: r }, ports);
}

/** Where Slack does not let it be changed any more, nothing is lost: there is another card. */
async function renewed(
  at: { channel: string; ts: string },
  message: Message,
  { messenger }: PostingPorts,
): Promise<void> {
  try {
    await messenger.update(at.channel, at.ts, message);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
  }
}
