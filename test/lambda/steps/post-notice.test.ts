import {
  asksAboutUse,
  at,
  enqueued,
  evidence,
  inLastOutage,
  inNotice,
  inStage1,
  oneStage,
  owner,
  told,
  useQuestioned,
} from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import type { Fact } from '../../../lambda/core/entries';
import { Unavailable } from '../../../lambda/core/errors';
import { input, world } from '../world';

const bare: Written[] = [[at(0), enqueued()]];
const tells = (...facts: Written[]) => world({ facts }).begun();

describe('what operators have to answer', () => {
  const asked: Written[] = [...asksAboutUse, [at(1), useQuestioned]];
  const posted = (w: Awaited<ReturnType<typeof tells>>, posts: string[][]) => {
    const { messenger } = w.ports;
    return w.withPorts({
      messenger: {
        ...messenger,
        async post(channel, message, thread) {
          posts.push([channel, thread ?? 'new']);
          return messenger.post(channel, message, thread);
        },
      },
    });
  };

  test('is asked in their channel and in the owner’s thread, once', async () => {
    const w = await tells(...asked);
    const posts: string[][] = [];
    const app = posted(w, posts);
    await app['give-notice'](input);
    await app['give-notice'](input);
    expect(posts).toEqual([
      ['C0FALLBACK', 'new'],
      ['D1', '1.1'],
    ]);
    expect((await w.entries()).at(-1)).toMatchObject({ type: 'NoticeGiven', detail: { about: 'question 1' } });
    // Whoever answers in their channel is heard as well.
    expect(await w.ports.threads.find({ channel: 'C0FALLBACK', ts: '2.1' })).toEqual({
      keyId: input.key,
      retirementId: input.retirementId,
    });
  });

  test('is asked once where they are the ones who answer for the key', async () => {
    const toThem = {
      type: 'NoticeGiven',
      detail: { about: 'first', to: '#cloud-keys', channel: 'C0FALLBACK', ts: '1.1', until: at(1) },
    } as const;
    const w = await tells(...asked.slice(0, 3), [at(0), toThem], [at(1), useQuestioned]);
    const posts: string[][] = [];
    await posted(w, posts)['give-notice'](input);
    expect(posts).toEqual([['C0FALLBACK', '1.1']]);
  });

  test('holds the next outage where it could not be asked', async () => {
    const w = await tells(...asked);
    w.slack.down = true;
    await w.app['give-notice'](input);
    expect((await w.retirement()).untold).toEqual(['question 1']);
  });
});

describe('a card that Slack does not let us change any more', () => {
  const refusing = async (why: Error) => {
    const w = await tells(...inStage1);
    const posts: string[] = [];
    const { messenger } = w.ports;
    const app = w.withPorts({
      messenger: {
        ...messenger,
        update: async (_, ts) => {
          if (ts === '1.1') throw why;
        },
        async post(channel, message, thread) {
          posts.push(`${channel} ${thread ?? 'new'}`);
          return messenger.post(channel, message, thread);
        },
      },
    });
    return { w, app, posts };
  };

  test('is posted anew where it was, and is the card from then on', async () => {
    const { w, app, posts } = await refusing(new Error('Slack refused chat.update: message_not_found.'));
    await app['give-notice'](input);
    expect(posts).toEqual(['D1 new', 'D1 2.1']);
    expect((await w.retirement()).told.map(({ about }) => about)).toEqual(['first', 'card', 'outage 1']);
    expect(await w.ports.threads.find({ channel: 'D1', ts: '2.1' })).toMatchObject({ keyId: input.key });
    await app['give-notice']({ ...input, say: 'Noted.' });
    expect(posts.slice(2)).toEqual(['D1 2.1']);
  });

  test('is not posted anew where Slack is only down', async () => {
    const { w, app, posts } = await refusing(new Unavailable('Slack is down'));
    await app['give-notice'](input);
    expect([posts, await w.news()]).toEqual([[], ['NoticeFailed']]);
  });
});

describe('where a card stands', () => {
  test('is written down when it is posted and when it ends, and not each time that it is renewed', async () => {
    const w = await tells(...inNotice);
    const written: boolean[] = [];
    const places = {
      ...w.ports.places,
      put: async (_: object, { over }: { over: boolean }) => void written.push(over),
    };
    const app = w.withPorts({ places });
    await app['give-notice']({ ...input, renew: true });
    expect(written).toEqual([]);
    await w.wrote({ type: 'RetirementKept', detail: { because: 'stop: button' } });
    await app['give-notice'](input);
    expect(written).toEqual([true]);
  });

  test('whoever writes is heard, also where a new one was posted to the same direct messages', async () => {
    const w = await tells(...inNotice, [at(0, 1), owner]);
    await w.app['give-notice']({ ...input, renew: true });
    expect((await w.retirement()).told.map(({ about }) => about)).toEqual(['first', 'card']);
    expect(await w.ports.places.cardsIn({ channel: 'D1' })).toMatchObject([{ keyId: input.key, over: false }]);
  });
});

