import { lengthInSeconds, seconds } from '../time';
import type { Duration } from '../time';
import { lengthInWords } from '../words';
import { datesIn } from './dates.en';

/**
 * Everything that owners read, in English. First what is true, then what they can do. What comes from outside
 * (names, reasons, user agents) comes in harmless already; dates come in as text.
 */
export const en = {
  datesIn,
  length: lengthInWords,
  shortLength: (duration: Duration) =>
    lengthInWords(duration)
      .replace(/minutes?/, 'min')
      .replace(/hours?/, 'h'),
  elapsed,

  stop: 'Stop, I need this key',
  counts: 'This use counts: keep the key',
  dismiss: 'This use does not count: go on',
  approve: 'Safe to delete',
  and: ' and ',
  headlines: {
    notice: 'Do you still need this AWS key?',
    switchingOff: 'This key is being switched off',
    off: (length: string) => `This key is off for ${length}. Is anything failing?`,
    lastCall: (left: string) => `Last call: this key is deleted ${left}`,
    deleting: 'This key is being deleted',
    givingBack: 'This key is being switched back on',
    on: 'This key is on again, and watched',
    backOn: 'Your key is back on',
    stopped: 'Stopped: this key stays on',
    inUse: 'Kept: this key is in use',
    reactivated: 'Kept: somebody switched this key back on',
    kept: 'Kept: this key stays on',
    failed: 'Keysunset could not go on. Your key is on',
    deleted: 'Deleted. Nothing for you to do',
    gone: 'Gone: somebody else deleted this key',
    left: 'Left as found: somebody else switched this key off',
  },
  /** `in 3 days` */
  in: (days: number) => (days < 1 ? 'within a day' : days === 1 ? 'in 1 day' : `in ${days} days`),

  /** For the text of a notification, and the first line of a reply in the thread. */
  about: (key: string, user: string, account: string) => `AWS key ${key} (${user}, ${account})`,
  who: (user: string, account: string, id: string) => `*${user}* in *${account}* (${id})`,

  never: 'Nothing has ever used it.',
  unusedFor: (days: number) => `Nothing has used it for ${days} days.`,
  usedOn: (at: string) => `It was last used on ${at}.`,
  proposal: (stages: number, deletion: string, first: string) =>
    `To find out safely, Keysunset switches it off ${stages > 1 ? 'for a short while, then longer,' : 'for a while'} ` +
    `and deletes it on *${deletion}* unless somebody objects. Nothing happens before *${first}*.`,
  planned: (at: string, length: string, finds: string) => `${at}  off for ${length}: finds ${finds}`,
  offSince: (since: string) => `Off since ${since}.`,
  beingSwitchedOff: (length: string) => `It is being switched off now, for ${length}.`,
  backBy: (at: string) => `*Back on by itself on ${at}.*`,
  deletedBy: (at: string) => `*Deleted on ${at} unless somebody needs it.*`,
  lastCall: (at: string) => `Nobody has missed it. It is deleted on *${at}*. *A deleted key cannot be brought back.*`,
  ifFailing: 'If something fails now, press Stop: the key is back in seconds and stays.',
  orReply: 'Press Stop above or reply *stop* here to keep it.',
  silentFor: (days: number) => `${days === 1 ? '1 day' : `${days} days`} without a word.`,
  tooLate: 'This can no longer be stopped: the deletion is on its way.',
  comingBack: 'It is switched back on now, within seconds.',
  watched: (since: string, until?: string) =>
    `Back on since ${since}.${until ? ` Watched for use until ${until}.` : ''}`,
  givenBackWithAll: (since: string) =>
    `Back on since ${since}, before its time: all keys were given back at once. This outage is repeated later; you are told when.`,
  givenBackForNow: (since: string, until: string) =>
    `Back on since ${since}, before its time: somebody said “not now”. This outage is repeated, not before ${until}.`,
  resumes: (until: string) => `“Not now” ends on ${until}.`,
  next: (length: string, at: string) => `Next: off for ${length}, not before ${at}.`,
  nextDeletion: (at: string) => `Next: deleted, not before ${at}.`,

  madeItEnd: (what: string, at: string) => `That is because at ${at} ${what}.`,
  activeAgain: (at: string, after: string, what: string) => `*Active again since ${at}*, ${after} after ${what}.`,
  wasOff: (length: string) => `It was off for ${length}.`,
  wasOn: (what: string, at: string) => `At ${at} ${what}. The key was on, and stays on.`,
  staysOn: 'It stays on.',
  hasEnded: 'It stays on: this retirement has ended.',
  causes: {
    button: (who: string) => `${who} pressed Stop`,
    reply: (who: string, words: string) => `${who} replied “${words}”`,
    operator: (who: string) => `${who} stopped this as operator`,
    protected: 'it was protected',
    use: 'its use was seen',
    reactivated: 'somebody switched it back on',
    heldUp: (because: string) => `it was held up (${because})`,
    failure: 'Keysunset failed',
  },
  wasUsed: (at: string) => `It was used on *${at}*, after it came back on, so it stays on. You need not do anything.`,
  wasUsedBefore: (at: string) => `It was used on *${at}*, so it stays on. You need not do anything.`,
  checkOneRun: (from: string, to: string) => `The key was off from ${from} to ${to}: a job that ran then has failed.`,
  wasReactivated: (who: string, at: string) =>
    `${who} switched it back on at *${at}*. Keysunset does not fight: it stays on.`,
  someoneReactivated:
    'Somebody switched it back on; CloudTrail has not told who. Keysunset does not fight: it stays on.',
  wasHeldUp: (because: string) => `It was held up: ${because}. In doubt the key is on, and it stays on.`,
  hasFailed:
    'Something went wrong on our side. The key was switched back on first, and that was checked. The operators are told.',
  wasDeleted: (at: string, off: string) => `Deleted on *${at}*, after ${off} off without a scream. The IAM user stays.`,
  isGone: 'It was deleted, and not by Keysunset.',
  isLeft: 'It was switched off, and not by Keysunset: it is left as it was found, off.',
  changedBy: (who: string, at: string, from: string, agent: string) =>
    `That was ${who}, at ${at} from ${from} with ${agent}.`,
  changedByWhom: 'CloudTrail has not told by whom.',

  lastUsed: 'Last used',
  neverUsed: 'Never, as far as IAM knows',
  lastUse: (at: string, service: string, region: string) =>
    [at, service, region].filter((part) => part !== 'N/A').join(', '),
  calledFrom: 'Called from',
  caller: (ip: string, calls: number, failed: number, agent: string) =>
    `${ip}, ${calls} ${calls === 1 ? 'call' : 'calls'}, ${failed === 0 ? 'none' : failed} failed, as _${agent}_`,
  moreCallers: (more: number) => `and ${more} more`,
  callersUnknown: 'CloudTrail could not be read: not known',
  noCallers: 'No calls in CloudTrail for 90 days',
  created: 'Created and tags',
  noTags: 'no tags',
  askedBy: 'Asked for by',
  reason: (who: string, reason: string) => `${who}: _“${reason}”_`,
  ignoredUse: 'Use that does not count',
  ignored: (because: string) => `Any, as the operator said: _“${because}”_`,
  wasUsedNow: (at: string, what: string) => `*This key was used on ${at}* (${what}). Does that use count?`,
  doesItCount: (until: string) =>
    `Until somebody says so, nothing goes on. Without an answer by *${until}* the key is kept. Anybody may stop; that it does not ` +
    'count, the owner or an operator has to say.',
  approvalsNeeded: (whose: string) =>
    `The deletion waits for the word of ${whose}. Without it the key is given back and kept.`,
  deletionNeeds: 'The deletion needs',
  theOwner: 'the owner',
  anOperator: 'an operator',
  approvedBy: (who: string) => `● the word of ${who}`,
  notApproved: (who: string) => `○ the word of ${who}`,
  stageFinds: 'This stage finds',
  findsNot: (found: string, missed: string) =>
    `${found.replace(/^./, (first) => first.toUpperCase())}. It cannot find ${missed}.`,
  /** What an outage of such a length can and cannot catch. */
  finds,
  usedFor: 'Used for',
  use: (service: string, region: string) => [service, region].filter((part) => part !== 'N/A').join(', '),
  userAgent: 'User agent',
  seenIn: 'Seen in',
  byIam: 'IAM last used',
  byCloudTrail: 'IAM last used, then CloudTrail',

  cannotSee:
    'Nothing here finds a job that runs once a year, and CloudTrail does not show object reads, SES SMTP or sessions ' +
    'already issued. *If you know of one, press Stop.*',
  footer: (zone: string) => `Times are in ${zone}. Replying *stop* in the thread works too.`,
  zone: (zone: string) => `Times are in ${zone}.`,
  ifItFailsAfterAll: 'If something fails after all: the way back is a role or a new key, not this one.',
  record: (who: string, notices: number, first: string, key: string) =>
    `Asked for by ${who} · told ${notices === 1 ? 'once' : `${notices} times`} since ${first} · \`keysunset show ${key}\``,

  noticeOnly: '○ notice',
  ahead: { deleted: '✕ delete', kept: '✓ kept' },
  ends: { kept: '✓ *kept*', deleted: '✕ *deleted*', gone: '– *gone*', left: '– *left*', failed: '▲ *failed*' },
} as const;

