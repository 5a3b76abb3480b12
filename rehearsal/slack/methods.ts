import { statesOf, withIds } from './forms';
import type { Filled } from './forms';
import { BOT } from './model';
import type { Post, Said, SlackModel, SlackUser } from './model';
import { refusal } from './refusal';
import type { SlackView } from './views';

export type Params = Record<string, string | undefined>;
export type Answer = Record<string, unknown>;

/** The methods of Slack's Web API that the rehearsal has; each answers what comes beside `ok`. */
export const methods: Record<string, (slack: SlackModel, params: Params) => Answer> = {
  'auth.test': ({ team }) => ({
    url: 'https://rehearsal.slack.com/',
    ...{ team: 'Rehearsal', team_id: team, user: 'keysunset', user_id: BOT.user, bot_id: BOT.bot },
  }),

  'chat.postMessage': (slack, params) => {
    const post = slack.post(required(params, 'channel'), said(params));
    return { channel: post.channel, ts: post.ts, message: messageOf(slack, post) };
  },

  'chat.update': (slack, params) => {
    const post = slack.update(required(params, 'channel'), required(params, 'ts'), said(params));
    return { channel: post.channel, ts: post.ts, text: post.text, message: messageOf(slack, post) };
  },

  'chat.postEphemeral': (slack, params) => {
    const { channel, user } = { channel: slack.channelOf(required(params, 'channel')), user: required(params, 'user') };
    if (!slack.users.has(user)) throw refusal('user_not_in_channel');
    return { message_ts: slack.whisper(channel.id, user, said(params)).ts };
  },

  /** No messages: what the app asks for is whether it may. */
  'conversations.history': (slack, params) => {
    slack.mustBeIn(required(params, 'channel'));
    return { messages: [], has_more: false };
  },

  'conversations.open': (slack, params) => {
    const { id } = slack.openDirect(required(params, 'users'));
    return { no_op: false, already_open: false, channel: { id } };
  },

  'users.info': (slack, params) => {
    const user = slack.user(required(params, 'user'));
    return { user: { ...userOf(slack, user), ...(params['include_locale'] === 'true' && { locale: user.locale }) } };
  },

  'users.lookupByEmail': (slack, params) => ({ user: userOf(slack, slack.userByEmail(required(params, 'email'))) }),

  'views.open': (slack, params) => {
    const user = slack.useTrigger(required(params, 'trigger_id'));
    return { view: viewOf(slack, slack.views.open(user, json(required(params, 'view')))) };
  },

  'views.push': (slack, params) => {
    const user = slack.useTrigger(required(params, 'trigger_id'));
    return { view: viewOf(slack, slack.views.push(user, json(required(params, 'view')))) };
  },

  'views.update': (slack, params) => {
    const { view_id: id, external_id: externalId, hash } = params;
    if (!id && !externalId) throw refusal('invalid_arguments', ['[ERROR] missing required field: view_id']);
    const which = { ...(id && { id }), ...(externalId && { externalId }), ...(hash && { hash }) };
    return { view: viewOf(slack, slack.views.update(which, json(required(params, 'view')))) };
  },

  'views.publish': (slack, params) => {
    const { id } = slack.user(required(params, 'user_id'));
    return { view: viewOf(slack, slack.views.publish(id, json(required(params, 'view')), params['hash'])) };
  },
};

/** A message as it stands in Slack's answers and events. */
export function messageOf({ team }: SlackModel, { ts, user, text, blocks, thread, editedAt }: Post): Answer {
  return {
    type: 'message',
    ...{ user, ts, text, team },
    ...(blocks.length > 0 && { blocks: withIds(blocks) }),
    ...(thread && { thread_ts: thread }),
    ...(user === BOT.user && { bot_id: BOT.bot, app_id: BOT.app }),
    ...(editedAt && { edited: { user, ts } }),
  };
}

/** A view as it stands in Slack's answers and payloads, with what was filled in. */
export function viewOf(
  { team }: SlackModel,
  { id, hash, root, previous, given }: SlackView,
  filled: Filled = {},
): Answer {
  const blocks = withIds(given['blocks'] as Answer[]);
  return {
    ...{ private_metadata: '', callback_id: '', external_id: '', clear_on_close: false, notify_on_close: false },
    ...{ close: null, submit: null, ...given },
    ...{ id, hash, blocks, team_id: team, app_id: BOT.app, bot_id: BOT.bot, app_installed_team_id: team },
    ...{ root_view_id: root, previous_view_id: previous ?? null, state: { values: statesOf(blocks, filled) } },
  };
}

function userOf({ team }: SlackModel, { locale: _, profile, ...user }: SlackUser): Answer {
  return {
    ...user,
    team_id: team,
    profile: { display_name: '', ...profile, real_name: user.real_name, team },
    is_app_user: false,
  };
}

function said(params: Params): Said {
  const blocks = params['blocks'] === undefined ? [] : json(params['blocks']);
  if (!Array.isArray(blocks)) throw refusal('invalid_blocks_format');
  const { thread_ts: thread } = params;
  return { text: params['text'] ?? '', blocks: blocks as Answer[], ...(thread && { thread }) };
}

function required(params: Params, name: string): string {
  const value = params[name];
  if (!value) throw refusal('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
  return value;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('invalid_arguments', ['[ERROR] not JSON']);
  }
}
