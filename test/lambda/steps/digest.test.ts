import { Unavailable } from '../../../lambda/core/errors';
import type { Fact } from '../../../lambda/core/entries';
import { fold } from '../../../lambda/core/evolve';
import { slackFake } from '../../../rehearsal/slack/fake';
import { slackModel } from '../../../rehearsal/slack/model';
import type { SlackFault } from '../../../rehearsal/slack/model';
import { maria } from '../../contracts/messenger';
import { at, deactivated, enqueued, gateOpened, outageStarted, start, subject } from '../core/chains';
import { world } from '../world';

const keyOf = (n: number): string => `AKIAV6CIQHZT${'ABCDEFGHIJKLMNOP'[n] ?? ''}AAAAAAA`;
const CARD = 'Do you still need this AWS key?';
const DIGEST = 'Do you still need these';

/** So many keys of Maria's, enqueued and not told yet, and her Slack. */
async function keys(many: number) {
  const w = world();
  w.iam.tags = { owner: maria.profile.email };
  const slack = slackModel({ now: () => w.time.at });
  slack.addUser(maria);
  slack.addChannel({ id: 'C0FALLBACK', name: 'cloud-keys' });
  const messenger = slackFake(slack);
  const { ledger, places } = w.tables;
  const wrote = async (n: number, when: string, ...facts: Fact[]) => {
    const drafts = facts.map((fact) => ({ ...fact, at: when, actor: 'test', attempt: 'a', retirementId: `r-${n}` }));
    await ledger.append(await ledger.read(keyOf(n)), ...drafts);
  };
  for (let n = 0; n < many; n++) {
    const fact = enqueued() as Extract<Fact, { type: 'Enqueued' }>;
    const of = { ...subject, keyId: keyOf(n), userName: `svc-${String(n).padStart(2, '0')}` };
    await wrote(n, start, { ...fact, detail: { ...fact.detail, subject: of } });
  }
  const posts = (beginning: string) => slack.posts().filter(({ text }) => text.startsWith(beginning));
  return {
    ...{ w, slack, wrote, places, posts, messenger },
    app: w.withPorts({ messenger }),
    /** The same over other ports. */
    over: (changed: Parameters<typeof w.withPorts>[0]) => w.withPorts({ messenger, ...changed }),
    input: (n: number) => ({ key: keyOf(n), retirementId: `r-${n}` }),
    told: async (n: number) => fold(await ledger.read(keyOf(n)))?.told ?? [],
    cards: () => posts(CARD),
    digests: () => posts(DIGEST),
  };
}

const fails =
  (method: string, text: string, fault: SlackFault, slack: { posts: () => { text: string }[] }) =>
  (called: string): SlackFault | undefined =>
    called === method && slack.posts().some((post) => post.text.startsWith(text)) ? fault : undefined;

test('the first three cards stand by themselves; from the fourth on they are in the thread of one message that names all keys', async () => {
  const { app, input, cards, digests, told } = await keys(6);
  for (let n = 0; n < 6; n++) await app['give-notice'](input(n));
  const [digest] = digests();
  expect(digests()).toHaveLength(1);
  expect(cards().map(({ thread }) => thread)).toEqual([
    undefined,
    undefined,
    undefined,
    digest?.ts,
    digest?.ts,
    digest?.ts,
  ]);
  expect(digest?.text).toContain('Do you still need these 6 AWS keys?');
  for (let n = 0; n < 6; n++)
    expect(JSON.stringify(digest?.blocks)).toContain(`${keyOf(n)}\` *svc-0${n}* in *prod-apps*`);
  expect((await told(5))[0]).toMatchObject({ about: 'first', channel: digest?.channel, thread: digest?.ts });
  expect((await told(0))[0]).not.toHaveProperty('thread');
});

test('notices that are given at once make one digest, and each is told once', async () => {
  const { app, input, cards, digests } = await keys(12);
  await Promise.all(Array.from({ length: 12 }, (_, n) => app['give-notice'](input(n))));
  expect([digests().length, cards().length]).toEqual([1, 12]);
  expect(digests()[0]?.text).toContain('these 12 AWS keys');
  for (const [n] of cards().entries()) expect(cards().filter(({ text }) => text.includes(keyOf(n)))).toHaveLength(1);
});

test('a digest shows all its keys, also where an update that knew of fewer arrives last', async () => {
  const { app, over, input, digests, messenger } = await keys(6);
  for (let n = 0; n < 4; n++) await app['give-notice'](input(n));
  let overtaken = false;
  const late = over({
    messenger: {
      ...messenger,
      async update(channel, ts, message) {
        if (!overtaken && message.text.startsWith(DIGEST)) {
          overtaken = true;
          await app['give-notice'](input(5));
        }
        await messenger.update(channel, ts, message);
      },
    },
  });
  await late['give-notice'](input(4));
  expect(digests()[0]?.text).toContain('these 6 AWS keys');
});

