import { isSslCheck, parse } from '../../../lambda/doors/slack-requests';

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
      value: 'retirement-1',
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
  is_ext_shared_channel: false,
  authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: 'UBOT', is_bot: true }],
  event: { ...message, ...changed },
});

test('the Stop button names the retirement and who pressed it', () => {
  expect(interaction(pressed)).toEqual({
    kind: 'stop',
    retirementId: 'retirement-1',
    user: { id: 'U1', name: 'maria.keller' },
    from: { workspace: 'T1', personOf: 'T1' },
    channel: 'D1',
    responseUrl: 'https://hooks.slack.com/actions/T1/1/x',
  });
});

test.each([
  ['dismiss', 'retirement-1.3', { retirementId: 'retirement-1', question: 3 }],
  ['approve', 'retirement-1', { retirementId: 'retirement-1' }],
  // As messages carried it that were posted by the first release.
  ['stop', 'AKIAV6CIQHZTHY4JYCFU.r-1', { retirementId: 'r-1', keyId: 'AKIAV6CIQHZTHY4JYCFU' }],
  ['dismiss', 'AKIAV6CIQHZTHY4JYCFU.r-1.3', { retirementId: 'r-1', keyId: 'AKIAV6CIQHZTHY4JYCFU', question: 3 }],
])('the button %s that carries %s is read with what it is about', (kind, value, more) => {
  const actions = [{ action_id: kind, value }];
  expect(interaction({ ...pressed, actions })).toMatchObject({ kind, channel: 'D1', ...more });
});

describe('what opens a modal', () => {
  const opened = (action: object, changed: object = {}) => interaction({ ...pressed, actions: [action], ...changed });
  test.each([
    [{ action_id: 'snooze', value: 'retirement-1' }, 'snooze'],
    [{ action_id: 'not_mine', value: 'retirement-1' }, 'not mine'],
    [{ action_id: 'more', selected_option: { value: 'evidence.retirement-1' } }, 'evidence'],
    [{ action_id: 'more', selected_option: { value: 'freeze.retirement-1' } }, 'freeze'],
  ])('%j is read with its trigger', (action, form) => {
    const read = { kind: 'open', form, retirementId: 'retirement-1', triggerId: '1.2.3', user: { id: 'U1' } };
    expect(opened(action)).toMatchObject({ ...read, channel: 'D1' });
  });
  test('a menu may say that a key may be deleted', () => {
    const option = { value: 'approve.retirement-1' };
    expect(opened({ action_id: 'more', selected_option: option })).toMatchObject({ kind: 'approve' });
  });
  test.each<[string, object, object]>([
    ['no trigger', { action_id: 'snooze', value: 'retirement-1' }, { trigger_id: undefined }],
    ['a trigger that is none', { action_id: 'snooze', value: 'retirement-1' }, { trigger_id: '1 2' }],
    ['nothing chosen', { action_id: 'more' }, {}],
    ['what every object has chosen', { action_id: 'more', selected_option: { value: 'constructor.r-1' } }, {}],
    ['something unknown chosen', { action_id: 'more', selected_option: { value: 'delete.retirement-1' } }, {}],
    ['no retirement', { action_id: 'more', selected_option: { value: 'evidence.' } }, {}],
  ])('with %s is turned down', (_, action, changed) => {
    expect(opened(action, changed)).toMatchObject({ kind: 'malformed' });
  });
});

describe('what needs a key, typed on its card', () => {
  const line = { action_id: 'what_needs_it', block_id: 'needs.retirement-1', type: 'plain_text_input' };
  const typed = (changed: object) => interaction({ ...pressed, actions: [{ ...line, ...changed }] });
  test('is read with the retirement that its block names', () => {
    expect(typed({ value: ' the release pipeline ' })).toMatchObject({
      ...{ kind: 'need', words: 'the release pipeline', retirementId: 'retirement-1', channel: 'D1' },
    });
  });
  test.each([null, '', '  '])('with nothing left of it (%j) is nobody’s', (value) => {
    expect(typed({ value })).toEqual({ kind: 'ignored', why: 'a line without a word' });
  });
  test.each([
    [{ value: 'x'.repeat(301) }],
    [{ value: 'x', block_id: 'needs.' }],
    [{ value: 'x', block_id: undefined }],
    [{ value: 'x', block_id: 'choices' }],
  ])('as %j is turned down', (changed) => {
    expect(typed(changed)).toMatchObject({ kind: 'malformed' });
  });
});

