import { openingFrom } from './calendar';
import type { Change } from './entries';
import type { Calendar, Config } from './config';
import { FENCE, SEND_WITHIN } from './protocol';
import type { Claim, Outcome, Retirement } from './retirement';
import {
  after,
  afterDuration,
  earliest,
  latest,
  lengthInSeconds,
  nextDay,
  secondsBetween,
  toMilliseconds,
} from './time';
import type { Duration, Instant } from './time';

/** Questions about a retirement that more than one decision asks. */

export const outcomeOf = ({ phase }: Retirement): Outcome | undefined =>
  phase.name === 'ended' ? phase.outcome : undefined;

/** Somebody else's change that leaves us nothing to do: the key was switched off or deleted by others, last of all changes. */
export function takenOver(r: Retirement): Change | undefined {
  const last = r.changes.at(-1);
  return last && last.to !== 'Active' ? last : undefined;
}

/** The last change to Inactive is somebody else's: hands off (R5). */
export const handsOff = (r: Retirement): boolean => takenOver(r)?.to === 'Inactive';

/** Nothing more may be done to the key but to give it back. */
export const mustEnd = (r: Retirement): boolean =>
  r.ending !== undefined || takenOver(r) !== undefined || r.phase.name === 'ended';

/** Since when it has to end: since somebody wanted that, or since the last change by others. */
export const endedAt = (r: Retirement): Instant => r.ending?.at ?? r.changes.reduce((_, { at }) => at, r.enqueuedAt);

/** Somebody said "not now" in this outage: it is over, and its stage is repeated. */
export const isCutShort = ({ claim }: Retirement): boolean => claim?.cutShortAt !== undefined;

/** How long before the end of a "not now" its owner is reminded of it. */
const REMINDED_BEFORE = 'P1D';

/** When the owner is reminded that a "not now" ends; the gate wakes for that. */
export const remindedAt = (until: Instant, { timeZone }: Retirement): Instant =>
  afterDuration(until, `-${REMINDED_BEFORE}`, timeZone);

/** It was handed on, and whoever answers for it now is not told yet. */
export const awaitsNotice = ({ handedOn }: Retirement): boolean => handedOn !== undefined && !handedOn.until;

/** A DeletionStarted decides (R4): unless it was abandoned, nobody restores before its fence has passed. */
export const deletionPending = (r: Retirement): boolean => r.deletion !== undefined && !r.deletion.abandoned;

/** Until when a call that was promised may still land. */
export const fencedUntil = (r: Retirement): Instant | undefined => r.lastIntentAt && after(r.lastIntentAt, FENCE);

/**
 * The key was given back after the last moment at which a call of this claim's outage can have been sent
 * (a step runs for 30 seconds at most): there is no need to call again before the fence has passed.
 */
export const settled = ({ claim }: Retirement): boolean =>
  claim?.restoredAt !== undefined && claim.restoredAt > after(claim.sendBy, SEND_WITHIN);

/** The stage that comes next, or that is under way. */
export const stageOf = (r: Retirement): number => r.claim?.stage ?? r.stagesDone + 1;

export const isLast = (r: Retirement, stage: number): boolean => stage >= r.ritual.stages.length;

/** After this, use means that the key is needed: since it was last given back, or since it was enqueued. */
export const watchedSince = (r: Retirement): Instant => r.restoredAt ?? r.enqueuedAt;

/** How long before a deletion the final notice is given: with the last outage where that is shorter. */
export function finalNoticeLead(r: Retirement): Duration {
  const last = r.ritual.stages.at(-1);
  return last && lengthInSeconds(last.outage) < lengthInSeconds(r.ritual.finalNotice)
    ? last.outage
    : r.ritual.finalNotice;
}

