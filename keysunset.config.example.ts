import type { Configuration } from './lib/configuration';

// Keysunset's configuration. A wrong value fails at `npx cdk synth`, with its path, what was given and what is wanted.
// Keep this file with your infrastructure code. It holds no secret: Slack's two are in Secrets Manager.
export default {
  // Where Keysunset itself runs.
  hub: { account: '610258347912', region: 'ap-northeast-1' },

  // Whose access keys may be retired; a key of any other account is refused. The name is what people read, and names the stack.
  accounts: [
    { id: '408173952614', name: 'prod-apps' },
    { id: '318204477195', name: 'prod-data' },
  ],

  // Outages begin, and keys are deleted, only in these hours: people have to be there to scream. A restore never waits for them.
  calendar: {
    timeZone: 'Asia/Tokyo',
    // 1 is Monday, 7 is Sunday.
    weekdays: [1, 2, 3, 4, 5],
    from: '10:00',
    to: '17:00',
    // Dates, '2026-12-31'. There is room for some 80 of them: leave out those that are over.
    holidays: ['2026-12-31', '2027-01-01', '2027-01-11'],
    // Days on which nothing begins, first and last: { from: '2026-12-21', to: '2027-01-04', reason: 'year end' }
    freezes: [],
  },

  // The first is the default. Lengths are ISO 8601: PT10M, P1D. 1 to 10 stages whose outages grow; the last one has no soak, for
  // the key is deleted after it. Soaks and the last outage take 5 hours or more, all of it less than 330 days.
  // With approvals: { owner: true, operators: 1 } the deletion waits for people's word.
  rituals: [
    {
      name: 'standard',
      notice: 'P1D',
      stages: [{ outage: 'PT10M', soak: 'P3D' }, { outage: 'P1D', soak: 'P4D' }, { outage: 'P31D' }],
      finalNotice: 'P3D',
    },
  ],

  limits: {
    // Outages that may begin on one day: in an account, of the keys of one owner, in all.
    outagesPerAccountAndDay: 5,
    outagesPerOwnerAndDay: 5,
    outagesPerDay: 20,
    // A younger key is refused.
    minimumAgeDays: 7,
    // So many screams within that time freeze everything.
    breaker: { screams: 3, within: 'PT24H' },
  },

  // Refused when they are enqueued, and left alone from then on.
  neverTouch: {
    // IAM user names; * stands for any characters.
    users: [{ name: 'break-glass*', because: 'it must never go dark' }],
    // { id: 'AKIA…', because: 'the payment terminal' }
    keys: [],
    // A user with this tag is protected by IAM itself, whatever the tag's value (other than false).
    tag: 'keysunset:protected',
  },

  // Who may enqueue, freeze, thaw and approve in Slack: their id there, and the last part of the ARN that they sign with.
  operators: [
    { slackUserId: 'U08KENJI', name: 'kenji.sato' },
    { slackUserId: 'U03MARIA', name: 'maria.keller' },
  ],

  slack: {
    // Requests of any other workspace are turned down.
    workspace: 'T0MINATO',
    // On Enterprise Grid the organisation: people of all its workspaces may act then.
    // enterprise: 'E…',
    // The operators': told where no owner is found.
    fallbackChannel: { id: 'C0CLOUDOPS', name: '#cloud-ops' },
    // Who answers for a key: the first of these tags of its IAM user that holds an e-mail address known to Slack,
    ownerTags: ['owner'],
    // else the channel that one of these names: C…, or #name.
    channelTags: ['slack-channel'],
    // From so many first notices to one owner on one day on, they go into one thread.
    digestFrom: 4,
    // en or ja: in channels, and to people whose own language Slack does not tell.
    language: 'en',
  },

  members: {
    // The four roles in each member account.
    roles: {
      inspect: 'keysunset-member-inspect',
      deactivate: 'keysunset-member-deactivate',
      restore: 'keysunset-member-restore',
      delete: 'keysunset-member-delete',
    },
    // Random, and your own: whoever assumes a role has to name it. Whoever changes it deploys hub and members again.
    externalId: 'keysunset-8f14e45fceea167a5a36dedd4bea2543',
    // aws, aws-cn or aws-us-gov
    partition: 'aws',
    // permissionsBoundary: 'a managed policy in each member account that bounds the four roles',
  },

  // A key that somebody needed is left alone for so many days.
  restDays: 180,
  // During a long outage owner and channel hear of it every so many days.
  remindEveryDays: 7,
} satisfies Configuration;
