import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { doorProbe } from '../../../lambda/adapters/slack-probe';
import { world } from '../world';

const secret = '0123456789abcdef0123456789abcdef';
let close = (): void => undefined;
afterEach(() => close());

/** The door behind HTTP, with this signing secret; or whatever else answers there. */
async function behindHttp({ doorHas = secret, instead }: { doorHas?: string; instead?: number } = {}) {
  const w = await world().begun();
  const { 'slack-door': door } = w.withPorts({ signingSecret: async () => doorHas });
  const server = createServer((request, response) => {
    void text(request).then(async (rawBody) => {
      const { status, body } = instead
        ? { status: instead, body: 'x' }
        : await door({ headers: request.headers as Record<string, string>, rawBody });
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, clock: { now: () => w.time.at } };
}

test('the door answers at all its paths, and takes our signature', async () => {
  const probe = doorProbe({ ...(await behindHttp()), signingSecret: async () => secret });
  expect(await probe.probe()).toEqual(
    ['/slack/events', '/slack/actions', '/slack/commands'].map((path) => ({
      path,
      is: { known: true, value: 'answers' },
    })),
  );
});

test('a door that still has an older secret is found out', async () => {
  const probe = doorProbe({ ...(await behindHttp({ doorHas: 'older' })), signingSecret: async () => secret });
  const [events, actions] = await probe.probe();
  expect(events?.is).toMatchObject({ known: true, value: { status: 401 } });
  expect(actions?.is).toEqual({ known: true, value: 'answers' });
});

test('another answer than the door’s is told with its status', async () => {
  for (const status of [404, 200]) {
    const probe = doorProbe({ ...(await behindHttp({ instead: status })), signingSecret: async () => secret });
    expect((await probe.probe()).map(({ is }) => is)).toEqual(
      Array.from({ length: 3 }, () => ({ known: true, value: { status, body: 'x' } })),
    );
    close();
  }
});

test('nobody there is told as that, with why', async () => {
  const { endpoint, clock } = await behindHttp();
  close();
  const [events] = await doorProbe({ endpoint, clock, signingSecret: async () => secret }).probe();
  expect(events?.is).toMatchObject({ known: false, why: expect.stringContaining('ECONNREFUSED') as string });
});

test('a secret that cannot be read is told, and the other paths are looked at all the same', async () => {
  const probe = doorProbe({ ...(await behindHttp()), signingSecret: () => Promise.reject(new Error('AccessDenied')) });
  expect(await probe.signingSecret()).toEqual({ known: false, why: 'AccessDenied' });
  expect((await probe.probe()).map(({ is }) => is.known)).toEqual([false, true, true]);
});

test.each([
  [secret, 'good'],
  [`${secret}\n`, 'wrong form'],
  ['xoxb-1', 'wrong form'],
  [secret.toUpperCase(), 'wrong form'],
])('the signing secret %j is %s', async (given, form) => {
  const probe = doorProbe({ endpoint: 'http://127.0.0.1', clock: { now: () => '' }, signingSecret: async () => given });
  expect(await probe.signingSecret()).toEqual({ known: true, value: form });
});
