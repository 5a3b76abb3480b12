import type { Fact } from '../../../lambda/core/entries';
import { LostRace } from '../../../lambda/core/errors';
import type { Message, WhichCard } from '../../../lambda/core/ports';
import { at, enqueued, inNotice, inStage1, stopRequested, subject, told } from '../core/chains';
import type { Written } from '../core/chains';
import { input, overtaken, world } from '../world';

const answer = { channel: 'D1', thread: '3.1', by: 'slack:U1' };
const other = { keyId: 'AKIAY34FZKBOKMUTVV7A', retirementId: 'r-2' };
const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };

/** A key in its notice, another of the same owner where it is asked for, and what is posted. */
async function begun(...facts: Written[]) {
  const w = await world({ facts }).begun();
  const posts: { channel: string; thread: string | undefined; message: Message }[] = [];
  const { messenger } = w.ports;
  const app = w.withPorts({
    messenger: {
      ...messenger,
      async post(channel, message, thread) {
        posts.push({ channel, thread, message });
        return messenger.post(channel, message, thread);
      },
    },
  });
  return {
    ...{ w, app, posts },
    async alsoWrote(...more: Written[]) {
      const drafts = more.map(([when, fact]) => ({
        ...fact,
        at: when,
        actor: 'test',
        attempt: 'a',
        retirementId: 'r-2',
      }));
      await w.tables.ledger.append(await w.tables.ledger.read(other.keyId), ...drafts);
    },
    other: async () => (await w.tables.ledger.read(other.keyId)).entries.map(({ type }) => type),
  };
}
const pressable = ({ blocks }: Message): unknown[] =>
  blocks.flatMap((block) => {
    const { elements = [], accessory } = block as { elements?: { value?: string }[]; accessory?: { value?: string } };
    return [...elements, ...(accessory ? [accessory] : [])].map(({ value }) => value);
  });

describe('who writes below a card what is no stop', () => {
  test('is answered there, with the buttons; once, whoever writes, and whatever they write', async () => {
    const { w, app, posts } = await begun(...inNotice);
    await app['give-notice']({ ...input, answer });
    await app['give-notice']({ ...input, answer: { ...answer, by: 'slack:U2' } });
    expect(posts).toMatchObject([{ channel: 'D1', thread: '3.1' }]);
    expect(posts[0]?.message.text).toContain('Nothing came of what you wrote');
    expect(posts.map(({ message }) => pressable(message)[0])).toEqual([input.retirementId]);
    expect((await w.entries()).at(-1)).toMatchObject({ type: 'ReplyAnswered', detail: { to: 'slack:U1' } });
  });

  test('is answered once where they write several lines at once', async () => {
    const { app, posts, w } = await begun(...inNotice);
    await Promise.all([1, 2, 3].map(() => app['give-notice']({ ...input, answer })));
    expect([posts.length, await w.news()]).toEqual([1, ['ReplyAnswered']]);
  });

  test('is answered where another entry comes in between', async () => {
    const { w } = await begun(...inNotice);
    const ledger = overtaken(w.ports.ledger, 'ReplyAnswered', () =>
      w.wrote({ type: 'CheckedIn', detail: { stage: 1, status: 'Active' } }),
    );
    await w.withPorts({ ledger })['give-notice']({ ...input, answer });
    expect([await w.news(), w.slack.said.length]).toEqual([['CheckedIn', 'ReplyAnswered'], 1]);
  });

  test.each<[string, Written[]]>([
    ['was stopped', [...inNotice, [at(0, 1), stopRequested]]],
    ['has ended', [...inNotice, [at(0, 1), stopRequested], [at(1), kept], [at(1), told('outcome')]]],
  ])('is not answered any more where the retirement %s', async (_, facts) => {
    const { w, app, posts } = await begun(...facts);
    await app['give-notice']({ ...input, answer });
    expect([posts, await w.news()]).toEqual([[], []]);
  });
});

