import type { DoorRequest, DoorResponse } from '../../lambda/doors/slack';
import { sign } from '../../lambda/doors/slack-signature';
import { toMilliseconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { messageOf } from './methods';
import { BOT } from './model';
import type { Post, SlackModel, SlackUser } from './model';

export interface DeliveryOptions {
  signingSecret: string;
  now: () => Instant;
  door: (request: DoorRequest) => Promise<DoorResponse>;
  /** Lets so many seconds pass before an event is sent again; without it, it is sent again at once. */
  wait?: (seconds: number) => Promise<unknown>;
}

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

  /** An event is sent up to four times: at once again, after a minute, after five. */
  const event = async (body: Record<string, unknown>): Promise<DoorResponse> => {
    const rawBody = JSON.stringify(body);
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
    /** Somebody presses a button of a message. An interaction is sent once. */
    press(user: SlackUser, post: Post, actionId: string): Promise<DoorResponse> {
      const payload = interactionOf(slack, user, post, buttonOf(post, actionId));
      return send(
        'application/x-www-form-urlencoded',
        new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
      );
    },

    /** Somebody answers in the thread of a message. */
    reply(user: SlackUser, post: Post, text: string): Promise<DoorResponse> {
      const answer = slack.post(post.channel, { text: asTyped(text), thread: post.thread ?? post.ts }, user.id);
      return event(eventOf(slack, { ...messageOf(slack, answer), channel: answer.channel }, `Ev${++events}`, now()));
    },

    /** An event of any kind, such as an edit or a join. */
    event: (what: Record<string, unknown>): Promise<DoorResponse> =>
      event(eventOf(slack, what, `Ev${++events}`, now())),

    /** Slack checks that the door is there. */
    verifyUrl: (challenge: string): Promise<DoorResponse> =>
      send('application/json', JSON.stringify({ type: 'url_verification', token: 'rehearsal', challenge })),
  };
}

/** Slack escapes what people type. */
const asTyped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const isTaken = ({ status }: DoorResponse): boolean => status >= 200 && status < 300;

function buttonOf({ blocks, ts }: Post, actionId: string): Record<string, unknown> {
  for (const { type, block_id, elements } of blocks) {
    if (type !== 'actions') continue;
    const button = (elements as Record<string, unknown>[]).find(({ action_id }) => action_id === actionId);
    if (button) return { ...button, block_id };
  }
  throw new Error(`The message ${ts} has no button ${actionId} any more.`);
}

function interactionOf(
  slack: SlackModel,
  user: SlackUser,
  post: Post,
  button: Record<string, unknown>,
): Record<string, unknown> {
  const { team } = slack;
  const channel = { id: post.channel, name: slack.channels.get(post.channel)?.name };
  return {
    type: 'block_actions',
    user: { id: user.id, username: user.name, name: user.name, team_id: team },
    api_app_id: BOT.app,
    token: 'rehearsal',
    container: { type: 'message', message_ts: post.ts, channel_id: post.channel, is_ephemeral: false },
    trigger_id: slack.newTrigger(),
    team: { id: team, domain: 'rehearsal' },
    enterprise: null,
    is_enterprise_install: false,
    channel,
    message: messageOf(slack, post),
    state: { values: {} },
    response_url: `https://hooks.slack.com/actions/${team}/rehearsal`,
    actions: [{ ...button, action_ts: post.ts }],
  };
}

function eventOf(
  slack: SlackModel,
  event: Record<string, unknown>,
  eventId: string,
  at: Instant,
): Record<string, unknown> {
  const { team } = slack;
  return {
    token: 'rehearsal',
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: BOT.app,
    event: { ...event, event_ts: event['ts'] },
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(toMilliseconds(at) / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: BOT.user, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}
