import type { Catches } from '../catches';

/** What a decision rests on, where each fact comes from, and what cannot be seen. */
export const evidence = {
  lastUsed: 'Last used',
  neverUsed: 'Never, as far as IAM knows',
  use: (...parts: readonly string[]) => parts.join(', '),
  calledFrom: 'Called from',
  /** The agent is what the caller says of itself. */
  caller: (ip: string, calls: number, failed: number, agent: string) =>
    `${ip}, ${calls} ${calls === 1 ? 'call' : 'calls'}, ${failed === 0 ? 'none' : failed} failed, as _${agent}_`,
  through: (ip: string, endpoint: string) => `${ip} through ${endpoint}`,
  moreCallers: (more: number) => `and ${more} more`,
  callersUnknown: 'CloudTrail could not be read: not known',
  noCallers: 'No calls in CloudTrail for 90 days',
  notSeen: 'Not seen in CloudTrail, which shows no data events',
  created: 'Created and tags',
  createdAndTags: (created: string, tags: string) => `${created} · ${tags}`,
  noTags: 'no tags',
  owner: (name: string) => `Owner: ${name}`,
  noOwner: 'not known yet',
  askedBy: 'Asked for by',
  reason: (who: string, reason: string) => `${who}: _“${reason}”_`,
  neededBy: 'What needs it',
  needed: (words: string, who: string, day: string) => `_“${words}”_, said ${who} on ${day}`,
  ignoredUse: 'Use that does not count',
  ignored: (because: string) => `Any, as the operator said: _“${because}”_`,

  wasUsedNow: (at: string, what: string) => `*This key was used on ${at}* (${what}). Does that use count?`,
  doesItCount: (until: string) =>
    `Until somebody says so, nothing goes on. Without an answer by *${until}* the key is kept. Anybody may stop; that it does not ` +
    'count, the owner or an operator has to say.',

  safeToDelete: '*Safe to delete?*',
  approvalsNeeded: (owner: boolean, operators: number) =>
    `The deletion waits for the word of ${whose(owner, operators)}. Without it the key is given back and kept.`,
  deletionNeeds: 'The deletion needs',
  theOwner: '○ the word of the owner',
  anOperator: '○ the word of an operator',
  approvedBy: (who: string) => `● the word of ${who}`,

  stageFinds: 'This stage finds',
  findsNot: (found: string, missed: string) =>
    `${found.charAt(0).toUpperCase()}${found.slice(1)}. It cannot find ${missed}.`,
  finds: {
    'all the time': 'what runs all the time',
    hourly: 'hourly jobs',
    daily: 'daily jobs',
    weekly: 'weekly jobs',
    monthly: 'monthly jobs',
    quarterly: 'quarterly jobs',
  } as Record<Catches, string>,
  misses: {
    'all the time': 'jobs that run hourly, daily or less often',
    hourly: 'jobs that run daily or less often',
    daily: 'jobs that run weekly or less often',
    weekly: 'jobs that run monthly or less often',
    monthly: 'jobs that run quarterly or yearly',
    quarterly: 'jobs that run once a year',
  } as Record<Catches, string>,

  usedFor: 'Used for',
  userAgent: 'User agent',
  seenIn: 'Seen in',
  byIam: 'IAM last used',
  byCloudTrail: 'IAM last used, then CloudTrail',

  cannotSee:
    'Nothing here finds a job that runs once a year, and CloudTrail does not show object reads and other data events, SES SMTP or ' +
    'sessions already issued. *If you know of one, press Stop.*',
  times: { reader: inZone('as set in your Slack'), hub: inZone(), everyone: () => eachReader },
  orReply: (times: string) => `${times} Replying *stop* in the thread works too.`,
  orReplyInDigest: (times: string) => `${times} Replying *stop* with the key’s id in the thread works too.`,
  record: (who: string, notices: number, first: string, show: string) =>
    `Asked for by ${who} · told ${notices === 1 ? 'once' : `${notices} times`} since ${first} · ${show}`,
};

const eachReader = 'Each date is in the time zone of whoever reads it.';

function inZone(more?: string) {
  return (zone: string): string => `Times are in ${zone}${more ? `, ${more}` : ''}.`;
}

function whose(owner: boolean, operators: number): string {
  const some = operators === 1 ? 'one operator' : `${operators} operators`;
  return [...(owner ? ['the owner'] : []), ...(operators > 0 ? [some] : [])].join(' and ');
}