describe('who writes where several cards stand', () => {
  const cards = [{ keyId: subject.keyId, retirementId: input.retirementId }, other];
  const which = (stop: boolean): { askWhich: WhichCard } => ({ askWhich: { ...answer, stop, cards } });
  const second: Written[] = inNotice.map(([when, fact]): Written =>
    fact.type === 'Enqueued'
      ? [when, { ...fact, detail: { ...fact.detail, subject: { ...subject, keyId: other.keyId } } }]
      : [when, fact],
  );
  async function two() {
    const made = await begun(...inNotice);
    await made.alsoWrote(...second);
    return made;
  }

  test('a stop, is asked each time which key they mean, and may press', async () => {
    const { app, posts, w } = await two();
    expect(await app['give-notice'](which(true))).toEqual({ answer: 'told', seconds: 1 });
    await app['give-notice'](which(true));
    expect(posts).toMatchObject([
      { channel: 'D1', thread: '3.1', message: { text: expect.stringContaining('Nothing was stopped yet') as string } },
      { channel: 'D1', thread: '3.1' },
    ]);
    expect(pressable(posts[0]?.message ?? { text: '', blocks: [] })).toEqual([input.retirementId, 'r-2']);
    expect(await w.news()).toEqual([]);
  });

  test('anything else, is told once how to keep one of them', async () => {
    const { app, posts, w, other: others } = await two();
    await app['give-notice'](which(false));
    await app['give-notice'](which(false));
    expect(posts.map(({ message }) => message.text)).toEqual([expect.stringContaining('To keep one of these keys')]);
    expect([await w.news(), await others()]).toEqual([['ReplyAnswered'], second.map(([, { type }]) => type)]);
    expect((await w.entries()).at(-1)).toMatchObject({ actor: 'keysunset give notice', detail: { to: 'slack:U1' } });
  });

  test('anything else, several lines at once, is told once', async () => {
    const { app, posts } = await two();
    await Promise.all([1, 2, 3].map(() => app['give-notice'](which(false))));
    expect(posts).toHaveLength(1);
  });

  test('is told nothing where who wrote below one of them was answered already', async () => {
    const { app, posts } = await two();
    await app['give-notice']({ ...input, answer });
    await app['give-notice'](which(false));
    expect(posts).toHaveLength(1);
  });

  test('is told nothing where it was the second of them that was answered, either', async () => {
    const { app, posts } = await two();
    await app['give-notice']({ key: other.keyId, retirementId: other.retirementId, answer });
    await app['give-notice'](which(false));
    expect(posts).toHaveLength(1);
  });

  test('is asked about those alone that are still asked about', async () => {
    const { app, posts, w } = await two();
    await w.wrote(stopRequested);
    await app['give-notice'](which(true));
    expect(posts.map(({ message }) => pressable(message))).toEqual([['r-2']]);
  });

  test('a stop, is told so where none is retired any more; anything else, nothing', async () => {
    const { app, posts, w, alsoWrote } = await two();
    await w.wrote(stopRequested);
    await alsoWrote([at(0, 1), stopRequested]);
    await app['give-notice'](which(false));
    await app['give-notice'](which(true));
    expect(posts.map(({ message }) => message.text)).toEqual([expect.stringContaining('there is nothing to stop')]);
  });

  test('a stop, is told so also where the first of the keys is retired anew since', async () => {
    const { app, posts, w, alsoWrote } = await two();
    await w.wrote(kept);
    await w.wrote(enqueued(), { retirementId: 'r-9' });
    await alsoWrote([at(0, 1), stopRequested]);
    await app['give-notice'](which(true));
    expect(posts.map(({ message }) => message.text)).toEqual([expect.stringContaining('there is nothing to stop')]);
  });

  test('of a key that is retired anew since, its card of before says nothing', async () => {
    const { w, app, posts } = await begun(...inStage1);
    await w.wrote(kept);
    await w.wrote(enqueued(), { retirementId: 'r-9' });
    await app['give-notice']({ askWhich: { ...answer, stop: true, cards: cards.slice(0, 1) } });
    expect(posts).toEqual([]);
  });

  test('is answered by another run where the ledger was written to too often', async () => {
    const { w } = await two();
    const ledger = { ...w.ports.ledger, append: () => Promise.reject(new LostRace(subject.keyId, 9)) };
    await expect(w.withPorts({ ledger })['give-notice'](which(false))).rejects.toThrow('It is run again');
  });
});
