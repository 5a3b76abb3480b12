import { toMilliseconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { wantedScopes } from '../../lambda/core/slack-app';
import { problemsOf } from './block-kit';
import { refusal } from './refusal';
import { slackViews } from './views';

/** A person or bot, as Slack's users.info has them. */
export interface SlackUser {
  id: string;
  name: string;
  real_name: string;
  deleted: boolean;
  is_bot: boolean;
  tz: string;
  locale: string;
  profile: { email: string; display_name?: string };
}

export interface SlackChannel {
  id: string;
  name: string;
  is_archived?: boolean;
  /** Nobody has invited the app there. */
  without_app?: boolean;
  /** Whose direct messages with the app these are. */
  directOf?: string;
}

export interface Said {
  text: string;
  blocks?: readonly Record<string, unknown>[];
  /** The first message of the thread that this answers. */
  thread?: string;
}

/** A message, as it stands now. */
export interface Post {
  channel: string;
  ts: string;
  thread?: string;
  /** Who wrote it. */
  user: string;
  text: string;
  blocks: readonly Record<string, unknown>[];
  at: Instant;
  editedAt?: Instant;
}

/** What goes wrong with a call, instead of what should happen. */
export type SlackFault = { error: string } | { retryAfter: number } | { status: number } | 'connection lost';

export interface SlackOptions {
  now: () => Instant;
  team?: string;
  /** Each message, when it is posted and when it is edited. */
  onPost?: (post: Post) => void;
  /** Whenever somebody's screen shows something else. */
  onChange?: () => void;
}

/** A workspace with the app in it. What it refuses, it refuses with Slack's own words. */
export type SlackModel = ReturnType<typeof slackModel>;

/** The app's own user. */
export const BOT = { user: 'U0KEYSUNSET', bot: 'B0KEYSUNSET', app: 'A0KEYSUNSET' };

export function slackModel({ now, team = 'T0MINATO', onPost, onChange = () => undefined }: SlackOptions) {
  const users = new Map<string, SlackUser>();
  const channels = new Map<string, SlackChannel>();
  const posts = new Map<string, Post>();
  const whispers: (Post & { to: string })[] = [];
  const triggers = new Map<string, { user: string; at: number; used?: true }>();
  const nextTs = timestamps(now);

  const channelOf = (named: string): SlackChannel => {
    if (users.has(named)) return openDirect(named);
    const name = named.replace(/^#/, '');
    const channel = channels.get(named) ?? [...channels.values()].find((one) => !one.directOf && one.name === name);
    if (!channel) throw refusal('channel_not_found');
    if (channel.is_archived) throw refusal('is_archived');
    return channel;
  };

  const openDirect = (userId: string): SlackChannel => {
    const user = users.get(userId);
    if (!user) throw refusal('user_not_found');
    if (user.deleted) throw refusal('user_disabled');
    const channel = { id: `D${userId.slice(1)}`, name: 'directmessage', directOf: userId };
    channels.set(channel.id, channel);
    return channel;
  };

  const written = (post: Post): Post => {
    posts.set(`${post.channel}/${post.ts}`, post);
    onPost?.(post);
    onChange();
    return post;
  };

  const find = (channel: string, ts: string): Post | undefined => posts.get(`${channel}/${ts}`);

  return {
    team,
    now,
    users,
    channels,
    /** The scopes of the app's token. */
    scopes: [...wantedScopes],
    /** Asked before each call of the Web API; may be set at any time. */
    weather: {} as { fault?: (method: string) => SlackFault | undefined },
    addUser: (user: SlackUser): void => void users.set(user.id, user),
    addChannel: (channel: SlackChannel): void => void channels.set(channel.id, channel),
    channelOf,
    openDirect,
    find,
    /** Throws where the app is not in it. */
    mustBeIn(named: string): void {
      const channel = channels.get(named);
      if (!channel) throw refusal('channel_not_found');
      if (channel.without_app) throw refusal('not_in_channel');
    },
    /** All messages, or those of a channel, oldest first. */
    posts: (channel?: string): Post[] =>
      [...posts.values()].filter((post) => channel === undefined || post.channel === channel),
    /** A message and its answers, oldest first. */
    thread: (channel: string, ts: string): Post[] =>
      [...posts.values()].filter((post) => post.channel === channel && (post.ts === ts || post.thread === ts)),

    /** By the app, unless somebody else is named. */
    post(named: string, said: Said, user: string = BOT.user): Post {
      const channel = channelOf(named).id;
      const { thread } = said;
      if (thread !== undefined && !find(channel, thread)) throw refusal('thread_not_found');
      return written({ channel, ts: nextTs(), user, at: now(), ...checked(said), ...(thread && { thread }) });
    },

    update(named: string, ts: string, said: Said): Post {
      const post = find(channelOf(named).id, ts);
      if (!post) throw refusal('message_not_found');
      if (post.user !== BOT.user) throw refusal('cant_update_message');
      return written({ ...post, ...checked(said), editedAt: now() });
    },

    /** Only one person sees it, and it is in no history. */
    whisper(channel: string, to: string, said: Said): Post {
      const { thread } = said;
      const post = {
        channel,
        to,
        ts: nextTs(),
        user: BOT.user,
        at: now(),
        ...checked(said),
        ...(thread && { thread }),
      };
      whispers.push(post);
      onChange();
      return post;
    },
    whispers,

    /** Modals and Home tabs. */
    views: slackViews(onChange),

    /** What an interaction carries, so that a modal may be opened for its user: once, within 3 seconds. */
    newTrigger(user: string): string {
      const id = `${triggers.size + 1}.rehearsal`;
      triggers.set(id, { user, at: toMilliseconds(now()) });
      return id;
    },
    /** For whom it is. */
    useTrigger(id: string): string {
      const trigger = triggers.get(id);
      if (!trigger) throw refusal('invalid_trigger_id');
      if (trigger.used) throw refusal('exchanged_trigger_id');
      if (toMilliseconds(now()) - trigger.at > 3000) throw refusal('expired_trigger_id');
      triggers.set(id, { ...trigger, used: true });
      return trigger.user;
    },

    user(id: string): SlackUser {
      const user = users.get(id);
      if (!user) throw refusal('user_not_found');
      return user;
    },

    /** Slack does not find those who have left by their address. */
    userByEmail(email: string): SlackUser {
      const wanted = email.toLowerCase();
      const user = [...users.values()].find(
        ({ deleted, profile }) => !deleted && profile.email.toLowerCase() === wanted,
      );
      if (!user) throw refusal('users_not_found');
      return user;
    },
  };
}

function checked({ text, blocks = [] }: Said): Pick<Post, 'text' | 'blocks'> {
  if (!text && blocks.length === 0) throw refusal('no_text');
  if (text.length > 40_000) throw refusal('msg_too_long');
  const problems = problemsOf(blocks);
  if (problems.length > 0) throw refusal('invalid_blocks', problems);
  return { text, blocks };
}

/** `1772499600.000100`: the second, and as many microseconds as make it the only one. */
function timestamps(now: () => Instant): () => string {
  let last = 0;
  return () => {
    last = Math.max(toMilliseconds(now()) * 1000, last + 1);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };
}
