import { asksApproval } from './approvals';
import type { Config } from './config';
import { answerableUntil } from './decide/screams';
import type { Retirement } from './retirement';
import {
  awaitsNotice,
  deletionPending,
  finalNoticeAt,
  hasPassed,
  isCutShort,
  isTold,
  mustEnd,
  remindedAt,
  remindersOf,
} from './standing';
import type { ReminderRule } from './standing';
import { dateIn } from './time';
import type { Instant } from './time';

/** Something that is to be told. */
export interface Telling {
  /**
   * `first`, `outage 2`, `restored 2`, `question 1`, `reminder 2026-03-23`, `resumes 2026-03-16`, `final`, `approval`, `outcome`.
   * Outages are numbered from 1; a repeated stage has two.
   */
  about: string;
  kind: 'NoticeGiven' | 'ReminderGiven' | 'FinalNoticeGiven';
}

/** What has to be told and is not told yet, in the order to tell it. Something overtaken is not told late. */
export function due(r: Retirement, now: Instant, config: Told): Telling[] {
  return [
    ...first(r),
    ...outage(r, now),
    ...reminder(r, now, config),
    ...final(r, now),
    ...restored(r),
    ...resumes(r, now),
    ...question(r, now),
    ...approval(r, now, config),
    ...outcome(r),
  ];
}

type Told = ReminderRule & Pick<Config, 'operators'>;

/**
 * The channel that hears of it as well: the operators' of what they have to answer; where one person answers for the key, of
 * reminders and the last call the team's, if a tag of the user names one. `undefined`: nobody else has to hear of it.
 */
export function alsoTold(
  about: string,
  { evidence, owner }: Retirement,
  { slack }: Pick<Config, 'slack'>,
): string | undefined {
  const operators = slack.fallbackChannel.id;
  if (about === 'approval' || about.startsWith('question')) return operators;
  if (owner?.kind !== 'person' || (about !== 'final' && !about.startsWith('reminder'))) return undefined;
  const tag = slack.channelTags.find((name) => evidence?.tags[name]);
  return (tag && evidence?.tags[tag]) ?? operators;
}

/** The first notice opens the notice period, so it waits until somebody can be told, and what. */
function first(r: Retirement): Telling[] {
  // Whoever answers for it now is looked up by the run that tells them.
  if (awaitsNotice(r)) return mustEnd(r) ? [] : [{ about: 'first', kind: 'NoticeGiven' }];
  if (r.phase.name !== 'enqueued' || mustEnd(r) || !r.owner || !r.evidence) return [];
  return untold(r, 'first', 'NoticeGiven');
}

function outage(r: Retirement, now: Instant): Telling[] {
  return isOff(r) && now < r.claim.endsAt ? untold(r, `outage ${r.outages.length}`, 'NoticeGiven') : [];
}

/** Only the last reminder that is due: the ones before it are overtaken. After the final notice there are none. */
function reminder(r: Retirement, now: Instant, config: Told): Telling[] {
  if (!isOff(r) || now >= (finalNoticeAt(r) ?? r.claim.endsAt)) return [];
  const at = remindersOf(r, config).findLast((moment) => moment <= now);
  return at ? untold(r, `reminder ${dateIn(r.timeZone, at)}`, 'ReminderGiven') : [];
}

function final(r: Retirement, now: Instant): Telling[] {
  const at = finalNoticeAt(r);
  if (!isOff(r) || !at || now < at) return [];
  return untold(r, 'final', 'FinalNoticeGiven');
}

function restored(r: Retirement): Telling[] {
  if (r.phase.name === 'ended' || !r.outages.at(-1)?.to) return [];
  return untold(r, `restored ${r.outages.length}`, 'NoticeGiven');
}

function resumes(r: Retirement, now: Instant): Telling[] {
  const { snoozed, phase } = r;
  if (!snoozed || mustEnd(r) || phase.name === 'outage' || hasPassed(now, snoozed.until)) return [];
  return hasPassed(now, remindedAt(snoozed.until, r))
    ? untold(r, `resumes ${dateIn(r.timeZone, snoozed.until)}`, 'ReminderGiven')
    : [];
}

function question(r: Retirement, now: Instant): Telling[] {
  if (!r.question || mustEnd(r) || deletionPending(r) || now >= answerableUntil(r.question)) return [];
  return untold(r, `question ${r.questions}`, 'NoticeGiven');
}

/** The owner's button is on the card; operators hear of theirs when the deletion is near. */
function approval(r: Retirement, now: Instant, config: Told): Telling[] {
  const at = finalNoticeAt(r);
  if (!isOff(r) || !at || now < at || !asksApproval(r, config)) return [];
  return untold(r, 'approval', 'NoticeGiven');
}

/** Who was never asked need not hear how it ended. */
function outcome(r: Retirement): Telling[] {
  return r.phase.name === 'ended' && r.told.length > 0 ? untold(r, 'outcome', 'NoticeGiven') : [];
}

/** The key is off by us, and nothing is under way that ends this. */
function isOff(r: Retirement): r is Retirement & { claim: NonNullable<Retirement['claim']> } {
  const { claim } = r;
  return (
    claim?.deactivatedAt !== undefined &&
    !claim.restoreStartedAt &&
    !isCutShort(r) &&
    !mustEnd(r) &&
    !deletionPending(r)
  );
}

const untold = (r: Retirement, about: string, kind: Telling['kind']): Telling[] =>
  isTold(r, about) ? [] : [{ about, kind }];
