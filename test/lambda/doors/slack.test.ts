import { sign } from '../../../lambda/doors/slack-signature';
import { toMilliseconds } from '../../../lambda/core/time';
import {
  asksAboutUse,
  at,
  inNotice,
  inStage1,
  mayBeDeleted,
  retirementId,
  subject,
  useQuestioned,
} from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import { world } from '../world';
import type { World } from '../world';

const team = config.slack.workspace;
const begun = (...facts: Written[]) => world({ facts }).begun();
const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

function send(w: World, type: string, rawBody: string, secret = 'shh') {
  const timestamp = String(toMilliseconds(w.time.at) / 1000);
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(secret, timestamp, rawBody),
  };
  return w.app['slack-door']({ headers, rawBody });
}

const press = (w: World, { action = 'stop', from = team, key = subject.keyId, secret = 'shh', more = '' } = {}) => {
  const payload = {
    type: 'block_actions',
    user: { id: 'U1', name: 'maria', team_id: from },
    container: { channel_id: 'D1', message_ts: '1.1' },
    actions: [{ action_id: action, value: `${key}.${retirementId}${more}` }],
  };
  return send(w, form, `payload=${encodeURIComponent(JSON.stringify(payload))}`, secret);
};
const reply = (w: World, text: string, { from = team, thread = '1.1' } = {}) => {
  const event = { type: 'message', user: 'U1', text, ts: '3.1', thread_ts: thread, channel: 'D1', user_team: from };
  return send(w, json, JSON.stringify({ type: 'event_callback', team_id: team, event_id: 'Ev1', event }));
};

test('the Stop button stops, wakes whoever gives the key back, and has it told', async () => {
  const w = await begun(...inStage1);
  expect(await press(w)).toMatchObject({ status: 200, body: '' });
  expect((await w.entries()).at(-1)).toMatchObject({
    type: 'StopRequested',
    actor: 'slack:U1 maria',
    detail: { how: 'button' },
  });
  expect(w.invoked.map(({ step }) => step)).toEqual(['restore', 'give-notice']);
  await w.settled();
  expect(w.iam.status).toBe('Active');
});

describe('an answer', () => {
  const asked: Written[] = [...asksAboutUse, [at(1), useQuestioned]];
  test('that a use does not count goes on, and is told', async () => {
    const w = await begun(...asked);
    expect(await press(w, { action: 'dismiss', more: '.1' })).toMatchObject({ status: 200 });
    expect((await w.entries()).at(-1)).toMatchObject({ type: 'UseDismissed', actor: 'slack:U1 maria' });
    expect(w.invoked).toMatchObject([{ step: 'give-notice', input: { say: expect.any(String) as string } }]);
  });
  test('that is refused is told as well, and changes nothing', async () => {
    const w = await begun(...asked);
    await press(w, { action: 'dismiss', more: '.7' });
    await press(w, { action: 'approve' });
    expect(await w.news()).toEqual([]);
    expect(w.invoked).toMatchObject([
      { input: { say: expect.stringContaining('Nothing is asked any more') as string } },
      { input: { say: expect.stringContaining('asks for no approval') as string } },
    ]);
  });
  test('without a number is about the last question', async () => {
    const w = await begun(...asked);
    await press(w, { action: 'dismiss' });
    expect(await w.news()).toEqual(['UseDismissed']);
  });
  test('of another workspace is turned down', async () => {
    const w = await begun(...asked);
    expect(await press(w, { action: 'dismiss', from: 'T0OTHER' })).toMatchObject({ status: 403 });
    expect(await w.news()).toEqual([]);
  });
});

describe('a reply in the thread', () => {
  test.each(['使ってます', '止めて', 'stop', 'I use this'])('%s stops', async (text) => {
    const w = await begun(...inNotice);
    expect((await reply(w, text)).status).toBe(200);
    expect((await w.entries()).at(-1)).toMatchObject({ actor: 'slack:U1', detail: { how: 'reply', words: text } });
  });
  test.each(['使ってません', 'keep going', 'thanks!'])('%s does nothing', async (text) => {
    const w = await begun(...inNotice);
    expect((await reply(w, text)).status).toBe(200);
    expect([await w.news(), w.invoked]).toEqual([[], []]);
  });
  test('elsewhere than under a notice does nothing', async () => {
    const w = await begun(...inNotice);
    expect((await reply(w, 'stop', { thread: '9.9' })).status).toBe(200);
    expect(await w.news()).toEqual([]);
  });
  test('is kept in the ledger no longer than 200 characters', async () => {
    const w = await begun(...inNotice);
    await reply(w, `stop ${'a'.repeat(300)}`);
    expect((await w.retirement()).ending).toMatchObject({ words: `stop ${'a'.repeat(195)}` });
  });
});

describe('a stop that comes too late says so in the thread:', () => {
  test('the key is deleted', async () => {
    const w = await begun(...mayBeDeleted, [at(32), { type: 'KeyDeleted', detail: {} }]);
    await press(w);
    await w.settled();
    expect(w.slack.said.at(-1)).toContain('A deleted key cannot be brought back');
    expect(await w.news()).not.toContain('StopRequested');
  });
  test('the deletion has begun', async () => {
    const w = await begun(...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]);
    await press(w);
    await w.settled();
    expect(w.slack.said).toEqual([expect.stringContaining('Too late')]);
  });
});

describe('turned down, with nothing written:', () => {
  const nothing = async (w: World) => expect([await w.news(), w.invoked]).toEqual([[], []]);
  test('a request that Slack did not sign', async () => {
    const w = await begun(...inStage1);
    expect((await press(w, { secret: 'guessed' })).status).toBe(401);
    await nothing(w);
  });
  test('a request without a signature', async () => {
    const w = await begun(...inStage1);
    expect((await w.app['slack-door']({ headers: {}, rawBody: 'x' })).status).toBe(401);
  });
  test('a button or reply of another workspace', async () => {
    const w = await begun(...inStage1);
    expect((await press(w, { from: 'T0OTHER' })).status).toBe(403);
    expect((await reply(w, 'stop', { from: 'T0OTHER' })).status).toBe(403);
    await nothing(w);
  });
  test('what cannot be read', async () => {
    const w = await begun(...inStage1);
    expect(await send(w, json, '{')).toMatchObject({
      status: 400,
      body: expect.stringContaining('not JSON') as string,
    });
    expect((await send(w, '', '{}')).status).toBe(400);
  });
  test('a key that was never enqueued', async () => {
    const w = await begun(...inStage1);
    expect((await press(w, { key: 'AKIAIOSFODNN7EXAMPLE' })).status).toBe(200);
    await nothing(w);
  });
  test('a button that is not ours', async () => {
    const w = await begun(...inStage1);
    expect((await press(w, { action: 'snooze' })).status).toBe(200);
    await nothing(w);
  });
});

test('Slack’s own checks are answered', async () => {
  const w = await begun();
  expect(await send(w, json, JSON.stringify({ type: 'url_verification', challenge: 'c-1' }))).toMatchObject({
    status: 200,
    body: 'c-1',
  });
  expect((await send(w, form, 'ssl_check=1')).status).toBe(200);
});
