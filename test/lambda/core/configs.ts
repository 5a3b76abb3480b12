import type { Config } from '../../../lambda/core/config';
import { standard } from '../../../lambda/core/ritual';
import { subject } from './chains';

/** The configuration of an imaginary company. */
export const config: Config = {
  accounts: [
    { id: subject.accountId, name: subject.accountName },
    { id: '609629065308', name: 'legacy-prod' },
  ],
  calendar: {
    timeZone: 'Asia/Tokyo',
    weekdays: [1, 2, 3, 4, 5],
    from: '10:00',
    to: '17:00',
    holidays: ['2026-03-20'],
    freezes: [{ from: '2026-12-24', to: '2027-01-04', reason: 'year end' }],
  },
  rituals: [standard, { ...standard, name: 'short', stages: [{ outage: 'P7D' }] }],
  limits: { outagesPerAccountAndDay: 10, minimumAgeDays: 7 },
  neverTouch: {
    users: [{ name: 'break-glass-*', because: 'policy: break-glass' }],
    keys: [{ id: 'AKIAIOSFODNN7EXAMPLE', because: 'the payment terminal' }],
    tag: 'keysunset:protected',
  },
  slack: {
    workspace: 'T0KEYSUN',
    fallbackChannel: { id: 'C0FALLBACK', name: '#cloud-keys' },
    ownerTags: ['owner'],
    channelTags: ['team-channel'],
  },
  members: {
    roles: { inspect: 'k-inspect', deactivate: 'k-deactivate', restore: 'k-restore', delete: 'k-delete' },
    externalId: 'keysunset',
    partition: 'aws',
  },
  remindEveryDays: 7,
};
