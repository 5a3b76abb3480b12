import { Unavailable } from '../core/errors';
import { card, formerCard } from '../core/notices/notices';
import { readerOf } from '../core/notices/reader';
import type { Message } from '../core/ports';
import type { Retirement } from '../core/retirement';
import type { Instant } from '../core/time';
import { isCard, settingFor } from './card-setting';
import { stands } from './place-card';
import type { Place } from './place-card';
import type { PostingPorts } from './post-notice';
import type { Run } from './run';

/**
 * Where it was handed on, the card of whoever had it says who is asked now; `begun` as it is once they are told, until when they
 * have their notice.
 */
export async function sayWhoIsAsked(run: Run, begun: Retirement, until: Instant, ports: PostingPorts): Promise<void> {
  const [last] = run.retirement.told.filter(isCard).slice(-1);
  if (!last) return;
  await stands(run, last, ports, true);
  await renewed(last, formerCard(begun, until, settingOfFormer(begun, ports, last)), ports);
}

/** Whoever had it before, and pressed Stop there, reads there what came of it. */
export async function sayHowItEnds(r: Retirement, ports: PostingPorts): Promise<void> {
  for (const former of r.told.filter(isCard).slice(0, -1)) {
    await renewed(former, card(r, settingOfFormer(r, ports, former)), ports);
  }
}

/** As whoever it was told reads it: who had it then. */
function settingOfFormer(r: Retirement, ports: PostingPorts, card: Retirement['told'][number]) {
  const { timeZone, handedOn } = r;
  const owner = card.owner ?? handedOn?.from;
  return settingFor(readerOf({ timeZone, ...(owner && { owner }) }, ports.config), { retirement: r }, ports, card);
}

/** Where Slack does not let it be changed any more, nothing is lost: there is another card. */
async function renewed(at: Place, message: Message, { messenger }: PostingPorts): Promise<void> {
  try {
    await messenger.update(at.channel, at.ts, message);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
  }
}
