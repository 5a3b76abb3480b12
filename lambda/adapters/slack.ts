import * as z from 'zod';
import type { Messenger, Person, Reading } from '../core/ports';
import { slackCaller, whySlackRefused } from './slack-call';
import type { SlackCall, SlackOptions } from './slack-call';

/** Slack's Web API. What passes by itself is thrown as Unavailable, within the seconds that a step has. */
export const slackMessenger = (options: SlackOptions): Messenger => messengerOver(slackCaller(options));

/** The same, where others make their calls by the same client. */
export function messengerOver(call: SlackCall): Messenger {
  const byId = (slackUserId: string) => call('users.info', { user: slackUserId, include_locale: true }, described);
  return {
    post: (channel, { text, blocks }, thread) =>
      call(
        'chat.postMessage',
        {
          channel,
          text,
          unfurl_links: false,
          unfurl_media: false,
          ...(blocks.length > 0 && { blocks }),
          ...(thread && { thread_ts: thread }),
        },
        z.object({ channel: z.string(), ts: z.string() }),
      ),
    update: async (channel, ts, { text, blocks }) => {
      await call('chat.update', { channel, ts, text, blocks }, z.unknown());
    },
    openDirect: async (slackUserId) => {
      const opened = z.object({ channel: z.object({ id: z.string() }) });
      return (await call('conversations.open', { users: slackUserId }, opened)).channel.id;
    },
    personByEmail: (email) =>
      reading(async () => {
        const { user } = await call('users.lookupByEmail', { email: email.trim() }, named);
        // Slack tells somebody's language only where one asks by id.
        return byId(user.id);
      }),
    person: (slackUserId) => reading(() => byId(slackUserId)),
  };
}

const user = z.object({
  id: z.string(),
  name: z.string().default(''),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  profile: z.object({ display_name: z.string().default(''), real_name: z.string().default('') }).prefault({}),
});
const described = z.object({ user });
const named = z.object({ user: user.pick({ id: true }) });

async function reading(ask: () => Promise<z.infer<typeof described>>): Promise<Reading<Person | 'nobody'>> {
  try {
    return { known: true, value: personIn((await ask()).user) };
  } catch (error) {
    const why = whySlackRefused(error);
    return why && nobody.includes(why)
      ? { known: true, value: 'nobody' }
      : { known: false, why: error instanceof Error ? error.message : String(error) };
  }
}

const nobody = ['users_not_found', 'user_not_found', 'user_not_visible'];

/** Slackbot says of itself that it is no bot. */
function personIn({ id, name, deleted, is_bot, tz, locale, profile }: z.infer<typeof user>): Person | 'nobody' {
  if (deleted || is_bot || id === 'USLACKBOT') return 'nobody';
  return {
    slackUserId: id,
    name: profile.display_name || profile.real_name || name || id,
    timeZone: tz && isTimeZone(tz) ? tz : 'UTC',
    locale: locale ?? 'en-US',
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