/** When the final notice is due: a `finalNotice` before the end of the last outage. */
export function finalNoticeAt(r: Retirement): Instant | undefined {
  const { claim } = r;
  if (!claim || !isLast(r, claim.stage)) return undefined;
  return latest(afterDuration(claim.endsAt, `-${finalNoticeLead(r)}`, r.timeZone), claim.startedAt);
}

/**
 * A last outage that was cut short is repeated, and its final notice and its question for approval with it; to whom it was handed
 * on, the first notice is given anew.
 */
export function isTold(r: Retirement, about: string): boolean {
  const since = sinceWhen(r, about);
  return r.told.some((one) => one.about === about && one.at >= since);
}

function sinceWhen({ claim, handedOn, enqueuedAt }: Retirement, about: string): Instant {
  if (about === 'first') return handedOn?.at ?? enqueuedAt;
  return (about === 'final' || about === 'approval') && claim ? claim.startedAt : enqueuedAt;
}

/** What says when somebody is reminded. */
export type ReminderRule = Pick<Config, 'remindEveryDays' | 'calendar'>;

/**
 * The moments of a long outage at which people are reminded, in working hours: every so many days, and in the last outage on the
 * first working day after it began as well. After the final notice there are none.
 */
export function remindersOf(r: Retirement, rule: ReminderRule): readonly Instant[] {
  const { claim, timeZone } = r;
  if (!claim) return [];
  const known = reminders.get(claim);
  if (known && known.every === rule.remindEveryDays && known.calendar === rule.calendar) return known.at;
  const { remindEveryDays: every, calendar } = rule;
  const end = finalNoticeAt(r) ?? claim.endsAt;
  // In their order: each opening is of a later moment than the one before.
  const at = new Set<Instant>();
  if (isLast(r, claim.stage)) at.add(openingFrom(calendar, nextDay(timeZone, claim.startedAt)));
  for (let n = 1; ; n++) {
    const next = afterDuration(claim.startedAt, `P${n * every}D`, timeZone);
    if (next >= end) break;
    at.add(openingFrom(calendar, next));
  }
  const moments = [...at].filter((moment) => moment < end);
  reminders.set(claim, { every, calendar, at: moments });
  return moments;
}

/** Reckoned once for a claim, since every step of a long outage asks. */
const reminders = new WeakMap<Claim, { every: number; calendar: Calendar; at: readonly Instant[] }>();

/** Until when a hold lasts, from the chain; a moment that has passed means that there is nothing to wait for (R8). */
export function holdUntil(
  r: Retirement,
  hold: 'notice' | 'gate' | 'outage' | 'soak' | 'deletion gate',
  now: Instant,
  config: ReminderRule,
): Instant | undefined {
  switch (hold) {
    case 'notice':
      return r.phase.name === 'notice' ? r.phase.until : undefined;
    case 'gate':
    case 'deletion gate':
      // What it waited for was settled before its token could be found.
      return r.held?.until ?? now;
    case 'soak':
      return r.phase.name === 'soak' ? r.phase.until : undefined;
    case 'outage':
      return listenUntil(r, now, config);
    default:
      return hold satisfies never;
  }
}

/** When the outage is next to be looked at: a reminder, the final notice, its end; at once where it is over. */
export function listenUntil(r: Retirement, now: Instant, config: ReminderRule): Instant {
  const { claim } = r;
  if (!claim?.deactivatedAt || claim.restoreStartedAt || isCutShort(r)) return now;
  const wakes = [...remindersOf(r, config), finalNoticeAt(r) ?? claim.endsAt].filter((at) => at > now);
  return earliest(claim.endsAt, ...wakes);
}

/** Whole seconds from now until then, at least 1: what TimeoutSecondsPath can take. Rounded up, so as not to wake too early. */
export const secondsUntil = (now: Instant, then: Instant): number => Math.max(1, Math.ceil(secondsBetween(now, then)));

export const hasPassed = (now: Instant, then: Instant | undefined): boolean =>
  then === undefined || toMilliseconds(now) >= toMilliseconds(then);
