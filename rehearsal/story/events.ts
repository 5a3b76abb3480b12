import type { Caller, Entry } from '../../lambda/core/entries';
import { en } from '../../lambda/core/notices/texts.en';
import { lengthInWords } from '../../lambda/core/words';
import type { Retirement } from '../../lambda/core/retirement';
import { secondsBetween } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { SWEEP_EVERY } from '../../lambda/watchdog/serve';
import type { Down } from '../iam/downs';
import type { Dates } from './dates';

const { elapsed } = en.lengths;

export type Kind =
  'refused' | 'notice' | 'off' | 'late' | 'died' | 'on' | 'kept' | 'deleted' | 'gone' | 'left' | 'failed';

/** One thing that a reader of the story sees. Events of one minute, kind and text share a line. */
export interface StoryEvent {
  at: Instant;
  kind: Kind;
  userName: string;
  /** What those who share a line are: `keys`, `owners`. */
  many: string;
  text: string;
  /** A person's or channel's name inside the text, to be coloured. */
  who?: string;
}

export interface Voice {
  dates: Dates;
  /** The name behind a Slack user id or an e-mail address. */
  nameOf: (idOrEmail: string) => string;
  /** When IAM was out of reach. */
  downs: readonly Down[];
  /** When somebody stopped the execution of a retirement by hand. */
  diedAt: ReadonlyMap<string, Instant>;
}

/** What an entry is in the story, if anything. */
export function eventOf(entry: Entry, r: Retirement, voice: Voice): StoryEvent | undefined {
  const { dates } = voice;
  const event = (kind: Kind, text: string, more: Partial<StoryEvent> = {}): StoryEvent => ({
    ...{ at: entry.at, kind, userName: r.subject.userName, many: 'keys', text },
    ...more,
  });
  switch (entry.type) {
    case 'NoticeGiven':
      return entry.detail.about === 'first' ? event('notice', ...firstNotice(r, voice)) : undefined;
    case 'ReminderGiven':
      return event('notice', `“Still off, until ${dates.day(r.claim?.endsAt ?? entry.at)}”, a reminder`);
    case 'FinalNoticeGiven':
      return event('notice', `“Last call: this key is deleted in ${lengthInWords(r.ritual.finalNotice)}”`);
    case 'KeyDeactivated':
      return event('off', offText(r, entry.at, dates));
    case 'SoakStarted':
      return event('on', `${howSoon(r, voice)}; watched until ${dates.day(entry.detail.until)}`);
    case 'KeyRestored':
      return onAgain(r, entry.at, voice, event);
    case 'RetirementKept':
      return event('kept', ...keptText(r, voice));
    case 'KeyDeleted':
      return event('deleted', ...deletedText(r, voice));
    case 'KeyGone':
      return event('gone', `deleted by ${entry.detail.by ?? 'somebody else'}`);
    case 'LeftAsFound':
      return event('left', `switched off by ${entry.detail.by ?? 'somebody else'}; left as found`);
    case 'RetirementFailed':
      return event('failed', failedText(entry.detail, r, voice));
    case 'NoticeFailed':
      return event('failed', `the notice "${entry.detail.about}" could not be given: ${entry.detail.why}`);
    case 'RestoreFailed':
      return event('late', lateText(r, entry.at, entry.detail.why, voice));
    default:
      return undefined;
  }
}

function firstNotice({ owner, triedOwners: [gone] }: Retirement, { nameOf }: Voice): [string, Partial<StoryEvent>] {
  const question = '“Do you still need this AWS key?”';
  if (owner?.kind !== 'channel') return [question, { many: 'owners' }];
  if (!gone) return [`${question} to ${owner.name}`, { who: owner.name }];
  return [`${nameOf(gone.split(' ')[0] ?? '')} has left: told ${owner.name} instead`, { who: owner.name }];
}

function offText({ claim, ritual }: Retirement, at: Instant, dates: Dates): string {
  if (!claim) return 'off';
  const length = lengthInWords(ritual.stages[claim.stage - 1]?.outage ?? 'PT0S');
  const last = claim.stage === ritual.stages.length;
  return last
    ? `stage ${claim.stage}, ${length}, until ${dates.day(claim.endsAt)}; reminded weekly`
    : `stage ${claim.stage}, ${length}, back by ${dates.near(claim.endsAt, at)}`;
}

type Make = (kind: Kind, text: string, more?: Partial<StoryEvent>) => StoryEvent;

