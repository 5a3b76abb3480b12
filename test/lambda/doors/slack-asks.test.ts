import { Unavailable } from '../../../lambda/core/errors';
import type { Ports } from '../../../lambda/app';
import { at, inNotice, inStage1, mayBeDeleted, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import { FORM, command, inFields, sealed } from '../../fuzz/real-requests';
import type { Fields } from '../../fuzz/real-requests';
import { world } from '../world';
import type { World } from '../world';

const key = subject.keyId;
const operators = [{ slackUserId: 'U9', name: 'kenji.sato' }];
const begun = (...facts: Written[]) => world({ facts, config: { ...config, operators } }).begun();

async function typed(w: World, text: string, changed: Fields = {}, ports: Partial<Ports> = {}) {
  const { 'slack-door': door } = w.withPorts(ports);
  const { status, body } = await door(sealed(FORM, inFields({ ...command(), text, ...changed }), { now: w.time.at }));
  const said = status === 200 ? (JSON.parse(body) as { response_type: string; text: string }) : undefined;
  return { status, said: said?.text, seenBy: said?.response_type };
}
const kenji = { user_id: 'U9', user_name: 'kenji' };
const controlled = async (w: World) => (await w.ports.control.read()).entries;
const nothing = async (w: World) => expect([await w.news(), await controlled(w), w.invoked]).toEqual([[], [], []]);

describe('stop', () => {
  test('is anybody’s, is in the ledger before it is answered, and gives the key back', async () => {
    const w = await begun(...inStage1);
    const { status, said, seenBy } = await typed(w, `stop ${key} the release needs it`);
    expect([status, seenBy]).toEqual([200, 'ephemeral']);
    expect(said).toContain(`Stopped: \`${key}\` is kept.`);
    expect(said).toContain(`\`${key}\` は残します。`);
    expect((await w.entries()).at(-1)).toMatchObject({
      type: 'StopRequested',
      actor: 'slack:U1 maria',
      detail: { how: 'command', words: 'the release needs it' },
    });
    await w.settled();
    expect(w.iam.status).toBe('Active');
  });
  test('needs no words', async () => {
    const w = await begun(...inNotice);
    await typed(w, `stop ${key}`);
    expect((await w.entries()).at(-1)).toMatchObject({ detail: { how: 'command' } });
  });
  test.each<[string, Written[], string]>([
    [
      'too late',
      [...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]],
      'Too late',
    ],
    ['over', [...mayBeDeleted, [at(32), { type: 'KeyDeleted', detail: {} }]], 'A deleted key cannot be brought back'],
  ])('that is %s says so', async (_, facts, said) => {
    const w = await begun(...facts);
    expect((await typed(w, `stop ${key}`)).said).toContain(said);
    expect(await w.news()).not.toContain('StopRequested');
  });
  test('of a key that was never enqueued says so', async () => {
    const w = await begun(...inStage1);
    expect((await typed(w, 'stop AKIAIOSFODNN7EXAMPLE')).said).toContain('was never enqueued');
    await nothing(w);
  });
});

describe('freeze and thaw', () => {
  test('are recorded before they are answered, with who and why', async () => {
    const w = await begun(...inNotice);
    expect((await typed(w, 'freeze incident 42', kenji)).said).toContain('Frozen: no outage begins');
    expect((await typed(w, 'freeze', kenji)).said).toContain('Frozen already.');
    expect((await typed(w, 'thaw', kenji)).said).toContain('Thawed');
    expect((await typed(w, 'thaw', kenji)).said).toContain('It is not frozen');
    expect(await controlled(w)).toMatchObject([
      { type: 'Frozen', actor: 'slack:U9 kenji', detail: { reason: 'incident 42' } },
      { type: 'Thawed', actor: 'slack:U9 kenji', detail: { reason: 'said in Slack' } },
    ]);
  });
  test('a thaw while everything is being given back is refused, and says so', async () => {
    const w = await begun(...inNotice);
    const { control } = w.ports;
    const stamp = { at: w.time.at, actor: 'operator kenji', retirementId: 'control', attempt: 'a-1' };
    await control.append(
      await control.read(),
      { type: 'Frozen', detail: { reason: 'x' }, ...stamp },
      { type: 'RestoreAllStarted', detail: { reason: 'x' }, ...stamp },
    );
    expect((await typed(w, 'thaw', kenji)).said).toContain('Not thawed: everything is being given back');
  });
  test.each(['freeze', 'thaw now', `enqueue ${key} old`])('%s is the operators’ alone', async (text) => {
    const w = await begun(...inNotice);
    expect((await typed(w, text)).said).toContain('Only operators can do that, so nothing was done.');
    await nothing(w);
  });
  test('nobody is an operator where the configuration names none', async () => {
    const w = await world({ facts: inNotice }).begun();
    expect((await typed(w, 'freeze', kenji)).said).toContain('Only operators');
  });
});

