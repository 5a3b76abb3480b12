import { Temporal } from 'temporal-polyfill';
import type { Instant } from './time';

/** A date, `2026-03-16`. */
export type Day = string;

/** The days that "not now" may wait for, in the time zone of the retirement; `usual` is what is proposed. */
export interface SnoozeDays {
  first: Day;
  usual: Day;
  last: Day;
}

/** "Not now" is for a release or a holiday, not for ever: who needs the key stops. */
export const LONGEST_SNOOZE = 30;

export function snoozeDays(now: Instant, timeZone: string): SnoozeDays {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const ahead = (days: number): Day => today.add({ days }).toString();
  return { first: ahead(1), usual: ahead(7), last: ahead(LONGEST_SNOOZE) };
}
