import { parse } from '../../../lambda/doors/slack-requests';

const form = 'application/x-www-form-urlencoded';
const json = 'application/json; charset=utf-8';
const interaction = (payload: unknown) => parse(`payload=${encodeURIComponent(JSON.stringify(payload))}`, form);
const event = (body: unknown) => parse(JSON.stringify(body), json);

/** As Slack sends them, shortened. */
const pressed = {
  type: 'block_actions',
  user: { id: 'U1', username: 'maria.keller', name: 'maria.keller', team_id: 'T1' },
  api_app_id: 'A1',
  token: 'old',
  container: { type: 'message', message_ts: '1772499600.000100', channel_id: 'D1', is_ephemeral: false },
  trigger_id: '1.2.3',
  team: { id: 'T1', domain: 'minato' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: 'D1', name: 'directmessage' },
  message: { type: 'message', ts: '1772499600.000100', text: 'Do you …' },
  state: { values: {} },
  response_url: 'https://hooks.slack.com/actions/T1/1/x',
  actions: [
    {
      action_id: 'stop',
      block_id: 'choices',
      text: { type: 'plain_text', text: 'Stop, I need this key', emoji: false },
      value: 'AKIAV6CIQHZTHY4JYCFU.r-1',
      style: 'primary',
      type: 'button',
      action_ts: '1772499700.000000',
    },
  ],
};
const [stop] = pressed.actions;
const message = {
  type: 'message',
  user: 'U1',
  text: '使ってます',
  ts: '1772499800.000200',
  thread_ts: '1772499600.000100',
  parent_user_id: 'UBOT',
  channel: 'D1',
  channel_type: 'im',
  team: 'T1',
  event_ts: '1772499800.000200',
};
const replied = (changed: Record<string, unknown> = {}) => ({
  token: 'old',
  team_id: 'T1',
  context_team_id: 'T1',
  api_app_id: 'A1',
  type: 'event_callback',
  event_id: 'Ev1',
  event_time: 1772499800,
  authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true }],
  event: { ...message, ...changed },
});

test('the Stop button names the key, the retirement and who pressed it', () => {
  expect(interaction(pressed)).toEqual({
    kind: 'stop',
    keyId: 'AKIAV6CIQHZTHY4JYCFU',
    retirementId: 'r-1',
    user: { id: 'U1', name: 'maria.keller' },
    team: 'T1',
    channel: 'D1',
    messageTs: '1772499600.000100',
    responseUrl: 'https://hooks.slack.com/actions/T1/1/x',
  });
});

test.each([
  ['dismiss', 'AKIAV6CIQHZTHY4JYCFU.r-1.3', { question: 3 }],
  ['approve', 'AKIAV6CIQHZTHY4JYCFU.r-1', {}],
])('the button %s is read with what it is about', (kind, value, more) => {
  const actions = [{ action_id: kind, value }];
  expect(interaction({ ...pressed, actions })).toMatchObject({ kind, retirementId: 'r-1', channel: 'D1', ...more });
});

test('a stop is read with no more than it needs', () => {
  const { type, container, actions } = pressed;
  expect(interaction({ type, container, actions, user: { id: 'U1' }, team: null })).toEqual({
    kind: 'stop',
    keyId: 'AKIAV6CIQHZTHY4JYCFU',
    retirementId: 'r-1',
    user: { id: 'U1' },
    team: '',
    channel: 'D1',
    messageTs: '1772499600.000100',
  });
});

test('a guest is of their own workspace, in interactions and in events', () => {
  expect(interaction({ ...pressed, user: { ...pressed.user, team_id: 'TELSEWHERE' } })).toMatchObject({
    team: 'TELSEWHERE',
  });
  expect(interaction({ ...pressed, user: { id: 'U1' } })).toMatchObject({ team: 'T1' });
  expect(event(replied({ user_team: 'TELSEWHERE' }))).toMatchObject({ team: 'TELSEWHERE' });
  expect(event(replied({ team: undefined }))).toMatchObject({ team: 'T1' });
});

test('a reply in a thread is read with its text', () => {
  expect(event(replied())).toEqual({
    kind: 'reply',
    text: '使ってます',
    channel: 'D1',
    threadTs: '1772499600.000100',
    user: { id: 'U1' },
    team: 'T1',
    eventId: 'Ev1',
    ts: '1772499800.000200',
  });
});

