import { exampleConfig } from '../../lib/example-config';
import type { Config } from '../../lambda/core/config';
import type { Ritual } from '../../lambda/core/ritual';

/** A world in which every hour is a working hour and a ritual takes a day: the same handlers, fewer calls. */
export const begins = '2026-03-02T00:00:00.000Z';

export const short: Ritual = {
  name: 'short',
  notice: 'PT1H',
  stages: [{ outage: 'PT10M', soak: 'PT5H' }, { outage: 'PT6H' }],
  finalNotice: 'PT3H',
};

/** Off once, and deleted. */
export const once: Ritual = { name: 'once', notice: 'PT1H', stages: [{ outage: 'PT6H' }], finalNotice: 'PT3H' };

export const config: Config = {
  ...exampleConfig,
  accounts: exampleConfig.accounts.slice(0, 1),
  calendar: {
    ...exampleConfig.calendar,
    ...{ timeZone: 'UTC', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59', holidays: [], freezes: [] },
  },
  rituals: [short, once],
  // A key is enqueued again right after a stop here: that a late call of the one before finds a new one is what is tried.
  restDays: 0,
};

/** The key that all harm is done to, and another of the same user. */
export const KEY = 'AKIAIOSFODNN7EXAMPLA';
export const OTHER = 'AKIAIOSFODNN7EXAMPLB';

/** Some program that still has the key. */
export const use = {
  ...{ service: 's3', action: 'GetObject', region: 'ap-northeast-1' },
  ...{ sourceIp: '10.20.4.17', userAgent: 'aws-cli/2.31.4' },
};
