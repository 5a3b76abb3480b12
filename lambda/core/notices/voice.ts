import type { Operator } from '../config';
import type { Plan } from '../plan';
import type { Instant } from '../time';
import type { Texts } from './texts';
import { en } from './texts.en';

/** How a notice is to be told. */
export interface Setting {
  now: Instant;
  /** The reader's, an IANA name. */
  timeZone: string;
  /** Of the rest of the retirement: `restOf`. */
  plan: Plan;
  /** Who they are counts for approvals. */
  operators?: readonly Operator[];
}

/** The texts and dates that the parts of a notice are made of. */
export interface Voice extends Setting {
  t: Texts;
  dates: ReturnType<Texts['datesIn']>;
}

export const inEnglish = (setting: Setting): Voice => ({
  ...setting,
  t: en,
  dates: en.datesIn(setting.timeZone, setting.now),
});
