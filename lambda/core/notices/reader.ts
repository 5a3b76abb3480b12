import type { Config } from '../config';
import type { Retirement } from '../retirement';
import { languageOf } from './language';
import type { Language } from './language';

/** Who reads a notice: in which language, and in whose time zone the dates are. */
export interface Reader {
  language: Language;
  /** An IANA name. */
  timeZone: string;
  /**
   * `reader`: as set in their Slack. `hub`: the hub calendar's, where theirs is not known. `everyone`: a channel's; Slack shows
   * each of them the dates in their own, and `timeZone` is for where it cannot.
   */
  zoneOf: 'reader' | 'hub' | 'everyone';
}

type Configured = Pick<Config, 'slack'>;

/** Who reads the card: the owner in their direct messages, or everybody in a channel. */
export function readerOf({ owner, timeZone: hub }: Pick<Retirement, 'owner' | 'timeZone'>, config: Configured): Reader {
  return owner?.kind === 'channel' ? everybody(hub, config) : personAsReader(owner ?? {}, hub, config);
}

/** One person, as their own Slack is set; as in a channel, and in the hub's time zone, where that is not known. */
export function personAsReader(
  { timeZone, locale }: { timeZone?: string; locale?: string },
  hub: string,
  { slack }: Configured,
): Reader {
  const language = languageOf(locale, slack.language ?? 'en');
  return timeZone ? { language, timeZone, zoneOf: 'reader' } : { language, timeZone: hub, zoneOf: 'hub' };
}

/** A channel has many readers, and the language that the configuration names. */
export const everybody = (timeZone: string, { slack }: Configured): Reader => ({
  language: slack.language ?? 'en',
  timeZone,
  zoneOf: 'everyone',
});