describe('enqueue', () => {
  test('is handed on with who asked and where the answer goes; until it has come nothing is said to be done', async () => {
    const w = await begun();
    expect((await typed(w, `enqueue ${key} unused, SEC-412`, kenji)).said).toContain('until then it is not enqueued');
    const by = {
      ...{ slackUserId: 'U9', name: 'kenji', channel: 'D1' },
      responseUrl: 'https://hooks.slack.com/commands/1/2/3',
    };
    expect(w.invoked).toEqual([{ step: 'slack-enqueue', input: { keyId: key, reason: 'unused, SEC-412', by } }]);
    expect(await w.entries()).toEqual([]);
  });
  test('of a key that is to be left alone is handed on with that', async () => {
    const w = await begun();
    await typed(w, `enqueue ${key} --again SEC-412`, kenji);
    expect(w.invoked).toMatchObject([{ input: { keyId: key, again: true, reason: 'SEC-412' } }]);
  });
  test('with an option that there is not is answered with the one that there is', async () => {
    const w = await begun();
    expect((await typed(w, `enqueue ${key} --priority 3 old`, kenji)).said).toContain('the only option is `--again`');
    await nothing(w);
  });
  test('that could not be handed on is said not to be recorded', async () => {
    const w = await begun();
    const steps = { ...w.ports.steps, enqueue: () => Promise.reject(new Unavailable('no answer')) };
    expect(await typed(w, `enqueue ${key} old`, kenji, { steps })).toMatchObject({ status: 503 });
    expect(w.whispers).toEqual([{ user: 'U9', text: expect.stringContaining('could not be recorded') as string }]);
  });
});

test('what could not be recorded is said to whoever typed it, and never looks like done', async () => {
  const w = await begun(...inStage1);
  w.tables.outOfReach(true);
  for (const [text, who] of [
    [`stop ${key}`, {}],
    ['freeze', kenji],
  ] as const) {
    expect(await typed(w, text, who)).toEqual({ status: 503, said: undefined, seenBy: undefined });
  }
  expect(w.whispers).toEqual([
    { user: 'U1', text: expect.stringContaining('Type it again') as string },
    { user: 'U9', text: expect.stringContaining('Type it again') as string },
  ]);
});

test('a fault of our own is told as not recorded too, and is let through', async () => {
  const w = await begun(...inStage1);
  const ledger = { ...w.ports.ledger, read: () => Promise.reject(new TypeError('a bug')) };
  await expect(typed(w, `stop ${key}`, {}, { ledger })).rejects.toThrow('a bug');
  expect(w.whispers).toHaveLength(1);
});

test('somebody of another workspace is turned down and told, whatever they type', async () => {
  const w = await begun(...inStage1);
  for (const text of [`stop ${key}`, 'status', 'help']) {
    expect(await typed(w, text, { team_id: 'T0OTHER' })).toMatchObject({ status: 403 });
  }
  expect(w.whispers[0]?.text).toContain('only people of this workspace');
  await nothing(w);
});

test('help, and what cannot be understood, is answered with what can be typed, in both languages', async () => {
  const w = await begun(...inStage1);
  const { said } = await typed(w, 'help', { command: '/keysunset-test' });
  expect(said).toContain('`/keysunset-test stop AKIA… why`  keep a key');
  expect(said).toContain('キーを残す');
  expect((await typed(w, `enqueue ${key}`)).said).toMatch(/^Nothing was done: wanted is why/);
  await nothing(w);
});

test('what is no key id is not repeated: it may be a secret', async () => {
  const w = await begun(...inStage1);
  const { said } = await typed(w, 'stop wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
  expect(said).toContain('wanted is an access key id');
  expect(said).not.toContain('wJalr');
});
