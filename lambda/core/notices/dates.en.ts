import { toMilliseconds } from '../time';
import type { Instant } from '../time';

/** English dates in one time zone; the year is said where it is not this one. */
export function datesIn(timeZone: string, now: Instant) {
  const format = formatIn(timeZone);
  const parts = (at: Instant) =>
    Object.fromEntries(format.formatToParts(new Date(toMilliseconds(at))).map(({ type, value }) => [type, value]));
  const thisYear = parts(now)['year'];

  /** `Tue 10 Mar` */
  const day = (at: Instant): string => {
    const { weekday, day, month, year } = parts(at);
    return [weekday, day, month, ...(year === thisYear ? [] : [year])].join(' ');
  };
  /** `10:00` */
  const time = (at: Instant): string => {
    const { hour, minute } = parts(at);
    return `${hour}:${minute}`;
  };
  return {
    day,
    /** `Tue 10 Mar 10:00` */
    full: (at: Instant): string => `${day(at)} ${time(at)}`,
    /** `12 Jun 2021` */
    date: (at: Instant): string => {
      const { day, month, year } = parts(at);
      return `${day} ${month} ${year}`;
    },
    /** `14:03:05`, and the day where it is not today. */
    second: (at: Instant): string => `${day(at) === day(now) ? '' : `${day(at)} `}${time(at)}:${parts(at)['second']}`,
  };
}

/** Making one takes longer than hundreds of dates: one for each time zone is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
