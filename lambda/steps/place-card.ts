import { Unavailable } from '../core/errors';
import type { Message } from '../core/ports';
import type { PostingPorts } from './post-notice';
import type { Run } from './run';

/** Where a message stands. */
export interface Place {
  channel: string;
  ts: string;
  /** The digest in whose thread it stands. */
  thread?: string;
}

/** A card, where it stood or is to stand; by itself where its digest is gone. */
export async function postAnew(
  run: Run,
  { channel, thread }: { channel: string; thread?: string },
  message: Message,
  ports: PostingPorts,
): Promise<Place> {
  const byItself = async (): Promise<Place> => {
    const place = await post(run, channel, message, ports);
    await stands(run, place, ports);
    return place;
  };
  if (!thread) return byItself();
  return inThread(run, { channel, ts: thread }, message, ports).catch(whereRefused(byItself));
}

/** A card in the thread of a digest. */
export async function inThread(run: Run, digest: Place, message: Message, ports: PostingPorts): Promise<Place> {
  const posted = await ports.messenger.post(digest.channel, message, digest.ts);
  const place = { ...posted, thread: digest.ts };
  await stands(run, place, ports);
  return place;
}

/** What Slack refuses is done otherwise; where it is only down, or limits the rate, it is for the next run. */
export const whereRefused =
  <T>(otherwise: () => Promise<T>) =>
  (error: unknown): Promise<T> => {
    if (error instanceof Unavailable) throw error;
    return otherwise();
  };

/** Whoever writes where several cards may stand is heard: in direct messages, and in the thread of a digest. */
export async function stands(
  { retirement: { subject, retirementId, phase } }: Run,
  { channel, thread }: Place,
  { places, clock }: PostingPorts,
  over = phase.name === 'ended',
): Promise<void> {
  const card = { keyId: subject.keyId, retirementId, over, at: clock.now() };
  if (thread) await places.put({ channel, thread }, card);
  if (isDirect(channel)) await places.put({ channel }, card);
}

/** Slack's ids of direct messages begin so. */
const isDirect = (channel: string): boolean => channel.startsWith('D');

/** Whoever answers in its thread is heard. */
export async function post(run: Run, channel: string, message: Message, ports: PostingPorts): Promise<Place> {
  const { subject, retirementId } = run.retirement;
  const place = await ports.messenger.post(channel, message);
  await ports.threads.remember(place, { keyId: subject.keyId, retirementId });
  return place;
}
