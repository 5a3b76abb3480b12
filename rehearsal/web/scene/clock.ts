import type { Config } from '../../../lambda/core/config';
import type { Retirement } from '../../../lambda/core/retirement';
import { dateIn, secondsBetween, toMilliseconds } from '../../../lambda/core/time';
import type { Instant } from '../../../lambda/core/time';
import type { ClockScene } from '../scene';
import { dueOf } from './due';
import type { Due } from './due';

/** Which day it is of how many, and what is next. */
export function calendarOf(
  standing: readonly Retirement[],
  { begins, now, config }: { begins: Instant; now: Instant; config: Config },
): Pick<ClockScene, 'timeZone' | 'next' | 'day' | 'days'> {
  const { timeZone } = config.calendar;
  const due = standing.flatMap((r) => dueOf(r, now, config));
  const next = nextOf(due.filter(({ planned }) => planned));
  const ends = standing.map((r) => (r.phase.name === 'ended' ? r.phase.at : now));
  const last = [now, ...due.map(({ at }) => at), ...ends].reduce((a, b) => (a > b ? a : b));
  const dayOf = (at: Instant): number => daysBetween(dateIn(timeZone, begins), dateIn(timeZone, at)) + 1;
  return { timeZone, ...(next && { next }), day: dayOf(now), days: dayOf(last) };
}

/** Seconds within which the same thing happens to several keys. */
const TOGETHER = 60;

function nextOf(planned: readonly Due[]): ClockScene['next'] {
  const [first] = planned.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  if (!first) return undefined;
  const same = planned.filter(({ what, at }) => what === first.what && secondsBetween(first.at, at) < TOGETHER);
  const keys = new Set(same.map(({ userName }) => userName)).size;
  const many = first.what === 'told' ? 'owners' : 'keys';
  return { at: first.at, words: `${keys === 1 ? first.userName : `${keys} ${many}`} ${first.what}` };
}

const daysBetween = (from: string, to: string): number =>
  Math.round((toMilliseconds(`${to}T00:00:00Z`) - toMilliseconds(`${from}T00:00:00Z`)) / 86_400_000);
