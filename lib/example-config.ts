import type { Config } from '../lambda/core/config';
import { standard } from '../lambda/core/ritual';

/** An imaginary company like the article's, for `cdk synth` and the rehearsal. */
export const exampleConfig: Config = {
  accounts: [
    { id: '408173952614', name: 'prod-apps' },
    { id: '318204477195', name: 'prod-data' },
    { id: '742918350066', name: 'legacy-prod' },
    { id: '150377826941', name: 'media' },
    { id: '927463018854', name: 'retail-pos' },
  ],
  calendar: {
    timeZone: 'Asia/Tokyo',
    weekdays: [1, 2, 3, 4, 5],
    from: '10:00',
    to: '17:00',
    holidays: [
      '2026-01-01',
      '2026-01-12',
      '2026-02-11',
      '2026-02-23',
      '2026-03-20',
      '2026-04-29',
      '2026-05-03',
      '2026-05-04',
      '2026-05-05',
      '2026-05-06',
      '2026-07-20',
      '2026-08-11',
      '2026-09-21',
      '2026-09-22',
      '2026-09-23',
      '2026-10-12',
      '2026-11-03',
      '2026-11-23',
    ],
    freezes: [],
  },
  rituals: [standard],
  limits: {
    outagesPerAccountAndDay: 5,
    outagesPerOwnerAndDay: 5,
    outagesPerDay: 20,
    minimumAgeDays: 7,
    breaker: { screams: 3, within: 'PT24H' },
  },
  neverTouch: {
    users: [{ name: 'break-glass*', because: 'the way in when all else is down' }],
    keys: [],
    tag: 'keysunset:protected',
  },
  operators: [{ slackUserId: 'U08KENJI', name: 'kenji.sato' }],
  slack: {
    workspace: 'T0MINATO',
    fallbackChannel: { id: 'C0CLOUDOPS', name: '#cloud-ops' },
    ownerTags: ['owner'],
    channelTags: ['slack-channel'],
  },
  members: {
    roles: {
      inspect: 'keysunset-member-inspect',
      deactivate: 'keysunset-member-deactivate',
      restore: 'keysunset-member-restore',
      delete: 'keysunset-member-delete',
    },
    externalId: 'keysunset-minato',
    partition: 'aws',
  },
  remindEveryDays: 7,
};

/** Where the example's Keysunset itself runs. */
export const exampleHub = { account: '610258347912', region: 'ap-northeast-1' };
