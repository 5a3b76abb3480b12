import { slackMessenger } from '../../../lambda/adapters/slack';
import type { SlackOptions } from '../../../lambda/adapters/slack-call';
import { Unavailable } from '../../../lambda/core/errors';

type Fetch = NonNullable<SlackOptions['fetch']>;
interface Sent {
  url: string;
  authorization: string;
  body: URLSearchParams;
}

const TOKEN = 'xoxb-1-kfowx';
const ok = (body: unknown) => new Response(JSON.stringify({ ok: true, ...(body as object) }));
const refused = (error: string, more = {}) => new Response(JSON.stringify({ ok: false, error, ...more }));
const limited = (seconds?: string) =>
  new Response('{"ok":false,"error":"ratelimited"}', {
    status: 429,
    headers: seconds ? { 'retry-after': seconds } : {},
  });
const posted = { channel: 'C1', ts: '1.1' };
const message = { text: 'hello', blocks: [{ type: 'divider' }] };

/** A messenger whose calls are answered one after the other. */
function answered(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const time = { at: 1_000_000, stands: false };
  const tokens: string[] = [];
  const fetch: Fetch = async (url, init) => {
    const headers = new Headers(init?.headers);
    sent.push({
      url: String(url),
      authorization: headers.get('authorization') ?? '',
      body: new URLSearchParams(init?.body as string),
    });
    const answer = answers.shift() ?? new Error('no more answers');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const messenger = slackMessenger({
    token: async () => {
      tokens.push(TOKEN);
      return `${TOKEN}\n`;
    },
    fetch,
    retry: { retries: 1, minTimeout: 0, maxTimeout: 1 },
    now: () => time.at,
    async wait(milliseconds) {
      waits.push(milliseconds);
      if (!time.stands) time.at += milliseconds;
    },
  });
  return { messenger, sent, waits, tokens, time };
}

const failure = async (...answers: (Response | Error)[]): Promise<Error> =>
  answered(...answers)
    .messenger.post('C1', message)
    .then(
      () => new Error('It did not fail.'),
      (error: Error) => error,
    );

test('a message goes to Slack with its blocks as JSON, and nothing in it is unfurled', async () => {
  const { messenger, sent } = answered(ok(posted));
  await messenger.post('C1', message, '9.9');
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ url: 'https://slack.com/api/chat.postMessage', authorization: `Bearer ${TOKEN}` });
  expect(Object.fromEntries(sent[0]?.body ?? [])).toEqual({
    channel: 'C1',
    text: 'hello',
    blocks: '[{"type":"divider"}]',
    thread_ts: '9.9',
    unfurl_links: 'false',
    unfurl_media: 'false',
  });
});

test('the client is made once, with one token', async () => {
  const { messenger, tokens } = answered(ok(posted), ok(posted), ok(posted));
  await Promise.all([
    messenger.post('C1', message),
    messenger.post('C1', message),
    messenger.update('C1', '1.1', message),
  ]);
  expect(tokens).toHaveLength(1);
});

test('a token that Slack no longer takes is read again by the next call', async () => {
  const { messenger, tokens } = answered(refused('token_revoked'), ok(posted));
  await expect(messenger.post('C1', message)).rejects.toThrow(
    'Slack refused chat.postMessage: token_revoked. Put a valid bot token into the secret.',
  );
  await messenger.post('C1', message);
  expect(tokens).toHaveLength(2);
});

test('a token that could not be read is read again by the next call', async () => {
  let reads = 0;
  const messenger = slackMessenger({
    token: async () => {
      if (reads++ === 0) throw new Unavailable('Secrets Manager is throttled.');
      return TOKEN;
    },
    fetch: async () => ok(posted),
  });
  await expect(messenger.post('C1', message)).rejects.toThrow('Secrets Manager is throttled.');
  await expect(messenger.post('C1', message)).resolves.toEqual(posted);
});

test.each(['', ' \n', 'xoxb-1\nxoxb-2', 'xoxb-鍵'])('the token %j is none', async (token) => {
  const messenger = slackMessenger({ token: async () => token, fetch: async () => ok(posted) });
  await expect(messenger.post('C1', message)).rejects.toThrow(/^The Slack token is empty or holds what no token holds/);
});

