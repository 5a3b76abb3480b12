import { lengthInSeconds, seconds } from '../time';
import type { Duration } from '../time';

/** What runs often enough to be found by an outage of such a length. */
export type Catches = 'all the time' | 'hourly' | 'daily' | 'weekly' | 'monthly' | 'quarterly';

/** The longest interval of which a whole one falls inside. */
export function catches(outage: Duration): Catches {
  const days = lengthInSeconds(outage) / seconds.day;
  if (days < 1 / 24) return 'all the time';
  if (days < 1) return 'hourly';
  if (days < 7) return 'daily';
  if (days < 31) return 'weekly';
  return days < 92 ? 'monthly' : 'quarterly';
}
