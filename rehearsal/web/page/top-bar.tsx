import { useState } from 'preact/hooks';
import type { ClockScene } from '../scene';
import { cityOf, datesIn } from './dates';
import { ask } from './live';

const speeds = [
  { pace: 60, words: '1 min/s' },
  { pace: 3600, words: '1 h/s' },
  { pace: 6 * 3600, words: '6 h/s' },
  { pace: 86_400, words: '1 day/s' },
];

const leaps = [
  { to: 'event', words: 'Next event', title: 'Until the next thing happens' },
  { to: 'stage', words: 'Next stage', title: 'Until the next keys are switched off, or deleted' },
  { to: 'day', words: '+ 1 day', title: 'A day later' },
] as const;

/** How late it is, and how time is let pass. */
export function TopBar({ clock }: { clock: ClockScene | undefined }) {
  const [leaping, setLeaping] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (!clock)
    return (
      <header class="ks-top">
        <Brand />
      </header>
    );
  const dates = datesIn(clock.timeZone);
  const { playing, pace, over } = clock;
  const steer = async (deed: Parameters<typeof ask>[0]): Promise<void> => setProblem((await ask(deed)).problem);
  const leap = async (to: (typeof leaps)[number]['to']): Promise<void> => {
    setLeaping(true);
    await steer({ do: 'leap', to });
    setLeaping(false);
  };
  return (
    <header class="ks-top">
      <Brand />
      <div class="ks-time">
        <time dateTime={clock.now}>
          {dates.full(clock.now)}, {dates.time(clock.now)}
        </time>
        <small>{cityOf(clock.timeZone)}, virtual</small>
      </div>
      <div class="ks-steer">
        <button
          type="button"
          class="ks-button ks-main"
          disabled={over}
          onClick={() => void steer(playing ? { do: 'pause' } : { do: 'play', pace })}
        >
          <i class={playing ? 'ks-pause' : 'ks-play'} aria-hidden="true" />
          {playing ? 'Pause' : 'Play'}
        </button>
        <span class="ks-choice" role="group" aria-label="Let time pass">
          {leaps.map(({ to, words, title }) => (
            <button
              type="button"
              key={to}
              title={title}
              disabled={leaping || (over && to !== 'day')}
              onClick={() => void leap(to)}
            >
              {words}
            </button>
          ))}
        </span>
        <span class="ks-choice" role="group" aria-label="Speed of Play">
          {speeds.map((speed) => (
            <button
              type="button"
              key={speed.pace}
              aria-pressed={speed.pace === pace}
              disabled={over}
              onClick={() => void steer({ do: 'play', pace: speed.pace })}
            >
              {speed.words}
            </button>
          ))}
        </span>
      </div>
      <Ahead clock={clock} problem={problem} />
    </header>
  );
}

function Ahead({ clock, problem }: { clock: ClockScene; problem: string | undefined }) {
  const { over, next, day, days, wallMs, timeZone } = clock;
  const dates = datesIn(timeZone);
  return (
    <>
      <p class="ks-fact" role="status">
        {problem ?? (over ? 'All has ended' : 'Next')}
        <b>
          {over && 'Start it again to see it anew'}
          {!over && next && `${dates.day(next.at)} ${dates.time(next.at)}, ${next.words}`}
        </b>
      </p>
      <p class="ks-fact ks-far">
        {(wallMs / 1000).toFixed(1)} s of wall time
        <b>
          day {day} of {days}
        </b>
      </p>
    </>
  );
}

const Brand = () => (
  <div class="ks-brand">
    <img src="/keysunset.svg" alt="" width="24" height="24" />
    Rehearsal
  </div>
);
