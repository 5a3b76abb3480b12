import type { Operator } from '../config';
import type { Plan } from '../plan';
import type { Instant } from '../time';
import type { Action } from './choices';
import { datesForEverybody, datesIn } from './dates';
import type { Dates } from './dates';
import type { Language } from './language';
import type { Reader } from './reader';
import type { Texts } from './texts';
import { en } from './texts.en';
import { ja } from './texts.ja';

/** To whom something is said, and when. */
export interface Audience {
  now: Instant;
  reader: Reader;
  /** Which buttons and fields are shown; those that the door understands unless it is said. */
  actions?: readonly Action[];
}

/** How a notice of one key is to be told. */
export interface Setting extends Audience {
  /** Of the rest of the retirement: `restOf`. */
  plan: Plan;
  /** Who they are counts for approvals. */
  operators?: readonly Operator[];
  /** The card stands in the thread of a digest: who replies there has to say which key. */
  inDigest?: boolean;
}

/** With the texts and dates of the reader. */
export type Speaking<To extends Audience = Audience> = To & { t: Texts; dates: Dates };

/** What the parts of a notice are made of. */
export type Voice = Speaking<Setting>;

export const catalogues: Readonly<Record<Language, Texts>> = { en, ja };

/** Speaks to the reader. */
export function voiceFor<To extends Audience>(to: To): Speaking<To> {
  const voice = plainVoice(to);
  return to.reader.zoneOf === 'everyone' ? { ...voice, dates: datesForEverybody(voice.dates) } : voice;
}

/** The same where Slack fills nothing in: in notifications, in forms, and for screen readers. */
export function plainVoice<To extends Audience>(to: To): Speaking<To> {
  const t = catalogues[to.reader.language];
  return { ...to, t, dates: datesIn(to.reader, t, to.now) };
}
