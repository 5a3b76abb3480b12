import * as z from 'zod/mini';
import type { Origin } from './slack-origin';
import { SLACKBOT, slackId } from './slack-request';
import type { SlackUser } from './slack-request';

/** Who did something, as an interaction tells it. */
export const whoPressed = z.object({
  user: z.object({
    id: slackId,
    name: z.optional(z.string()),
    team_id: z.optional(slackId),
    is_bot: z.optional(z.boolean()),
  }),
  team: z.nullish(z.object({ id: slackId, enterprise_id: z.optional(slackId) })),
  enterprise: z.nullish(z.object({ id: slackId })),
});
type Who = z.infer<typeof whoPressed>;

export const originOf = ({ user, team, enterprise }: Who): Origin => ({
  workspace: team?.id,
  organisation: enterprise?.id ?? team?.enterprise_id,
  personOf: user.team_id,
  ...(user.team_id === team?.id && { personInOrganisation: team?.enterprise_id }),
});

export const isNobody = ({ id, is_bot }: Who['user']): boolean => is_bot === true || id === SLACKBOT;

/** Whoever it is stands in the ledger for ever: a name that is none is left out. */
export const named = ({ id, name }: Who['user']): SlackUser => ({
  id,
  ...(name && /^[\p{L}\p{N}._' -]{1,80}$/u.test(name) && { name }),
});
