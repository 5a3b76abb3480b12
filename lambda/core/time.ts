import { Temporal } from 'temporal-polyfill';

/** A moment: ISO 8601 in UTC with milliseconds, `2026-03-03T01:00:00.000Z`. Of one form, so that text compares as time does. */
export type Instant = string;

/** A length of time, ISO 8601: `PT10M`, `P1D`. Days are days of a calendar: with a change of clocks they have 23 or 25 hours. */
export type Duration = string;

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds in the units that the protocol is written in. */
export const seconds = { minute: MINUTE, hour: HOUR, day: 24 * HOUR } as const;

export const toInstant = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();

export const toMilliseconds = (instant: Instant): number => Date.parse(instant);

/** `instant` and so many seconds later (or earlier, when negative). */
export const after = (instant: Instant, addedSeconds: number): Instant =>
  toInstant(toMilliseconds(instant) + addedSeconds * 1000);

/** From one moment to another, in seconds; negative when `to` is the earlier. */
export const secondsBetween = (from: Instant, to: Instant): number =>
  (toMilliseconds(to) - toMilliseconds(from)) / 1000;

/** The number of the span of so many seconds that a moment is in, counted from 1970: the same for everybody. */
export const slotOf = (instant: Instant, length: number): number => Math.floor(toMilliseconds(instant) / 1000 / length);

/** A few durations are used again and again: each is read once. */
const parsed = new Map<Duration, { duration: Temporal.Duration; seconds: number }>();

function read(text: Duration): { duration: Temporal.Duration; seconds: number } {
  const known = parsed.get(text);
  if (known) return known;
  const duration = Temporal.Duration.from(text);
  const length = duration.total({ unit: 'seconds', relativeTo: '2026-01-01T00:00:00Z[UTC]' });
  parsed.set(text, { duration, seconds: length });
  return { duration, seconds: length };
}

/** `instant` and a duration later, by the calendar of a time zone: one day after 10:00 is 10:00. */
export function afterDuration(instant: Instant, text: Duration, timeZone: string): Instant {
  const { duration, seconds: length } = read(text);
  const { years, months, weeks, days } = duration;
  // Hours and less are the same in every zone.
  if (years === 0 && months === 0 && weeks === 0 && days === 0) return after(instant, length);
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return toInstant(zoned.add(duration).epochMilliseconds);
}

/** The length of a duration in seconds, a day taken as 24 hours. */
export const lengthInSeconds = (duration: Duration): number => read(duration).seconds;

/** The same; `undefined` where it is no duration. */
export function lengthOrNone(duration: Duration): number | undefined {
  try {
    return lengthInSeconds(duration);
  } catch {
    return undefined;
  }
}

/** The second that a moment is in: CloudTrail tells no finer. */
export const wholeSecond = (instant: Instant): Instant => `${instant.slice(0, 19)}.000Z`;

export const earliest = (first: Instant, ...others: Instant[]): Instant =>
  others.reduce((least, other) => (other < least ? other : least), first);

/** The last of moments; one that is not known is left out. */
export const latest = (first: Instant, ...others: (Instant | undefined)[]): Instant =>
  others.reduce<Instant>((last, other) => (other && other > last ? other : last), first);

/** The date (`2026-03-03`) that a moment falls on in a time zone. */
export const dateIn = (timeZone: string, instant: Instant): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** The first moment of a date (`2026-03-16`) in a time zone; `undefined` where it is no date. */
export function startOf(timeZone: string, date: string): Instant | undefined {
  try {
    return toInstant(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return undefined;
  }
}

/** The first moment of the next day in a time zone. */
export const nextDay = (timeZone: string, instant: Instant): Instant =>
  toInstant(
    Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).add({ days: 1 }).startOfDay().epochMilliseconds,
  );
