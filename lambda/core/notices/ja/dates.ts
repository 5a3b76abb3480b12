import { amountsOf, inUnits, roughly } from '../lengths';
import type { Amount } from '../lengths';
import type { Texts } from '../texts';

export const dates: Texts['dates'] = {
  locale: 'ja-JP',
  month: 'numeric',
  day: ({ weekday, day, month, year }, thisYear) => `${thisYear ? '' : `${year}/`}${month}/${day}(${weekday})`,
  date: ({ day, month, year }) => `${year}/${month}/${day}`,
};

export const lengths: Texts['lengths'] = {
  // 10分間、31日間。ただし1日は「1日」。
  long: (duration) => {
    const said = amountsOf(duration).map(inShort).join('');
    return /^1日$|間$/.test(said) ? said : `${said}間`;
  },
  short: (duration) => amountsOf(duration).map(inShort).join(''),
  elapsed: (length) => roughly(length).map(inShort).join(''),
  days: (days) => inShort([days, 'day']),
};

/** Intl puts a space between a number and 分; people do not. */
const inShort = (amount: Amount): string => inUnits('ja', 'long', amount).replace(' ', '');