test('a short rate limit is waited for', async () => {
  const { messenger, waits } = answered(limited('1'), limited('2'), ok(posted));
  await expect(messenger.post('C1', message)).resolves.toEqual(posted);
  expect(waits).toEqual([1000, 2000]);
});

test('no call waits for more than 4 seconds in all', async () => {
  const { messenger, waits } = answered(limited('3'), limited('2'), ok(posted));
  await expect(messenger.post('C1', message)).rejects.toEqual(
    new Unavailable('Slack limits the rate of chat.postMessage: it takes the next call in 2 s.'),
  );
  expect(waits).toEqual([3000]);
});

test('a rate limit of no time at all is not asked without end', async () => {
  const { messenger, sent } = answered(...Array.from({ length: 9 }, () => limited('0')));
  await expect(messenger.post('C1', message)).rejects.toBeInstanceOf(Unavailable);
  expect(sent).toHaveLength(5);
});

test('while Slack takes nothing, it is not asked: not before the time that it named', async () => {
  const { messenger, sent, time } = answered(limited('120'), ok(posted));
  await expect(messenger.post('C1', message)).rejects.toBeInstanceOf(Unavailable);
  time.at += 115_000;
  await expect(messenger.post('C1', message)).rejects.toEqual(
    new Unavailable('Slack takes the next chat.postMessage there in 5 s: it was not sent.'),
  );
  expect(sent).toHaveLength(1);
  time.at += 5000;
  await expect(messenger.post('C1', message)).resolves.toEqual(posted);
});

test('a limit of one channel holds up no other', async () => {
  const { messenger } = answered(limited('120'), ok({ ...posted, channel: 'C2' }));
  await expect(messenger.post('C1', message)).rejects.toBeInstanceOf(Unavailable);
  await expect(messenger.post('C2', message)).resolves.toMatchObject({ channel: 'C2' });
});

test('in a channel there is a message a second; in another one, and for updates, nobody waits', async () => {
  const { messenger, waits, time } = answered(...Array.from({ length: 6 }, () => ok(posted)));
  await messenger.post('C1', message);
  await messenger.post('C2', message);
  await messenger.update('C1', '1.1', message);
  expect(waits).toEqual([]);
  time.at += 400;
  await messenger.post('C1', message);
  expect(waits).toEqual([600]);
  time.at += 1000;
  await messenger.post('C1', message);
  expect(waits).toEqual([600]);
});

test('of many who post at once into one channel each has its second, and who would wait for more than four is told to come again', async () => {
  const { messenger, sent, waits, time } = answered(...Array.from({ length: 5 }, () => ok(posted)));
  time.stands = true;
  const outcomes = await Promise.allSettled(Array.from({ length: 7 }, () => messenger.post('C1', message)));
  expect(outcomes.map(({ status }) => status)).toEqual([...Array<string>(5).fill('fulfilled'), 'rejected', 'rejected']);
  expect(waits).toEqual([1000, 2000, 3000, 4000]);
  expect(sent).toHaveLength(5);
});

test.each<[what: string, answers: Response[]]>([
  ['taken', [ok(posted)]],
  ['refused', [refused('channel_not_found')]],
  ['refused for now', [refused('internal_error')]],
  ['too much for now', [limited('60')]],
])('what was answered, as %s, is not sent twice', async (_, answers) => {
  const { messenger, sent } = answered(...answers, ok(posted), ok(posted));
  await messenger.post('C1', message).catch(() => undefined);
  expect(sent).toHaveLength(1);
});

test('with nothing set otherwise, a call without an answer is tried three times, within seconds and not for half an hour', async () => {
  const began = performance.now();
  let tries = 0;
  const messenger = slackMessenger({
    token: async () => TOKEN,
    fetch: async (_, init) => {
      tries += 1;
      // Slack's client waits for each answer for 5 s, by a signal of its own.
      expect(init?.signal).toBeInstanceOf(AbortSignal);
      throw new TypeError('fetch failed');
    },
  });
  await expect(messenger.post('C1', message)).rejects.toBeInstanceOf(Unavailable);
  expect(tries).toBe(3);
  expect(performance.now() - began).toBeLessThan(60_000);
});