test('how many make a digest is configured', async () => {
  const { w, over, input, cards, digests } = await keys(3);
  const config = { ...w.ports.config, slack: { ...w.ports.config.slack, digestFrom: 2 } };
  const app = over({ config });
  for (let n = 0; n < 3; n++) await app['give-notice'](input(n));
  expect(cards().map(({ thread }) => thread)).toEqual([undefined, digests()[0]?.ts, digests()[0]?.ts]);
});

test('another day begins anew', async () => {
  const { w, app, input, cards, digests } = await keys(6);
  for (let n = 0; n < 4; n++) await app['give-notice'](input(n));
  w.time.at = at(1);
  for (let n = 4; n < 6; n++) await app['give-notice'](input(n));
  expect(digests()).toHaveLength(1);
  expect(cards().filter(({ thread }) => thread)).toHaveLength(1);
});

test('keys whose owner nobody knows are digested in the fallback channel', async () => {
  const { w, app, input, cards, digests } = await keys(4);
  w.iam.tags = {};
  for (let n = 0; n < 4; n++) await app['give-notice'](input(n));
  expect(digests()).toMatchObject([{ channel: 'C0FALLBACK' }]);
  expect(cards()[3]).toMatchObject({ channel: 'C0FALLBACK', thread: digests()[0]?.ts });
});

test('a card beyond those that a digest shows stands in its thread, and changes nothing in it', async () => {
  const { w, app, over, input, cards, digests, messenger } = await keys(5);
  for (let n = 0; n < 4; n++) await app['give-notice'](input(n));
  const [digest] = digests();
  const updated: string[] = [];
  const later = over({
    digests: { ...w.tables.digests, read: (of) => w.tables.digests.read(of, 4) },
    messenger: { ...messenger, update: async (_, ts) => void updated.push(ts) },
  });
  await later['give-notice'](input(4));
  expect([cards()[4]?.thread, updated]).toEqual([digest?.ts, []]);
});

describe('who writes there may mean any card', () => {
  test('but not who writes in a channel, beside the digest that stands there', async () => {
    const { w, app, input, digests, places } = await keys(4);
    w.iam.tags = {};
    for (let n = 0; n < 4; n++) await app['give-notice'](input(n));
    const { channel = '', ts: thread = '' } = digests()[0] ?? {};
    expect((await places.cardsIn({ channel, thread })).map(({ keyId }) => keyId)).toEqual([keyOf(3)]);
    expect(await places.cardsIn({ channel })).toEqual([]);
  });

  test('of the digest, and in direct messages any card at all; where one has ended, it is over', async () => {
    const { app, input, digests, places, wrote } = await keys(5);
    for (let n = 0; n < 5; n++) await app['give-notice'](input(n));
    const { channel = '', ts: thread = '' } = digests()[0] ?? {};
    expect((await places.cardsIn({ channel, thread })).map(({ keyId }) => keyId)).toEqual([keyOf(3), keyOf(4)]);
    expect(await places.cardsIn({ channel })).toHaveLength(5);
    await wrote(4, at(0, 1), { type: 'RetirementKept', detail: { because: 'test' } });
    await app['give-notice'](input(4));
    const over = async (of: { channel: string; thread?: string }) =>
      (await places.cardsIn(of)).filter((card) => card.over).map(({ keyId }) => keyId);
    expect([await over({ channel, thread }), await over({ channel })]).toEqual([[keyOf(4)], [keyOf(4)]]);
  });
});