describe('a form that was sent', () => {
  const values = { until: { date: { selected_date: '2026-03-16' } }, why: { text: { value: ' a release ' } } };
  const sent = (view: object = {}, user: object = pressed.user) =>
    interaction({
      ...{ type: 'view_submission', team: pressed.team, enterprise: null, user },
      view: { id: 'V1', callback_id: 'snooze', private_metadata: 'retirement-1.D1.ja', state: { values }, ...view },
    });
  test('is read with what was filled in, and where it was opened', () => {
    expect(sent()).toEqual({
      kind: 'form',
      form: {
        ...{ kind: 'snooze', until: '2026-03-16', because: 'a release' },
        ...{ retirementId: 'retirement-1', channel: 'D1', language: 'ja' },
        ...{ user: { id: 'U1', name: 'maria.keller' }, from: { workspace: 'T1', personOf: 'T1' } },
      },
    });
  });
  test.each<[string, object]>([
    ['no day', { state: { values: { ...values, until: { date: { selected_date: null } } } } }],
    ['something that is no day', { state: { values: { ...values, until: { date: { selected_date: '16/3/2026' } } } } }],
    ['no reason', { state: { values: { ...values, why: { text: { value: '  ' } } } } }],
    ['a reason of 301 characters', { state: { values: { ...values, why: { text: { value: 'x'.repeat(301) } } } } }],
    ['no fields', { state: { values: {} } }],
    ['nothing that says of what it is', { private_metadata: '' }],
    ['a language that nobody speaks here', { private_metadata: 'retirement-1.D1.fr' }],
    ['no view', { private_metadata: undefined }],
  ])('with %s is turned down', (_, view) => {
    expect(sent(view)).toMatchObject({ kind: 'malformed' });
  });
  test('of another kind, or by a bot, is nobody’s', () => {
    expect(sent({ callback_id: 'survey' })).toMatchObject({ kind: 'ignored' });
    expect(sent({}, { ...pressed.user, is_bot: true })).toMatchObject({ kind: 'ignored' });
  });
});

test('a stop is read with no more than it needs', () => {
  const { type, container, actions } = pressed;
  expect(interaction({ type, container, actions, user: { id: 'U1' }, team: null })).toEqual({
    kind: 'stop',
    retirementId: 'retirement-1',
    user: { id: 'U1' },
    from: {},
    channel: 'D1',
  });
});

test.each(['maria\u001b[2J', 'x'.repeat(81), 'a\nb', ''])('the name %j is left out of the ledger', (name) => {
  expect(interaction({ ...pressed, user: { ...pressed.user, name } })).toMatchObject({ user: { id: 'U1' } });
  expect(interaction({ ...pressed, user: { ...pressed.user, name } })).not.toHaveProperty('user.name');
});

describe('whose a person is', () => {
  const from = (request: unknown) => (request as { from: unknown }).from;
  test('is said of who presses, beside the workspace of the app', () => {
    const guest = { ...pressed, user: { ...pressed.user, team_id: 'TELSEWHERE' } };
    expect(from(interaction(guest))).toEqual({ workspace: 'T1', personOf: 'TELSEWHERE' });
    expect(from(interaction({ ...pressed, user: { id: 'U1' } }))).toEqual({ workspace: 'T1' });
  });
  test('is said with the organisation, on Enterprise Grid', () => {
    const team = { id: 'T2', domain: 'shop', enterprise_id: 'E1', enterprise_name: 'Minato' };
    const grid = { ...pressed, team, enterprise: { id: 'E1' }, user: { id: 'U1', team_id: 'T2' } };
    expect(from(interaction(grid))).toEqual({
      ...{ workspace: 'T2', organisation: 'E1' },
      ...{ personOf: 'T2', personInOrganisation: 'E1' },
    });
    // Somebody of another workspace than the one that the message is in.
    expect(from(interaction({ ...grid, user: { id: 'U1', team_id: 'T3' } }))).toEqual({
      ...{ workspace: 'T2', organisation: 'E1', personOf: 'T3' },
    });
  });
  test('is said of who writes: by the fields of the message, in a shared channel by those alone that say it', () => {
    const of = (changed: Record<string, unknown>, around = {}) => from(event({ ...replied(changed), ...around }));
    const shared = { is_ext_shared_channel: true };
    expect(of({})).toEqual({ workspace: 'T1', personOf: 'T1' });
    expect(of({ user_team: 'TELSEWHERE' })).toEqual({ workspace: 'T1', personOf: 'TELSEWHERE' });
    expect(of({ user_profile: { team: 'TELSEWHERE' } }, shared)).toEqual({ workspace: 'T1', personOf: 'TELSEWHERE' });
    expect(of({}, shared)).toEqual({ workspace: 'T1' });
    expect(of({}, { is_ext_shared_channel: undefined })).toEqual({ workspace: 'T1' });
    expect(of({ team: undefined })).toEqual({ workspace: 'T1' });
  });
  test('in an event, the app’s own workspace comes before that of the channel', () => {
    const body = { ...replied(), team_id: 'TELSEWHERE', context_enterprise_id: 'E1', enterprise_id: 'E2' };
    expect(from(event(body))).toMatchObject({ workspace: 'T1', organisation: 'E1' });
    expect(from(event({ ...replied(), context_team_id: undefined }))).toMatchObject({ workspace: 'T1' });
    expect(from(event({ ...replied(), context_team_id: null, team_id: null }))).toEqual({ personOf: 'T1' });
  });
});

