import * as z from 'zod/mini';
import { SLACKBOT, ignored, malformed, named, shown, slackId, timestamp, unreadable } from './slack-request';
import type { Pressed, SlackRequest } from './slack-request';

/** Reads what somebody pressed. */
export function fromInteraction(payload: unknown): SlackRequest {
  const read = interaction.safeParse(payload);
  if (!read.success) return unreadable('the interaction', read.error);
  const { type, actions } = read.data;
  if (type !== 'block_actions') return ignored(`an interaction of type ${shown(type)}`);
  // One is pressed at a time; a list of thousands is not looked through.
  const buttons = actions.slice(0, 10).map((each) => action.safeParse(each));
  const unread = buttons.find(({ success }) => !success);
  if (unread?.error) return unreadable('the interaction', unread.error);
  for (const kind of ours) {
    const button = buttons.find(({ data }) => data?.action_id === kind);
    if (button?.data) return fromButton(kind, payload, button.data.value ?? '');
  }
  return ignored(`the button ${shown(buttons[0]?.data?.action_id)} is not one of ours`);
}

const ours = ['stop', 'dismiss', 'approve'] as const;
const action = z.object({ action_id: z.string(), value: z.nullish(z.string()) });
const interaction = z.object({ type: z.string(), actions: z._default(z.array(z.unknown()), []) });
const organisation = z.nullish(z.object({ id: slackId }));
const pressed = z.object({
  user: z.object({
    id: slackId,
    name: z.optional(z.string()),
    team_id: z.optional(slackId),
    is_bot: z.optional(z.boolean()),
  }),
  team: z.nullish(z.object({ id: slackId, enterprise_id: z.optional(slackId) })),
  enterprise: organisation,
  container: z.union([
    z.object({ channel_id: slackId, message_ts: timestamp }),
    z.object({ type: z.literal('view'), view_id: slackId }),
  ]),
  view: z.optional(z.object({ type: z.string() })),
  response_url: z.optional(z.string().check(z.maxLength(500))),
});

/** `<retirement>` or `<retirement>.<question>`; older messages have `<key>.` before it. */
const carried = /^(?:([A-Z0-9]{16,128})\.)?([a-z0-9-]{1,80})(?:\.(\d{1,4}))?$/;

function fromButton(kind: Pressed['kind'], payload: unknown, value: string): SlackRequest {
  const read = pressed.safeParse(payload);
  if (!read.success) return unreadable(`the ${kind}`, read.error);
  const [, keyId, retirementId, question] = carried.exec(value) ?? [];
  if (!retirementId) return malformed(`the ${kind} carries ${shown(value)}; wanted is the id of a retirement`);
  const { user, team, enterprise, container, view, response_url } = read.data;
  if ('view_id' in container && view?.type !== 'home') return ignored(`a button in a ${shown(view?.type)}`);
  if (user.is_bot || user.id === SLACKBOT) return ignored('a bot');
  return {
    kind,
    retirementId,
    ...(keyId && { keyId }),
    ...(question && { question: Number(question) }),
    user: named(user),
    from: {
      workspace: team?.id,
      organisation: enterprise?.id ?? team?.enterprise_id,
      personOf: user.team_id,
      ...(user.team_id === team?.id && { personInOrganisation: team?.enterprise_id }),
    },
    ...('channel_id' in container && { channel: container.channel_id }),
    ...(response_url && { responseUrl: response_url }),
  };
}
