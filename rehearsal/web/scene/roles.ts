import type { Config } from '../../../lambda/core/config';
import type { Retirement } from '../../../lambda/core/retirement';
import type { SlackUser } from '../../slack/model';
import type { Role } from '../scene';

/** What somebody has to do with these keys: who enqueues some is an operator, as well as whoever is named as one. */
export function roleOf(
  { id, name }: Pick<SlackUser, 'id' | 'name'>,
  standing: readonly Retirement[],
  { operators = [] }: Pick<Config, 'operators'>,
): Role {
  const owns = standing.some(({ owner }) => owner?.kind === 'person' && owner.slackUserId === id);
  const operates =
    operators.some(({ slackUserId }) => slackUserId === id) ||
    standing.some(({ enqueuedBy }) => enqueuedBy.endsWith(`/${name}`));
  if (operates) return 'operator';
  return owns ? 'owner' : 'stranger';
}