describe('the last call', () => {
  const lastCall = async (tags: Record<string, string>, refuses: (channel: string) => Error | undefined) => {
    const gathered = { ...evidence.detail, tags };
    const facts = inLastOutage.map((fact): Written => {
      const [when, { type }] = fact;
      return type === 'EvidenceGathered' && when === at(0) ? [when, { type, detail: gathered }] : fact;
    });
    const w = await tells(...facts, [at(1), told('outage 1')]);
    w.time.at = at(29);
    const posts: string[] = [];
    const tried: string[] = [];
    const { messenger } = w.ports;
    const app = w.withPorts({
      messenger: {
        ...messenger,
        async post(channel, message, thread) {
          tried.push(channel);
          const why = refuses(channel);
          if (why) throw why;
          posts.push(`${channel} ${thread ?? 'new'}`);
          return messenger.post(channel, message, thread);
        },
      },
    });
    await app['give-notice'](input);
    return { posts, tried, news: await w.news(), threads: w.ports.threads };
  };
  const nobody = () => undefined;

  test('goes to the owner and to the team’s channel, where a reply is heard as well', async () => {
    const { posts, news, threads } = await lastCall({ 'team-channel': 'C0TEAM' }, nobody);
    expect([posts, news]).toEqual([['C0TEAM new', 'D1 1.1'], ['FinalNoticeGiven']]);
    expect(await threads.find({ channel: 'C0TEAM', ts: '2.1' })).toMatchObject({ keyId: input.key });
  });

  test('goes to the operators where no tag names a channel, or Slack refuses the one that it names', async () => {
    expect((await lastCall({}, nobody)).posts).toEqual(['C0FALLBACK new', 'D1 1.1']);
    const refused = (channel: string) => (channel === 'C0TEAM' ? new Error('Slack refused: is_archived') : undefined);
    expect(await lastCall({ 'team-channel': 'C0TEAM' }, refused)).toMatchObject({
      posts: ['C0FALLBACK new', 'D1 1.1'],
      news: ['FinalNoticeGiven'],
    });
  });

  test('is not given while Slack is down, or refuses the operators’ channel', async () => {
    const down = () => new Unavailable('Slack is down');
    const notGiven = { posts: [], news: ['NoticeFailed'] };
    expect(await lastCall({ 'team-channel': 'C0TEAM' }, down)).toMatchObject({ ...notGiven, tried: ['C0TEAM'] });
    const refused = () => new Error('Slack refused: channel_not_found');
    expect(await lastCall({}, refused)).toMatchObject({ ...notGiven, tried: ['C0FALLBACK'] });
  });
});

test('the owner reads in the language of their Slack', async () => {
  const w = await tells(...bare);
  const { messenger } = w.ports;
  const person = { slackUserId: 'U1', name: '田中 愛', timeZone: 'Asia/Tokyo', locale: 'ja-JP' };
  const texts: string[] = [];
  const app = w.withPorts({
    messenger: {
      ...messenger,
      personByEmail: async () => ({ known: true, value: person }),
      async post(channel, message) {
        texts.push(message.text);
        return messenger.post(channel, message);
      },
    },
  });
  await app['give-notice'](input);
  expect(texts[0]).toMatch(/^この AWS キー、まだ必要ですか？/);
});

test.each([
  ['the first card', bare, ['known', 'post D1']],
  ['a card that is renewed', inStage1, ['known', 'update 1.1', 'post D1']],
])('before %s shows a button, the door knows what the button is about', async (_, facts, order) => {
  const w = await tells(...facts);
  const seen: string[] = [];
  const { messenger, references } = w.ports;
  const app = w.withPorts({
    references: {
      ...references,
      async remember(row) {
        expect(row).toEqual({ retirementId: input.retirementId, keyId: input.key, at: w.time.at });
        seen.push('known');
      },
    },
    messenger: {
      ...messenger,
      update: async (_channel, ts) => void seen.push(`update ${ts}`),
      async post(channel, message, thread) {
        seen.push(`post ${channel}`);
        return messenger.post(channel, message, thread);
      },
    },
  });
  await app['give-notice'](input);
  expect(seen).toEqual(order);
});

test('one operator’s word, given in Slack and by the command line, is one in the notice as well', async () => {
  const ritual = { ...oneStage, approvals: { operators: 2 as const } };
  const approved = (by: string): Fact => ({ type: 'ApprovalGiven', detail: { by, as: 'operator' } });
  const facts: Written[] = [
    [at(0), enqueued({ ritual })],
    ...inLastOutage.slice(1),
    [at(28), approved('slack:U2 kenji')],
    [at(28), approved('operator arn:aws:sts::1:assumed-role/sre/kenji')],
  ];
  const operators = [{ name: 'kenji', slackUserId: 'U2' }];
  const w = await world({ facts, config: { ...config, operators } }).begun();
  w.time.at = at(29);
  await w.app['give-notice'](input);
  expect(w.slack.said.join('\n')).toContain('The deletion waits for the word of one operator.');
});

test('an answer to somebody renews the card first', async () => {
  const w = await tells(...inNotice);
  const renewed: string[] = [];
  const { messenger } = w.ports;
  const app = w.withPorts({ messenger: { ...messenger, update: async (_, ts) => void renewed.push(ts) } });
  await app['give-notice']({ ...input, say: 'Noted.' });
  expect([renewed, w.slack.said]).toEqual([['1.1'], ['Noted.']]);
});
