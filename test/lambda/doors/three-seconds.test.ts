import { timeIsOver, timeLimit } from '../../../lambda/adapters/time-limit';
import type { Ports } from '../../../lambda/app';
import { Unavailable } from '../../../lambda/core/errors';
import { toMilliseconds } from '../../../lambda/core/time';
import { sign } from '../../../lambda/doors/slack-signature';
import { ANSWER } from '../../../lambda/doors/three-seconds';
import { asksAboutUse, at, inStage1, mayBeDeleted, retirementId, subject, useQuestioned } from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import { world } from '../world';
import type { World } from '../world';

const team = config.slack.workspace;

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'Date'] }));
afterEach(() => jest.useRealTimers());

/** Calls that nobody has answered or aborted. */
let open = 0;
const hang = (): Promise<never> =>
  new Promise((_, reject) => {
    open += 1;
    const aborted = (): void => {
      open -= 1;
      reject(new Unavailable('no answer'));
    };
    const over = timeIsOver();
    if (over?.aborted) aborted();
    else over?.addEventListener('abort', aborted);
  });

/** A world in which some calls hang. */
async function hanging(facts: Written[], slow: (w: World) => Partial<Ports>) {
  open = 0;
  const w = await world({ facts }).begun();
  await w.ports.holds.put({ token: 't-1', keyId: subject.keyId, retirementId, at: w.time.at });
  return { ...w, app: w.withPorts({ timeLimit, ...slow(w) }) };
}

/** What is answered, and after how many milliseconds. */
async function answered(asked: Promise<{ status: number; headers: Record<string, string> }>) {
  let over = false;
  void asked.catch(() => undefined).then(() => (over = true));
  for (let ms = 0; ms <= 10_000; ms += 50) {
    await jest.advanceTimersByTimeAsync(0);
    if (over) return { ...(await asked), ms };
    await jest.advanceTimersByTimeAsync(50);
  }
  throw new Error('It was not answered within 10 seconds.');
}

function send(w: World, type: string, rawBody: string) {
  const timestamp = String(toMilliseconds(w.time.at) / 1000);
  const signed = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': sign('shh', timestamp, rawBody) };
  return answered(w.app['slack-door']({ headers: { 'content-type': type, ...signed }, rawBody }));
}

function press(w: World, action = 'stop') {
  const payload = {
    type: 'block_actions',
    user: { id: 'U1', name: 'maria', team_id: team },
    team: { id: team },
    container: { channel_id: 'D1', message_ts: '1.1' },
    actions: [{ action_id: action, value: retirementId }],
    response_url: 'https://hooks.slack.com/actions/1/2/3',
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  return send(w, 'application/x-www-form-urlencoded', body);
}

function reply(w: World) {
  const event = {
    type: 'message',
    user: 'U1',
    text: 'stop',
    ts: '3.1',
    thread_ts: '1.1',
    channel: 'D1',
    user_team: team,
  };
  const body = { type: 'event_callback', team_id: team, event_id: 'Ev1', event };
  return send(w, 'application/json', JSON.stringify(body));
}

const notRecorded = {
  user: 'U1',
  text: expect.stringContaining('could not be recorded in time. Press again') as string,
};
const tooLate: Written[] = [...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]];

