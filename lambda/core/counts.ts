import type { Entry } from './entries';
import type { ShownName } from './metrics';
import type { Chain } from './ports';
import { toMilliseconds } from './time';

export interface Counted {
  name: ShownName;
  value: number;
  about: Readonly<Record<string, string>>;
}

/** What an entry that was just written, the last of its chain, counts for. */
export function countsOf(entry: Entry, chain: Chain): Counted[] {
  const about = { keyId: entry.keyId };
  switch (entry.type) {
    case 'OutageStarted':
      return [{ name: 'OutagesStarted', value: 1, about }];
    case 'NoticeFailed':
      return [{ name: 'NoticesFailed', value: 1, about }];
    case 'StopRequested':
      return [{ name: 'Screams', value: 1, about: { ...about, kind: 'stop' } }];
    case 'ScreamHeard':
      return [{ name: 'Screams', value: 1, about: { ...about, kind: entry.detail.sign } }];
    case 'KeyRestored': {
      const value = sinceStop(entry, chain);
      return value === undefined ? [] : [{ name: 'StopToActive', value, about }];
    }
    case 'RetirementKept':
    case 'KeyDeleted':
    case 'KeyGone':
    case 'LeftAsFound':
    case 'RetirementFailed':
      return [{ name: 'Endings', value: 1, about: { ...about, kind: endingOf[entry.type] } }];
    default:
      return [];
  }
}

const endingOf = {
  RetirementKept: 'kept',
  KeyDeleted: 'deleted',
  KeyGone: 'gone',
  LeftAsFound: 'left',
  RetirementFailed: 'failed',
};

/** Of which kinds an ending is, and a scream. */
export const endings = Object.values(endingOf);
export const screams = ['stop', 'use', 're-activated'] as const;

/** Milliseconds from the stop until IAM took the key back: for the first time since, and where the stop is what it was given back for. */
function sinceStop(restored: Entry, { entries }: Chain): number | undefined {
  const stop = entries.find(
    ({ type, retirementId }) => type === 'StopRequested' && retirementId === restored.retirementId,
  );
  if (!stop) return undefined;
  // An entry's seq is its place in the chain, counted from 1.
  const wasDark = entries.slice(0, stop.seq).findLast(({ type }) => type === 'OutageStarted' || type === 'KeyRestored');
  const earlier = entries.slice(stop.seq, restored.seq - 1).some(({ type }) => type === 'KeyRestored');
  return wasDark?.type === 'OutageStarted' && !earlier
    ? toMilliseconds(restored.at) - toMilliseconds(stop.at)
    : undefined;
}
