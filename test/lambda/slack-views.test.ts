import type { FormName, ViewInput } from '../../lambda/core/ports';
import { at, inNotice, inStage1, stopRequested } from './core/chains';
import type { Written } from './core/chains';
import { input, world } from './world';
import type { World } from './world';

const begun = (...facts: Written[]) => world({ facts }).begun();
const asked = (show: FormName, of: Partial<ViewInput> = {}): ViewInput => ({
  ...{ ...input, show },
  to: { slackUserId: 'U1', channel: 'D1', triggerId: '1.2.3', responseUrl: 'https://hooks.slack.com/actions/1' },
  ...of,
});
const titleOf = ({ slack }: World): unknown => (slack.opened.at(-1)?.['title'] as { text: string } | undefined)?.text;

test.each<[FormName, string]>([
  ['snooze', 'Not now'],
  ['not mine', 'Not mine'],
  ['evidence', 'All evidence'],
])('the button of %s opens its modal', async (show, title) => {
  const w = await begun(...inStage1);
  await w.app['slack-views'](asked(show));
  expect(titleOf(w)).toBe(title);
  expect([w.whispers, await w.news()]).toEqual([[], []]);
});

test('a form gives back of which retirement it is, where it was opened, and in which language', async () => {
  const w = await begun(...inStage1);
  await w.app['slack-views'](asked('snooze'));
  expect(w.slack.opened).toMatchObject([{ private_metadata: `${input.retirementId}.D1.en` }]);
});

test('a freeze is an operator’s: others are told so', async () => {
  const w = await begun(...inStage1);
  await w.app['slack-views'](asked('freeze'));
  expect([w.slack.opened, w.whispers]).toMatchObject([
    [],
    [{ text: expect.stringContaining('Only operators') as string }],
  ]);
  const config = { ...w.ports.config, operators: [{ slackUserId: 'U1', name: 'maria' }] };
  await w.withPorts({ config })['slack-views'](asked('freeze'));
  expect(titleOf(w)).toBe('Freeze everything');
});

describe('whoever pressed is told, and nothing looks done, where', () => {
  const told = async (w: World, of: Partial<ViewInput> = {}) => {
    await w.app['slack-views'](asked('snooze', of)).catch(() => undefined);
    expect(w.slack.opened).toEqual([]);
    return w.whispers;
  };
  const says = (text: string) => [{ user: 'U1', text: expect.stringContaining(text) as string }];

  test('Slack is down', async () => {
    const w = await begun(...inStage1);
    w.slack.down = true;
    expect(await told(w)).toEqual(says('Press again'));
  });
  test('it came too late', async () => {
    const w = await begun(...inStage1);
    w.slack.late = true;
    expect(await told(w)).toEqual(says('Press again'));
  });
  test('the ledger is out of reach', async () => {
    const w = await begun(...inStage1);
    w.tables.outOfReach(true);
    expect(await told(w)).toEqual(says('Press again'));
  });
  test('it is not theirs to put off', async () => {
    const to = { ...asked('snooze').to, slackUserId: 'U7' };
    const w = await begun(...inStage1);
    expect(await told(w, { to })).toMatchObject([{ text: expect.stringContaining('Only the owner') as string }]);
    await w.app['slack-views'](asked('evidence', { to }));
    expect(titleOf(w)).toBe('All evidence');
  });
  test('it is ending', async () => {
    expect(await told(await begun(...inStage1, [at(1, 0, 1), stopRequested]))).toEqual(says('too late'));
  });
  test('a later retirement of the key has begun', async () => {
    expect(await told(await begun(...inNotice), { retirementId: 'retirement-0' })).toEqual(says('has ended'));
  });
});

test('what does not pass by itself is told as well, and is an error that somebody sees', async () => {
  const w = await begun(...inStage1);
  const views = { ...w.ports.views, open: () => Promise.reject(new Error('Slack refused views.open')) };
  await expect(w.withPorts({ views })['slack-views'](asked('snooze'))).rejects.toThrow('refused');
  expect(w.whispers).toHaveLength(1);
});

describe('a modal is in the language of whoever pressed:', () => {
  const operators = [{ slackUserId: 'U9', name: 'hana.mori' }];
  const pressedBy = async (locale: string, of: { down?: true } = {}) => {
    const w = await begun(...inStage1);
    const person = { slackUserId: 'U9', name: 'Hana', timeZone: 'Asia/Tokyo', locale };
    const reading = of.down ? { known: false as const, why: 'down' } : { known: true as const, value: person };
    const config = { ...w.ports.config, operators };
    const app = w.withPorts({ config, messenger: { ...w.ports.messenger, person: async () => reading } });
    await app['slack-views'](asked('snooze', { to: { ...asked('snooze').to, slackUserId: 'U9' } }));
    return titleOf(w);
  };
  test('as their Slack is set', async () => {
    expect([await pressedBy('ja-JP'), await pressedBy('de-DE')]).toEqual(['今は困る', 'Not now']);
  });
  test('as the configuration says, where Slack does not say', async () => {
    expect(await pressedBy('ja-JP', { down: true })).toBe('Not now');
  });
  test('the owner’s stands in the ledger, and Slack is not asked', async () => {
    const owner = { kind: 'person', slackUserId: 'U1', name: 'Maria', found: 'tag owner', locale: 'ja-JP' } as const;
    const w = await begun(...inStage1);
    await w.wrote({ type: 'OwnerResolved', detail: { owner, tried: [] } });
    const person = () => Promise.reject(new Error('asked Slack'));
    await w.withPorts({ messenger: { ...w.ports.messenger, person } })['slack-views'](asked('snooze'));
    expect(titleOf(w)).toBe('今は困る');
  });
});
