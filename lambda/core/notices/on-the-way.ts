import type { Retirement } from '../retirement';
import { isLast } from '../standing';
import { seconds, secondsBetween } from '../time';
import type { Instant } from '../time';
import { catches } from './catches';
import { foreign } from './mrkdwn';
import { nameOf, outageOf } from './names';
import type { Presented } from './present';
import type { Situation } from './situation';
import type { Voice } from './voice';

/** How things stand while nobody has screamed: before the first outage, in one, and after one. */

export function presentNotice(r: Retirement, until: Instant | undefined, voice: Voice): Presented {
  const { t, dates, plan } = voice;
  const start = until ?? plan.notice.to;
  const { headlines, proposal } = t.card;
  return {
    headline: headlines.notice,
    lines: [
      ...askedAgain(r, voice),
      ...handedOn(r, voice),
      proposal(unused(r, voice), r.ritual.stages.length, dates.day(plan.deletion), dates.full(start)),
    ],
  };
}

/** The owner was promised that nobody asks so soon: who asks all the same says so first. */
function askedAgain({ again, ...r }: Retirement, { t, dates }: Voice): string[] {
  if (!again) return [];
  const { sign, since, by, until } = again;
  const who = by && (sign === 'stop' ? nameOf(by, r) : foreign(by, 400));
  return [t.again[sign](dates.day(since), who), t.again.askedAgain(dates.day(until))];
}

/** Who says that it is theirs, or that it is nobody's. */
function handedOn({ handedOn: to, owner }: Retirement, { t }: Voice): string[] {
  if (!to) return [];
  const { by, note = '' } = to;
  const say = owner?.kind === 'person' ? t.card.saysYours : t.card.saysNobodys;
  return [say(nameOf(by, {}), foreign(note, 300))];
}

export function presentOff(
  r: Retirement,
  situation: Extract<Situation, { name: 'off' | 'switching off' }>,
  voice: Voice,
): Presented {
  const { dates, now, plan } = voice;
  const { headlines, ...say } = voice.t.card;
  const { claim } = situation;
  const length = lengthOfStage(r, claim.stage, voice);
  if (situation.name === 'switching off') {
    return { headline: headlines.switchingOff, lines: [say.beingSwitchedOff(length), say.ifFailing] };
  }
  const since = dates.full(situation.since);
  // A deletion waits for working hours, so it may be later than the end of the outage.
  const { deletion } = plan;
  if (situation.lastCall) {
    const left = Math.floor(secondsBetween(now, deletion) / seconds.day);
    return { headline: headlines.lastCall(left), lines: [say.lastCall(since, dates.full(deletion)), say.ifFailing] };
  }
  const off = isLast(r, claim.stage)
    ? say.offUntilDeleted(since, dates.full(deletion))
    : say.offUntil(since, dates.full(claim.endsAt));
  return { headline: headlines.off(length), lines: [off, say.ifFailing] };
}

export function presentOn(
  r: Retirement,
  { stage, since, until }: Extract<Situation, { name: 'on' }>,
  voice: Voice,
): Presented {
  const { t, dates, plan } = voice;
  const { headlines, ...say } = t.card;
  const early = r.stagesDone < stage;
  if (early && r.restoredBecause === 'everything is given back') {
    return { headline: headlines.on, lines: [say.givenBackWithAll(dates.full(since))] };
  }
  // One that was over before has to do with an earlier outage.
  if (early && r.snoozed && r.snoozed.until > since) {
    const lines = [say.givenBackForNow(dates.full(since), dates.day(r.snoozed.until))];
    return { headline: headlines.on, lines };
  }
  const next = plan.outages.find((outage) => outage.stage > r.stagesDone);
  return {
    headline: headlines.on,
    lines: [
      until ? say.watchedUntil(dates.full(since), dates.full(until)) : say.watched(dates.full(since)),
      next
        ? say.next(lengthOfStage(r, next.stage, voice), dates.full(next.from))
        : say.nextDeletion(dates.full(plan.deletion)),
    ],
  };
}

/** What comes, a line for each outage that has not begun. */
export function ahead(r: Retirement, { t, dates, now, plan }: Voice): string[] {
  return plan.outages
    .filter(({ from }) => from > now)
    .map(({ stage, from }) => {
      const outage = outageOf(r, stage);
      return t.card.planned(dates.full(from), t.lengths.long(outage), t.evidence.finds[catches(outage)]);
    });
}

/** `1 day` */
export const lengthOfStage = (r: Retirement, stage: number, { t }: Voice): string => t.lengths.long(outageOf(r, stage));

function unused(r: Retirement, { t, dates, now }: Voice): string {
  const lastUse = r.lastUse;
  if (!lastUse || r.onUse.do === 'ignore') return '';
  if (lastUse === 'never') return t.card.never;
  const days = Math.floor(secondsBetween(lastUse.at, now) / seconds.day);
  return days > 1 ? t.card.unusedFor(t.lengths.days(days)) : t.card.usedOn(dates.full(lastUse.at));
}
