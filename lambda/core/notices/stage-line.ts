import type { Retirement } from '../retirement';
import { isOver } from './situation';
import type { Situation } from './situation';
import type { Texts } from './texts';

/** `● 10 min ━━ ◐ *1 day* ┄┄ ○ 31 days ┄┄ ✕ delete`: ● over, ◐ off now or cut short, ○ ahead. */
export function stageLine(r: Retirement, situation: Situation, t: Texts): string {
  const deleted = situation.name === 'ended' && situation.outcome === 'deleted';
  const reached = r.outages.at(-1)?.stage ?? 0;
  const done = deleted ? r.ritual.stages.length : r.stagesDone;
  const over = isOver(situation) && situation.name !== 'deleting';
  const off = situation.name === 'off' || situation.name === 'deleting';

  const stages = r.ritual.stages
    .map(({ outage }, i) => ({ stage: i + 1, length: t.lengths.short(outage) }))
    .filter(({ stage }) => !over || stage <= Math.max(done, reached))
    .map(({ stage, length }) => {
      const sign = stage <= done ? '●' : stage === reached ? '◐' : '○';
      const text = off && stage === reached ? `*${length}*` : length;
      return `${stage === 1 ? '' : stage <= Math.max(done, reached) ? ' ━━ ' : ' ┄┄ '}${sign} ${text}`;
    })
    .join('');
  const ahead = situation.name === 'giving back' || !over;
  return `${stages || t.card.noticeOnly}${ahead ? ' ┄┄ ' : ' ━━ '}${end(situation, t)}`;
}

function end(situation: Situation, t: Texts): string {
  switch (situation.name) {
    case 'ended':
      return t.card.ends[situation.outcome];
    case 'stopped':
      return t.card.ends.kept;
    case 'taken over':
      return situation.change.to === 'Deleted' ? t.card.ends.gone : t.card.ends.left;
    case 'giving back':
      return situation.ends ? t.card.ahead.kept : t.card.ahead.deleted;
    default:
      return t.card.ahead.deleted;
  }
}
