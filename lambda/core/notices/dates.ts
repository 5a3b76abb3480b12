import { startOf, toMilliseconds } from '../time';
import type { Instant } from '../time';
import type { Reader } from './reader';
import type { Texts } from './texts';

/** How the texts say a moment. */
export interface Dates {
  /** `Tue 10 Mar`, 3/10(火); with the year where it is not this one. */
  day(at: Instant): string;
  /** `Tue 10 Mar 10:00` */
  full(at: Instant): string;
  /** `12 Jun 2021` */
  date(at: Instant): string;
  /** `02:00` */
  time(at: Instant): string;
  /** `14:03:05`, and the day where it is not today. */
  second(at: Instant): string;
}

/** The parts of a moment in one language and time zone, as Intl names them. */
export type DateParts = Record<'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute' | 'second', string>;

/** Dates as text, in the reader's zone. */
export function datesIn({ timeZone }: Pick<Reader, 'timeZone'>, { dates }: Texts, now: Instant): Dates {
  const format = formatIn(timeZone, dates.locale, dates.month);
  const parts = (at: Instant): DateParts =>
    Object.fromEntries(
      format.formatToParts(new Date(toMilliseconds(at))).map(({ type, value }) => [type, value]),
    ) as DateParts;
  const thisYear = parts(now).year;
  const day = (at: Instant): string => {
    const of = parts(at);
    return dates.day(of, of.year === thisYear);
  };
  const time = (at: Instant): string => {
    const { hour, minute } = parts(at);
    return `${hour}:${minute}`;
  };
  return {
    day,
    time,
    full: (at) => `${day(at)} ${time(at)}`,
    date: (at) => dates.date(parts(at)),
    second: (at) => `${day(at) === day(now) ? '' : `${day(at)} `}${time(at)}:${parts(at).second}`,
  };
}

/** A day of the calendar, which is the same for readers in every zone; what is no day is told as today. */
export const calendarDay = (day: string, texts: Texts, now: Instant): string =>
  datesIn({ timeZone: 'UTC' }, texts, now).day(startOf('UTC', day) ?? now);

/** Slack's own token for a moment: each reader sees it in their zone and manner. What cannot show it shows `text`. */
export function datesForEverybody(text: Dates): Dates {
  const token = (format: string, say: (at: Instant) => string) => (at: Instant) =>
    `<!date^${Math.floor(toMilliseconds(at) / 1000)}^${format}|${say(at)}>`;
  return {
    day: token('{date_short}', text.day),
    full: token('{date_short} {time}', text.full),
    date: token('{date_short}', text.date),
    time: token('{time}', text.time),
    second: token('{date_short} {time_secs}', text.second),
  };
}

/** The name of a time zone in a language: `Japan Standard Time`, 日本標準時. */
export function zoneName({ timeZone }: Pick<Reader, 'timeZone'>, { dates }: Texts, now: Instant): string {
  const named = (timeZoneName: 'longGeneric' | 'long'): string => {
    const parts = Intl.DateTimeFormat(dates.locale, { timeZone, timeZoneName }).formatToParts(toMilliseconds(now));
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  };
  const generic = named('longGeneric');
  // UTC has no name that is good in winter and summer alike: it is called GMT+00:00 there.
  return generic.startsWith('GMT') ? named('long') : generic;
}

/** Making one takes longer than hundreds of dates: each is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string, locale: string, month: 'short' | 'numeric'): Intl.DateTimeFormat {
  const name = `${locale} ${timeZone}`;
  const known = formats.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    month,
    hourCycle: 'h23',
    weekday: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(name, format);
  return format;
}
