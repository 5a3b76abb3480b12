import { isOpen } from '../../../lambda/core/calendar';
import type { Calendar, Config } from '../../../lambda/core/config';
import type { Retirement } from '../../../lambda/core/retirement';
import { after, afterDuration, dateIn, nextDay, startOf, toMilliseconds } from '../../../lambda/core/time';
import type { Instant } from '../../../lambda/core/time';
import type { Dates } from '../../story/dates';
import type { BoardScene, RowScene } from '../scene';
import { isDark } from './dark';
import { refusedRow, rowOf } from './row';

export interface Company {
  config: Config;
  begins: Instant;
  /** The keys that take part, in order; each with why the operator door refused it, where it did. */
  keys: readonly { keyId: string; userName: string; accountId: string; refused?: string }[];
}

/** One row per key, and the days that they share. */
export function boardOf(
  { config, begins, keys }: Company,
  standing: ReadonlyMap<string, Retirement>,
  now: Instant,
  dates: Dates,
): BoardScene {
  const { calendar, accounts } = config;
  const groups = accounts.flatMap((account) => {
    const all = keys.filter(({ accountId }) => accountId === account.id);
    if (all.length === 0) return [];
    const rows = all.flatMap((key) => {
      const r = standing.get(key.keyId);
      if (r) return [rowOf(r, now, config, dates)];
      return key.refused === undefined ? [] : [refusedRow(key, key.refused)];
    });
    const dark = all.filter(({ keyId }) => isDark(standing.get(keyId))).length;
    return [{ account, words: `${counted(all.length)}${dark > 0 ? `, ${dark} dark` : ''}`, rows }];
  });
  const rows = groups.flatMap((group) => group.rows);
  const axis = axisOf(rows, begins, now, calendar.timeZone);
  const all = daysOf(axis, calendar.timeZone);
  return {
    ...{ timeZone: calendar.timeZone, ...axis },
    ticks: all.filter((_, i) => i % 14 === 0).map(({ from }) => from),
    closed: all.filter((day) => !opens(calendar, day)),
    days: all.map((day) => ({ ...day, off: offOn(rows, day), planned: day.from > now })),
    groups,
  };
}

interface Day {
  from: Instant;
  to: Instant;
}

/** From the Monday of the first week to a few days after the last thing that is planned. */
function axisOf(rows: readonly RowScene[], begins: Instant, now: Instant, timeZone: string): Day {
  const last = rows.flatMap(({ spans, end }) => [...spans.map(({ to }) => to), ...(end ? [end.at] : [])]);
  const to = [...last, now, afterDuration(begins, 'P6W', timeZone)].reduce((a, b) => (a > b ? a : b));
  return { from: mondayOf(begins, timeZone), to: nextDay(timeZone, afterDuration(to, 'P3D', timeZone)) };
}

function mondayOf(at: Instant, timeZone: string): Instant {
  const date = dateIn(timeZone, at);
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return afterDuration(startOf(timeZone, date) ?? at, `-P${weekday}D`, timeZone);
}

function daysOf({ from, to }: Day, timeZone: string): Day[] {
  const days: Day[] = [];
  for (let day = from; day < to; day = nextDay(timeZone, day)) days.push({ from: day, to: nextDay(timeZone, day) });
  return days;
}

/** Some moment of this day is within the working hours. */
function opens(calendar: Calendar, { from, to }: Day): boolean {
  const hours = (toMilliseconds(to) - toMilliseconds(from)) / 3_600_000;
  return Array.from({ length: hours }, (_, hour) => after(from, hour * 3600)).some((at) => isOpen(calendar, at));
}

/** How many keys are off at some moment of this day. */
const offOn = (rows: readonly RowScene[], day: Day): number =>
  rows.filter(({ spans }) => spans.some(({ paint, from, to }) => paint === 'outage' && from < day.to && to > day.from))
    .length;

const counted = (keys: number): string => `${keys} ${keys === 1 ? 'key' : 'keys'}`;
