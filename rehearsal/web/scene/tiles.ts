import { screams } from '../../../lambda/core/breaker';
import type { Config } from '../../../lambda/core/config';
import type { Retirement } from '../../../lambda/core/retirement';
import { isLast } from '../../../lambda/core/standing';
import { afterDuration, dateIn, secondsBetween } from '../../../lambda/core/time';
import type { Instant } from '../../../lambda/core/time';
import type { Dates } from '../../story/dates';
import type { TilesScene } from '../scene';
import { isDark } from './dark';
import { dueOf } from './due';
import type { Due } from './due';

/** The numbers above the board. */
export function tilesOf(standing: readonly Retirement[], now: Instant, config: Config, dates: Dates): TilesScene {
  return {
    darkNow: darkNow(standing, dates),
    dueToday: dueToday(standing, now, config),
    screams: heard(standing, now),
    stopToActive: stopToActive(standing),
  };
}

function darkNow(standing: readonly Retirement[], dates: Dates): TilesScene['darkNow'] {
  const dark = standing.filter(isDark);
  const back = dark.flatMap(({ claim, ...r }) =>
    claim && !isLast({ claim, ...r }, claim.stage) ? [claim.endsAt] : [],
  );
  const [next] = back.toSorted();
  if (next) return { keys: dark.length, words: `next on: ${dates.day(next)}` };
  return { keys: dark.length, words: dark.length > 0 ? 'until they are deleted' : 'every key is on' };
}

function dueToday(standing: readonly Retirement[], now: Instant, config: Config): TilesScene['dueToday'] {
  const { timeZone } = config.calendar;
  const today = dateIn(timeZone, now);
  const due = standing.flatMap((r) => dueOf(r, now, config)).filter(({ at }) => dateIn(timeZone, at) === today);
  const count = (what: Due['what']): number => due.filter((each) => each.what === what).length;
  const [off, on, deleted] = [count('off'), count('back on'), count('deleted')];
  return { keys: off + on + deleted, words: `${off} off · ${on} on · ${deleted} deleted` };
}

function heard(standing: readonly Retirement[], now: Instant): TilesScene['screams'] {
  const since = afterDuration(now, '-P30D', 'UTC');
  const all = standing.filter(screams).filter(({ ending }) => ending.at > since);
  const stops = all.filter(({ ending }) => ending.why === 'stop').length;
  const used = all.filter(({ ending }) => ending.why === 'scream' && ending.scream.sign === 'use').length;
  const again = all.length - stops - used;
  const words = [`${stops} stop`, `${used} use seen`, ...(again > 0 ? [`${again} re-activated`] : [])];
  return { keys: all.length, words: words.join(' · ') };
}

/** From a stop in an outage to the key being on. */
function stopToActive(standing: readonly Retirement[]): TilesScene['stopToActive'] {
  const seconds = standing
    .flatMap(({ ending, restoredAt }) =>
      ending?.why === 'stop' && restoredAt && restoredAt >= ending.at ? [secondsBetween(ending.at, restoredAt)] : [],
    )
    .toSorted((a, b) => a - b);
  const [median, high] = [quantile(seconds, 0.5), quantile(seconds, 0.95)];
  return { seconds, ...(median !== undefined && { median }), ...(high !== undefined && { high }) };
}

/** The value that so much of all is not above. */
const quantile = (sorted: readonly number[], part: number): number | undefined =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
