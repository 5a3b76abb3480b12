import * as z from 'zod/mini';
import { SLACKBOT, eventId, ignored, shown, slackId, timestamp, unreadable } from './slack-request';
import type { SlackRequest } from './slack-request';

/** Reads an event of Slack's Events API. */
export function fromEvents(body: unknown): SlackRequest {
  const read = envelope.safeParse(body);
  if (!read.success) return unreadable('the event', read.error);
  if (read.data.type === 'url_verification') return { kind: 'url_verification', challenge: read.data.challenge };
  const { event } = read.data;
  if (event.type === 'app_home_opened') return fromHome(event, read.data);
  if (event.type !== 'message') return ignored(`an event of type ${shown(event.type)}`);
  return fromMessage(event, read.data);
}

const envelope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('url_verification'), challenge: z.string().check(z.maxLength(1000)) }),
  z.object({
    type: z.literal('event_callback'),
    event_id: eventId,
    event: z.looseObject({ type: z.string() }),
    team_id: z.nullish(slackId),
    enterprise_id: z.nullish(slackId),
    // In a shared channel `team_id` may be another's; these are of the app's own workspace.
    context_team_id: z.nullish(slackId),
    context_enterprise_id: z.nullish(slackId),
    is_ext_shared_channel: z.optional(z.boolean()),
    authorizations: z._default(z.array(z.unknown()), []),
  }),
]);
type Envelope = Extract<z.infer<typeof envelope>, { type: 'event_callback' }>;

const authorization = z.object({ user_id: z.nullish(z.string()), is_bot: z.nullish(z.boolean()) });
const message = z.object({
  subtype: z.optional(z.string()),
  bot_id: z.optional(z.string()),
  bot_profile: z.optional(z.unknown()),
  user: z.optional(slackId),
  user_team: z.optional(slackId),
  user_profile: z.optional(z.object({ team: z.optional(slackId) })),
  team: z.optional(slackId),
  text: z._default(z.string(), ''),
  ts: timestamp,
  thread_ts: z.optional(timestamp),
  channel: slackId,
  channel_type: z.optional(z.string()),
});

const opened = z.object({ user: slackId, tab: z.optional(z.string()) });

function fromHome(event: unknown, told: Envelope): SlackRequest {
  const read = opened.safeParse(event);
  if (!read.success) return unreadable('the opened tab', read.error);
  const { user: id, tab } = read.data;
  if (tab !== 'home') return ignored(`the tab ${shown(tab)}`);
  const { workspace, organisation } = placeOf(told);
  // Slack does not say here of which workspace they are. They look, and see what is theirs by their id.
  return {
    kind: 'home opened',
    user: { id },
    from: { workspace, organisation, personOf: workspace },
    eventId: told.event_id,
  };
}

const placeOf = (told: Envelope) => ({
  workspace: told.context_team_id ?? told.team_id ?? undefined,
  organisation: told.context_enterprise_id ?? told.enterprise_id ?? undefined,
});

/** Kinds of messages that people write; all others tell of edits, joins and the like. */
const written = [undefined, 'thread_broadcast', 'file_share', 'me_message'];

function fromMessage(event: unknown, told: Envelope): SlackRequest {
  const said = message.safeParse(event);
  if (!said.success) return unreadable('the message', said.error);
  const { subtype, bot_id, bot_profile, user, text, ts, channel, channel_type } = said.data;
  const threadTs = said.data.thread_ts === ts ? undefined : said.data.thread_ts;
  const direct = channel_type === 'im';
  if (!written.includes(subtype)) return ignored(`a message of kind ${shown(subtype)}`);
  if (bot_id || bot_profile || !user || user === SLACKBOT) return ignored('a message of a bot');
  if (isOurOwn(user, told)) return ignored('a message of our own');
  if (!threadTs && !direct) return ignored('a message that is no reply in a thread');
  return {
    kind: 'reply',
    text,
    channel,
    ...(threadTs && { threadTs }),
    direct,
    user: { id: user },
    from: { ...placeOf(told), personOf: teamOf(said.data, told) },
    eventId: told.event_id,
    ts,
  };
}

/** In a channel that others share, `team` does not say whose the author is. */
const teamOf = (
  { user_team, user_profile, team }: z.infer<typeof message>,
  { is_ext_shared_channel }: Envelope,
): string | undefined => user_team ?? user_profile?.team ?? (is_ext_shared_channel === false ? team : undefined);

const isOurOwn = (user: string, { authorizations }: Envelope): boolean =>
  authorizations.slice(0, 10).some((each) => {
    const { data } = authorization.safeParse(each);
    return data?.is_bot === true && data.user_id === user;
  });
