import { parse } from '../../../lambda/doors/slack-requests';
import type { Ask } from '../../../lambda/doors/slack-request';

const key = 'AKIAV6CIQHZTHY4JYCFU';
const form = 'application/x-www-form-urlencoded';

/** As Slack sends it. */
const typed = {
  token: 'old',
  team_id: 'T1',
  team_domain: 'minato',
  channel_id: 'C1',
  channel_name: 'general',
  user_id: 'U1',
  user_name: 'maria.keller',
  command: '/keysunset',
  text: '',
  api_app_id: 'A1',
  is_enterprise_install: 'false',
  response_url: 'https://hooks.slack.com/commands/T1/1/x',
  trigger_id: '1.2.3',
};
const sent = (changed: Record<string, string> = {}) =>
  parse(new URLSearchParams({ ...typed, ...changed }).toString(), form);
const asked = (text: string): unknown => (sent({ text }) as { ask: Ask }).ask;

test('a command says who typed it, where, of which workspace they are, and where they are answered', () => {
  expect(sent({ text: 'status' })).toEqual({
    kind: 'command',
    name: '/keysunset',
    ask: { what: 'status' },
    user: { id: 'U1', name: 'maria.keller' },
    from: { workspace: 'T1', personOf: 'T1' },
    channel: 'C1',
    responseUrl: 'https://hooks.slack.com/commands/T1/1/x',
  });
  expect(sent({ enterprise_id: 'E1' })).toMatchObject({
    from: { workspace: 'T1', organisation: 'E1', personOf: 'T1', personInOrganisation: 'E1' },
  });
});

test.each<[string, Ask]>([
  ['status', { what: 'status' }],
  ['  STATUS  please ', { what: 'status' }],
  [`show ${key}`, { what: 'show', keyId: key }],
  [`stop ${key}`, { what: 'stop', keyId: key }],
  [`Stop \`${key}\`, payroll &amp; more`, { what: 'stop', keyId: key, words: 'payroll & more' }],
  [
    `enqueue ${key}\nunused for 400 days, SEC-412`,
    { what: 'enqueue', keyId: key, reason: 'unused for 400 days, SEC-412' },
  ],
  [`enqueue ${key} --again SEC-412`, { what: 'enqueue', keyId: key, again: true, reason: 'SEC-412' }],
  [`enqueue ${key} —Again SEC-412`, { what: 'enqueue', keyId: key, again: true, reason: 'SEC-412' }],
  [`enqueue ${key} SEC-412 --again`, { what: 'enqueue', keyId: key, reason: 'SEC-412 --again' }],
  [`enqueue ${key} --again`, { what: 'usage', lacks: 'reason' }],
  [`enqueue ${key} --ritual short SEC-412`, { what: 'usage', lacks: 'option' }],
  ['freeze', { what: 'freeze' }],
  ['freeze incident &lt;1234&gt;', { what: 'freeze', reason: 'incident <1234>' }],
  ['thaw', { what: 'thaw' }],
  ['thaw it is over', { what: 'thaw', reason: 'it is over' }],
  ['', { what: 'usage' }],
  ['help', { what: 'usage' }],
  ['stoppen', { what: 'usage' }],
  ['stop', { what: 'usage', lacks: 'key' }],
  ['show ASIAV6CIQHZTHY4JYCFU', { what: 'usage', lacks: 'key' }],
  [`enqueue ${key}`, { what: 'usage', lacks: 'reason' }],
  [`enqueue ${key} ${'x'.repeat(1001)}`, { what: 'usage', lacks: 'brevity' }],
  [`freeze ${'x'.repeat(1001)}`, { what: 'usage', lacks: 'brevity' }],
])('%j asks for %j', (text, ask) => expect(asked(text)).toEqual(ask));

test('an escaped ampersand is not unescaped twice', () => {
  expect(asked('freeze &amp;lt;')).toEqual({ what: 'freeze', reason: '&lt;' });
});

test.each([
  ['no person', { user_id: '' }],
  ['no workspace', { team_id: 't1' }],
  ['no channel', { channel_id: 'x'.repeat(41) }],
  ['no command', { command: 'keysunset' }],
  ['a response URL without end', { response_url: `https://hooks.slack.com/${'x'.repeat(500)}` }],
])('a command with %s is malformed', (_, changed) => {
  expect(sent(changed)).toMatchObject({ kind: 'malformed' });
});

test('Slackbot types nothing', () => {
  expect(sent({ user_id: 'USLACKBOT', text: `stop ${key}` })).toMatchObject({ kind: 'ignored' });
});
