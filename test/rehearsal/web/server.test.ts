import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fold } from '../../../lambda/core/evolve';
import { story } from '../../../rehearsal/cast';
import { controlsIn } from '../../../rehearsal/slack/forms';
import { serveStage } from '../../../rehearsal/web/server';
import type { WebServer } from '../../../rehearsal/web/server';
import { openStage } from '../../../rehearsal/web/stage';
import type { Stage } from '../../../rehearsal/web/stage';
import { form } from '../slack/form';

const MARIA = 'U03MARIA';
const MOBILE = 'AKIAV6CIQHZTHY4JYCFU';
const failures: unknown[] = [];
let folder = '';
let stage: Stage;
let running: Promise<void>;
let server: WebServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keysunset-page-'));
  await writeFile(join(folder, 'index.html'), '<title>Keysunset rehearsal</title>');
  stage = await openStage({ ...story, parts: story.parts.filter(({ keyId }) => keyId === MOBILE) }, 'in process');
  running = stage.time.run();
  server = await serveStage(stage, { folder, failed: (error) => failures.push(error) });
  await stage.time.leap('event');
});
afterAll(async () => {
  server.close();
  await stage.close();
  await running;
  await rm(folder, { recursive: true });
  expect(failures).toEqual([]);
});

interface Asked {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** As any client on this machine may: `fetch` would not let us choose the host, nor the origin. */
async function ask({ method = 'GET', path = '/', headers = {}, body = '' }: Asked) {
  const { port, host } = new URL(server.url);
  const own = method === 'POST' ? { origin: `http://${host}`, 'content-type': 'application/json' } : {};
  const sent = request({ host: '127.0.0.1', port, method, path, headers: { host, ...own, ...headers } });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const does = async (deed: object) => {
  const { status, body } = await ask({ method: 'POST', path: '/do', body: JSON.stringify(deed) });
  return { status, body: JSON.parse(body) as object };
};
const card = () => stage.slack({ as: MARIA }).posts[0]!;
/** As the page sends it when Maria presses Stop. */
const stop = () => {
  const { channel, ts, blocks } = card();
  const { blockId } = controlsIn(blocks).find(({ actionId }) => actionId === 'stop')!;
  return { do: 'act', as: MARIA, on: { channel, ts }, block: blockId, action: 'stop' };
};

test('the page is served, may load nothing from elsewhere and stands in no frame', async () => {
  const { status, headers, body } = await ask({});
  expect([status, body]).toEqual([200, '<title>Keysunset rehearsal</title>']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

test.each<[string, Asked, number]>([
  ['under another name', { headers: { host: 'evil.example' } }, 421],
  ['from a page of another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ['from another origin', { method: 'POST', path: '/do', headers: { origin: 'http://evil.example' } }, 403],
  ['as a form', { method: 'POST', path: '/do', headers: { 'content-type': 'text/plain' } }, 415],
  ['with another method', { method: 'DELETE' }, 405],
  ['for a file outside the page', { path: '/../package.json' }, 404],
  ['for what every object has', { path: '/constructor' }, 404],
  ['with a body that is too long', { method: 'POST', path: '/do', body: `"${'x'.repeat(70_000)}"` }, 413],
])('what is asked %s is turned down', async (_, asked, status) => {
  const answered = await ask(asked);
  expect([answered.status, (JSON.parse(answered.body) as { error: string }).error]).toEqual([
    status,
    expect.stringMatching(/^(Turned down: |There is no )/),
  ]);
});

test.each<[string, object | string, string]>([
  ['that is no JSON', 'stop', 'Not understood: what was sent'],
  ['of an unknown kind', { do: 'delete everything' }, 'Not understood: do'],
  ['with too much', { do: 'pause', really: true }, 'Not understood: what was sent: Unrecognized key: "really"'],
  ['at no speed', { do: 'play', pace: 0 }, 'Not understood: pace'],
  ['by nobody', { do: 'open home', as: 'U99' }, 'Nobody here has the id U99.'],
  [
    'on a message that is not there',
    { do: 'reply', as: MARIA, channel: 'C0', ts: '1', text: 'stop' },
    'sees no message',
  ],
  ['on a modal that is not open', { do: 'close', as: MARIA, view: 'V1' }, 'has no view V1 open any more'],
])('a deed %s is turned down, and says why', async (_, deed, why) => {
  const body = typeof deed === 'string' ? deed : JSON.stringify(deed);
  const answered = await ask({ method: 'POST', path: '/do', body });
  expect(answered.status).toBe(400);
  expect((JSON.parse(answered.body) as { error: string }).error).toContain(why);
});

test('nobody presses what stands in somebody else’s messages', async () => {
  expect(await does({ ...stop(), as: 'U09NOOR' })).toMatchObject({ status: 400 });
});

test('a button that is not there any more is told as such', async () => {
  const { status, body } = await does({ ...stop(), action: 'gone' });
  expect([status, body]).toEqual([400, { error: expect.stringContaining('has no button gone any more') as string }]);
});

test('a page is told what its reader sees, and then only what is new', async () => {
  const stream = await streamed(`/events?as=${MARIA}`);
  const first = await stream.until('ledger', '');
  expect(first['slack']).toMatchObject([{ reader: { id: MARIA }, posts: [{ userName: 'deploy-mobile-release' }] }]);
  expect(first['ledger']).toMatchObject([{ from: 0 }]);
  expect(Object.keys(first).sort()).toEqual(['board', 'clock', 'ledger', 'slack', 'tiles']);
  const [{ entries: before } = { entries: 0 }] = first['ledger'] as { entries: number }[];
  await does({ do: 'leap', to: 'stage' });
  const later = await stream.until('ledger', 'KeyDeactivated');
  expect(later['ledger']?.[0]).toMatchObject({ from: before });
  expect(JSON.stringify(later['board'])).toContain('Dark to 10:10');
  stream.close();
});

test('a modal is filled in, corrected and submitted, to the app that opened it', async () => {
  const { slack } = stage.cloud;
  const { id } = slack.views.open(MARIA, { ...form, title: { type: 'plain_text', text: 'Example' } });
  const submit = { do: 'submit', as: MARIA, view: id };
  expect((await does({ ...submit, filled: {} })).body).toEqual({
    errors: { why: 'Please complete this required field.', how: 'Please complete this required field.' },
  });
  expect(slack.views.modalOf(MARIA)?.id).toBe(id);
  expect((await does({ do: 'close', as: MARIA, view: id })).body).toEqual({});
  expect(slack.views.modalOf(MARIA)).toBeUndefined();
});

test('a command is typed where its reader is, also where nothing was written yet, and its answer is for them alone', async () => {
  const NOOR = 'U09NOOR';
  const place = `${NOOR}/nothing yet`;
  expect(stage.slack({ as: NOOR, place })).toMatchObject({ place: { id: place }, posts: [] });
  const typed = { do: 'command', as: NOOR, channel: place, text: '/keysunset freeze incident' };
  expect((await does(typed)).body).toEqual({});
  const { place: now, posts } = stage.slack({ as: NOOR, place });
  expect([now.direct, posts.length, posts[0]?.whispered]).toEqual([true, 1, true]);
  expect(posts[0]?.text).toContain('Only operators can do that');
  expect(stage.slack({ as: MARIA }).posts.some(({ whispered }) => whispered)).toBe(false);
});

test('only the app’s own command is one, and nobody types in somebody else’s messages', async () => {
  const { channel } = card();
  const typed = { do: 'command', as: MARIA, channel, text: '/remind me' };
  expect((await does(typed)).body).toEqual({ problem: 'There is no command /remind here. Wanted: /keysunset.' });
  expect(await does({ ...typed, as: 'U09NOOR', text: '/keysunset status' })).toMatchObject({ status: 400 });
});

test('Stop goes through the signed door: the key is given back, in the name of whoever pressed', async () => {
  if (stage.cloud.aws.holder(MOBILE)?.key.status === 'Active') await does({ do: 'leap', to: 'stage' });
  expect(stage.cloud.aws.holder(MOBILE)?.key.status).toBe('Inactive');
  const answered = await does(stop());
  expect(answered).toEqual({ status: 200, body: {} });
  await does({ do: 'leap', to: 'event' });
  expect(stage.cloud.aws.holder(MOBILE)?.key.status).toBe('Active');
  const retirement = fold(await stage.cloud.ledger.ledger.read(MOBILE));
  expect(retirement?.ending).toMatchObject({
    why: 'stop',
    how: 'button',
    actor: expect.stringMatching(/^slack:U03MARIA/) as string,
  });
});

/** What a page is told, part by part. */
async function streamed(path: string) {
  const { port, host } = new URL(server.url);
  const sent = request({ host: '127.0.0.1', port, path, headers: { host } });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<string>;
  let unread = '';
  return {
    /** Each part as often as it came, until one of this name says these words. */
    async until(name: string, words: string): Promise<Record<string, unknown[]>> {
      const parts: Record<string, unknown[]> = {};
      for (;;) {
        const end = unread.indexOf('\n\n');
        if (end < 0) {
          unread += (await chunks.next()).value as string;
          continue;
        }
        const told = JSON.parse(unread.slice('data: '.length, end)) as Record<string, unknown>;
        unread = unread.slice(end + 2);
        for (const [part, value] of Object.entries(told)) (parts[part] ??= []).push(value);
        if (name in told && JSON.stringify(told[name]).includes(words)) return parts;
      }
    },
    close: () => sent.destroy(),
  };
}
