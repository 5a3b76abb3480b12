import { asksApproval } from './approvals';
import type { Config } from './config';
import { answerableUntil } from './decide/screams';
import type { Retirement } from './retirement';
import {
  deletionPending,
  finalNoticeAt,
  hasPassed,
  isCutShort,
  isTold,
  mustEnd,
  remindedAt,
  remindersOf,
} from './standing';
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

type Told = Pick<Config, 'remindEveryDays' | 'operators'>;

/** What operators have to answer is told in their channel as well. */
export const concernsOperators = (about: string): boolean => about === 'approval' || about.startsWith('question');

/** The first notice opens the notice period, so it waits until somebody can be told, and what. */
function first(r: Retirement): Telling[] {
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
