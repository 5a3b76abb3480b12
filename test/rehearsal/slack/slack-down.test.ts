import { exampleConfig } from '../../../lib/example-config';
import type { Entry } from '../../../lambda/core/entries';
import { after, seconds, secondsBetween } from '../../../lambda/core/time';
import { openCloud } from '../../../rehearsal/cloud';
import { generated } from '../../../rehearsal/generated-keys';
import { askTheDoor } from '../../../rehearsal/operators';
import type { SlackFault } from '../../../rehearsal/slack/model';

const down = (): SlackFault => ({ status: 503 });

/** One key that nobody misses, enqueued in a world whose Slack can be taken down. */
async function oneKey() {
  const play = generated(2, 1);
  const part = play.parts.find(({ expected, life }) => expected === 'deleted' && !life);
  if (!part) throw new Error('No generated key is simply not missed.');
  const entries: Entry[] = [];
  const cloud = await openCloud({
    ...{ start: play.begins, config: exampleConfig, transport: 'in process' },
    onEntry: (entry) => void entries.push(entry),
  });
  play.load(cloud);
  const ask = (routeKey: string, body: object, keyId?: string) =>
    cloud.clock.invocation(() =>
      askTheDoor(cloud, { routeKey, pathParameters: { keyId }, body: JSON.stringify(body) }),
    );
  return {
    ...{ cloud, entries, keyId: part.keyId, ask },
    enqueue: () => ask('POST /retirements', { rows: [{ keyId: part.keyId, reason: 'unused' }] }),
    until: (days: number) => cloud.clock.run({ until: after(play.begins, days * seconds.day) }),
    runTo: (type: Entry['type']) => cloud.clock.run({ done: () => entries.some((entry) => entry.type === type) }),
    of: (type: Entry['type']) => entries.filter((entry) => entry.type === type),
    status: () => cloud.aws.holder(part.keyId)?.key.status,
  };
}

test('while the owner cannot be told, no outage begins, however long; then the whole notice is given first', async () => {
  const { cloud, enqueue, until, runTo, of, status } = await oneKey();
  cloud.slack.weather.fault = down;
  await enqueue();
  await until(3);
  expect([of('OutageStarted'), of('NoticeGiven'), status()]).toEqual([[], [], 'Active']);
  // Tried every five minutes, and said once.
  expect(of('NoticeFailed')).toHaveLength(1);
  delete cloud.slack.weather.fault;
  await runTo('OutageStarted');
  const [told] = of('NoticeGiven');
  const [off] = of('OutageStarted');
  expect(secondsBetween(told?.at ?? '', off?.at ?? '')).toBeGreaterThanOrEqual(seconds.day);
  await cloud.close();
});

test('a restore never waits for Slack: the planned end comes on time', async () => {
  const { cloud, enqueue, runTo, of, status } = await oneKey();
  await enqueue();
  await runTo('KeyDeactivated');
  cloud.slack.weather.fault = down;
  await runTo('KeyRestored');
  const [off] = of('OutageStarted');
  const [on] = of('KeyRestored');
  if (off?.type !== 'OutageStarted') throw new Error('There was no outage.');
  expect(status()).toBe('Active');
  expect(secondsBetween(off.detail.endsAt, on?.at ?? '')).toBeLessThan(5);
  await cloud.close();
});

test('a restore never waits for Slack: nor after a stop', async () => {
  const { cloud, enqueue, runTo, of, ask, keyId, status } = await oneKey();
  await enqueue();
  await runTo('KeyDeactivated');
  cloud.slack.weather.fault = down;
  await ask('POST /retirements/{keyId}/stop', { reason: 'payroll' }, keyId);
  await runTo('KeyRestored');
  expect(status()).toBe('Active');
  expect(secondsBetween(of('StopRequested')[0]?.at ?? '', of('KeyRestored')[0]?.at ?? '')).toBeLessThan(5);
  await cloud.close();
});

test('a dozen keys of one owner, told by as many Lambdas: Slack takes a message a second, each is told once, and none is lost', async () => {
  const play = generated(40, 1);
  const parts = play.parts.filter(({ expected, life }) => expected === 'deleted' && !life).slice(0, 12);
  const cloud = await openCloud({ start: play.begins, config: play.config, transport: 'http' });
  play.load(cloud);
  let last = 0;
  let refused = 0;
  cloud.slack.weather.fault = (method) => {
    if (method !== 'chat.postMessage') return undefined;
    const now = Date.parse(cloud.clock.now());
    if (now - last < 1000) {
      refused += 1;
      return { retryAfter: 1 };
    }
    last = now;
    return undefined;
  };
  await cloud.clock.invocation(() =>
    askTheDoor(cloud, {
      routeKey: 'POST /retirements',
      body: JSON.stringify({ rows: parts.map(({ keyId }) => ({ keyId, reason: 'unused' })) }),
    }),
  );
  const beginning = (text: string) => cloud.slack.posts().filter((post) => post.text.startsWith(text));
  const cards = () => beginning('Do you still need this AWS key?');
  await cloud.clock.run({ done: () => cards().length >= parts.length });
  // And no more of them after the last one.
  await cloud.clock.run({ until: after(cloud.clock.now(), seconds.hour) });
  expect(refused).toBeGreaterThan(0);
  expect(cards()).toHaveLength(parts.length);
  for (const { keyId } of parts) expect(cards().filter(({ text }) => text.includes(keyId))).toHaveLength(1);
  // Three stand by themselves; the others are in the thread of one message, which counts them all.
  const digests = beginning('Do you still need these 12 AWS keys?');
  expect(digests).toHaveLength(1);
  expect(cards().filter(({ thread }) => thread === digests[0]?.ts)).toHaveLength(9);
  await cloud.close();
}, 120_000);
