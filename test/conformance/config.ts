import { exampleConfig } from '../../lib/example-config';
import type { Config } from '../../lambda/core/config';

/** The hub is moto's own account: what it does by itself, it does there. */
export const hub = { account: '123456789012', region: 'ap-northeast-1' };

/** A short ritual, with everything in it that the standard one has: stages of a few minutes, of an hour, and a last one. */
export const ritual = {
  name: 'short',
  notice: 'PT1H',
  stages: [{ outage: 'PT10M', soak: 'PT5H' }, { outage: 'PT1H', soak: 'PT5H' }, { outage: 'PT6H' }],
  finalNotice: 'PT1H',
};

/** The hub's own account has keys as well. It is always working hours: what is not, the rehearsal shows. */
export const config: Config = {
  ...exampleConfig,
  accounts: [
    { id: hub.account, name: 'hub' },
    { id: '408173952614', name: 'prod-apps' },
    { id: '318204477195', name: 'prod-data' },
  ],
  calendar: {
    timeZone: 'UTC',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    from: '00:00',
    to: '24:00',
    holidays: [],
    freezes: [],
  },
  rituals: [ritual],
  limits: { outagesPerAccountAndDay: 1000, minimumAgeDays: 7 },
  slack: { ...exampleConfig.slack, digestFrom: 50 },
};
