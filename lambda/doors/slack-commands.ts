import * as z from 'zod/mini';
import { parseKeyId } from '../core/key-id';
import { SLACKBOT, ignored, slackId, unreadable } from './slack-request';
import type { Ask, SlackRequest } from './slack-request';
import { named } from './slack-who';

/** Reads a slash command. Its form has its fields in the open, where an interaction has them in `payload`. */
export function fromCommand(form: URLSearchParams): SlackRequest {
  const read = fields.safeParse(Object.fromEntries(form));
  if (!read.success) return unreadable('the command', read.error);
  const { command, text, user_id: id, user_name: name, team_id, enterprise_id, channel_id, response_url } = read.data;
  if (id === SLACKBOT) return ignored('a bot');
  return {
    kind: 'command',
    name: command,
    ask: askedIn(text),
    user: named({ id, name }),
    // Only members of a workspace that has the app can type its command: the one workspace named is theirs.
    from: {
      workspace: team_id,
      organisation: enterprise_id,
      personOf: team_id,
      personInOrganisation: enterprise_id,
    },
    channel: channel_id,
    ...(response_url && { responseUrl: response_url }),
  };
}

export const MOST_WORDS = 1000;

const fields = z.object({
  command: z.string().check(z.regex(/^\/[a-z0-9_-]{1,32}$/)),
  text: z._default(z.string(), ''),
  user_id: slackId,
  user_name: z.optional(z.string()),
  team_id: slackId,
  enterprise_id: z.optional(slackId),
  channel_id: slackId,
  response_url: z.optional(z.string().check(z.maxLength(500))),
});

function askedIn(text: string): Ask {
  const [verb, rest] = firstWordOf(asTyped(text));
  switch (verb.toLowerCase()) {
    case 'status':
      return { what: 'status' };
    case 'freeze':
    case 'thaw':
      return withinLimit(rest, { what: verb.toLowerCase() as 'freeze' | 'thaw', ...(rest && { reason: rest }) });
    case 'show':
    case 'stop':
    case 'enqueue':
      return aboutAKey(verb.toLowerCase() as 'show' | 'stop' | 'enqueue', rest);
    default:
      return { what: 'usage' };
  }
}

function aboutAKey(what: 'show' | 'stop' | 'enqueue', rest: string): Ask {
  const [given, words] = firstWordOf(rest);
  // As it is copied from a card, or from a sentence.
  const key = parseKeyId(given.replace(/^[`'"*<(]+|[`'"*>).,;:]+$/g, ''));
  if (!key.ok) return { what: 'usage', lacks: 'key' };
  const { keyId } = key;
  if (what === 'show') return { what, keyId };
  if (what === 'stop') return withinLimit(words, { what, keyId, ...(words && { words }) });
  return enqueuing(keyId, words);
}

/** Where people type two hyphens, their keyboard may make a dash of them. */
const option = /^(?:--|—|–)(\S*)\s*/;

function enqueuing(keyId: string, words: string): Ask {
  const [given = '', name] = option.exec(words) ?? [];
  const reason = words.slice(given.length);
  // What is not understood is not taken for the reason: who asks for more than there is learns it.
  if (name !== undefined && name.toLowerCase() !== 'again') return { what: 'usage', lacks: 'option' };
  if (!reason) return { what: 'usage', lacks: 'reason' };
  return withinLimit(reason, { what: 'enqueue', keyId, ...(name !== undefined && { again: true }), reason });
}

const withinLimit = (words: string, ask: Ask): Ask =>
  words.length > MOST_WORDS ? { what: 'usage', lacks: 'brevity' } : ask;

function firstWordOf(text: string): [word: string, rest: string] {
  const trimmed = text.trim();
  const end = trimmed.search(/\s/);
  return end < 0 ? [trimmed, ''] : [trimmed.slice(0, end), trimmed.slice(end).trim()];
}

/** Slack escapes three characters of what people type. */
const asTyped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
