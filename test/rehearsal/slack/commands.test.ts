import { exampleConfig } from '../../../lib/example-config';
import type { Entry } from '../../../lambda/core/entries';
import { after } from '../../../lambda/core/time';
import { openCloud } from '../../../rehearsal/cloud';
import { generated } from '../../../rehearsal/generated-keys';
import { textsOf } from '../../lambda/core/notices/reading';

const kenji = 'U08KENJI';
const hana = 'U02HANA';

test('a key is enqueued, looked at, seen in the Home tab and stopped, all by what is typed and opened in Slack', async () => {
  const play = generated(2, 1);
  const part = play.parts.find(({ expected, life }) => expected === 'deleted' && !life);
  if (!part) throw new Error('No generated key is simply not missed.');
  const entries: Entry[] = [];
  const config = { ...exampleConfig, operators: [{ slackUserId: kenji, name: 'kenji.sato' }] };
  const cloud = await openCloud({
    ...{ start: play.begins, config, transport: 'http' },
    onEntry: (entry) => void entries.push(entry),
  });
  play.load(cloud);
  const { clock, slack, people, aws } = cloud;
  const type = async (who: string, words: string) => {
    const before = slack.whispers.length;
    await people.slackSends.command(slack.user(who), 'C0CLOUDOPS', words);
    await clock.run({ until: after(clock.now(), 30) });
    return slack.whispers
      .slice(before)
      .flatMap(({ to, text, blocks }) => [`to ${to}:`, text, ...textsOf(blocks)])
      .join('\n');
  };

  expect(await type(hana, `enqueue ${part.keyId} old`)).toContain('Only operators can do that');
  expect(await type(kenji, `enqueue ${part.keyId} quarterly clean-up & more`)).toMatch(
    /^to U08KENJI:\nLooking `.*` up\.[^]*\nto U08KENJI:\nEnqueued: /,
  );
  await clock.run({ done: () => entries.some(({ type: what }) => what === 'KeyDeactivated') });
  expect(entries[0]).toMatchObject({
    actor: 'slack:U08KENJI kenji.sato',
    detail: { reason: 'quarterly clean-up & more' },
  });
  expect(await type(kenji, 'status')).toContain('手続き中：1件（無効1件、');
  expect(await type(hana, `show ${part.keyId}`)).toContain('から無効です');

  await people.slackSends.openHome(slack.user(kenji));
  await clock.run({ until: after(clock.now(), 30) });
  const tab = () => textsOf(slack.views.homeOf(kenji)?.given['blocks'] ?? []).join('\n');
  expect(tab()).toMatch(new RegExp(`現在無効のキー\n\`${part.keyId}\``));

  expect(await type(hana, `stop ${part.keyId} the release needs it`)).toContain('残します');
  expect(aws.holder(part.keyId)?.key.status).toBe('Active');
  await cloud.close();
});

test('a command that the door does not take is seen to have failed', async () => {
  const play = generated(1, 1);
  const cloud = await openCloud({ start: play.begins, config: exampleConfig, transport: 'in process' });
  const { slack, people } = cloud;
  cloud.slack.users.set('U0ELSE', { ...slack.user(hana), id: 'U#ELSE' });
  await people.slackSends.command(slack.user('U0ELSE'), 'C0CLOUDOPS', 'status');
  expect(slack.whispers.map(({ text }) => text)).toEqual(['/keysunset failed with the error "dispatch_failed"']);
  await cloud.close();
});
