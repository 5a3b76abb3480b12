import { WebClient } from '@slack/web-api';
import { after } from '../../../lambda/core/time';
import { slackModel } from '../../../rehearsal/slack/model';
import type { Post, SlackModel } from '../../../rehearsal/slack/model';
import { startSlack } from '../../../rehearsal/slack/server';
import type { SlackServer } from '../../../rehearsal/slack/server';
import { maria } from '../../contracts/messenger';

let now = '2026-03-03T01:00:00.000Z';
let slack: SlackModel;
let server: SlackServer;
let heard: Post[];
beforeEach(async () => {
  now = '2026-03-03T01:00:00.000Z';
  heard = [];
  slack = slackModel({ now: () => now, onPost: (post) => heard.push(post) });
  slack.addUser(maria);
  slack.addChannel({ id: 'C1', name: 'ops' });
  server = await startSlack({ model: slack, token: 'xoxb-test' });
});
afterEach(() => server.stop());

const client = (token = 'xoxb-test') =>
  new WebClient(token, { slackApiUrl: server.endpoint, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
const raw = async (method: string, init: RequestInit = {}): Promise<unknown> =>
  (await fetch(`${server.endpoint}${method}`, { method: 'POST', ...init })).json();
const withJson = (body: unknown, token = 'xoxb-test'): RequestInit => ({
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

test('the app is signed in as its bot', async () => {
  expect(await client().auth.test()).toMatchObject({ ok: true, team_id: 'T0MINATO', user_id: 'U0KEYSUNSET' });
});

test('a wrong token, and none, are turned down', async () => {
  await expect(client('xoxb-wrong').auth.test()).rejects.toThrow('invalid_auth');
  expect(await raw('auth.test')).toEqual({ ok: false, error: 'not_authed' });
  expect(await raw('auth.test', { body: new URLSearchParams({ token: 'xoxb-test' }) })).toMatchObject({ ok: true });
});

test('an unknown method, and what it lacks, are told', async () => {
  expect(await raw('chat.delete', withJson({}))).toEqual({ ok: false, error: 'unknown_method' });
  expect(await raw('chat.postMessage', withJson({ text: 'x' }))).toEqual({
    ok: false,
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: channel'] },
  });
  expect(await raw('chat.postMessage', withJson({ channel: 'C1', blocks: '{' }))).toMatchObject({ ok: false });
  expect(await raw('chat.postMessage', withJson({ channel: 'C1', blocks: {} }))).toMatchObject({
    error: 'invalid_blocks_format',
  });
});

test('JSON is taken as well as a form', async () => {
  const blocks = [{ type: 'divider' }];
  expect(await raw('chat.postMessage', withJson({ channel: 'C1', text: 'x', blocks }))).toMatchObject({ ok: true });
  expect(slack.posts()).toEqual([expect.objectContaining({ blocks })]);
});

test('times of messages are of now, in order, and never the same', async () => {
  const first = await client().chat.postMessage({ channel: 'C1', text: 'x' });
  const second = await client().chat.postMessage({ channel: 'C1', text: 'y' });
  expect([first.ts, second.ts]).toEqual(['1772499600.000000', '1772499600.000001']);
});

test('each message is heard when it is posted, and when it is edited', async () => {
  const { ts } = await client().chat.postMessage({ channel: maria.id, text: 'x' });
  now = after(now, 60);
  await client().chat.update({ channel: 'D01MARIA', ts: String(ts), text: 'y' });
  expect(heard).toMatchObject([{ text: 'x' }, { text: 'y', editedAt: '2026-03-03T01:01:00.000Z' }]);
});

test('what only one person sees stands in no history', async () => {
  await client().chat.postEphemeral({ channel: 'C1', user: maria.id, text: 'just you' });
  expect(slack.whispers).toMatchObject([{ to: maria.id, text: 'just you' }]);
  expect(slack.posts()).toEqual([]);
  await expect(client().chat.postEphemeral({ channel: 'C1', user: 'U9', text: 'x' })).rejects.toThrow(
    'user_not_in_channel',
  );
});

test('a modal is opened once, within 3 seconds of the press', async () => {
  const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'x' }, blocks: [] };
  const trigger_id = slack.newTrigger(maria.id);
  expect(await client().views.open({ trigger_id, view })).toMatchObject({ ok: true, view: { type: 'modal' } });
  await expect(client().views.open({ trigger_id, view })).rejects.toThrow('exchanged_trigger_id');
  await expect(client().views.open({ trigger_id: 'x', view })).rejects.toThrow('invalid_trigger_id');
  const late = slack.newTrigger(maria.id);
  now = after(now, 4);
  await expect(client().views.open({ trigger_id: late, view })).rejects.toThrow('expired_trigger_id');
});

test('a rate limit says when to come back', async () => {
  slack.weather.fault = (method) => (method === 'chat.postMessage' ? { retryAfter: 7 } : undefined);
  await expect(client().chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toMatchObject({ retryAfter: 7 });
  await expect(client().auth.test()).resolves.toMatchObject({ ok: true });
});

test('calls are counted by method, the failed ones too', async () => {
  await client().auth.test();
  await client().chat.postMessage({ channel: 'C1', text: 'x' });
  await expect(client().chat.postMessage({ channel: 'C9', text: 'x' })).rejects.toThrow('channel_not_found');
  expect(server.calls).toEqual({ 'auth.test': 1, 'chat.postMessage': 2 });
});

test('a call is as late as its caller says', async () => {
  await server.stop();
  const moments: (string | undefined)[] = [];
  server = await startSlack({
    model: slack,
    token: 'xoxb-test',
    asOf: (moment, fn) => {
      moments.push(moment);
      return fn();
    },
  });
  await raw('auth.test', { headers: { 'x-rehearsal-moment': '2026-03-03T01:00:01.200Z' } });
  await raw('auth.test');
  expect(moments).toEqual(['2026-03-03T01:00:01.200Z', undefined]);
});

test('text that is too long is refused', async () => {
  await expect(client().chat.postMessage({ channel: 'C1', text: 'x'.repeat(40_001) })).rejects.toThrow('msg_too_long');
});
