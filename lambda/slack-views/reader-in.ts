import type { Config } from '../core/config';
import { personAsReader, readerOf } from '../core/notices/reader';
import type { Reader } from '../core/notices/reader';
import type { Messenger } from '../core/ports';
import type { Retirement } from '../core/retirement';

interface Ports {
  config: Pick<Config, 'slack'>;
  messenger: Pick<Messenger, 'person'>;
}

/**
 * How somebody is spoken to: as their own Slack is set. The ledger knows that of the owner, so that they need not wait for it;
 * of others Slack is asked, and where it does not say, it is as in a channel, in the time zone of the retirement.
 */
export async function readerIn(
  slackUserId: string,
  r: Pick<Retirement, 'owner' | 'timeZone'>,
  { config, messenger }: Ports,
): Promise<Reader> {
  const { owner, timeZone } = r;
  if (owner?.kind === 'person' && owner.slackUserId === slackUserId && owner.locale) return readerOf(r, config);
  const person = await messenger.person(slackUserId);
  return personAsReader(person.known && person.value !== 'nobody' ? person.value : {}, timeZone, config);
}
