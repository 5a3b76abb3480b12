import { story } from '../../rehearsal/cast';
import type { Cloud } from '../../rehearsal/cloud';
import { rehearse } from '../../rehearsal/rehearse';
import { after } from '../../lambda/core/time';

const headlines = new Map<string, string>();
function reads({ clock, people }: Cloud, keyId: string): void {
  clock.at(after(story.begins, 3600), 'somebody reads', async () => {
    const card = await people.cardOf(keyId);
    if (card) headlines.set(card.channel, card.text.split('\n')[0] ?? '');
  });
}

test('each owner reads in the language of their Slack, and a channel in English', async () => {
  const parts = story.parts
    .filter(({ userName }) => ['deploy-mobile-release', 'svc-pos-sync', 'svc-image-resize'].includes(userName))
    .map(({ life: _, ...part }) => ({ ...part, life: (cloud: Cloud) => reads(cloud, part.keyId) }));
  await rehearse({ ...story, parts }, { transport: 'http', stopAfter: 'P1D' });
  expect(Object.fromEntries(headlines)).toEqual({
    D03MARIA: 'Do you still need this AWS key?',
    D07AI: 'この AWS キー、まだ必要ですか？',
    C0MEDIA: 'Do you still need this AWS key?',
  });
}, 60_000);
