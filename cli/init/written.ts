import type { Answers } from './answers';

/** The text of `keysunset.config.ts`: what was answered, and the defaults, each with what it means. */
export const written = (
  answers: Answers,
  externalId: string,
): string => `import type { Configuration } from './lib/configuration';

// Keysunset's configuration. A wrong value fails at \`npx cdk synth\`, with its path, what was given and what is wanted.
// Keep this file with your infrastructure code. It holds no secret: Slack's two are in Secrets Manager.
export default {
  // Where Keysunset itself runs.
  hub: { account: ${text(answers.hub.account)}, region: ${text(answers.hub.region)} },

  // Whose access keys may be retired; a key of any other account is refused. The name is what people read, and names the stack.
  accounts: ${listOf(answers.accounts.map(({ id, name }) => `{ id: ${text(id)}, name: ${text(name)} }`))},

  // Outages begin, and keys are deleted, only in these hours: people have to be there to scream. A restore never waits for them.
  calendar: {
    timeZone: ${text(answers.calendar.timeZone)},
    // 1 is Monday, 7 is Sunday.
    weekdays: [${answers.calendar.weekdays.join(', ')}],
    from: ${text(answers.calendar.from)},
    to: ${text(answers.calendar.to)},
    // Dates, '2026-12-31'. There is room for some 80 of them: leave out those that are over.
    holidays: ${datesOf(answers.calendar.holidays)},
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
    outagesPerAccountAndDay: ${answers.outagesPerAccountAndDay},
    outagesPerOwnerAndDay: 5,
    outagesPerDay: ${Math.max(20, answers.outagesPerAccountAndDay)},
    // A younger key is refused.
    minimumAgeDays: 7,
    // So many screams within that time freeze everything.
    breaker: { screams: 3, within: 'PT24H' },
  },

  // Refused when they are enqueued, and left alone from then on.
  neverTouch: {
    // IAM user names; * stands for any characters.
    users: ${listOf(answers.neverTouch.map((name) => `{ name: ${text(name)}, because: 'it must never go dark' }`))},
    // { id: 'AKIA…', because: 'the payment terminal' }
    keys: [],
    // A user with this tag is protected by IAM itself, whatever the tag's value (other than false).
    tag: 'keysunset:protected',
  },

  // Who may enqueue, freeze, thaw and approve in Slack: their id there, and the last part of the ARN that they sign with.
  operators: ${listOf(answers.operators.map(({ slackUserId, name }) => `{ slackUserId: ${text(slackUserId)}, name: ${text(name)} }`))},

  slack: {
    // Requests of any other workspace are turned down.
    workspace: ${text(answers.slack.workspace)},
    ${enterpriseOf(answers.slack.enterprise)}
    // The operators': told where no owner is found.
    fallbackChannel: { id: ${text(answers.slack.fallbackChannel.id)}, name: ${text(answers.slack.fallbackChannel.name)} },
    // Who answers for a key: the first of these tags of its IAM user that holds an e-mail address known to Slack,
    ownerTags: [${answers.slack.ownerTags.map(text).join(', ')}],
    // else the channel that one of these names: C…, or #name.
    channelTags: [${answers.slack.channelTags.map(text).join(', ')}],
    // From so many first notices to one owner on one day on, they go into one thread.
    digestFrom: 4,
    // en or ja: in channels, and to people whose own language Slack does not tell.
    language: ${text(answers.slack.language ?? 'en')},
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
    externalId: ${text(externalId)},
    // aws, aws-cn or aws-us-gov
    partition: ${text(answers.partition)},
    // permissionsBoundary: 'a managed policy in each member account that bounds the four roles',
  },

  // A key that somebody needed is left alone for so many days.
  restDays: 180,
  // During a long outage owner and channel hear of it every so many days.
  remindEveryDays: 7,
} satisfies Configuration;
`;

const text = (value: string): string =>
  value.includes("'") && !value.includes('"') ? JSON.stringify(value) : `'${value.replace(/[\\']/g, '\\$&')}'`;

const listOf = (items: readonly string[]): string =>
  items.length > 1 ? `[\n${items.map((item) => `    ${item},\n`).join('')}  ]` : `[${items.join('')}]`;

/** On one line where they fit. */
function datesOf(dates: readonly string[]): string {
  const line = `[${dates.map(text).join(', ')}]`;
  return line.length < 100 ? line : `[\n${dates.map((date) => `      ${text(date)},\n`).join('')}    ]`;
}

const enterpriseOf = (enterprise: string | undefined): string =>
  enterprise === undefined
    ? `// On Enterprise Grid the organisation: people of all its workspaces may act then.\n    // enterprise: 'E…',`
    : `// People of all workspaces of this organisation may act.\n    enterprise: ${text(enterprise)},`;
