import type { Config } from '../../../lambda/core/config';
import { statusOf } from '../../../lambda/core/head';
import type { Retirement } from '../../../lambda/core/retirement';
import type { Instant } from '../../../lambda/core/time';
import type { Dates } from '../../story/dates';
import type { RowScene } from '../scene';
import { barOf, endOf, shortOf, spansOf } from './bars';
import type { Bar } from './bars';

/** A key's row on the board. */
export function rowOf(r: Retirement, now: Instant, { calendar }: Pick<Config, 'calendar'>, dates: Dates): RowScene {
  const { keyId, userName } = r.subject;
  const bar = barOf(r, now, calendar);
  const end = endOf(r, bar);
  const status = { kind: statusOf(r), words: wordsOf(r, now, dates) };
  const spans = spansOf(bar, now);
  return { keyId, userName, status, spans, ...(end && { end }), sentence: sentenceOf(r, bar, status.words, dates) };
}

/** A key that was never taken in. */
export function refusedRow({ keyId, userName }: { keyId: string; userName: string }, why: string): RowScene {
  const words = /protected|never-touch/.test(why) ? 'Refused: protected' : 'Refused';
  return { keyId, userName, status: { kind: 'refused', words }, spans: [], sentence: `Refused: ${why}` };
}

function wordsOf(r: Retirement, now: Instant, dates: Dates): string {
  const { phase, ending, claim } = r;
  if (phase.name === 'ended') return endInWords(r, phase.outcome);
  if (ending) return claim && !claim.restoredAt ? 'Being given back' : 'Back on, to be confirmed';
  switch (phase.name) {
    case 'enqueued':
      return 'Waiting to start';
    case 'notice':
      return `Notice to ${until(phase.until, now, dates)}`;
    case 'outage':
      if (claim?.restoredAt) return 'Back on';
      return phase.endsAt < now
        ? `Dark, due ${until(phase.endsAt, now, dates)}`
        : `Dark to ${until(phase.endsAt, now, dates)}`;
    case 'soak':
      return `Soak ${phase.stage} to ${dates.day(phase.until)}`;
    default:
      return phase satisfies never;
  }
}

/** The time today, the day otherwise. */
const until = (at: Instant, now: Instant, { day, time }: Dates): string => (day(at) === day(now) ? time(at) : day(at));

type Outcome = Extract<Retirement['phase'], { name: 'ended' }>['outcome'];

function endInWords(r: Retirement, outcome: Outcome): string {
  switch (outcome) {
    case 'kept':
      return ['Kept', shortOf(r, outcome)].filter(Boolean).join(': ');
    case 'deleted':
      return 'Deleted';
    case 'failed':
      return 'Failed, key is on';
    case 'gone':
      return 'Gone: not by us';
    case 'left':
      return 'Left: switched off by others';
    default:
      return outcome satisfies never;
  }
}

/** For those who do not see the bar. */
function sentenceOf(r: Retirement, { notice, outages, deletion }: Bar, status: string, dates: Dates): string {
  const when = (at: Instant): string => `${dates.day(at)} ${dates.time(at)}`;
  const parts = [
    `Notice from ${when(notice.from)} to ${when(notice.to)}`,
    ...outages.map(({ stage, from, to }) => `outage ${stage} from ${when(from)} to ${when(to)}`),
    ...(deletion ? [`deletion planned ${when(deletion)}`] : []),
    ...(r.phase.name === 'ended' ? [`${status}, ${when(r.phase.at)}`] : []),
    ...(r.held && r.phase.name !== 'ended' ? [`held until ${when(r.held.until)}: ${r.held.because}`] : []),
  ];
  return `${parts.join('; ')}.`;
}
