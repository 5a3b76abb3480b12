import type { Fact } from '../../lambda/core/entries';
import { foldControl } from '../../lambda/core/control';
import { at, enqueued, inNotice, inSoak1, stopRequested, subject } from './core/chains';
import type { Written } from './core/chains';
import type { Config } from '../../lambda/core/config';
import { config } from './core/configs';
import { world } from './world';
import type { World } from './world';

const due = { sweep: 'due' };
const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };
const other = 'AKIAV6CIQHZTAAAAAAAA';
const two: Config = { ...config, limits: { ...config.limits, breaker: { screams: 2, within: 'PT24H' } } };

/** The world's key soaks and was stopped; another was stopped in its soak as well, and has ended. */
async function screamed({ settings = two, first = at(2) } = {}): Promise<World> {
  const w = await world({ config: settings, facts: [...inSoak1, [at(2), stopRequested]] }).begun();
  w.time.at = at(2, 0, 5);
  await another(w, ...inSoak1.slice(1), [first, stopRequested], [first, kept]);
  return w;
}

async function another(w: World, ...facts: Written[]): Promise<void> {
  const begun = enqueued();
  const detail = { ...begun.detail, subject: { ...subject, keyId: other } };
  const all = [[at(0), { ...begun, detail } as Fact], ...facts] as Written[];
  const drafts = all.map(([when, fact]) => ({ ...fact, at: when, actor: 'test', retirementId: 'r-2', attempt: 'x' }));
  await w.tables.ledger.append({ keyId: other, entries: [] }, ...drafts);
}

const frozen = async (w: World) => {
  const state = foldControl(await w.ports.control.read());
  return state.known && state.value.frozen;
};

const control = async (w: World) => (await w.ports.control.read()).entries.map(({ type }) => type);

/** An operator freezes or thaws. */
const controlled = async (w: World, fact: Fact) =>
  w.ports.control.append(await w.ports.control.read(), {
    ...fact,
    ...{ at: w.time.at, actor: 'operator kenji', retirementId: 'control', attempt: 'y' },
  });

/** How the sweep asked that the operators be told. */
const asked = (w: World) =>
  w.invoked.filter(({ input }) => typeof input === 'object' && input !== null && 'tellOperators' in input);

/** What is posted where they are to be told: the channel and the words. */
async function told(w: World): Promise<string[][]> {
  const posts: string[][] = [];
  const { messenger } = w.ports;
  const post: typeof messenger.post = (channel, message, thread) => {
    posts.push([channel, message.text]);
    return messenger.post(channel, message, thread);
  };
  await w.withPorts({ messenger: { ...messenger, post } })['give-notice']({ tellOperators: true });
  return posts;
}

test('two keys that were needed freeze everything, and the operators hear why', async () => {
  const w = await screamed();
  expect((await w.app.watchdog(due)).problems).toEqual([]);
  expect(await frozen(w)).toMatchObject({
    by: 'keysunset watchdog',
    reason: expect.stringMatching(
      /^2 screams within 24 hours: AKIAV6CIQHZTAAAAAAAA .*, AKIAV6CIQHZTHY4JYCFU/,
    ) as string,
  });
  expect(asked(w)).toHaveLength(1);
  const posts = await told(w);
  expect(posts).toEqual([['C0FALLBACK', expect.stringMatching(/^Frozen: .*2 screams within 24 hours/) as string]]);
  expect((await w.ports.control.read()).entries).toMatchObject([
    { type: 'Frozen', actor: 'keysunset watchdog' },
    { type: 'OperatorsTold', actor: 'keysunset give notice' },
  ]);
});

describe('what the operators have to hear of a freeze', () => {
  test('is told by a later sweep where Slack did not take it, until they are told', async () => {
    const w = await screamed();
    await w.app.watchdog(due);
    w.slack.down = true;
    await expect(w.settled()).rejects.toThrow('Slack is down.');
    expect(await control(w)).toEqual(['Frozen']);
    for (const minute of [10, 15]) {
      w.time.at = at(2, 0, minute);
      await w.app.watchdog(due);
      expect(asked(w)).toHaveLength(1);
      await expect(w.settled()).rejects.toThrow('Slack is down.');
    }
    w.slack.down = false;
    // However long it took: the screams count no more.
    w.time.at = at(4);
    await w.app.watchdog(due);
    expect(await told(w)).toHaveLength(1);
    w.invoked.length = 0;
    await w.app.watchdog(due);
    expect([asked(w), await control(w)]).toEqual([[], ['Frozen', 'OperatorsTold']]);
  });

  test('is told once, though it is told to be told twice', async () => {
    const w = await screamed();
    await w.app.watchdog(due);
    expect([await told(w), await told(w)]).toEqual([[expect.anything()], []]);
    expect(await w.app['give-notice']({ tellOperators: true })).toEqual({ answer: 'told', seconds: 1 });
    expect(await control(w)).toEqual(['Frozen', 'OperatorsTold']);
  });

  test('is recorded once where two runs told it at once', async () => {
    const w = await screamed();
    await w.app.watchdog(due);
    const { messenger } = w.ports;
    const post: typeof messenger.post = async (...given) => {
      await w.app['give-notice']({ tellOperators: true });
      return messenger.post(...given);
    };
    await w.withPorts({ messenger: { ...messenger, post } })['give-notice']({ tellOperators: true });
    expect(await control(w)).toEqual(['Frozen', 'OperatorsTold']);
  });

  test('is nothing after a thaw', async () => {
    const w = await screamed();
    await w.app.watchdog(due);
    await controlled(w, { type: 'Thawed', detail: { reason: 'looked' } });
    expect(await told(w)).toEqual([]);
  });

  test('is nothing where one of them froze', async () => {
    const w = await screamed();
    await controlled(w, { type: 'Frozen', detail: { reason: 'incident 7' } });
    await w.app.watchdog(due);
    expect([asked(w), await told(w)]).toEqual([[], []]);
  });
});

test('what is frozen already is not frozen again', async () => {
  const w = await screamed();
  await w.app.watchdog(due);
  await w.app.watchdog(due);
  expect((await w.ports.control.read()).entries).toHaveLength(1);
});

test('after a thaw the same screams count no more', async () => {
  const w = await screamed();
  await w.app.watchdog(due);
  await controlled(w, { type: 'Thawed', detail: { reason: 'looked' } });
  await w.app.watchdog(due);
  expect(await frozen(w)).toBe(false);
});

test.each<[string, () => Promise<World>]>([
  ['one is too few', () => world({ config: two, facts: [...inSoak1, [at(2), stopRequested]] }).begun()],
  ['one of them was longer ago', () => screamed({ first: at(1, 0, 4) })],
  ['there is no breaker', () => screamed({ settings: config })],
  [
    'stops come before the first outage',
    async () => {
      const w = await world({ config: two, facts: [...inNotice, [at(0, 5), stopRequested]] }).begun();
      await another(w, ...inSoak1.slice(1), [at(2), stopRequested]);
      return w;
    },
  ],
])('nothing is frozen where %s', async (_, begin) => {
  const w = await begin();
  w.time.at = at(2, 0, 5);
  await w.app.watchdog(due);
  expect(await frozen(w)).toBe(false);
});

test('a breaker that cannot count is a problem that is seen, and keeps the sweep from nothing', async () => {
  const w = await screamed();
  const control = { ...w.ports.control, read: () => Promise.reject(new Error('throttled')) };
  const { looked, problems } = await w.withPorts({ control }).watchdog(due);
  expect(looked).toBe(2);
  expect(problems).toContain('breaker: throttled');
});
