import type { Calendar } from '../../../lambda/core/config';
import { restOf } from '../../../lambda/core/plan';
import type { Retirement } from '../../../lambda/core/retirement';
import { isLast } from '../../../lambda/core/standing';
import type { Instant } from '../../../lambda/core/time';
import type { End, RowScene, Span } from '../scene';

interface Outage {
  stage: number;
  from: Instant;
  to: Instant;
}

/** What has been done to a key, and what is planned: outages, and what lies between them. */
export interface Bar {
  notice: { from: Instant; to: Instant };
  outages: readonly Outage[];
  /** When it is deleted, if nobody screams. */
  deletion?: Instant;
  /** No soak goes on after this. */
  until?: Instant;
}

/** The bar of a retirement, as its chain and the calendar have it. */
export function barOf(r: Retirement, now: Instant, calendar: Calendar): Bar {
  const plan = restOf(r, now, calendar);
  const ended = r.phase.name === 'ended' ? r.phase.at : undefined;
  const over = ended ?? (r.ending && now);
  const past = r.outages.map((outage): Outage => {
    const { stage, from, to, endsAt } = outage;
    const atLast = isLast(r, stage) && to === undefined && !over ? plan.deletion : undefined;
    return { stage, from, to: to ?? over ?? atLast ?? later(endsAt, now) };
  });
  const ahead = over ? [] : plan.outages.filter(({ from }) => !past.some((outage) => outage.from === from));
  const outages = [...past, ...ahead.map((each) => untilDeletion(r, each, plan.deletion))];
  const first = outages[0]?.from;
  const until = r.ending?.at ?? ended;
  const to = earlier(until, first) ?? plan.notice.to;
  return {
    notice: { from: plan.notice.from, to: to < plan.notice.from ? plan.notice.from : to },
    outages,
    ...(!over && { deletion: plan.deletion }),
    ...(until && { until }),
  };
}

/** After the last outage the key stays off until it is deleted. */
const untilDeletion = (r: Retirement, outage: Outage, deletion: Instant): Outage =>
  isLast(r, outage.stage) ? { ...outage, to: deletion } : outage;

/** The pieces to draw, cut at the present moment. */
export function spansOf({ notice, outages, until }: Bar, now: Instant): Span[] {
  const pieces: Omit<Span, 'planned'>[] = [{ paint: 'notice', ...notice }];
  for (const [i, { from, to }] of outages.entries()) {
    pieces.push({ paint: 'outage', from, to });
    const next = outages[i + 1]?.from ?? until;
    if (next && next > to) pieces.push({ paint: 'soak', from: to, to: next });
  }
  return pieces.flatMap((piece) => cut(piece, now)).filter(({ from, to }) => from < to);
}

function cut(piece: Omit<Span, 'planned'>, now: Instant): Span[] {
  if (piece.to <= now) return [{ ...piece, planned: false }];
  if (piece.from >= now) return [{ ...piece, planned: true }];
  return [
    { ...piece, to: now, planned: false },
    { ...piece, from: now, planned: true },
  ];
}

/** The sign at the end of the bar. */
export function endOf(r: Retirement, { deletion }: Bar): RowScene['end'] {
  if (r.phase.name === 'ended') {
    const { outcome, at } = r.phase;
    return { kind: outcome, at, words: shortOf(r, outcome), planned: false };
  }
  return deletion === undefined ? undefined : { kind: 'deleted', at: deletion, words: '', planned: true };
}

/** Why it ended so, in a word or two. */
export function shortOf({ ending }: Retirement, outcome: End): string {
  if (outcome !== 'kept') return '';
  if (ending?.why === 'scream') return ending.scream.sign === 'use' ? 'use seen' : 're-activated';
  return ending?.why ?? '';
}

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
const earlier = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a !== undefined && b !== undefined ? (a < b ? a : b) : (a ?? b);
