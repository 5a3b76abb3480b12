import type { Retirement } from '../retirement';
import { takenOver } from '../standing';
import { whatMadeItEnd, whyItStays } from './ending';
import { foreign } from './mrkdwn';
import { whoDid } from './names';
import { lengthOfStage, presentNotice, presentOff, presentOn } from './on-the-way';
import { givenBack } from './situation';
import type { Situation } from './situation';
import type { Voice } from './voice';

export interface Presented {
  headline: string;
  /** What happens and when, a sentence or two a line. */
  lines: string[];
}

/** The headline and the sentences for how things stand. */
export function present(r: Retirement, situation: Situation, voice: Voice): Presented {
  const { headlines, ...t } = voice.t;
  switch (situation.name) {
    case 'notice':
      return presentNotice(r, situation.until, voice);
    case 'switching off':
    case 'off':
      return presentOff(r, situation, voice);
    case 'on':
      return presentOn(r, situation, voice);
    case 'deleting':
      return { headline: headlines.deleting, lines: [t.tooLate] };
    case 'giving back':
      return { headline: headlines.givingBack, lines: [t.comingBack, ...whatMadeItEnd(r, voice)] };
    case 'taken over':
      return takenBy(r, situation.change.to === 'Deleted' ? 'gone' : 'left', voice);
    case 'stopped':
      return { headline: keptHeadline(r, voice), lines: [...whyItStays(r, voice), t.staysOn] };
    case 'ended':
      return ended(r, situation, voice);
  }
}

function ended(
  r: Retirement,
  { outcome, at, because }: Extract<Situation, { name: 'ended' }>,
  voice: Voice,
): Presented {
  const { headlines, ...t } = voice.t;
  const why = whyItStays(r, voice);
  switch (outcome) {
    case 'kept':
      return {
        headline: keptHeadline(r, voice),
        lines: [...(why.length > 0 ? why : [foreign(because, 300)]), t.hasEnded],
      };
    case 'failed':
      return { headline: headlines.failed, lines: [...(why.length > 0 ? why : [t.hasFailed]), t.hasEnded] };
    case 'deleted':
      return {
        headline: headlines.deleted,
        lines: [t.wasDeleted(voice.dates.full(at), lengthOfStage(r, r.ritual.stages.length, voice))],
      };
    case 'gone':
    case 'left':
      return takenBy(r, outcome, voice);
  }
}

function takenBy(r: Retirement, how: 'gone' | 'left', { t, dates }: Voice): Presented {
  const change = takenOver(r);
  const by = change
    ? t.changedBy(whoDid(change), dates.full(change.at), foreign(change.sourceIp, 60), foreign(change.userAgent, 120))
    : t.changedByWhom;
  return { headline: t.headlines[how], lines: [how === 'gone' ? t.isGone : t.isLeft, by] };
}

function keptHeadline(r: Retirement, { t: { headlines } }: Voice): string {
  if (r.ending?.why === 'scream') return r.ending.scream.sign === 'use' ? headlines.inUse : headlines.reactivated;
  if (givenBack(r)) return headlines.backOn;
  return r.ending?.why === 'stop' ? headlines.stopped : headlines.kept;
}
