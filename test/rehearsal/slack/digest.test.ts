import { fold } from '../../../lambda/core/evolve';
import { openCloud } from '../../../rehearsal/cloud';
import { generated } from '../../../rehearsal/generated-keys';
import { askTheDoor } from '../../../rehearsal/operators';

/** Six keys of one owner, each told, in a world that goes on. */
async function six() {
  const play = generated(20, 1);
  const parts = play.parts.filter(({ expected, life }) => expected === 'deleted' && !life).slice(0, 6);
  const cloud = await openCloud({ start: play.begins, config: play.config, transport: 'in process' });
  play.load(cloud);
  const rows = parts.map(({ keyId }) => ({ keyId, reason: 'unused' }));
  await cloud.clock.invocation(() =>
    askTheDoor(cloud, { routeKey: 'POST /retirements', body: JSON.stringify({ rows }) }),
  );
  const beginning = (text: string) => cloud.slack.posts().filter((post) => post.text.startsWith(text));
  await cloud.clock.run({ done: () => beginning('Do you still need this AWS key?').length === 6 });
  const ren = cloud.slack.user('U01REN');
  const [digest] = beginning('Do you still need these 6 AWS keys?');
  if (!digest) throw new Error('There is no digest.');
  const heard = async () => {
    let settled = false;
    cloud.clock.at(
      new Date(Date.parse(cloud.clock.now()) + 60_000).toISOString(),
      'a minute later',
      async () => void (settled = true),
    );
    await cloud.clock.run({ done: () => settled });
  };
  return {
    ...{ cloud, digest, ren, heard, sends: cloud.people.slackSends },
    thread: () => cloud.slack.thread(digest.channel, digest.ts),
    stopped: async () => {
      const all = await Promise.all(parts.map(({ keyId }) => cloud.ledger.ledger.read(keyId)));
      return all.filter((chain) => fold(chain)?.ending?.why === 'stop').map(({ keyId }) => keyId);
    },
  };
}

test('who replies stop in the thread of a digest is asked which key, and presses its button', async () => {
  const { cloud, digest, ren, heard, sends, thread, stopped } = await six();
  expect(thread()).toHaveLength(1 + 3);
  await sends.reply(ren, digest, 'stop');
  await heard();
  const asked = thread().at(-1);
  expect(asked?.text).toContain('Nothing was stopped yet');
  expect(await stopped()).toEqual([]);
  if (asked) await sends.press(ren, asked, 'stop');
  await heard();
  expect(await stopped()).toHaveLength(1);
  // What came of it is told in the same thread, and names the key.
  expect(thread().at(-1)?.text).toContain('Stopped: this key stays on');
  await cloud.close();
});

test('who names the key in their reply, or in their direct messages, needs no button', async () => {
  const { cloud, digest, ren, heard, sends, thread, stopped } = await six();
  const keyIn = (text = ''): string => /AKIA[A-Z0-9]{16}/.exec(text)?.[0] ?? '';
  const [third, fourth] = [keyIn(thread()[1]?.text), keyIn(thread()[2]?.text)];
  await sends.reply(ren, digest, `stop ${third}`);
  await sends.write(ren, `使ってます ${fourth}`);
  await sends.write(ren, 'what is all this?');
  await sends.write(ren, 'hello?');
  await heard();
  expect(await stopped()).toEqual(expect.arrayContaining([third, fourth]));
  const answers = cloud.slack.posts().filter(({ text }) => text.startsWith('Nothing came of what you wrote.'));
  expect(answers).toHaveLength(1);
  await cloud.close();
});
