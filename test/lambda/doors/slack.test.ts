import { sign } from '../../../lambda/doors/slack-signature';
import { Unavailable } from '../../../lambda/core/errors';
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

function send(w: World, type: string, rawBody: string | Uint8Array, secret = 'shh') {
  const timestamp = String(toMilliseconds(w.time.at) / 1000);
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(secret, timestamp, rawBody),
  };
  return w.app['slack-door']({ headers, rawBody });
}

const hook = 'https://hooks.slack.com/actions/1/2/3';
const press = (w: World, { action = 'stop', from = team, value = retirementId, secret = 'shh' } = {}) => {
  const payload = {
    type: 'block_actions',
    user: { id: 'U1', name: 'maria', team_id: from },
    team: { id: team },
    container: { channel_id: 'D1', message_ts: '1.1' },
    actions: [{ action_id: action, value }],
    response_url: hook,
  };
  return send(w, form, `payload=${encodeURIComponent(JSON.stringify(payload))}`, secret);
};
const reply = (w: World, text: string, { from = team, thread = '1.1', id = 'Ev1' } = {}) => {
  const event = { type: 'message', user: 'U1', text, ts: '3.1', thread_ts: thread, channel: 'D1', user_team: from };
  return send(w, json, JSON.stringify({ type: 'event_callback', team_id: team, event_id: id, event }));
};
const inThread = (said: string) => ({ step: 'give-notice', input: { say: expect.stringContaining(said) as string } });

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
    expect(await press(w, { action: 'dismiss', value: `${retirementId}.1` })).toMatchObject({ status: 200 });
    expect((await w.entries()).at(-1)).toMatchObject({ type: 'UseDismissed', actor: 'slack:U1 maria' });
    expect(w.invoked).toMatchObject([{ step: 'give-notice', input: { say: { is: 'use dismissed' } } }]);
  });
  test('that is refused is told as well, and changes nothing', async () => {
    const w = await begun(...asked);
    await press(w, { action: 'dismiss', value: `${retirementId}.7` });
    await press(w, { action: 'approve' });
    expect(await w.news()).toEqual([]);
    expect(w.invoked).toMatchObject([
      { input: { say: { is: 'nothing asked' } } },
      { input: { say: { is: 'no approval asked' } } },
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
    expect([await w.news(), w.invoked]).toEqual([[], []]);
  });
});

test('a button of a message that the first release posted, which names the key, stops as well', async () => {
  const w = await begun(...inStage1);
  await press(w, { value: `${subject.keyId}.${retirementId}` });
  expect(await w.news()).toEqual(['StopRequested']);
});

