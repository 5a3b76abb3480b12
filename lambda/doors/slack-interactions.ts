import * as z from 'zod/mini';
import { meantBy, needIn, ours } from './slack-buttons';
import { ignored, malformed, shown, slackId, timestamp, unreadable } from './slack-request';
import type { SlackRequest } from './slack-request';
import { fromSubmission } from './slack-submissions';
import { isNobody, named, originOf, whoPressed } from './slack-who';

/** Reads what somebody pressed, or filled in and sent. */
export function fromInteraction(payload: unknown): SlackRequest {
  const read = interaction.safeParse(payload);
  if (!read.success) return unreadable('the interaction', read.error);
  const { type, actions } = read.data;
  if (type === 'view_submission') return fromSubmission(payload);
  if (type !== 'block_actions') return ignored(`an interaction of type ${shown(type)}`);
  // One is pressed at a time; a list of thousands is not looked through.
  const buttons = actions.slice(0, 10).map((each) => action.safeParse(each));
  const unread = buttons.find(({ success }) => !success);
  if (unread?.error) return unreadable('the interaction', unread.error);
  for (const kind of ours) {
    const button = buttons.find(({ data }) => data?.action_id === kind);
    if (button?.data) return fromButton(payload, button.data);
  }
  return ignored(`the button ${shown(buttons[0]?.data?.action_id)} is not one of ours`);
}

/** A button has a value; a menu the value of what was chosen. */
const action = z.object({
  action_id: z.string(),
  block_id: z.optional(z.string()),
  value: z.nullish(z.string()),
  selected_option: z.nullish(z.object({ value: z.nullish(z.string()) })),
});
const interaction = z.object({ type: z.string(), actions: z._default(z.array(z.unknown()), []) });
const pressed = z.extend(whoPressed, {
  container: z.union([
    z.object({ channel_id: slackId, message_ts: timestamp }),
    z.object({ type: z.literal('view'), view_id: slackId }),
  ]),
  view: z.optional(z.object({ type: z.string() })),
  trigger_id: z.optional(z.string().check(z.regex(/^[A-Za-z0-9.]{1,200}$/))),
  response_url: z.optional(z.string().check(z.maxLength(500))),
});

function fromButton(payload: unknown, acted: z.infer<typeof action>): SlackRequest {
  const { action_id, block_id, value, selected_option } = acted;
  const read = pressed.safeParse(payload);
  if (!read.success) return unreadable(`the ${action_id}`, read.error);
  const { user, container, view, trigger_id, response_url } = read.data;
  const carries = value ?? selected_option?.value ?? '';
  const typed = action_id === 'what_needs_it';
  if (typed && carries.trim() === '') return ignored('a line without a word');
  const meant: ReturnType<typeof meantBy> = typed ? needIn(block_id, carries) : meantBy(action_id, carries, trigger_id);
  if (!meant) return malformed(`the ${action_id} carries ${shown(carries)}; wanted is the id of a retirement`);
  if ('view_id' in container && (view?.type !== 'home' || meant.kind !== 'stop')) {
    return ignored(`the button ${shown(action_id)} in a ${shown(view?.type)}`);
  }
  if (isNobody(user)) return ignored('a bot');
  return {
    ...meant,
    user: named(user),
    from: originOf(read.data),
    ...('channel_id' in container && { channel: container.channel_id }),
    ...(response_url && { responseUrl: response_url }),
  };
}
