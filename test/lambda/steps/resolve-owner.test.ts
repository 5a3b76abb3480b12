import { resolveOwner } from '../../../lambda/steps/resolve-owner';
import { config } from '../core/configs';

const maria = { slackUserId: 'U1', name: 'Maria Keller', timeZone: 'Asia/Tokyo', locale: 'en-US' };
const kenji = { slackUserId: 'U2', name: 'Kenji Sato', timeZone: 'Asia/Tokyo', locale: 'ja-JP' };
const people = new Map([
  ['maria@example.com', maria],
  ['kenji@example.com', kenji],
]);
const slack = { ...config.slack, ownerTags: ['owner', 'created-by'], channelTags: ['team-channel', 'team'] };
const asked: string[] = [];
const messenger = {
  async personByEmail(email: string) {
    asked.push(email);
    return { known: true, value: people.get(email) ?? 'nobody' } as const;
  },
};
const resolve = (tags: Record<string, string>) => resolveOwner(tags, { slack }, messenger);
beforeEach(() => (asked.length = 0));

const inTeamChannel = { kind: 'channel', channel: 'C0TEAM', name: 'C0TEAM', found: 'tag team-channel' };
const inFallback = { kind: 'channel', channel: 'C0FALLBACK', name: '#cloud-keys', found: 'the fallback channel' };

test('the person whom the tag names answers for the key, though a team is named as well', async () => {
  expect(await resolve({ owner: 'maria@example.com', 'team-channel': 'C0TEAM' })).toEqual({
    owner: { kind: 'person', ...maria, found: 'tag owner' },
    tried: [],
  });
});

test('of two people who are named, the tag that comes first in the configuration counts', async () => {
  const { owner } = await resolve({ 'created-by': 'kenji@example.com', owner: 'maria@example.com' });
  expect(owner).toMatchObject({ name: 'Maria Keller' });
  expect(asked).toEqual(['maria@example.com']);
});

test('where the first has left, the next is told, and the notice can say who was looked for', async () => {
  expect(await resolve({ owner: 'yuki@example.com', 'created-by': 'kenji@example.com' })).toEqual({
    owner: { kind: 'person', ...kenji, found: 'tag created-by' },
    tried: ['yuki@example.com (tag owner) is not in Slack, or has left'],
  });
});

test('where all who are named have left, the team’s channel is told', async () => {
  expect(await resolve({ owner: 'yuki@example.com', 'team-channel': 'C0TEAM' })).toEqual({
    owner: inTeamChannel,
    tried: ['yuki@example.com (tag owner) is not in Slack, or has left'],
  });
});

test('of two channels that are named, the tag that comes first in the configuration counts', async () => {
  const { owner } = await resolve({ team: '#media', 'team-channel': 'C0TEAM' });
  expect(owner).toEqual(inTeamChannel);
});

test.each([
  ['has no tags', {}],
  ['has empty tags', { owner: '', 'team-channel': '' }],
  ['has tags that the configuration does not know', { Owner: 'maria@example.com', channel: 'C0TEAM' }],
])('a key whose user %s goes to the fallback channel', async (_, tags) => {
  expect(await resolve(tags)).toEqual({ owner: inFallback, tried: [] });
  expect(asked).toEqual([]);
});

test('an owner who could not be read is not an owner who left: nobody else is told instead', async () => {
  const down = { personByEmail: async () => ({ known: false, why: 'ratelimited' }) as const };
  await expect(resolveOwner({ owner: 'maria@example.com', 'team-channel': 'C0TEAM' }, { slack }, down)).rejects.toThrow(
    'maria@example.com (tag owner) could not be looked up in Slack: ratelimited',
  );
});
