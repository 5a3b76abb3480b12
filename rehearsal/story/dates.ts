import type { Instant } from '../../lambda/core/time';

/** Dates and times as the story writes them, in the hub's time zone. */
export function datesIn(timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
    return (at: Instant): string => formatter.format(new Date(at)).replace(',', '');
  };
  const day = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const time = format({ hour: '2-digit', minute: '2-digit' });
  return {
    day,
    time,
    year: format({ year: 'numeric' }),
    /** `10:10`, or with its day where that is another one. */
    near: (at: Instant, from: Instant): string => (day(at) === day(from) ? time(at) : `${day(at)} ${time(at)}`),
  };
}

export type Dates = ReturnType<typeof datesIn>;