describe('what could not be recorded in time is answered as not recorded, and never as done:', () => {
  test.each<[string, (w: World) => Partial<Ports>]>([
    ['the chain is not read', ({ ports }) => ({ ledger: { ...ports.ledger, read: hang } })],
    ['the stop is not written', ({ ports }) => ({ ledger: { ...ports.ledger, append: hang } })],
    ['the button cannot be looked up', ({ ports }) => ({ references: { ...ports.references, find: hang } })],
  ])('%s', async (_, slow) => {
    const w = await hanging(inStage1, slow);
    const { status, ms } = await press(w);
    expect(status).toBe(503);
    expect(ms).toBeLessThanOrEqual(ANSWER);
    expect(w.whispers).toEqual([notRecorded]);
    expect([await w.news(), w.woken, w.invoked, open]).toEqual([[], [], [], 0]);
  });

  test('neither the chain is read nor can that be said: Slack shows its own warning', async () => {
    const w = await hanging(inStage1, ({ ports }) => ({
      ledger: { ...ports.ledger, read: hang },
      whisperer: { whisper: hang },
    }));
    const { status, ms } = await press(w);
    expect([status, open]).toEqual([503, 0]);
    expect(ms).toBeLessThanOrEqual(ANSWER);
  });

  test('the signing secret is not read, and to somebody of whom nothing is known nothing is said', async () => {
    const w = await hanging(inStage1, () => ({ signingSecret: hang }));
    const { status, ms } = await press(w);
    expect([status, w.whispers, await w.news(), open]).toEqual([503, [], [], 0]);
    expect(ms).toBeLessThanOrEqual(ANSWER);
  });

  test('a reply is sent again by Slack, since it was not taken', async () => {
    const w = await hanging(inStage1, ({ ports }) => ({ ledger: { ...ports.ledger, read: hang } }));
    const { status, headers, ms } = await reply(w);
    expect(status).toBe(503);
    expect(headers).not.toHaveProperty('x-slack-no-retry');
    expect(ms).toBeLessThanOrEqual(ANSWER);
  });

  test('an answer that is no stop', async () => {
    const asked: Written[] = [...asksAboutUse, [at(1), useQuestioned]];
    const w = await hanging(asked, ({ ports }) => ({ ledger: { ...ports.ledger, append: hang } }));
    expect((await press(w, 'dismiss')).status).toBe(503);
    expect([w.whispers, await w.news(), open]).toEqual([[notRecorded], [], 0]);
  });

  test('a fault of our own is said as well, and stays a failure', async () => {
    const w = await hanging(inStage1, ({ ports }) => ({
      ledger: { ...ports.ledger, read: () => Promise.reject(new TypeError('a bug')) },
    }));
    await expect(press(w)).rejects.toThrow('a bug');
    expect(w.whispers).toEqual([notRecorded]);
  });
});

test('a stop that was recorded after all, though nobody heard so, is one stop when it is pressed again', async () => {
  let lose = true;
  const w = await hanging(inStage1, ({ ports: { ledger } }) => ({
    ledger: {
      ...ledger,
      async append(chain, ...drafts) {
        const longer = await ledger.append(chain, ...drafts);
        if (lose) await hang();
        return longer;
      },
    },
  }));
  expect((await press(w)).status).toBe(503);
  expect([await w.news(), w.woken]).toEqual([['StopRequested'], []]);
  lose = false;
  expect((await press(w)).status).toBe(200);
  expect(await w.news()).toEqual(['StopRequested']);
  expect(w.woken).toEqual([{ token: 't-1', how: 'stop' }]);
});

describe('a stop that is recorded is done, whatever hangs behind it:', () => {
  const restore = { step: 'restore', input: { instruction: 'restore', because: 'somebody needs it' } };
  test.each<[string, (w: World) => Partial<Ports>, unknown[]]>([
    ['the execution', () => ({ waker: { stop: hang, reconsider: hang } }), [restore, { step: 'give-notice' }]],
    ['its hold', ({ ports }) => ({ holds: { ...ports.holds, newest: hang } }), [restore, { step: 'give-notice' }]],
    ['the notice', ({ ports }) => ({ steps: { ...ports.steps, giveNotice: hang } }), []],
    [
      'the execution, the restore step and the notice',
      ({ ports }) => ({
        waker: { stop: hang, reconsider: hang },
        steps: { ...ports.steps, restore: hang, giveNotice: hang },
      }),
      [],
    ],
    ['Slack', () => ({ whisperer: { whisper: hang } }), [{ step: 'give-notice' }]],
  ])('%s', async (_, slow, invoked) => {
    const w = await hanging(inStage1, slow);
    const { status, ms } = await press(w);
    expect([status, open]).toEqual([200, 0]);
    expect(ms).toBeLessThanOrEqual(ANSWER);
    expect(await w.news()).toEqual(['StopRequested']);
    expect(w.invoked).toMatchObject(invoked);
    expect(w.invoked).toHaveLength(invoked.length);
    expect(w.whispers).toEqual([]);
  });
});

describe('a stop that came too late', () => {
  test('is said to whoever pressed where its thread cannot be told', async () => {
    const w = await hanging(tooLate, ({ ports }) => ({ steps: { ...ports.steps, giveNotice: hang } }));
    expect((await press(w)).status).toBe(200);
    expect(w.whispers).toEqual([{ user: 'U1', text: expect.stringContaining('Too late') as string }]);
  });
  test('does not look like done where it can be told nowhere', async () => {
    const w = await hanging(tooLate, ({ ports }) => ({
      steps: { ...ports.steps, giveNotice: hang },
      whisperer: { whisper: hang },
    }));
    const { status, ms } = await press(w);
    expect([status, open]).toEqual([503, 0]);
    expect(ms).toBeLessThanOrEqual(ANSWER);
  });
});
