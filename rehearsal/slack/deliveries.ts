import type { DoorRequest, DoorResponse } from '../../lambda/doors/slack';
import { sign } from '../../lambda/doors/slack-signature';
import { toMilliseconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { incomplete } from './forms';
import type { Filled, Json } from './forms';
import { messageOf, viewOf } from './methods';
import type { Post, SlackModel, SlackUser } from './model';
import { afterCommand } from './commands';
import { actionOn, closingOf, commandOf, eventOf, submissionOf } from './payloads';
import type { Deed } from './payloads';
import { afterSubmission } from './submissions';
import type { Submitted } from './submissions';
import type { SlackView } from './views';

export interface DeliveryOptions {
  signingSecret: string;
  now: () => Instant;
  door: (request: DoorRequest) => Promise<DoorResponse>;
  /** Lets so many seconds pass before an event is sent again; without it, it is sent again at once. */
  wait?: (seconds: number) => Promise<unknown>;
}

export type Deliveries = ReturnType<typeof deliveries>;

/** What Slack sends when people press and answer: signed, as a form or JSON, and an event again where the answer is not 2xx. */
export function deliveries(slack: SlackModel, { signingSecret, now, door, wait }: DeliveryOptions) {
  let events = 0;

  const send = (contentType: string, rawBody: string, more: Record<string, string> = {}): Promise<DoorResponse> => {
    const timestamp = String(Math.floor(toMilliseconds(now()) / 1000));
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(signingSecret, timestamp, rawBody),
      ...more,
    };
    return door({ headers, rawBody });
  };

  /** Sent once. */
  const form = (fields: Record<string, string>): Promise<DoorResponse> =>
    send('application/x-www-form-urlencoded', new URLSearchParams(fields).toString());
  const interaction = (payload: Json): Promise<DoorResponse> => form({ payload: JSON.stringify(payload) });

  /** An event is sent up to four times: at once again, after a minute, after five. */
  const event = async (what: Json): Promise<DoorResponse> => {
    const rawBody = JSON.stringify(eventOf(slack, what, `Ev${++events}`, now()));
    let answer = await send('application/json', rawBody);
    for (const [i, seconds] of [0, 60, 300].entries()) {
      if (isTaken(answer) || answer.headers['x-slack-no-retry'] === '1') return answer;
      await wait?.(seconds);
      const again = { 'x-slack-retry-num': String(i + 1), 'x-slack-retry-reason': 'http_error' };
      answer = await send('application/json', rawBody, again);
    }
    return answer;
  };

  return {
    /** Somebody presses a button of a message. */
    press: (user: SlackUser, post: Post, actionId: string): Promise<DoorResponse> =>
      interaction(actionOn(slack, user, post, { actionId })),

    /** Somebody presses, chooses or enters something, on a message or in a view. */
    act: (user: SlackUser, on: Post | SlackView, deed: Deed): Promise<DoorResponse> =>
      interaction(actionOn(slack, user, on, deed)),

    /** Somebody submits a modal. What is not filled in is told by Slack's client, and nothing is sent. */
    async submit(user: SlackUser, view: SlackView, filled: Filled): Promise<Submitted> {
      const errors = incomplete(view.given['blocks'] as Json[], filled);
      if (Object.keys(errors).length > 0) return { errors };
      return afterSubmission(slack, view, await interaction(submissionOf(slack, user, view, filled)));
    },

    /** Somebody closes the modal on top; the app hears of it where it asked to. */
    async close(user: SlackUser, view: SlackView): Promise<void> {
      slack.views.close(user.id, view.given['clear_on_close'] === true ? 'all' : 'top');
      if (view.given['notify_on_close'] === true) await interaction(closingOf(slack, user, view));
    },

    /** Somebody types the app's command, in a channel. What is answered at once they alone see. */
    async command(user: SlackUser, channel: string, words: string): Promise<DoorResponse> {
      const answer = await form(commandOf(slack, user, channel, asTyped(words)));
      afterCommand(slack, user, channel, answer);
      return answer;
    },

    /** Somebody opens the app's Home tab. */
    openHome(user: SlackUser): Promise<DoorResponse> {
      const home = slack.views.homeOf(user.id);
      const channel = slack.openDirect(user.id).id;
      const view = home && { view: viewOf(slack, home) };
      return event({ type: 'app_home_opened', user: user.id, channel, tab: 'home', ...view });
    },

    /** Somebody answers in the thread of a message. */
    reply(user: SlackUser, post: Post, text: string): Promise<DoorResponse> {
      const answer = slack.post(post.channel, { text: asTyped(text), thread: post.thread ?? post.ts }, user.id);
      const channelType = slack.channels.get(answer.channel)?.directOf ? 'im' : 'channel';
      return event({ ...messageOf(slack, answer), channel: answer.channel, channel_type: channelType });
    },

    /** Somebody writes in their direct messages with the app, in no thread. */
    write(user: SlackUser, text: string): Promise<DoorResponse> {
      const { id: channel } = slack.openDirect(user.id);
      const written = slack.post(channel, { text: asTyped(text) }, user.id);
      return event({ ...messageOf(slack, written), channel, channel_type: 'im' });
    },

    /** An event of any kind, such as an edit or a join. */
    event,

    /** Slack checks that the door is there. */
    verifyUrl: (challenge: string): Promise<DoorResponse> =>
      send('application/json', JSON.stringify({ type: 'url_verification', token: 'rehearsal', challenge })),
  };
}

/** Slack escapes what people type. */
const asTyped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const isTaken = ({ status }: DoorResponse): boolean => status >= 200 && status < 300;
