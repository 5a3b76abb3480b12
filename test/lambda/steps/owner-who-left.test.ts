import { at, deactivated, inNotice, inSoak1, inStage1, outageStarted, ownerChanged } from '../core/chains';
import type { Written } from '../core/chains';
import type { Fact } from '../../../lambda/core/entries';
import { input, world } from '../world';

const tells = (...facts: Written[]) => world({ facts }).begun();

describe('an owner who has left Slack since', () => {
  async function left(tags: Record<string, string>, ...facts: Written[]) {
    const w = await tells(...(facts.length > 0 ? facts : inStage1));
    w.iam.tags = tags;
    const posts: string[] = [];
    const { messenger } = w.ports;
    const nobody = async () => ({ known: true, value: 'nobody' }) as const;
    const jun = { slackUserId: 'U2', name: 'Jun Mori', timeZone: 'Asia/Tokyo', locale: 'ja-JP' };
    const app = w.withPorts({
      messenger: {
        ...messenger,
        person: nobody,
        personByEmail: async (email) => ({ known: true, value: email === 'jun@example.com' ? jun : 'nobody' }),
        openDirect: async (id) => `D-${id}`,
        async post(channel, message, thread) {
          posts.push(`${channel} ${thread ?? 'new'}`);
          return messenger.post(channel, message, thread);
        },
      },
    });
    return { w, app, posts };
  }
  const places = { channel: 'D1' };

  test('gives way to the team’s channel, which gets the card; the ledger says so', async () => {
    const { w, app, posts } = await left({ owner: 'maria@example.com', 'team-channel': 'C0TEAM' });
    await app['give-notice'](input);
    expect(posts).toEqual(['C0TEAM new', 'C0TEAM 2.1']);
    expect((await w.entries()).slice(-3)).toMatchObject([
      {
        type: 'OwnerResolved',
        detail: {
          owner: { kind: 'channel', channel: 'C0TEAM', found: 'tag team-channel' },
          tried: [
            'Maria Keller (tag owner) has left Slack',
            'maria@example.com (tag owner) is not in Slack, or has left',
          ],
        },
      },
      { type: 'NoticeGiven', detail: { about: 'card', to: 'C0TEAM', channel: 'C0TEAM' } },
      { type: 'NoticeGiven', detail: { about: 'outage 1', to: 'C0TEAM', channel: 'C0TEAM' } },
    ]);
    expect(await w.tables.places.cardsIn(places)).toMatchObject([{ over: true }]);
    await app['give-notice']({ ...input, say: 'Noted.' });
    expect(posts.at(-1)).toBe('C0TEAM 2.1');
  });

  test('gives way to whoever the tag names by now', async () => {
    const { w, app, posts } = await left({ owner: 'jun@example.com' });
    await app['give-notice'](input);
    expect(posts).toEqual(['D-U2 new', 'D-U2 2.1']);
    expect((await w.retirement()).told.at(-1)).toMatchObject({ to: 'Jun Mori' });
  });

  test('gives way to the operators at last; by the tags as they were, where these cannot be read', async () => {
    const { w, app, posts } = await left({ owner: 'jun@example.com' });
    w.iam.down.add('tags');
    await app['give-notice'](input);
    expect(posts).toEqual(['C0FALLBACK new', 'C0FALLBACK 2.1']);
  });

  test('is told as before where Slack cannot say whether they have left', async () => {
    const w = await tells(...inStage1);
    const { messenger } = w.ports;
    const person = async () => ({ known: false, why: 'ratelimited' }) as const;
    await w.withPorts({ messenger: { ...messenger, person } })['give-notice'](input);
    expect(await w.news()).toEqual(['NoticeGiven']);
  });

  test('is not replaced where Slack cannot say by whom: the notice is given later', async () => {
    const { w, app } = await left({ owner: 'jun@example.com' });
    const { messenger } = w.ports;
    const nobody = async () => ({ known: true, value: 'nobody' }) as const;
    const personByEmail = async () => ({ known: false, why: 'ratelimited' }) as const;
    await w.withPorts({ messenger: { ...messenger, person: nobody, personByEmail } })['give-notice'](input);
    expect(await w.news()).toEqual(['NoticeFailed']);
    await app['give-notice'](input);
    expect(await w.news()).toEqual(['NoticeFailed', 'OwnerResolved', 'NoticeGiven', 'NoticeGiven']);
  });

  test('is not looked for where there is nothing to tell', async () => {
    const { w, app } = await left({}, ...inNotice);
    await app['give-notice'](input);
    expect(await w.news()).toEqual([]);
  });

  test('who had it from somebody else gives way to the operators, not to whom the tag names; the ledger says who left', async () => {
    const hana: Fact = {
      type: 'OwnerResolved',
      detail: { owner: { kind: 'person', slackUserId: 'U9', name: 'Hana Mori', found: 'named by maria' }, tried: [] },
    };
    const first: Fact = {
      type: 'NoticeGiven',
      detail: { about: 'first', to: 'Hana Mori', channel: 'D9', ts: '9.1', until: at(3) },
    };
    const { app, w } = await left(
      { owner: 'jun@example.com' },
      ...inSoak1,
      [at(2), ownerChanged('U9')],
      [at(2), hana],
      [at(2), first],
      [at(6), outageStarted(2, at(6), at(7))],
      [at(6), deactivated(2)],
    );
    await app['give-notice'](input);
    const r = await w.retirement();
    expect([r.owner?.name, r.triedOwners]).toEqual(['#cloud-keys', ['Hana Mori (named by maria) has left Slack']]);
  });

  test('who was named by somebody gives way to the operators, not to whom the tag names: it is not theirs', async () => {
    const { w, app, posts } = await left({ owner: 'jun@example.com' }, ...inStage1, [at(1, 0, 1), ownerChanged('U9')]);
    await app['give-notice'](input);
    expect([posts[0], (await w.retirement()).owner?.name]).toEqual(['C0FALLBACK new', '#cloud-keys']);
  });
});