/** At the planned end. */
function howSoon({ claim, subject }: Retirement, { downs }: Voice): string {
  const { endsAt = '', restoredAt = '' } = claim ?? {};
  const down = downs.find((one) => isOf(one, subject) && one.from <= endsAt && endsAt < one.to && one.to <= restoredAt);
  return down ? `${elapsed(secondsBetween(down.to, restoredAt))} after IAM answered` : 'in time';
}

function lateText({ subject }: Retirement, at: Instant, why: string, { dates, downs }: Voice): string {
  const down = downs.find((one) => isOf(one, subject) && one.from <= at && at < one.to);
  if (!down) return `not back on yet: ${why}`;
  const every = lengthInWords(`PT${SWEEP_EVERY / 60}M`);
  return `IAM is out of reach since ${dates.near(down.from, at)}; tried every ${every}`;
}

const isOf = (down: Down, { accountId }: Retirement['subject']): boolean => down.accountId === accountId;

function onAgain({ ending, retirementId }: Retirement, at: Instant, voice: Voice, event: Make): StoryEvent | undefined {
  const diedAt = voice.diedAt.get(retirementId);
  if (ending?.why === 'failure' && diedAt) {
    return event('on', `the watchdog gave it back after ${elapsed(secondsBetween(diedAt, at))}`);
  }
  if (ending?.why !== 'stop') return undefined;
  const who = stopper(ending.actor, voice);
  return event('on', `${who} ${didWhat(ending)}; on again after ${elapsed(secondsBetween(ending.at, at))}`, { who });
}

function keptText(r: Retirement, voice: Voice): [string, Partial<StoryEvent>] {
  const { ending, outages } = r;
  switch (ending?.why) {
    case 'stop': {
      const who = stopper(ending.actor, voice);
      return outages.at(-1)?.to
        ? ['confirmed on; it stays on', {}]
        : [`${who} ${didWhat(ending)}; it was on all the time`, { who }];
    }
    case 'scream': {
      const { scream } = ending;
      if (scream.sign === 'use') return [usedText(scream.lastUse.at, scream.callers, voice), {}];
      const who = lastName(scream.change?.by ?? 'somebody');
      return [`${who} re-activated it from ${scream.change?.sourceIp ?? 'an unknown place'}; nobody fights`, { who }];
    }
    default:
      return [ending?.why === 'held up' ? ending.because : 'in doubt, it is on', {}];
  }
}

function failedText({ error, cause }: { error: string; cause: string }, r: Retirement, { diedAt }: Voice): string {
  return diedAt.has(r.retirementId) ? 'confirmed on; it stays on until it is enqueued again' : `${error}: ${cause}`;
}

function didWhat({ how, words }: { how: string; words?: string }): string {
  if (how === 'reply') return `replied 「${words}」`;
  if (how === 'command') return 'typed the stop command';
  return how === 'button' ? 'pressed Stop' : `stopped it (${words ?? how})`;
}

function usedText(at: Instant, callers: Caller[] | 'unknown', { dates }: Voice): string {
  const caller = callers === 'unknown' ? undefined : callers[0];
  const from = caller ? ` from ${caller.sourceIp}, ${caller.action} (${caller.userAgent.split('/')[0]})` : '';
  return `used at ${dates.time(at)}${from}`;
}

function deletedText(r: Retirement, voice: Voice): [string, Partial<StoryEvent>] {
  if (r.onUse.do === 'ignore') {
    const who = voice.nameOf(lastName(r.enqueuedBy));
    return [`its use did not count (${who})`, { who }];
  }
  const days = lengthInWords(r.ritual.stages.at(-1)?.outage ?? 'PT0S');
  const told = r.told.filter(({ about }) => !about.startsWith('outcome')).length;
  return r.owner?.kind === 'channel'
    ? [`${r.owner.name} was told ${told} times`, { who: r.owner.name }]
    : [`${days} off without a scream`, {}];
}

/** `slack:U03MARIA maria.keller` */
const stopper = (actor: string, { nameOf }: Voice): string =>
  nameOf(/^slack:(\S+)/.exec(actor)?.[1] ?? lastName(actor));

/** Who an ARN is about: the role of a session, or the user. */
function lastName(arn: string): string {
  const [, role] = /:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return role && !arn.startsWith('operator') ? role : arn.slice(arn.lastIndexOf('/') + 1);
}
