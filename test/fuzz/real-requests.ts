import { sign } from '../../lambda/doors/slack-signature';
import type { DoorRequest } from '../../lambda/doors/slack';
import { toMilliseconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import { retirementId, subject } from '../lambda/core/chains';
import { config } from '../lambda/core/configs';

export const SECRET = 'shh';
export const team = config.slack.workspace;
export const FORM = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Fields = { [name: string]: Json };

/** What somebody's press of Stop comes as, in full. */
export const press = (): Fields => ({
  type: 'block_actions',
  user: { id: 'U1', username: 'maria', name: 'maria', team_id: team },
  api_app_id: 'A0KEYSUNSET',
  token: 'old',
  container: { type: 'message', message_ts: '1.1', channel_id: 'D1', is_ephemeral: false },
  trigger_id: '1.2.3',
  team: { id: team, domain: 'minato' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: 'D1', name: 'directmessage' },
  message: { type: 'message', user: 'U0BOT', ts: '1.1', text: 'Do you still need this key?', blocks: [] },
  state: { values: {} },
  response_url: 'https://hooks.slack.com/actions/1/2/3',
  actions: [
    {
      ...{ type: 'button', action_id: 'stop', block_id: 'choices', action_ts: '1.2' },
      ...{ value: retirementId, text: { type: 'plain_text', text: 'Stop, I need this key' } },
    },
  ],
});

/** What somebody types on a card that asks what needs the key. */
export const need = (): Fields => ({
  ...press(),
  actions: [
    {
      ...{ type: 'plain_text_input', action_id: 'what_needs_it', block_id: `needs.${retirementId}` },
      ...{ action_ts: '1.2', value: 'the release pipeline' },
    },
  ],
});

/** What somebody's "stop" below the card comes as, in full. */
export const reply = (): Fields => ({
  token: 'old',
  team_id: team,
  context_team_id: team,
  context_enterprise_id: null,
  api_app_id: 'A0KEYSUNSET',
  event: {
    ...{ type: 'message', user: 'U1', text: 'stop', ts: '3.1', thread_ts: '1.1', channel: 'D1' },
    ...{ team, user_team: team, channel_type: 'im', event_ts: '3.1', parent_user_id: 'U0BOT' },
  },
  type: 'event_callback',
  event_id: 'Ev1',
  event_time: 3,
  authorizations: [{ enterprise_id: null, team_id: team, user_id: 'U0BOT', is_bot: true }],
  is_ext_shared_channel: false,
});

/** What somebody's `/keysunset stop …` comes as, in full. */
export const command = (): Fields => ({
  token: 'old',
  ...{ team_id: team, team_domain: 'minato' },
  ...{ channel_id: 'D1', channel_name: 'directmessage', user_id: 'U1', user_name: 'maria' },
  ...{ command: '/keysunset', text: `stop ${subject.keyId} the release needs it` },
  ...{ api_app_id: 'A0KEYSUNSET', is_enterprise_install: 'false' },
  ...{ response_url: 'https://hooks.slack.com/commands/1/2/3', trigger_id: '1.2.3' },
});

/** A form of the fields themselves; what is no text is sent as JSON. */
export const inFields = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ).toString();

/** What somebody's "not now", filled in and sent, comes as, in full. */
export const notNow = (): Fields => ({
  type: 'view_submission',
  team: { id: team, domain: 'minato' },
  user: { id: 'U1', username: 'maria', name: 'maria', team_id: team },
  api_app_id: 'A0KEYSUNSET',
  token: 'old',
  trigger_id: '1.2.3',
  view: {
    ...{ id: 'V1', team_id: team, type: 'modal', blocks: [], hash: '1.x', root_view_id: 'V1', previous_view_id: null },
    ...{ callback_id: 'snooze', private_metadata: `${retirementId}.D1.en`, clear_on_close: false },
    state: {
      values: {
        until: { date: { type: 'datepicker', selected_date: '2026-03-16' } },
        why: { text: { type: 'plain_text_input', value: 'a release this week' } },
      },
    },
  },
  response_urls: [],
  is_enterprise_install: false,
  enterprise: null,
});

/** "Not mine", likewise. */
export const notMine = (): Fields => ({
  ...notNow(),
  view: {
    ...(notNow()['view'] as Fields),
    callback_id: 'not_mine',
    state: {
      values: {
        whose: { whose: { type: 'radio_buttons', selected_option: { value: 'other' } } },
        who: { person: { type: 'users_select', selected_user: 'U2' } },
        note: { text: { type: 'plain_text_input', value: 'the app team took it over' } },
      },
    },
  },
});

export const inForm = (payload: Json): string => `payload=${encodeURIComponent(JSON.stringify(payload))}`;

export interface Sealing {
  now: Instant;
  /** Seconds by which the timestamp is off. */
  off?: number;
  secret?: string;
}

/** As Slack signs it. */
export function sealed(
  type: string,
  rawBody: string | Uint8Array,
  { now, off = 0, secret = SECRET }: Sealing,
): DoorRequest {
  const timestamp = String(Math.floor(toMilliseconds(now) / 1000) + off);
  return {
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(secret, timestamp, rawBody),
    },
    rawBody,
  };
}
