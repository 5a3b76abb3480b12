import type { BoardScene } from '../scene';
import type { Scale } from './board';
import { datesIn } from './dates';

/** The weeks, and how many keys are off on each day. */
export function Axis({ board, now, scale }: { board: BoardScene; now: string; scale: Scale }) {
  const dates = datesIn(board.timeZone);
  const most = Math.max(1, ...board.days.map(({ off }) => off));
  return (
    <div class="ks-axis" role="row">
      <div class="ks-cell" role="columnheader">
        <b>IAM user</b>
      </div>
      <div class="ks-cell" role="columnheader">
        Status
      </div>
      <div class="ks-bar" role="columnheader">
        <span class="ks-caption">Keys off per day</span>
        <svg
          viewBox="0 0 100 26"
          preserveAspectRatio="none"
          role="img"
          aria-label={`Keys off per day, at most ${most}`}
        >
          <pattern id="ks-hatch" width="0.6" height="6" patternUnits="userSpaceOnUse">
            <rect width="0.25" height="6" class="ks-night-plan" />
          </pattern>
          {board.days.map(({ from, to, off, planned }) => (
            <rect
              key={from}
              x={scale(from)}
              width={Math.max(0, scale(to) - scale(from) - 0.1)}
              y={26 - (off / most) * 24}
              height={(off / most) * 24}
              class={planned ? 'ks-hatched' : 'ks-night'}
            />
          ))}
        </svg>
        {board.ticks.map((at) => (
          <span class="ks-tick" key={at} style={{ left: `${scale(at)}%` }}>
            {dates.short(at)}
          </span>
        ))}
        <span class="ks-nowtag" style={{ left: `${scale(now)}%` }} aria-hidden="true">
          {dates.time(now)}
        </span>
      </div>
    </div>
  );
}