test('a reply in a thread is read with its text', () => {
  expect(event(replied())).toEqual({
    kind: 'reply',
    text: '使ってます',
    channel: 'D1',
    threadTs: '1772499600.000100',
    direct: true,
    user: { id: 'U1' },
    from: { workspace: 'T1', personOf: 'T1' },
    eventId: 'Ev1',
    ts: '1772499800.000200',
  });
});

test.each([undefined, message.ts])('a direct message is read without a thread, where thread_ts is %j', (thread_ts) => {
  const read = event(replied({ thread_ts }));
  expect(read).toMatchObject({ kind: 'reply', channel: 'D1', direct: true, ts: message.ts });
  expect(read).not.toHaveProperty('threadTs');
});

test('a reply in a channel is for anybody', () => {
  expect(event(replied({ channel_type: 'channel' }))).toMatchObject({ direct: false, threadTs: message.thread_ts });
  expect(event(replied({ channel_type: undefined }))).toMatchObject({ direct: false });
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
  ['an app', replied({ bot_profile: { id: 'B1' } }), 'a message of a bot'],
  ['Slackbot', replied({ user: 'USLACKBOT' }), 'a message of a bot'],
  ['nobody', replied({ user: undefined }), 'a message of a bot'],
  ['our own message', replied({ user: 'UBOT' }), 'a message of our own'],
  [
    'a message of a channel outside a thread',
    replied({ channel_type: 'channel', thread_ts: undefined }),
    'a message that is no reply in a thread',
  ],
  [
    'the first of a thread of a channel',
    replied({ channel_type: 'group', thread_ts: message.ts }),
    'a message that is no reply in a thread',
  ],
  ['another event', replied({ type: 'reaction_added' }), 'an event of type "reaction_added"'],
])('%s is ignored', (_, body, why) => expect(event(body)).toEqual({ kind: 'ignored', why }));

test.each([
  [
    'an unknown button',
    { ...pressed, actions: [{ ...stop, action_id: 'wink' }] },
    'the button "wink" is not one of ours',
  ],
  ['no button', { ...pressed, actions: [] }, 'the button "" is not one of ours'],
  ['Slackbot', { ...pressed, user: { id: 'USLACKBOT', team_id: 'T1' } }, 'a bot'],
  ['a bot', { ...pressed, user: { ...pressed.user, is_bot: true } }, 'a bot'],
  ['a modal that was closed', { type: 'view_closed', view: {} }, 'an interaction of type "view_closed"'],
])('%s is ignored', (_, payload, why) => expect(interaction(payload)).toEqual({ kind: 'ignored', why }));

test('Slack asks whether we are there', () => {
  expect(event({ type: 'url_verification', token: 'old', challenge: '3eZbrw1aB' })).toEqual({
    kind: 'url_verification',
    challenge: '3eZbrw1aB',
  });
});

test.each([
  ['ssl_check=1&token=old', form, true],
  ['token=old&ssl_check=1', `${form}; charset=utf-8`, true],
  ['ssl_check=0', form, false],
  ['{"ssl_check":"1"}', json, false],
  [`ssl_check=1&text=${'x'.repeat(1000)}`, form, false],
])('%j as %j is a check of the certificate: %j', (body, type, is) => expect(isSslCheck(body, type)).toBe(is));

test.each(['', 'AKIA.r-1', 'AKIAV6CIQHZTHY4JYCFU.R_1', '../../x.r-1', 'r-1.x', `${'r'.repeat(81)}`, null, undefined])(
  'a stop that carries %j is malformed',
  (value) => {
    expect(interaction({ ...pressed, actions: [{ ...stop, value }] })).toEqual({
      kind: 'malformed',
      why: `the stop carries ${JSON.stringify((value ?? '').slice(0, 60))}; wanted is the id of a retirement`,
    });
  },
);

test.each([
  ['a channel', { container: { ...pressed.container, channel_id: 'x'.repeat(3000) } }],
  ['a message', { container: { ...pressed.container, message_ts: '1' } }],
  ['a person', { user: { ...pressed.user, id: 'U#1' } }],
])('the id of %s that is none is malformed: nothing of it reaches the ledger', (_, change) => {
  expect(interaction({ ...pressed, ...change })).toMatchObject({ kind: 'malformed' });
});

test.each([
  ['an event', { event_id: 'x'.repeat(3000) }],
  ['no event', { event_id: 7 }],
])('the id of %s that is none is malformed', (_, change) => {
  expect(event({ ...replied(), ...change })).toMatchObject({ kind: 'malformed' });
});

test('of many actions the first ten are looked at', () => {
  const others = Array.from({ length: 10 }, () => ({ action_id: 'other' }));
  expect(interaction({ ...pressed, actions: [...others, stop] })).toMatchObject({ kind: 'ignored' });
  expect(interaction({ ...pressed, actions: [7, stop] })).toMatchObject({ kind: 'malformed' });
});

test.each([
  ['', json, 'what was sent is not JSON'],
  ['{', json, 'what was sent is not JSON'],
  ['payload={', form, 'what was sent is not JSON'],
  ['', form, 'the form has no field "payload" and no "command"'],
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
