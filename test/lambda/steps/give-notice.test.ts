import {
  at,
  confirmed,
  enqueued,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  ownerChanged,
  stopRequested,
  subject,
  told,
} from '../core/chains';
import type { Written } from '../core/chains';
import { known } from '../core/seen';
import type { Fact } from '../../../lambda/core/entries';
import { Unavailable } from '../../../lambda/core/errors';
import type { Messenger } from '../../../lambda/core/ports';
import { input, overtaken, world } from '../world';

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
    [
      'Slack cannot say who the owner is',
      'slack',
      'maria@example.com (tag owner) could not be looked up in Slack: Slack is down',
    ],
    ['IAM cannot tell the user’s tags', 'tags', 'the user’s tags could not be read: AccessDenied'],
    ['IAM cannot tell the last use', 'lastUse', 'the last use could not be read: AccessDenied'],
  ] as const)(
    'that fails because %s is recorded with the reason, and given by the next sweep',
    async (_, down, why) => {
      const w = await tells(...bare);
      if (down === 'slack') w.slack.down = true;
      else w.iam.down.add(down);
      expect(await w.app['give-notice'](input)).toEqual({ answer: 'told', seconds: 900 });
      expect((await w.entries()).at(-1)).toMatchObject({ type: 'NoticeFailed', detail: { about: 'first', why } });

      w.slack.down = false;
      w.iam.down.clear();
      await w.app.watchdog({ sweep: 'due' });
      await w.settled();
      expect([await w.retirement(), w.slack.cards]).toMatchObject([{ phase: { name: 'notice' }, untold: [] }, 1]);
    },
  );

  test('looks up nothing again that it knows', async () => {
    const w = await tells(...bare);
    w.iam.down.add('lastUse');
    await w.app['give-notice'](input);
    w.iam.down.clear();
    const { messenger } = w.ports;
    const refusing = { ...messenger, post: () => Promise.reject(new Error('Slack refused: ratelimited')) };
    await w.withPorts({ messenger: refusing })['give-notice'](input);
    await w.app['give-notice'](input);
    expect(await w.news()).toEqual(['OwnerResolved', 'NoticeFailed', 'EvidenceGathered', 'NoticeGiven']);
  });

  test('asks CloudTrail for the callers of the 90 days that it knows', async () => {
    const w = await tells(...bare);
    const asked: string[] = [];
    const callers: typeof w.ports.inspector.callers = async (_, since) => {
      asked.push(since);
      return { known: true, value: [] };
    };
    await w.withPorts({ inspector: { ...w.ports.inspector, callers } })['give-notice'](input);
    expect(asked).toEqual([at(-90)]);
  });

  test('of a retirement that failed before anybody was asked is not prepared any more', async () => {
    const w = await tells(...bare, [at(0), { type: 'RetirementFailed', detail: { error: 'TypeError', cause: 'x' } }]);
    await w.app['give-notice'](input);
    expect([await w.news(), w.slack.cards]).toEqual([[], 0]);
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

  test('what fails again and again is recorded once', async () => {
    const w = await tells(...inStage1);
    w.slack.down = true;
    await w.app['give-notice'](input);
    w.time.at = at(1, 0, 5);
    await w.app['give-notice'](input);
    expect(await w.news()).toEqual(['NoticeFailed']);
  });

  test('the end that cannot be told fails, so that it is told within minutes and not by the next day’s sweep', async () => {
    const w = await tells(...inNotice, [at(0, 1), { type: 'RetirementKept', detail: { because: 'stop: button' } }]);
    w.slack.down = true;
    await expect(w.app['give-notice'](input)).rejects.toMatchObject({
      name: 'Unavailable',
      message: `The end of ${input.key} could not be told.`,
    });
    w.slack.down = false;
    for (const _ of ['told', 'nothing left to tell']) {
      expect(await w.app['give-notice'](input)).toEqual({ answer: 'told', seconds: 900 });
    }
    expect(await w.news()).toEqual(['NoticeFailed', 'NoticeGiven']);
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
    expect(r.triedOwners).toEqual([]);
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
  test('that is stopped says so on every card it had: whoever pressed Stop there reads it', async () => {
    const { w, app, updated } = await handedOn('U2');
    await app['give-notice'](input);
    await w.wrote(stopRequested);
    updated.length = 0;
    await app['give-notice']({ ...input, say: 'Stopped.' });
    expect(updated.map(({ ts }) => ts)).toEqual(['1.1', '2.1']);
    // Each in the language of its reader.
    expect(updated.map(({ text }) => text.split('\n')[0])).toEqual([
      'Stopped: this key stays on',
      'このキーは有効なまま残します',
    ]);
  });
  const gone = 'U2 (named by test) is not in Slack, or has left';
  test('waits while Slack cannot say who that is, and is told by a later run', async () => {
    const { w, app } = await handedOn('U2', { known: false, why: 'down' });
    await app['give-notice'](input);
    expect([await w.news(), (await w.retirement()).owner]).toEqual([['NoticeFailed'], undefined]);
    const why = 'U2 (named by test) could not be looked up in Slack: down';
    expect((await w.entries()).at(-1)).toMatchObject({ detail: { about: 'first', why } });
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
  const owner = { kind: 'person', name: 'Ai', slackUserId: 'U2', found: 'tag owner', locale: 'ja-JP' } as const;
  const ai: Fact = { type: 'OwnerResolved', detail: { owner, tried: [] } };
  test('is said to whoever asked', async () => {
    const w = await tells(...inNotice);
    await w.app['give-notice']({ ...input, say: 'Too late.' });
    expect(w.slack.said).toEqual(['Too late.']);
  });
  test('that is a fact is said in the language of whoever has the card', async () => {
    const w = await tells(...bare, [at(0), ai], ...inNotice.slice(2));
    await w.app['give-notice']({ ...input, say: { is: 'deletion begun', keyId: subject.keyId } });
    expect(w.slack.said).toEqual([expect.stringContaining('削除が始まっているため、止められませんでした')]);
  });
  test.each([{ is: 'nothing of ours' }, { is: 'deletion begun', keyId: ['x'] }])('is no %j', async (say) => {
    const w = await tells(...inNotice);
    await expect(w.app['give-notice']({ ...input, say })).rejects.toThrow();
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
