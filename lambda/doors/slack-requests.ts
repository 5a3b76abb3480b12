import * as z from 'zod';

interface User {
  id: string;
  name?: string;
}

/** What Slack's requests come down to. `team` is the workspace of the person, who may be a guest from another one. */
export type SlackRequest =
  | { kind: 'url_verification'; challenge: string }
  | { kind: 'ssl_check' }
  | {
      kind: 'stop' | 'dismiss' | 'approve';
      keyId: string;
      retirementId: string;
      /** Which question is answered. */
      question?: number;
      user: User;
      team: string;
      channel: string;
      messageTs: string;
      responseUrl?: string;
    }
  | {
      kind: 'reply';
      text: string;
      channel: string;
      threadTs: string;
      user: User;
      team: string;
      /** The same for each time that Slack sends the event again. */
      eventId: string;
      ts: string;
    }
  | { kind: 'ignored'; why: string }
  | { kind: 'malformed'; why: string };

/** Reads a request whose signature has been checked. Nothing is thrown: what cannot be read is `malformed`. */
export function parse(rawBody: string, contentType: string): SlackRequest {
  const size = Buffer.byteLength(rawBody);
  if (size > MOST_BYTES) return malformed(`${size} bytes were sent; at most ${MOST_BYTES} are read`);
  const [mediaType = ''] = contentType.toLowerCase().split(';');
  switch (mediaType.trim()) {
    case 'application/json':
      return ofJson(rawBody, fromEvents);
    case 'application/x-www-form-urlencoded':
      return fromForm(new URLSearchParams(rawBody));
    default:
      return malformed(`the content type is ${shown(contentType)}; wanted is a form or JSON`);
  }
}

const MOST_BYTES = 100 * 1024;

function fromForm(form: URLSearchParams): SlackRequest {
  if (form.get('ssl_check') === '1') return { kind: 'ssl_check' };
  const payload = form.get('payload');
  return payload === null ? malformed('the form has no field "payload"') : ofJson(payload, fromInteraction);
}

const action = z.object({ action_id: z.string(), value: z.string().optional() });
const interaction = z.object({ type: z.string(), actions: z.array(action).default([]) });
const pressed = z.object({
  user: z.object({ id: z.string().min(1), name: z.string().optional(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  container: z.object({ channel_id: z.string(), message_ts: z.string() }),
  response_url: z.string().optional(),
});
const pressedValue = /^(\w{16,128})\.([a-z0-9-]{1,80})(?:\.(\d{1,4}))?$/;
const ours = ['stop', 'dismiss', 'approve'] as const;

function fromInteraction(payload: unknown): SlackRequest {
  const read = interaction.safeParse(payload);
  if (!read.success) return unreadable('the interaction', read.error);
  const { type, actions } = read.data;
  if (type !== 'block_actions') return ignored(`an interaction of type ${shown(type)}`);
  for (const kind of ours) {
    const button = actions.find(({ action_id }) => action_id === kind);
    if (button) return fromButton(kind, payload, button.value ?? '');
  }
  return ignored(`the button ${shown(actions[0]?.action_id)} is not one of ours`);
}

function fromButton(kind: (typeof ours)[number], payload: unknown, value: string): SlackRequest {
  const read = pressed.safeParse(payload);
  if (!read.success) return unreadable(`the ${kind}`, read.error);
  const [, keyId, retirementId, question] = pressedValue.exec(value) ?? [];
  if (!keyId || !retirementId) {
    return malformed(`the ${kind} carries ${shown(value)}; wanted is <key id>.<retirement id>`);
  }
  const { user, team, container, response_url } = read.data;
  return {
    kind,
    keyId,
    retirementId,
    ...(question && { question: Number(question) }),
    user: { id: user.id, ...(user.name && { name: user.name }) },
    team: user.team_id ?? team?.id ?? '',
    channel: container.channel_id,
    messageTs: container.message_ts,
    ...(response_url && { responseUrl: response_url }),
  };
}

const envelope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('url_verification'), challenge: z.string().max(1000) }),
  z.object({
    type: z.literal('event_callback'),
    team_id: z.string().default(''),
    event_id: z.string(),
    event: z.looseObject({ type: z.string() }),
    authorizations: z.array(z.object({ user_id: z.string().nullish(), is_bot: z.boolean().nullish() })).default([]),
  }),
]);
const message = z.object({
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  user: z.string().optional(),
  user_team: z.string().optional(),
  team: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  channel: z.string(),
});
/** Kinds of messages that people write; all others tell of edits, joins and the like. */
const written = [undefined, 'thread_broadcast', 'file_share', 'me_message'];

function fromEvents(body: unknown): SlackRequest {
  const read = envelope.safeParse(body);
  if (!read.success) return unreadable('the event', read.error);
  if (read.data.type === 'url_verification') return { kind: 'url_verification', challenge: read.data.challenge };
  const { event, event_id, team_id, authorizations } = read.data;
  if (event.type !== 'message') return ignored(`an event of type ${shown(event.type)}`);
  const said = message.safeParse(event);
  if (!said.success) return unreadable('the message', said.error);
  const { subtype, bot_id, user, user_team, team, text, ts, thread_ts, channel } = said.data;
  if (!written.includes(subtype)) return ignored(`a message of kind ${shown(subtype)}`);
  if (bot_id || !user) return ignored('a message of a bot');
  if (authorizations.some(({ user_id, is_bot }) => is_bot && user_id === user)) return ignored('a message of our own');
  if (!thread_ts || thread_ts === ts) return ignored('a message that is no reply in a thread');
  return {
    kind: 'reply',
    text,
    channel,
    threadTs: thread_ts,
    user: { id: user },
    team: user_team ?? team ?? team_id,
    eventId: event_id,
    ts,
  };
}

function ofJson(text: string, read: (body: unknown) => SlackRequest): SlackRequest {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return malformed('what was sent is not JSON');
  }
  return read(body);
}

const ignored = (why: string): SlackRequest => ({ kind: 'ignored', why });
const malformed = (why: string): SlackRequest => ({ kind: 'malformed', why });
const unreadable = (what: string, { issues: [first] }: z.ZodError): SlackRequest =>
  malformed(`${what} lacks something: ${first?.path.join('.')}: ${first?.message}`);
const shown = (text: string | undefined): string => JSON.stringify((text ?? '').slice(0, 60));