test('a call without an answer is made again, and then may pass by itself', async () => {
  const { messenger, sent } = answered(new TypeError('fetch failed'), ok(posted));
  await expect(messenger.post('C1', message)).resolves.toEqual(posted);
  expect(sent).toHaveLength(2);
  expect(await failure(new TypeError('fetch failed'), new TypeError('fetch failed'))).toEqual(
    new Unavailable('Slack could not be reached for chat.postMessage: fetch failed'),
  );
});

test.each<[what: string, answers: Response[], said: string]>([
  ['a fault of Slack', [refused('internal_error')], 'Slack answered chat.postMessage with internal_error.'],
  [
    'HTTP 503',
    [new Response('', { status: 503 }), new Response('', { status: 503 })],
    'Slack answered chat.postMessage with HTTP 503.',
  ],
  ['the page of a proxy', [new Response('<html>Sign in</html>')], 'Slack gave no usable answer to chat.postMessage.'],
  [
    'a rate limit that does not say how long',
    [limited()],
    'Slack could not be reached for chat.postMessage: no usable answer',
  ],
])('%s may pass by itself', async (_, answers, said) => {
  expect(await failure(...answers)).toEqual(new Unavailable(said));
});

test.each<[what: string, answers: Response[], said: string]>([
  [
    'an unknown channel',
    [refused('channel_not_found')],
    'Slack refused chat.postMessage: channel_not_found. Check the channel id in the configuration, and invite the app to a private channel.',
  ],
  [
    'blocks that are wrong, with what Slack says of them',
    [refused('invalid_blocks', { response_metadata: { messages: ['[ERROR] too long'] } })],
    'Slack refused chat.postMessage: invalid_blocks ([ERROR] too long). This is a mistake in Keysunset: please report it.',
  ],
  ['what nobody has met yet', [refused('new_error')], 'Slack refused chat.postMessage: new_error.'],
  [
    'another server',
    [new Response('', { status: 404 }), new Response('', { status: 404 })],
    "Slack answered chat.postMessage with HTTP 404. Is this Slack's Web API?",
  ],
  [
    'an answer that lacks something',
    [ok({ channel: 'C1' })],
    "Slack's answer to chat.postMessage lacks ts. Is this Slack's Web API?",
  ],
])('%s does not pass by itself, and says what to do', async (_, answers, said) => {
  const error = await failure(...answers);
  expect(error.message).toBe(said);
  expect(error.name).toBe('Error');
});

test('no error repeats the token', async () => {
  const errors = await Promise.all([
    failure(refused('invalid_auth')),
    failure(new TypeError('fetch failed'), new TypeError('fetch failed')),
    failure(new Response(`Bearer ${TOKEN}`, { status: 500 }), new Response(`Bearer ${TOKEN}`, { status: 500 })),
    failure(new Response(`Bearer ${TOKEN}`)),
    failure(limited('60')),
  ]);
  for (const error of errors) expect(error.message).not.toContain('kfowx');
});

test('nothing is written to the console', async () => {
  const written = ['log', 'info', 'warn', 'error', 'debug'].map((level) =>
    jest.spyOn(console, level as 'log').mockImplementation(() => undefined),
  );
  await failure(new TypeError('fetch failed'), limited('60'));
  for (const spy of written) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

test.each([
  [{ id: 'USLACKBOT', profile: { real_name: 'Slackbot' } }, 'nobody'],
  [
    { id: 'U1', name: 'maria' },
    { slackUserId: 'U1', name: 'maria', timeZone: 'UTC', locale: 'en-US' },
  ],
  [
    { id: 'U1', tz: 'Mars/Olympus', locale: null },
    { slackUserId: 'U1', name: 'U1', timeZone: 'UTC', locale: 'en-US' },
  ],
  [
    { id: 'U1', tz: 'Asia/Tokyo', locale: 'ja-JP', profile: { display_name: '', real_name: '田中 愛' } },
    { slackUserId: 'U1', name: '田中 愛', timeZone: 'Asia/Tokyo', locale: 'ja-JP' },
  ],
])('the user %j is %j', async (user, value) => {
  expect(await answered(ok({ user })).messenger.person('U1')).toEqual({ known: true, value });
});
