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
  if (owner?.kind === 'channel') return everybody(hub, config);
  const { language: otherwise = 'en' } = config.slack;
  const language = languageOf(owner?.locale, otherwise);
  return owner?.timeZone
    ? { language, timeZone: owner.timeZone, zoneOf: 'reader' }
    : { language, timeZone: hub, zoneOf: 'hub' };
}

/** A channel has many readers, and the language that the configuration names. */
export const everybody = (timeZone: string, { slack }: Configured): Reader => ({
  language: slack.language ?? 'en',
  timeZone,
  zoneOf: 'everyone',
});