describe('no notice is lost', () => {
  test('where Slack refuses the message of the digest: the card stands by itself', async () => {
    const { app, input, cards, digests, slack } = await keys(4);
    for (let n = 0; n < 3; n++) await app['give-notice'](input(n));
    let refused = 0;
    slack.weather.fault = (method) =>
      method === 'chat.postMessage' && refused++ === 0 ? { error: 'msg_too_long' } : undefined;
    await app['give-notice'](input(3));
    expect([cards().length, digests().length, cards()[3]?.thread]).toEqual([4, 0, undefined]);
  });

  test('where the ledger cannot say what is in the digest', async () => {
    const { w, over, input, cards } = await keys(4);
    const read = () => Promise.reject(new Unavailable('DynamoDB did not answer.'));
    const app = over({ digests: { ...w.tables.digests, read } });
    for (let n = 0; n < 4; n++) await app['give-notice'](input(n));
    expect(cards().map(({ thread }) => thread)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('where the digest cannot be renewed: its cards are there', async () => {
    const { app, input, cards, slack } = await keys(5);
    slack.weather.fault = fails('chat.update', DIGEST, { error: 'cant_update_message' }, slack);
    for (let n = 0; n < 5; n++) await app['give-notice'](input(n));
    expect(cards().filter(({ thread }) => thread)).toHaveLength(2);
  });

  test('where somebody deleted the message of the digest: the card stands by itself, and nothing is renewed', async () => {
    const { w, app, input, cards, over, told, messenger } = await keys(5);
    for (let n = 0; n < 4; n++) await app['give-notice'](input(n));
    const gone = { channel: cards()[0]?.channel ?? '', ts: '9.9' };
    const updated: string[] = [];
    const later = over({
      digests: { ...w.tables.digests, read: async (...of) => ({ ...(await w.tables.digests.read(...of)), at: gone }) },
      messenger: { ...messenger, update: async (_, ts) => void updated.push(ts) },
    });
    await later['give-notice'](input(4));
    expect(cards()[4]).not.toHaveProperty('thread');
    expect([(await told(4)).map(({ about }) => about), updated]).toEqual([['first'], []]);
  });

  test('where Slack goes down in the middle: it is told by a later run, in the digest', async () => {
    const { app, input, cards, digests, slack } = await keys(4);
    for (let n = 0; n < 3; n++) await app['give-notice'](input(n));
    slack.weather.fault = fails('chat.postMessage', DIGEST, { status: 503 }, slack);
    await app['give-notice'](input(3));
    expect([cards().length, digests().length]).toEqual([3, 1]);
    delete slack.weather.fault;
    await app['give-notice'](input(3));
    expect([cards()[3]?.thread, digests().length]).toEqual([digests()[0]?.ts, 1]);
  });

  test('where Slack limits the rate for a moment: the card stands in the digest, where it belongs, by a later run', async () => {
    const { app, input, cards, digests, slack } = await keys(5);
    for (let n = 0; n < 4; n++) await app['give-notice'](input(n));
    let limited = 0;
    slack.weather.fault = (method) =>
      method === 'chat.postMessage' && limited++ === 0 ? { retryAfter: 1 } : undefined;
    await app['give-notice'](input(4));
    expect(cards()).toHaveLength(4);
    await app['give-notice'](input(4));
    expect(cards()[4]?.thread).toBe(digests()[0]?.ts);
  });

  test('where the run that was to post the digest died: others wait for it, then go by themselves; a later one posts it', async () => {
    const { w, app, input, cards, digests } = await keys(6);
    for (let n = 0; n < 3; n++) await app['give-notice'](input(n));
    const began = w.time.at;
    await w.tables.digests.mayOpen({ owner: maria.id, date: '2026-03-03' }, began, at(0, 0, 0, 20));
    await app['give-notice'](input(3));
    expect([w.time.at, cards()[3]?.thread, digests()]).toEqual([at(0, 0, 0, 10), undefined, []]);
    w.time.at = at(0, 0, 0, 20);
    await app['give-notice'](input(4));
    await app['give-notice'](input(5));
    expect(
      cards()
        .slice(4)
        .map(({ thread }) => thread),
    ).toEqual([digests()[0]?.ts, digests()[0]?.ts]);
  });
});

describe('a card in a digest', () => {
  async function off() {
    const made = await keys(5);
    for (let n = 0; n < 5; n++) await made.app['give-notice'](made.input(n));
    const when = at(1);
    await made.wrote(4, when, gateOpened('outage', 1), outageStarted(1, when, at(1, 0, 10)), deactivated(1));
    made.w.time.at = when;
    return made;
  }

  test('is kept up to date where it stands, and its lines name its key, since they are in the thread of all', async () => {
    const { app, input, digests, slack, posts } = await off();
    await app['give-notice'](input(4));
    const { channel = '', ts = '' } = digests()[0] ?? {};
    const thread = slack.thread(channel, ts);
    const [card, line] = [posts('This key is off')[0], thread.at(-1)];
    expect(card).toMatchObject({ thread: ts, editedAt: at(1) });
    expect(line?.text).toContain(keyOf(4));
    expect(JSON.stringify(line?.blocks)).toContain(`${keyOf(4)}\`\\n*svc-04* in *prod-apps*`);
    expect(JSON.stringify(line?.blocks)).toContain('"action_id":"stop"');
  });

  test('says that a reply has to name the key', async () => {
    const { app, input, cards, posts } = await off();
    expect(JSON.stringify(cards()[3]?.blocks)).toContain('Replying *stop* with the key’s id in the thread works too.');
    expect(JSON.stringify(cards()[0]?.blocks)).toContain('Replying *stop* in the thread works too.');
    await app['give-notice'](input(4));
    expect(JSON.stringify(posts('This key is off')[0]?.blocks)).toContain('with the key’s id in the thread');
  });

  test('is answered in the thread of the digest', async () => {
    const { app, input, digests, slack } = await off();
    await app['give-notice']({ ...input(4), say: 'Noted.' });
    const { channel = '', ts = '' } = digests()[0] ?? {};
    expect(slack.thread(channel, ts).at(-1)?.text).toBe('Noted.');
  });

  test('is posted anew in the same thread where Slack does not let us change it any more', async () => {
    const { app, input, digests, slack, told } = await off();
    let refused = 0;
    slack.weather.fault = (method) =>
      method === 'chat.update' && refused++ === 0 ? { error: 'message_not_found' } : undefined;
    await app['give-notice'](input(4));
    expect((await told(4)).slice(0, 2)).toMatchObject([
      { about: 'first' },
      { about: 'card', thread: digests()[0]?.ts },
    ]);
  });
});