test.each(['thread_broadcast', 'file_share', 'me_message'])('a reply of kind %s is a reply', (subtype) => {
  expect(event(replied({ subtype }))).toMatchObject({ kind: 'reply' });
});

test.each([
  [
    'an edit',
    replied({ subtype: 'message_changed', message: {}, user: undefined }),
    'a message of kind "message_changed"',
  ],
  ['a join', replied({ subtype: 'channel_join' }), 'a message of kind "channel_join"'],
  ['a bot', replied({ bot_id: 'B1' }), 'a message of a bot'],
  ['nobody', replied({ user: undefined }), 'a message of a bot'],
  ['our own message', replied({ user: 'UBOT' }), 'a message of our own'],
  ['a message outside a thread', replied({ thread_ts: undefined }), 'a message that is no reply in a thread'],
  ['the first of a thread', replied({ thread_ts: message.ts }), 'a message that is no reply in a thread'],
  ['another event', replied({ type: 'reaction_added' }), 'an event of type "reaction_added"'],
])('%s is ignored', (_, body, why) => expect(event(body)).toEqual({ kind: 'ignored', why }));

test.each([
  [
    'an unknown button',
    { ...pressed, actions: [{ ...stop, action_id: 'snooze' }] },
    'the button "snooze" is not one of ours',
  ],
  ['no button', { ...pressed, actions: [] }, 'the button "" is not one of ours'],
  ['a modal', { type: 'view_submission', view: {} }, 'an interaction of type "view_submission"'],
])('%s is ignored', (_, payload, why) => expect(interaction(payload)).toEqual({ kind: 'ignored', why }));

test('Slack asks whether we are there', () => {
  expect(event({ type: 'url_verification', token: 'old', challenge: '3eZbrw1aB' })).toEqual({
    kind: 'url_verification',
    challenge: '3eZbrw1aB',
  });
  expect(parse('ssl_check=1&token=old', form)).toEqual({ kind: 'ssl_check' });
});

test.each(['', 'AKIAV6CIQHZTHY4JYCFU', 'AKIA.r-1', 'AKIAV6CIQHZTHY4JYCFU.R_1', '../../x.r-1', undefined])(
  'a stop that carries %j is malformed',
  (value) => {
    expect(interaction({ ...pressed, actions: [{ ...stop, value }] })).toEqual({
      kind: 'malformed',
      why: `the stop carries ${JSON.stringify(value ?? '')}; wanted is <key id>.<retirement id>`,
    });
  },
);

test.each([
  ['', json, 'what was sent is not JSON'],
  ['{', json, 'what was sent is not JSON'],
  ['payload={', form, 'what was sent is not JSON'],
  ['', form, 'the form has no field "payload"'],
  ['null', json, 'the event lacks something: '],
  ['{"type":"event_callback"}', json, 'the event lacks something: event_id'],
  ['{"type":"event_callback","event_id":"E","event":{"type":"message"}}', json, 'the message lacks something: ts'],
  ['{"type":"app_rate_limited"}', json, 'the event lacks something: type'],
  ['payload=%22x%22', form, 'the interaction lacks something: '],
  [
    'payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A%5B%7B%22action_id%22%3A%22stop%22%7D%5D%7D',
    form,
    'the stop lacks something: user',
  ],
  ['<xml/>', 'text/xml', 'the content type is "text/xml"; wanted is a form or JSON'],
  ['{}', '', 'the content type is ""; wanted is a form or JSON'],
])('%j as %j is malformed', (body, type, why) => {
  expect(parse(body, type)).toEqual({ kind: 'malformed', why: expect.stringContaining(why) as string });
});

test('at most 100 KB are read, counted in bytes', () => {
  const challenge = (text: string) => JSON.stringify({ type: 'url_verification', challenge: 'x', text });
  const room = 100 * 1024 - challenge('').length;
  expect(parse(challenge('x'.repeat(room)), json)).toEqual({ kind: 'url_verification', challenge: 'x' });
  expect(parse(challenge('x'.repeat(room + 1)), json)).toEqual({
    kind: 'malformed',
    why: '102401 bytes were sent; at most 102400 are read',
  });
  expect(parse(challenge('鍵'.repeat(40_000)), json)).toMatchObject({ kind: 'malformed' });
});
