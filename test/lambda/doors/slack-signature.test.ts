import { sign, verify } from '../../../lambda/doors/slack-signature';
import { after, toInstant } from '../../../lambda/core/time';

/** The example that Slack publishes in "Verifying requests from Slack". */
const published = {
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  rawBody:
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
    '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
    '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
    '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  now: toInstant(1531420618_000),
};
const { now } = published;
const why = (request: Partial<Parameters<typeof verify>[0]>) => verify({ ...published, ...request });

test('the request that Slack publishes as an example is taken', () => {
  expect(verify(published)).toEqual({ ok: true });
  expect(sign(published.signingSecret, published.timestamp, published.rawBody)).toBe(published.signature);
});

test('the signature is over the bytes, whatever they are', () => {
  const rawBody = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
  const signature = sign('shh', published.timestamp, rawBody);
  expect(why({ signingSecret: 'shh', rawBody, signature })).toEqual({ ok: true });
  expect(why({ signingSecret: 'shh', rawBody: rawBody.toString('utf8'), signature }).ok).toBe(false);
});

test('Japanese text is signed as its bytes', () => {
  const signature = sign('shh', published.timestamp, Buffer.from('text=使ってます'));
  expect(why({ signingSecret: 'shh', rawBody: 'text=使ってます', signature })).toEqual({ ok: true });
});

test.each([
  ['a changed body', { rawBody: `${published.rawBody}x` }],
  ['another secret', { signingSecret: 'another' }],
  ['another time', { timestamp: '1531420619' }],
  ['a cut signature', { signature: published.signature.slice(0, -1) }],
  ['a longer signature', { signature: `${published.signature}0` }],
  ['another version', { signature: published.signature.replace('v0', 'v1') }],
  ['capital letters', { signature: published.signature.toUpperCase() }],
  ['letters of more than one byte', { signature: `v0=${'é'.repeat(64)}` }],
  ['an empty signature', { signature: '' }],
  ['no signature', { signature: undefined }],
])('%s does not match', (_, request) => {
  expect(why(request)).toEqual({ ok: false, why: 'the signature does not match' });
});

test.each([300, 299, 0, -299, -300])('a request %i seconds old is taken', (old) => {
  expect(why({ now: after(now, old) })).toEqual({ ok: true });
});

test.each([
  [301, 'the request is older than 5 minutes'],
  [86_400, 'the request is older than 5 minutes'],
  [-301, 'the request is from the future, by more than 5 minutes'],
])('a request %i seconds old is turned down: %s', (old, because) => {
  expect(why({ now: after(now, old) })).toEqual({ ok: false, why: because });
});

test.each([undefined, '', 'now', '1531420618.5', '-1531420618', '0x5b47a0ca', ' 1531420618', '9'.repeat(400), '१५३१'])(
  'the timestamp %j is no timestamp',
  (timestamp) => {
    expect(why({ timestamp })).toEqual({ ok: false, why: 'no timestamp of a request from Slack' });
  },
);

test('the greatest timestamp that looks like one does no harm', () => {
  expect(why({ timestamp: '9'.repeat(11) }).ok).toBe(false);
});

test('without a signing secret nothing is taken: an empty key would make every signature forgeable', () => {
  const signature = sign('', published.timestamp, published.rawBody);
  expect(why({ signingSecret: '', signature })).toEqual({ ok: false, why: 'this installation has no signing secret' });
});
