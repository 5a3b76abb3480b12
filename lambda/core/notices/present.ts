import { leftAlone } from '../rest';
import type { Retirement } from '../retirement';
import { takenOver } from '../standing';
import { reasonIn, whatMadeItEnd, whyItStays } from './ending';
import { foreign } from './mrkdwn';
import { whoDid } from './names';
import { lengthOfStage, presentNotice, presentOff, presentOn } from './on-the-way';
import { givenBack } from './situation';
import type { Situation } from './situation';
import type { Voice } from './voice';

export interface Presented {
  headline: string;
  /** What happens and when, a sentence or two each. */
  lines: string[];
}

/** The headline and the sentences for how things stand. */
export function present(r: Retirement, situation: Situation, voice: Voice): Presented {
  const { card, endings } = voice.t;
  switch (situation.name) {
    case 'notice':
      return presentNotice(r, situation.until, voice);
    case 'switching off':
    case 'off':
      return presentOff(r, situation, voice);
    case 'on':
      return presentOn(r, situation, voice);
    case 'deleting':
      return { headline: card.headlines.deleting, lines: [card.tooLate] };
    case 'giving back':
      return { headline: card.headlines.givingBack, lines: [card.comingBack, ...whatMadeItEnd(r, voice)] };
    case 'taken over':
      return takenBy(r, situation.change.to === 'Deleted' ? 'gone' : 'left', voice);
    case 'stopped':
      return {
        headline: keptHeadline(r, voice),
        lines: [...whyItStays(r, voice), endings.staysOn, ...untilWhen(r, voice)],
      };
    case 'ended':
      return ended(r, situation, voice);
  }
}

function ended(
  r: Retirement,
  { outcome, at, because }: Extract<Situation, { name: 'ended' }>,
  voice: Voice,
): Presented {
  const { card, endings } = voice.t;
  const { headlines } = card;
  const why = whyItStays(r, voice);
  switch (outcome) {
    case 'kept':
      return {
        headline: keptHeadline(r, voice),
        lines: [
          ...(why.length > 0 ? why : [reasonIn(voice.t, because, 300)]),
          endings.hasEnded,
          ...untilWhen(r, voice),
        ],
      };
    case 'failed':
      return { headline: headlines.failed, lines: [...(why.length > 0 ? why : [endings.hasFailed]), endings.hasEnded] };
    case 'deleted':
      return {
        headline: headlines.deleted,
        lines: [endings.wasDeleted(voice.dates.full(at), lengthOfStage(r, r.ritual.stages.length, voice))],
      };
    case 'gone':
    case 'left':
      return takenBy(r, outcome, voice);
  }
}

function untilWhen(r: Retirement, { t, dates }: Voice): string[] {
  const rest = leftAlone(r);
  return rest ? [t.endings.leftAlone(dates.day(rest.until))] : [];
}

function takenBy(r: Retirement, how: 'gone' | 'left', { t, dates }: Voice): Presented {
  const { endings } = t;
  const change = takenOver(r);
  const by = change
    ? endings.changedBy(
        whoDid(change),
        dates.full(change.at),
        foreign(change.sourceIp, 60),
        foreign(change.userAgent, 120),
      )
    : endings.changedByWhom;
  return { headline: t.card.headlines[how], lines: [how === 'gone' ? endings.isGone : endings.isLeft, by] };
}

function keptHeadline(r: Retirement, { t }: Voice): string {
  const { headlines } = t.card;
  if (r.ending?.why === 'scream') return r.ending.scream.sign === 'use' ? headlines.inUse : headlines.reactivated;
  if (givenBack(r)) return headlines.backOn;
  return r.ending?.why === 'stop' ? headlines.stopped : headlines.kept;
}
