import type { Retirement } from '../lambda/core/retirement';
import { afterDuration } from '../lambda/core/time';
import type { Duration, Instant } from '../lambda/core/time';
import type { Cloud } from './cloud';

/** The owner presses Stop so long after the first notice; where a channel was told, somebody in it does. */
export function stopLater(
  { clock, people, slack }: Cloud,
  { owner, subject }: Retirement,
  at: Instant,
  stopAfter: Duration,
): void {
  const id = owner?.kind === 'person' ? owner.slackUserId : undefined;
  const someone = (id && slack.users.get(id)) ?? [...slack.users.values()].find(({ deleted }) => !deleted);
  if (!someone) throw new Error('There is nobody in Slack who could press Stop.');
  const when = afterDuration(at, stopAfter, 'UTC');
  clock.at(when, `${someone.name} presses Stop`, async () => {
    const card = await people.cardOf(subject.keyId);
    // A card whose retirement has ended has no button any more.
    if (card?.blocks.some(({ type }) => type === 'actions')) await people.pressStop(someone.name, subject.keyId);
  });
}
