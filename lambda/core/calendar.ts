import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './config';
import { Refused } from './errors';
import { dateIn, toInstant, toMilliseconds } from './time';
import type { Instant } from './time';

/** When nothing opens for longer than this, the calendar is taken to be wrong. */
const DAYS_LOOKED_AHEAD = 400;

/** Whether an outage may begin, or a key be deleted, at this moment. */
export function isOpen(calendar: Calendar, instant: Instant): boolean {
  const at = toMilliseconds(instant);
  const hours = nextHours(calendar, at);
  return hours !== undefined && hours.opens <= at;
}

/** The first moment from `instant` on that is open: `instant` itself where it is. */
export function nextOpening(calendar: Calendar, instant: Instant): Instant {
  const at = toMilliseconds(instant);
  const hours = nextHours(calendar, at);
  if (!hours) {
    throw new Refused(
      `The calendar has no working hours in the ${DAYS_LOOKED_AHEAD} days after ${instant}. ` +
        'Wanted: at least one working day. Look at its weekdays, holidays and freezes.',
    );
  }
  return toInstant(Math.max(at, hours.opens));
}

/** The next working hours; the moment itself where the calendar has none, which must keep nobody from looking after a key. */
export function openingFrom(calendar: Calendar, at: Instant): Instant {
  try {
    return nextOpening(calendar, at);
  } catch {
    return at;
  }
}

/** Why nothing may begin at this moment, in words. */
export function whyClosed(calendar: Calendar, instant: Instant): string {
  const date = dateIn(calendar.timeZone, instant);
  const hours = `${calendar.from} to ${calendar.to} ${calendar.timeZone}`;
  if (isOpen(calendar, instant)) return `open: ${date} is a working day, ${hours}`;
  return whyDayClosed(calendar, date) ?? `outside working hours (${hours})`;
}

interface Hours {
  /** Epoch milliseconds. */
  opens: number;
  /** Epoch milliseconds: the first that is closed again. */
  closes: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** The first working hours that are not over at `at`. */
function nextHours(calendar: Calendar, at: number): Hours | undefined {
  const today = Math.floor(at / DAY);
  // A local date may be a day ahead of the UTC date, or a day behind.
  for (let day = today - 1; day <= today + DAYS_LOOKED_AHEAD; day++) {
    const hours = hoursOf(calendar, day);
    if (hours && hours.closes > at) return hours;
  }
  return undefined;
}

/** Ten thousand keys ask about the same few hundred dates. */
const known = new WeakMap<Calendar, Map<number, Hours | undefined>>();

/** The working hours of a date, which is given in days since 1 January 1970. */
function hoursOf(calendar: Calendar, day: number): Hours | undefined {
  const days = known.get(calendar) ?? new Map<number, Hours | undefined>();
  known.set(calendar, days);
  if (!days.has(day)) days.set(day, workedOut(calendar, toInstant(day * DAY).slice(0, 10)));
  return days.get(day);
}

function workedOut(calendar: Calendar, date: string): Hours | undefined {
  if (whyDayClosed(calendar, date) !== undefined) return undefined;
  const opens = momentOf(calendar, date, calendar.from);
  const closes = momentOf(calendar, date, calendar.to);
  // Hours that lie in the hour a change of clocks leaves out.
  return opens < closes ? { opens, closes } : undefined;
}

function momentOf({ timeZone }: Calendar, date: string, time: string): number {
  const day = Temporal.PlainDate.from(date);
  const moment =
    time === '24:00'
      ? day.add({ days: 1 }).toZonedDateTime({ timeZone })
      : day.toZonedDateTime({ timeZone, plainTime: time });
  return moment.epochMilliseconds;
}

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function whyDayClosed({ freezes, holidays, weekdays }: Calendar, date: string): string | undefined {
  const freeze = freezes.find(({ from, to }) => from <= date && date <= to);
  if (freeze) return `frozen from ${freeze.from} to ${freeze.to}: ${freeze.reason}`;
  if (holidays.includes(date)) return `${date} is a holiday`;
  const { dayOfWeek } = Temporal.PlainDate.from(date);
  return weekdays.includes(dayOfWeek) ? undefined : `${date} is a ${weekdayNames[dayOfWeek - 1]}, not a working day`;
}
