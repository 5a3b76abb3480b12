import { at, confirmed, inSoak1, ownerChanged, stopRequested, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { known } from '../core/seen';
import type { Fact } from '../../../lambda/core/entries';
import { Unavailable } from '../../../lambda/core/errors';
import type { Message } from '../../../lambda/core/ports';
import { input, world } from '../world';

const hana = { slackUserId: 'U2', name: 'Hana Mori', timeZone: 'Asia/Tokyo', locale: 'ja-JP' };
const line: Fact = { type: 'NoticeGiven', detail: { about: 'outage 1', to: 'Maria Keller', channel: 'D1', ts: '1.9' } };
const watched: Written[] = [...inSoak1, [at(1, 1), confirmed], [at(1, 1), line]];

/** Maria Keller has it in D1, her card is 1.1; whoever is named is Hana Mori, each with direct messages of their own. */
async function handedOn(...facts: Written[]) {
  const w = await world({ facts: [...watched, ...facts] }).begun();
  const [updated, asked, texts]: [string[], string[], string[]] = [[], [], []];
  const messenger = {
    ...w.ports.messenger,
    openDirect: async (user: string) => `D${user.slice(1)}`,
    person: async (user: string) => {
      asked.push(user);
      return known({ ...hana, slackUserId: user });
    },
    update: async (channel: string, ts: string, { text }: Message) => {
      updated.push(`${channel} ${ts}`);
      texts.push(text);
    },
  };
  return { w, messenger, app: w.withPorts({ messenger }), updated, asked, texts };
}

test.each([
  ['slack:U1 Maria Keller', 'Maria Keller'],
  ['slack:U1', 'U1'],
  ['slack:U1 Head operator of a/b', 'Head operator of a/b'],
  ['operator arn:aws:sts::610258347912:assumed-role/ops/kenji.sato', 'kenji.sato'],
  ['operator kenji.sato', 'kenji.sato'],
  ['operator arn:aws:iam::610258347912:user/slack:maria keller', 'slack:maria keller'],
])('%s is told of as %s', async (actor, name) => {
  const { w, app } = await handedOn([at(2), ownerChanged('U2'), { actor }]);
  await app['give-notice'](input);
  expect((await w.retirement()).owner).toMatchObject({ name: 'Hana Mori', found: `named by ${name}` });
});

test('the card of whoever had it says who is asked, and no line below it', async () => {
  const { app, updated } = await handedOn([at(2), ownerChanged('U2')]);
  await app['give-notice'](input);
  expect(updated.filter((card) => card.startsWith('D1'))).toEqual(['D1 1.1']);
});

test('the card of whoever had it speaks their language still', async () => {
  const person = { kind: 'person', slackUserId: 'U1', name: 'Ai', found: 'tag owner', locale: 'ja-JP' } as const;
  const ai: Fact = { type: 'OwnerResolved', detail: { owner: person, tried: [] } };
  const hers: Fact = { type: 'NoticeGiven', detail: { about: 'card', to: 'Ai', channel: 'D1', ts: '1.2' } };
  const { app, texts } = await handedOn([at(2), ai], [at(2), hers], [at(2), ownerChanged('U2')]);
  await app['give-notice'](input);
  expect(texts[0]).toContain('今は Hana Mori に尋ねています');
});

test('the card of whoever has it now goes on from where the key stands: a soak that is longer than their notice is not cut', async () => {
  const { w, messenger } = await handedOn([at(2), ownerChanged('U2')]);
  const cards: string[] = [];
  const post: typeof messenger.post = async (channel, message, thread) => {
    if (!thread) cards.push(message.text);
    return messenger.post(channel, message, thread);
  };
  await w.withPorts({ messenger: { ...messenger, post } })['give-notice'](input);
  // Watched until Saturday 7 March, so off again on Monday, and a week later for the 31 days until 16 April.
  expect(cards).toEqual([expect.stringContaining('4/16(木) に削除します')]);
});

test('what they write in their direct messages is about that key no longer', async () => {
  const { w, app } = await handedOn([at(2), ownerChanged('U2')]);
  await w.ports.places.put({ channel: 'D1' }, { keyId: subject.keyId, retirementId: 'r-1', over: false, at: at(0) });
  await app['give-notice'](input);
  expect(await w.ports.places.cardsIn({ channel: 'D1' })).toMatchObject([{ over: true }]);
  expect(await w.ports.places.cardsIn({ channel: 'D2' })).toMatchObject([{ over: false }]);
});

test('of several who had it, the last one’s card says who is asked now', async () => {
  const { w, app, updated } = await handedOn([at(2), ownerChanged('U2')]);
  await app['give-notice'](input);
  await w.wrote(ownerChanged('U3'));
  updated.length = 0;
  await app['give-notice'](input);
  const hers = (await w.retirement()).told.find(({ channel }) => channel === 'D2');
  expect(updated).toEqual([`D2 ${hers?.ts}`]);
});

test('how it ends stands on every card that there was, and on no line', async () => {
  const { w, app, updated } = await handedOn([at(2), ownerChanged('U2')]);
  await app['give-notice'](input);
  await w.wrote(ownerChanged('U3'));
  await app['give-notice'](input);
  await w.wrote(stopRequested);
  updated.length = 0;
  await app['give-notice']({ ...input, say: 'Stopped.' });
  expect(updated).toEqual(['D1 1.1', expect.stringMatching(/^D2 /), expect.stringMatching(/^D3 /)]);
});

test('how it ends is read on each card in the language of whoever had it then', async () => {
  const { w, app, texts } = await handedOn([at(2), ownerChanged('U2')]);
  await app['give-notice'](input);
  await w.wrote(ownerChanged('U3'));
  await app['give-notice'](input);
  await w.wrote(stopRequested);
  texts.length = 0;
  await app['give-notice']({ ...input, say: 'Stopped.' });
  expect(texts.map((text) => /[ぁ-ん]/.test(text))).toEqual([false, true, true]);
});

test('before it ends, nothing changes on the card of whoever had it', async () => {
  const { app, updated } = await handedOn([at(2), ownerChanged('U2')]);
  await app['give-notice'](input);
  updated.length = 0;
  await app['give-notice']({ ...input, renew: true });
  expect(updated).toEqual([expect.stringMatching(/^D2 /)]);
});

test('who was named is looked up once, however often the notice has to be given', async () => {
  const { w, messenger, app, asked } = await handedOn([at(2), ownerChanged('U2')]);
  const refusing = { ...messenger, post: () => Promise.reject(new Unavailable('Slack is down')) };
  await w.withPorts({ messenger: refusing })['give-notice'](input);
  expect((await w.retirement()).untold).toEqual(['first']);
  await app['give-notice'](input);
  expect(asked).toEqual(['U2']);
});
