import type { Retirement } from '../retirement';
import { isLast } from '../standing';
import { seconds, secondsBetween } from '../time';
import type { Instant } from '../time';
import { outageOf } from './names';
import type { Presented } from './present';
import type { Situation } from './situation';
import type { Voice } from './voice';

/** How things stand while nobody has screamed: before the first outage, in one, and after one. */

export function presentNotice(r: Retirement, until: Instant | undefined, voice: Voice): Presented {
  const { t, dates, plan } = voice;
  const start = until ?? plan.notice.to;
  return {
    headline: t.headlines.notice,
    lines: [
      `${unused(r, voice)} ${t.proposal(r.ritual.stages.length, dates.day(plan.deletion), dates.full(start))}`.trim(),
    ],
  };
}

export function presentOff(
  r: Retirement,
  situation: Extract<Situation, { name: 'off' | 'switching off' }>,
  voice: Voice,
): Presented {
  const { t, dates, now, plan } = voice;
  const { claim } = situation;
  const length = lengthOfStage(r, claim.stage, voice);
  if (situation.name === 'switching off') {
    return { headline: t.headlines.switchingOff, lines: [t.beingSwitchedOff(length), t.ifFailing] };
  }
  const since = t.offSince(dates.full(situation.since));
  // A deletion waits for working hours, so it may be later than the end of the outage.
  const deletion = plan.deletion > claim.endsAt ? plan.deletion : claim.endsAt;
  if (situation.lastCall) {
    const left = t.in(Math.floor(secondsBetween(now, deletion) / seconds.day));
    return {
      headline: t.headlines.lastCall(left),
      lines: [`${since} ${t.lastCall(dates.full(deletion))}`, t.ifFailing],
    };
  }
  const ends = isLast(r, claim.stage) ? t.deletedBy(dates.full(deletion)) : t.backBy(dates.full(claim.endsAt));
  return { headline: t.headlines.off(length), lines: [`${since} ${ends}`, t.ifFailing] };
}

export function presentOn(
  r: Retirement,
  { stage, since, until }: Extract<Situation, { name: 'on' }>,
  voice: Voice,
): Presented {
  const { t, dates, plan } = voice;
  if (r.snoozed && r.stagesDone < stage) {
    return { headline: t.headlines.on, lines: [t.givenBackForNow(dates.full(since), dates.day(r.snoozed.until))] };
  }
  if (r.restoredBecause === 'everything is given back' && r.stagesDone < stage) {
    return { headline: t.headlines.on, lines: [t.givenBackWithAll(dates.full(since))] };
  }
  const next = plan.outages.find((outage) => outage.from > since && outage.stage >= stage);
  return {
    headline: t.headlines.on,
    lines: [
      t.watched(dates.full(since), until && dates.full(until)),
      next
        ? t.next(lengthOfStage(r, next.stage, voice), dates.full(next.from))
        : t.nextDeletion(dates.full(plan.deletion)),
    ],
  };
}

/** What comes, a line for each outage that has not begun. */
export function ahead(r: Retirement, { t, dates, now, plan }: Voice): string[] {
  return plan.outages
    .filter(({ from }) => from > now)
    .map(({ stage, from }) => {
      const outage = outageOf(r, stage);
      return t.planned(dates.full(from), t.length(outage), t.finds(outage).finds);
    });
}

/** `1 day` */
export const lengthOfStage = (r: Retirement, stage: number, { t }: Voice): string => t.length(outageOf(r, stage));

function unused(r: Retirement, { t, dates, now }: Voice): string {
  const lastUse = r.lastUse;
  if (!lastUse || r.onUse.do === 'ignore') return '';
  if (lastUse === 'never') return t.never;
  const days = Math.floor(secondsBetween(lastUse.at, now) / seconds.day);
  return days > 1 ? t.unusedFor(days) : t.usedOn(dates.full(lastUse.at));
}