function finds(outage: Duration): { finds: string; misses: string } {
  const days = lengthInSeconds(outage) / seconds.day;
  if (days < 1 / 24) return { finds: 'what runs all the time', misses: 'jobs that run hourly, daily or less often' };
  if (days < 1) return { finds: 'hourly jobs', misses: 'jobs that run daily or less often' };
  if (days < 7) return { finds: 'daily jobs', misses: 'jobs that run weekly or less often' };
  if (days < 31) return { finds: 'weekly jobs', misses: 'jobs that run monthly or less often' };
  if (days < 92) return { finds: 'monthly jobs', misses: 'jobs that run quarterly or yearly' };
  return { finds: 'quarterly jobs', misses: 'jobs that run once a year' };
}

/** `1.4 s`, `4 min`, `4 h 3 min`, `31 days` */
function elapsed(length: number): string {
  const { minute, hour, day } = seconds;
  if (length < minute) return `${Math.round(length * 10) / 10} s`;
  if (length < hour) return `${Math.floor(length / minute)} min`;
  if (length < day) return [part(length / hour, 'h'), part((length % hour) / minute, 'min')].filter(Boolean).join(' ');
  const days = Math.floor(length / day);
  return [days === 1 ? '1 day' : `${days} days`, part((length % day) / hour, 'h')].filter(Boolean).join(' ');
}

const part = (amount: number, unit: string): string => (amount >= 1 ? `${Math.floor(amount)} ${unit}` : '');
