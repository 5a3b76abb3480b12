import type { DateParts } from '../dates';
import type { Unit } from '../lengths';
import { amountsOf, inUnits, roughly } from '../lengths';
import type { Amount } from '../lengths';
import type { Duration } from '../../time';

export const dates = {
  locale: 'en-US',
  month: 'short' as 'short' | 'numeric',
  day: ({ weekday, day, month, year }: DateParts, thisYear: boolean) =>
    [weekday, day, month, ...(thisYear ? [] : [year])].join(' '),
  date: ({ day, month, year }: DateParts) => `${day} ${month} ${year}`,
};

export const lengths = {
  /** `10 minutes` */
  long: (duration: Duration) => amountsOf(duration).map(inFull).join(' '),
  /** `10 min`, for the line of stages */
  short: (duration: Duration) => amountsOf(duration).map(inShort).join(' '),
  /** `1.4 s`, `4 h 3 min`, `31 days` */
  elapsed: (length: number) => roughly(length).map(inShort).join(' '),
  /** `30 days` */
  days: (days: number) => inFull([days, 'day']),
};

const symbols: Partial<Record<Unit, string>> = { second: 's', minute: 'min', hour: 'h' };

const inFull = (amount: Amount): string => inUnits('en', 'long', amount);
const inShort = ([amount, unit]: Amount): string =>
  symbols[unit] ? `${amount} ${symbols[unit]}` : inFull([amount, unit]);
