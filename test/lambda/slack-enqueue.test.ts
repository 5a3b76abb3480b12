import type { EnqueueInput, KeyFound } from '../../lambda/core/ports';
import { at, inNotice, stopRequested, subject } from './core/chains';
import type { Written } from './core/chains';
import { config } from './core/configs';
import { world } from './world';

const operators = [{ slackUserId: 'U9', name: 'kenji.sato' }];
const key: KeyFound = {
  ...{ userName: subject.userName, userId: subject.userId, createdAt: subject.createdAt },
  ...{ status: 'Active', tags: {} },
};
const by = { slackUserId: 'U9', name: 'kenji', channel: 'C1', responseUrl: 'https://hooks.slack.com/commands/1' };
const asked: EnqueueInput = { keyId: subject.keyId, reason: 'unused for 400 days', by };

async function enqueueing(input: EnqueueInput, found: KeyFound | 'absent' = key) {
  const w = await world({ config: { ...config, operators } }).begun();
  const inspector = { ...w.ports.inspector, find: async () => ({ known: true as const, value: found }) };
  await w.withPorts({ inspector })['slack-enqueue'](input);
  return { w, said: w.whispers.map(({ text }) => text).join('\n'), entries: await w.entries() };
}

test('a key is enqueued in the name of whoever typed it, who is told once it is in the ledger', async () => {
  const { said, entries } = await enqueueing(asked);
  expect(entries).toMatchObject([
    {
      type: 'Enqueued',
      actor: 'slack:U9 kenji',
      detail: { reason: 'unused for 400 days', subject: { keyId: subject.keyId } },
    },
  ]);
  expect(said).toContain(`Enqueued: \`${subject.keyId}\``);
  expect(said).toContain('登録しました');
});

test('a key that is refused is told with why, and nothing is recorded', async () => {
  const { said, entries } = await enqueueing(asked, 'absent');
  expect(said).toContain(`is not enqueued, as far as is known: There is no key \`${subject.keyId}\` in account`);
  expect(said).toContain(`\`${subject.keyId}\` というキーは、アカウント prod-apps`);
  expect(entries).toEqual([]);
});

describe('a key that somebody needed not long ago', () => {
  const kept: Written[] = [
    ...inNotice,
    [at(0, 1), stopRequested, { actor: 'slack:U1 Maria Keller' }],
    [at(1), { type: 'RetirementKept', detail: { because: 'a stop' } }],
  ];
  const enqueueingAnew = async (input: EnqueueInput) => {
    const w = await world({ facts: kept, config: { ...config, operators } }).begun();
    const inspector = { ...w.ports.inspector, find: async () => ({ known: true as const, value: key }) };
    await w.withPorts({ inspector })['slack-enqueue'](input);
    return { said: w.whispers[0]?.text, news: await w.news() };
  };

  test('is left alone, and it is said how to ask all the same', async () => {
    const { said, news } = await enqueueingAnew(asked);
    expect(news).toEqual([]);
    expect(said).toContain('Maria Keller stopped it on');
    expect(said).toContain('put `--again` before the reason');
    expect(said).toContain('Maria Keller さんが');
    expect(said).toContain('理由の前に `--again` を');
  });

  test('is enqueued where the operator asks for it again', async () => {
    const { said, news } = await enqueueingAnew({ ...asked, again: true });
    expect(news).toEqual(['Enqueued']);
    expect(said).toContain('Enqueued: ');
  });
});

test('the freeze that keeps it from beginning is told, with its reason made harmless', async () => {
  const w = await world({ config: { ...config, operators } }).begun();
  const inspector = { ...w.ports.inspector, find: async () => ({ known: true as const, value: key }) };
  const stamp = { at: w.time.at, actor: 'operator kenji', retirementId: 'control', attempt: 'a-1' };
  const { control } = w.ports;
  await control.append(await control.read(), { type: 'Frozen', detail: { reason: '<!channel>' }, ...stamp });
  await w.withPorts({ inspector })['slack-enqueue'](asked);
  expect(w.whispers[0]?.text).toContain('&lt;!channel&gt;');
});

test('who is no operator enqueues nothing, whoever set this going', async () => {
  const { said, entries } = await enqueueing({ ...asked, by: { ...by, slackUserId: 'U1' } });
  expect(said).toContain('Only operators');
  expect(entries).toEqual([]);
});

test('where there is no way to answer it is enqueued all the same', async () => {
  const { entries, said } = await enqueueing({ ...asked, by: { slackUserId: 'U9', channel: 'C1' } });
  expect([entries.length, said]).toEqual([1, '']);
  expect(entries[0]?.actor).toBe('slack:U9');
});
