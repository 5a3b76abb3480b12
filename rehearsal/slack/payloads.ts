import { toMilliseconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { controlsIn, statesOf, stateOf } from './forms';
import type { Entered, Filled, Json } from './forms';
import { messageOf, viewOf } from './methods';
import { BOT } from './model';
import type { Post, SlackModel, SlackUser } from './model';
import { NotThere } from './refusal';
import type { SlackView } from './views';

/** What somebody does to an element of a message or view. */
export interface Deed {
  actionId: string;
  /** Where two blocks have an element of that name. */
  blockId?: string;
  /** What was chosen or typed; nothing for a button. */
  entered?: Entered;
  /** What else is filled in beside it. */
  filled?: Filled;
}

/** `block_actions`: somebody pressed, chose or typed something, on a message or in a view. */
export function actionOn(slack: SlackModel, user: SlackUser, on: Post | SlackView, deed: Deed): Json {
  const { entered, filled = {} } = deed;
  const blocks = 'given' in on ? (on.given['blocks'] as Json[]) : on.blocks;
  const control = controlsIn(blocks).find(
    ({ actionId, blockId }) => actionId === deed.actionId && (deed.blockId ?? blockId) === blockId,
  );
  if (!control) throw new NotThere(`${nameOf(on)} has no button ${deed.actionId} any more.`);
  const { blockId, actionId, element } = control;
  const { options: _, ...shown } = element;
  const state = element['type'] === 'overflow' ? chosenOf(element, entered) : stateOf(element, entered);
  const all = { ...filled, ...(entered !== undefined && { [blockId]: { ...filled[blockId], [actionId]: entered } }) };
  const action = { ...shown, block_id: blockId, ...state, action_ts: tsOf(slack.now()) };
  return {
    type: 'block_actions',
    ...who(slack, user),
    ...('given' in on
      ? { container: { type: 'view', view_id: on.id }, view: viewOf(slack, on, all) }
      : { ...place(slack, on), state: { values: statesOf(on.blocks, all) } }),
    actions: [action],
  };
}

/** `view_submission`. */
export const submissionOf = (slack: SlackModel, user: SlackUser, view: SlackView, filled: Filled): Json => ({
  type: 'view_submission',
  ...who(slack, user),
  view: viewOf(slack, view, filled),
  response_urls: [],
});

/** `view_closed`, for which a modal has to ask. */
export function closingOf(slack: SlackModel, user: SlackUser, view: SlackView): Json {
  const { trigger_id: _, ...rest } = who(slack, user);
  return { type: 'view_closed', ...rest, view: viewOf(slack, view), is_cleared: false };
}

/** A slash command: a form of its own, where all else is JSON. */
export const commandOf = (
  slack: SlackModel,
  user: SlackUser,
  channel: string,
  text: string,
): Record<string, string> => ({
  token: 'rehearsal',
  ...{ team_id: slack.team, team_domain: 'rehearsal' },
  ...{ channel_id: channel, channel_name: slack.channels.get(channel)?.name ?? '' },
  ...{ user_id: user.id, user_name: user.name },
  ...{ command: '/keysunset', text },
  ...{ api_app_id: BOT.app, is_enterprise_install: 'false' },
  response_url: `https://hooks.slack.com/commands/${slack.team}/rehearsal`,
  trigger_id: slack.newTrigger(user.id),
});

/** The envelope of an event. */
export function eventOf({ team }: SlackModel, event: Json, eventId: string, at: Instant): Json {
  return {
    token: 'rehearsal',
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: BOT.app,
    event: { ...event, event_ts: event['ts'] ?? tsOf(at) },
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(toMilliseconds(at) / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: BOT.user, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}

const who = (slack: SlackModel, user: SlackUser): Json => ({
  user: { id: user.id, username: user.name, name: user.name, team_id: slack.team },
  api_app_id: BOT.app,
  token: 'rehearsal',
  trigger_id: slack.newTrigger(user.id),
  team: { id: slack.team, domain: 'rehearsal' },
  enterprise: null,
  is_enterprise_install: false,
});

const place = (slack: SlackModel, post: Post): Json => ({
  container: {
    ...{ type: 'message', message_ts: post.ts, channel_id: post.channel, is_ephemeral: false },
    ...(post.thread && { thread_ts: post.thread }),
  },
  channel: { id: post.channel, name: slack.channels.get(post.channel)?.name },
  message: messageOf(slack, post),
  response_url: `https://hooks.slack.com/actions/${slack.team}/rehearsal`,
});

/** A menu sends what was chosen, and remembers nothing. */
function chosenOf(element: Json, entered: Entered | undefined): Json {
  const option = (element['options'] as Json[]).find(({ value }) => value === entered);
  if (!option) throw new NotThere(`The menu ${String(element['action_id'])} has no option ${String(entered)}.`);
  return { selected_option: option };
}

const nameOf = (on: Post | SlackView): string => ('given' in on ? `The view ${on.id}` : `The message ${on.ts}`);

/** `1772499600.000000` */
function tsOf(at: Instant): string {
  const ms = toMilliseconds(at);
  return `${Math.floor(ms / 1000)}.${String((ms % 1000) * 1000).padStart(6, '0')}`;
}
