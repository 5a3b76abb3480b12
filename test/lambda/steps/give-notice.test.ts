import {
  asksAboutUse,
  at,
  confirmed,
  enqueued,
  evidence,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  ownerChanged,
  stopRequested,
  told,
  useQuestioned,
} from '../core/chains';
import type { Written } from '../core/chains';
import { Unavailable } from '../../../lambda/core/errors';
import type { Messenger } from '../../../lambda/core/ports';
import { input, overtaken, world } from '../world';

const known = <T>(value: T) => ({ known: true, value }) as const;

const bare: Written[] = [[at(0), enqueued()]];
const tells = (...facts: Written[]) => world({ facts }).begun();

describe('the first notice', () => {
  test('finds the owner and the evidence, is given, then recorded; the notice runs from then', async () => {
    const w = await tells(...bare);
    expect(await w.app['give-notice'](input)).toEqual({ answer: 'told', seconds: 86_400 });
    expect(await w.news()).toEqual(['OwnerResolved', 'EvidenceGathered', 'NoticeGiven']);
    expect((await w.retirement()).owner).toMatchObject({ kind: 'person', name: 'Maria Keller' });
    expect(w.slack.cards).toBe(1);
  });

  test('is not given twice when another entry comes in between', async () => {
    const w = await tells(...bare);
    const ledger = overtaken(w.ports.ledger, 'NoticeGiven', () =>
      w.wrote({ type: 'Dispatched', detail: { execution: 'execution:r-1' } }),
    );
    await w.withPorts({ ledger })['give-notice'](input);
    await w.app['give-notice'](input);
    expect(w.slack.cards).toBe(1);
  });

  test('is prepared anew when another entry comes in between', async () => {
    const w = await tells(...bare);
    const ledger = overtaken(w.ports.ledger, 'OwnerResolved', () =>
      w.wrote({ type: 'Dispatched', detail: { execution: 'execution:r-1' } }),
    );
    await w.withPorts({ ledger })['give-notice'](input);
    expect(await w.news()).toEqual(['Dispatched', 'OwnerResolved', 'EvidenceGathered', 'NoticeGiven']);
  });

  test('is not given of a key that was stopped before anybody was asked', async () => {
    const w = await tells(...bare, [at(0, 1), stopRequested]);
    await w.app['give-notice'](input);
    expect([await w.news(), w.slack.cards]).toEqual([[], 0]);
  });

  test.each([
    ['Slack cannot say who the owner is', 'slack'],
    ['IAM cannot tell the user’s tags', 'tags'],
    ['IAM cannot tell the last use', 'lastUse'],
  ] as const)('that fails because %s is recorded, and given by the next sweep', async (_, down) => {
    const w = await tells(...bare);
    if (down === 'slack') w.slack.down = true;
    else w.iam.down.add(down);
    expect(await w.app['give-notice'](input)).toEqual({ answer: 'told', seconds: 900 });
    expect((await w.news()).at(-1)).toBe('NoticeFailed');

    w.slack.down = false;
    w.iam.down.clear();
    await w.app.watchdog({ sweep: 'due' });
    await w.settled();
    expect([await w.retirement(), w.slack.cards]).toMatchObject([{ phase: { name: 'notice' }, untold: [] }, 1]);
  });

  test('is given where CloudTrail cannot tell who called, and says so', async () => {
    const w = await tells(...bare);
    w.iam.down.add('callers');
    await w.app['give-notice'](input);
    expect((await w.retirement()).evidence?.callers).toBe('unknown');
    expect(w.slack.cards).toBe(1);
  });

  test('goes to the fallback channel where nobody owns the key', async () => {
    const w = await tells(...bare);
    w.iam.tags = {};
    await w.app['give-notice'](input);
    expect((await w.retirement()).told).toMatchObject([{ to: '#cloud-keys', channel: 'C0FALLBACK' }]);
  });
});

describe('while Slack is down', () => {
  test('what is not told is recorded, told once by the next sweep, and never twice', async () => {
    const w = await tells(...inStage1);
    w.slack.down = true;
    await w.app['give-notice'](input);
    expect(await w.news()).toEqual(['NoticeFailed']);

    w.slack.down = false;
    w.time.at = at(1, 0, 5);
    await w.app.watchdog({ sweep: 'due' });
    await w.settled();
    await w.app['give-notice'](input);
    await w.app.watchdog({ sweep: 'due' });
    expect(await w.news()).toEqual(['NoticeFailed', 'NoticeGiven']);
    expect([w.slack.said.length, w.invoked]).toEqual([1, []]);
  });

  test('no outage starts; once it is back, what was overtaken holds nothing up', async () => {
    const failed: Written = [
      at(1, 0, 5),
      { type: 'NoticeFailed', detail: { about: 'outage 1', why: 'Slack is down' } },
    ];
    const facts: Written[] = [...inStage1, failed, ...inSoak1.slice(inStage1.length), [at(1, 1), confirmed]];
    const w = await tells(...facts);
    w.time.at = at(6, 1);
    expect(await w.app['open-gate']({ ...input, before: 'outage' })).toMatchObject({ answer: 'wait' });
    await w.app['give-notice'](input);
    expect(await w.app['open-gate']({ ...input, before: 'outage' })).toMatchObject({ answer: 'go' });
  });
});

