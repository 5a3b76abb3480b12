import { Unreadable } from '../core/errors';
import { isOfAnEarlierRelease, liveStatuses } from '../core/head';
import type { Announcement, Announcements, Clock, Heads } from '../core/ports';
import { ANNOUNCED_FOR } from '../core/protocol';
import { hasPassed } from '../core/standing';
import { after, seconds } from '../core/time';
import type { Instant } from '../core/time';
import { begins, isListenedTo } from '../core/watch';
import { addTo } from '../groups';
import { asFarAsListed, headsOf } from '../lists';
import { couldNot } from './findings';
import type { Findings } from './findings';
import { SWEEP_EVERY } from './serve';

export interface FindingPorts {
  heads: Pick<Heads, 'byStatus' | 'toWatch'>;
  announcements: Announcements;
  clock: Clock;
}

/** A key whose chain a sweep reads. */
export interface Found {
  keyId: string;
  /** Announcements of which nothing can land any more: HEAD is rebuilt, and they are forgotten. */
  landed: Announcement[];
}

/**
 * The keys whose chains the sweep of what is due reads: those whose HEAD says that it is time, those to whose chains somebody has
 * announced to append, so that HEAD may be behind, and those that it listens to at this hour. What cannot be listed hides nothing else,
 * and makes the sweep incomplete.
 */
export async function* findWhatIsDue(found: Findings, ports: FindingPorts): AsyncGenerator<Found> {
  const now = ports.clock.now();
  const announced = await announcedKeys(found, ports);
  for (const [keyId, announcements] of announced) {
    yield { keyId, landed: announcements.filter(({ at }) => hasPassed(now, after(at, ANNOUNCED_FOR))) };
  }
  const yielded = new Set(announced.keys());
  for await (const keyId of dueByHead(now, found, ports)) {
    if (!yielded.has(keyId)) yield { keyId, landed: [] };
    yielded.add(keyId);
  }
}

async function announcedKeys(
  found: Findings,
  { announcements }: Pick<FindingPorts, 'announcements'>,
): Promise<Map<string, Announcement[]>> {
  const byKey = new Map<string, Announcement[]>();
  for await (const one of asFarAsListed(announcements.all(), brokeOff('announcements', found))) {
    addTo(byKey, one.keyId, one);
  }
  return byKey;
}

async function* dueByHead(now: Instant, found: Findings, { heads }: FindingPorts): AsyncGenerator<string> {
  for (const status of liveStatuses) {
    yield* asFarAsListed(heads.toWatch(status, now), brokeOff('keys to watch', found));
  }
  const sweep = { now, every: SWEEP_EVERY };
  if (!begins(LISTED_EVERY, sweep)) return;
  found.dark = 0;
  for await (const head of headsOf(liveStatuses, heads, brokeOff('live keys', found))) {
    if (head.restoreBy) found.dark += 1;
    if (isListenedTo(head, sweep) || isOfAnEarlierRelease(head)) yield head.keyId;
  }
}

/** How often all HEADs are listed: for what is listened for at some of these hours, and to count how many keys are dark. */
const LISTED_EVERY = seconds.hour;

/** What a list broke off at is told, and the sweep goes on with the next. */
const brokeOff =
  (what: string, found: Findings) =>
  (error: unknown): void => {
    couldNot(what, error, found);
    if (!(error instanceof Unreadable)) found.complete = false;
  };