describe('a reply in the thread', () => {
  test.each(['使ってます', '止めて', 'stop', 'I use this'])('%s stops', async (text) => {
    const w = await begun(...inNotice);
    expect((await reply(w, text)).status).toBe(200);
    expect((await w.entries()).at(-1)).toMatchObject({ actor: 'slack:U1', detail: { how: 'reply', words: text } });
  });
  test.each(['使ってません', 'keep going', 'thanks!'])('%s stops nothing', async (text) => {
    const w = await begun(...inNotice);
    expect((await reply(w, text)).status).toBe(200);
    await w.settled();
    expect(await w.news()).toEqual(['ReplyAnswered']);
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
  test('a button of another workspace, and whoever pressed it is told', async () => {
    const w = await begun(...inStage1);
    expect((await press(w, { from: 'T0OTHER' })).status).toBe(403);
    expect(w.whispers).toEqual([{ user: 'U1', text: expect.stringContaining('You can look, and not act') as string }]);
    await nothing(w);
  });
  test('a reply of another workspace, and its thread is told; to Slack it was delivered', async () => {
    const w = await begun(...inStage1);
    expect(await reply(w, 'stop', { from: 'T0OTHER' })).toMatchObject({ status: 200 });
    expect(await w.news()).toEqual([]);
    expect(w.invoked).toMatchObject([inThread('only people of this workspace can')]);
  });
  test('what cannot be read', async () => {
    const w = await begun(...inStage1);
    expect(await send(w, json, '{')).toMatchObject({
      status: 400,
      body: expect.stringContaining('not JSON') as string,
    });
    expect((await send(w, '', '{}')).status).toBe(400);
  });
  test.each([
    ['a retirement that the ledger does not know', 'retirement-9'],
    ['a key that was never enqueued', `AKIAIOSFODNN7EXAMPLE.${retirementId}`],
  ])('the button of %s, and whoever pressed it is told: it must not look like done', async (_, value) => {
    const w = await begun(...inStage1);
    expect((await press(w, { value })).status).toBe(404);
    expect(w.whispers).toEqual([{ user: 'U1', text: expect.stringContaining('nothing was done') as string }]);
    await nothing(w);
  });
  test('what is larger than 256 KB, before the secret is even looked up', async () => {
    const w = await begun(...inStage1);
    const door = w.withPorts({ signingSecret: () => Promise.reject(new Error('asked for the secret')) })['slack-door'];
    for (const rawBody of ['x'.repeat(262_145), '鍵'.repeat(87_382), new Uint8Array(262_145)]) {
      expect(await door({ headers: {}, rawBody })).toMatchObject({ status: 413, headers: { 'x-slack-no-retry': '1' } });
    }
    await expect(door({ headers: {}, rawBody: 'x'.repeat(262_144) })).rejects.toThrow('asked for the secret');
  });
  test('a request of an hour ago, and one of in an hour', async () => {
    const w = await begun(...inStage1);
    const { at: now } = w.time;
    for (const seconds of [-3600, 3600]) {
      const timestamp = String(toMilliseconds(now) / 1000 + seconds);
      const rawBody = 'payload=%7B%7D';
      const headers = {
        'content-type': form,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': sign('shh', timestamp, rawBody),
      };
      expect((await w.app['slack-door']({ headers, rawBody })).status).toBe(401);
    }
    await nothing(w);
  });
  test('a button that is not ours', async () => {
    const w = await begun(...inStage1);
    expect((await press(w, { action: 'wink' })).status).toBe(200);
    await nothing(w);
  });
});

test('Slack is not asked to send again what was turned down for good', async () => {
  const w = await begun(...inStage1);
  for (const answer of [await press(w, { secret: 'guessed' }), await send(w, json, '{')]) {
    expect(answer.headers).toMatchObject({ 'x-slack-no-retry': '1' });
  }
});

test('the signature is over the bytes, also where they are no text', async () => {
  const w = await begun();
  expect(await send(w, json, Buffer.from([0xff, 0x22]))).toMatchObject({ status: 400 });
});

describe('Slack’s own checks:', () => {
  test('the challenge is given back, to Slack alone', async () => {
    const w = await begun();
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c-1' });
    expect(await send(w, json, challenge)).toMatchObject({ status: 200, body: 'c-1' });
    expect((await send(w, json, challenge, 'guessed')).status).toBe(401);
  });
  test('the check of the certificate, which Slack does not sign, is answered with nothing', async () => {
    const w = await begun();
    const headers = { 'content-type': form };
    expect(await w.app['slack-door']({ headers, rawBody: 'ssl_check=1&token=x' })).toMatchObject({
      status: 200,
      body: '',
    });
    expect((await send(w, form, 'ssl_check=1')).status).toBe(200);
  });
});

describe('an event that Slack sends again', () => {
  test('stops once, and is told once', async () => {
    const w = await begun(...inStage1);
    for (let i = 0; i < 4; i++) expect((await reply(w, 'stop')).status).toBe(200);
    expect(await w.news()).toEqual(['StopRequested']);
    expect(w.invoked.map(({ step }) => step)).toEqual(['restore', 'give-notice']);
  });
  test('is refused once where it came too late', async () => {
    const w = await begun(...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]);
    for (let i = 0; i < 3; i++) await reply(w, 'stop');
    expect(await w.news()).toEqual(['StopRefused']);
    expect(w.invoked).toMatchObject([{ step: 'give-notice', input: { say: { is: 'deletion begun' } } }]);
  });
  test('stops where its first delivery failed', async () => {
    const w = await begun(...inStage1);
    w.tables.outOfReach(true);
    expect((await reply(w, 'stop')).status).toBe(503);
    w.tables.outOfReach(false);
    expect((await reply(w, 'stop')).status).toBe(200);
    expect(await w.news()).toEqual(['StopRequested']);
  });
  test('stops where its first delivery recorded nothing and could not say so', async () => {
    const w = await begun(...inStage1);
    const lost = { ...w.ports.ledger, append: () => Promise.reject(new Unavailable('DynamoDB did not answer.')) };
    const { 'slack-door': door } = w.withPorts({ ledger: lost });
    expect((await reply({ ...w, app: { ...w.app, 'slack-door': door } }, 'stop')).status).toBe(503);
    await reply(w, 'stop');
    expect(await w.news()).toEqual(['StopRequested']);
  });
  test('stops where it cannot be told whether it was dealt with', async () => {
    const w = await begun(...inStage1);
    const events = { has: () => Promise.reject(new Unavailable('no answer')), remember: async () => undefined };
    const { 'slack-door': door } = w.withPorts({ events });
    expect((await reply({ ...w, app: { ...w.app, 'slack-door': door } }, 'stop')).status).toBe(200);
    expect(await w.news()).toEqual(['StopRequested']);
  });
  test('is another event where somebody writes the same again', async () => {
    const w = await begun(...inStage1);
    await reply(w, 'stop');
    await reply(w, 'stop', { id: 'Ev2' });
    expect(await w.news()).toEqual(['StopRequested']);
    expect(w.invoked.filter(({ step }) => step === 'restore')).toHaveLength(2);
  });
});
