import { Unavailable } from '../../lambda/core/errors';
import type { Message, Messenger, Person, Reading, RefusedBySlack, SlackSetup, Views } from '../../lambda/core/ports';
import type { SlackModel, SlackUser } from './model';
import { SlackRefusal, refusal } from './refusal';

/** The messenger without HTTP and without Slack's client. */
export function slackFake(model: SlackModel): Messenger {
  const call = callerOf(model);
  const reading = async (method: string, run: () => SlackUser): Promise<Reading<Person | 'nobody'>> => {
    try {
      return { known: true, value: personIn(await call(method, run)) };
    } catch (error) {
      if (error instanceof Error && error.cause instanceof SlackRefusal && nobody.includes(error.cause.message)) {
        return { known: true, value: 'nobody' };
      }
      return { known: false, why: String(error) };
    }
  };
  return {
    post: async (channel, message, thread) => {
      const said = { ...message, ...(thread && { thread }) };
      const post = await call('chat.postMessage', () => model.post(channel, said));
      return { channel: post.channel, ts: post.ts };
    },
    update: async (channel: string, ts: string, message: Message) => {
      await call('chat.update', () => model.update(channel, ts, message));
    },
    openDirect: (slackUserId) => call('conversations.open', () => model.openDirect(slackUserId).id),
    personByEmail: (email) => reading('users.lookupByEmail', () => model.userByEmail(email.trim())),
    person: (slackUserId) => reading('users.info', () => model.user(slackUserId)),
  };
}

/** Modals and Home tabs in the same way. */
export function viewsFake(model: SlackModel): Views {
  const call = callerOf(model);
  return {
    async open(triggerId, view) {
      try {
        await call('views.open', () => model.views.open(model.useTrigger(triggerId), view));
        return 'opened';
      } catch (error) {
        const why = error instanceof Error && error.cause instanceof SlackRefusal ? error.cause.message : undefined;
        if (why === 'exchanged_trigger_id') return 'opened';
        if (why === 'expired_trigger_id') return 'too late';
        throw error;
      }
    },
    publish: async (slackUserId, view) => {
      await call('views.publish', () => model.views.publish(model.user(slackUserId).id, view));
    },
  };
}

/** What Slack tells of the app's own setting up, in the same way. */
export function setupFake(model: SlackModel): SlackSetup {
  const call = callerOf(model);
  const reading = async <T>(method: string, run: () => T): Promise<Reading<T | RefusedBySlack>> => {
    try {
      return { known: true, value: await call(method, run) };
    } catch (error) {
      const refused = error instanceof Error && error.cause instanceof SlackRefusal ? error.cause.message : undefined;
      return refused ? { known: true, value: { refused } } : { known: false, why: String(error) };
    }
  };
  const { team: workspace } = model;
  return {
    identity: () => reading('auth.test', () => ({ workspace, workspaceName: 'Rehearsal', scopes: model.scopes })),
    membership: (channel) =>
      reading('conversations.history', () => {
        model.mustBeIn(channel);
        return 'in it' as const;
      }),
  };
}

const callerOf =
  (model: SlackModel) =>
  async <T>(method: string, run: () => T): Promise<T> => {
    const fault = model.weather.fault?.(method);
    try {
      if (fault && typeof fault === 'object' && 'error' in fault) throw refusal(fault.error);
      if (fault) throw new Unavailable(`Slack could not be reached for ${method}.`);
      return run();
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      const text = `Slack refused ${method}: ${error.message}.`;
      throw passing.includes(error.message) ? new Unavailable(text) : new Error(text, { cause: error });
    }
  };

const passing = ['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];
const nobody = ['users_not_found', 'user_not_found', 'user_not_visible'];

function personIn({ id, real_name, deleted, is_bot, tz, locale, profile }: SlackUser): Person | 'nobody' {
  if (deleted || is_bot) return 'nobody';
  return { slackUserId: id, name: profile.display_name || real_name, timeZone: tz, locale };
}