describe('a key that was handed on', () => {
  const hana = { slackUserId: 'U2', name: 'Hana Mori', timeZone: 'Asia/Tokyo', locale: 'ja-JP' };
  const handedOn = async (slackUserId?: string, found: Awaited<ReturnType<Messenger['person']>> = known(hana)) => {
    const w = await tells(...inSoak1, [at(1, 1), confirmed], [at(2), ownerChanged(slackUserId)]);
    const updated: { ts: string; text: string }[] = [];
    const posted: string[] = [];
    const app = w.withPorts({
      messenger: {
        ...w.ports.messenger,
        openDirect: async (user) => `D${user.slice(1)}`,
        person: async () => found,
        update: async (_, ts, { text }) => void updated.push({ ts, text }),
        post: async (channel, message, thread) => {
          if (!thread) posted.push(channel);
          return w.ports.messenger.post(channel, message, thread);
        },
      },
    });
    return { w, app, updated, posted };
  };
  test('gets a card where its new owner is, who has a notice period of their own', async () => {
    const { w, app, posted } = await handedOn('U2');
    await app['give-notice'](input);
    expect((await w.news()).slice(0, 2)).toEqual(['OwnerResolved', 'NoticeGiven']);
    const r = await w.retirement();
    expect(r.owner).toMatchObject({ name: 'Hana Mori', locale: 'ja-JP', found: 'named by test' });
    expect([posted, r.handedOn?.until]).toEqual([['D2'], at(3)]);
    await app['give-notice'](input);
    expect(posted).toHaveLength(1);
  });
  test('is said to be theirs on the card of whoever had it', async () => {
    const { app, updated } = await handedOn('U2');
    await app['give-notice'](input);
    expect(updated[0]).toMatchObject({ ts: '1.1', text: expect.stringContaining('Hana Mori is asked now') as string });
  });
  test.each<[string, string | undefined, Awaited<ReturnType<Messenger['person']>>]>([
    ['nobody is known', undefined, known(hana)],
    ['who was named has left', 'U2', known('nobody')],
  ])('is asked of the operators where %s', async (_, slackUserId, found) => {
    const { w, app, posted } = await handedOn(slackUserId, found);
    await app['give-notice'](input);
    expect(posted).toEqual(['C0FALLBACK']);
    expect((await w.retirement()).triedOwners).toEqual(found.known && found.value === 'nobody' ? [gone] : []);
  });
  const gone = 'U2 (named by test) is not in Slack, or has left';
  test('waits while Slack cannot say who that is, and is told by a later run', async () => {
    const { w, app } = await handedOn('U2', { known: false, why: 'down' });
    await app['give-notice'](input);
    expect([await w.news(), (await w.retirement()).owner]).toEqual([['NoticeFailed'], undefined]);
    expect(await w.app['open-gate']({ ...input, before: 'outage' })).toMatchObject({ answer: 'wait' });
    await w.settled();
    expect(await w.retirement()).toMatchObject({ untold: [], handedOn: { until: at(3) } });
  });
  test('is told all the same where the old card is gone; not yet where Slack is down', async () => {
    const { w, app } = await handedOn('U2');
    const update = (error: Error) =>
      w.withPorts({ messenger: { ...w.ports.messenger, update: () => Promise.reject(error) } });
    await update(new Unavailable('Slack is down'))['give-notice'](input);
    expect((await w.retirement()).untold).toEqual(['first']);
    await update(new Error('message_not_found'))['give-notice'](input);
    expect((await w.retirement()).untold).toEqual([]);
    await app['give-notice'](input);
  });
});

test('what happened first is told first: where that fails, what comes after it waits', async () => {
  const w = await tells(...inLastOutage);
  w.time.at = at(29);
  let posts = 0;
  const { messenger } = w.ports;
  const flaky = w.withPorts({
    messenger: {
      ...messenger,
      post: (...message) => (++posts === 1 ? Promise.reject(new Error('ratelimited')) : messenger.post(...message)),
    },
  });
  await flaky['give-notice'](input);
  expect(await w.news()).toEqual(['NoticeFailed']);
  await flaky['give-notice'](input);
  expect((await w.retirement()).told.map(({ about }) => about)).toEqual(['first', 'outage 1', 'final']);
});

describe('something that is said in the thread', () => {
  test('is said to whoever asked', async () => {
    const w = await tells(...inNotice);
    await w.app['give-notice']({ ...input, say: 'Too late.' });
    expect(w.slack.said).toEqual(['Too late.']);
  });
  test('is not said where there is no thread', async () => {
    const w = await tells(...bare, [at(0), stopRequested]);
    await w.app['give-notice']({ ...input, say: 'Too late.' });
    expect(w.slack.said).toEqual([]);
  });
});

test('another retirement’s notice is not given', async () => {
  const w = await tells(...inStage1, [at(1), told('outage 1')]);
  expect(await w.app['give-notice']({ ...input, retirementId: 'r-0', say: 'hello' })).toEqual({
    answer: 'ended',
    seconds: 1,
  });
  expect(w.slack.said).toEqual([]);
});

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
    const { messenger } = w.ports;
    const app = w.withPorts({
      messenger: {
        ...messenger,
        async post(channel, message, thread) {
          const why = refuses(channel);
          if (why) throw why;
          posts.push(`${channel} ${thread ?? 'new'}`);
          return messenger.post(channel, message, thread);
        },
      },
    });
    await app['give-notice'](input);
    return { posts, news: await w.news(), threads: w.ports.threads };
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
    expect(await lastCall({ 'team-channel': 'C0TEAM' }, down)).toMatchObject({ posts: [], news: ['NoticeFailed'] });
    const refused = () => new Error('Slack refused: channel_not_found');
    expect(await lastCall({}, refused)).toMatchObject({ posts: [], news: ['NoticeFailed'] });
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

test('an answer to somebody renews the card first', async () => {
  const w = await tells(...inNotice);
  const renewed: string[] = [];
  const { messenger } = w.ports;
  const app = w.withPorts({ messenger: { ...messenger, update: async (_, ts) => void renewed.push(ts) } });
  await app['give-notice']({ ...input, say: 'Noted.' });
  expect([renewed, w.slack.said]).toEqual([['1.1'], ['Noted.']]);
});
