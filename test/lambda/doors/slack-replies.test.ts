import { Unavailable } from '../../../lambda/core/errors';
import type { Fact } from '../../../lambda/core/entries';
import { sign } from '../../../lambda/doors/slack-signature';
import { toMilliseconds } from '../../../lambda/core/time';
import { at, inNotice, inStage1, retirementId, stopRequested, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import { world } from '../world';
import type { World } from '../world';

const team = config.slack.workspace;
const others = [
  { keyId: 'AKIAY34FZKBOKMUTVV7A', retirementId: 'r-2', over: false },
  { keyId: 'AKIAUUFTW74FYAOZTORE', retirementId: 'r-3', over: false },
];
const ours = { keyId: subject.keyId, retirementId, over: false };

async function begun(...facts: Written[]): Promise<World> {
  const w = await world({ facts }).begun();
  await w.tables.places.put({ channel: 'D1' }, { ...ours, at: at(0) });
  return w;
}

/** `thread`: `undefined` in the direct messages themselves. */
interface Writes {
  thread?: string | undefined;
  channel?: string;
  from?: string;
  id?: string;
}

function write(w: World, text: string, { thread, channel = 'D1', from = team, id = 'Ev1' }: Writes = {}, app = w.app) {
  const event = {
    ...{ type: 'message', user: 'U1', text, ts: '3.1', channel, user_team: from },
    ...(thread && { thread_ts: thread }),
    channel_type: channel.startsWith('D') ? 'im' : 'channel',
  };
  const rawBody = JSON.stringify({ type: 'event_callback', team_id: team, event_id: id, event });
  const timestamp = String(toMilliseconds(w.time.at) / 1000);
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign('shh', timestamp, rawBody),
  };
  return app['slack-door']({ headers, rawBody });
}

describe('below a card, what is no stop', () => {
  test('is answered where it was written, and changes nothing', async () => {
    const w = await begun(...inNotice);
    expect((await write(w, 'what is this?', { thread: '1.1' })).status).toBe(200);
    expect(w.invoked).toEqual([
      {
        step: 'give-notice',
        input: { key: subject.keyId, retirementId, answer: { channel: 'D1', thread: '1.1', by: 'slack:U1' } },
      },
    ]);
    expect(await w.news()).toEqual([]);
  });

  test('is not answered where somebody of another workspace wrote it', async () => {
    const w = await begun(...inNotice);
    expect((await write(w, 'what is this?', { thread: '1.1', from: 'T0OTHER' })).status).toBe(200);
    expect(w.invoked).toEqual([]);
  });

  test('is answered once where Slack sends it again, and again where the answer could not be set going', async () => {
    const w = await begun(...inNotice);
    const { steps } = w.ports;
    const away = w.withPorts({ steps: { ...steps, giveNotice: () => Promise.reject(new Unavailable('Lambda')) } });
    expect((await write(w, 'hm', { thread: '1.1' }, away)).status).toBe(503);
    for (let i = 0; i < 3; i++) expect((await write(w, 'hm', { thread: '1.1' })).status).toBe(200);
    expect(w.invoked).toHaveLength(1);
  });

  test('is nobody’s where the thread is none of ours', async () => {
    const w = await begun(...inNotice);
    await write(w, 'stop', { thread: '9.9', channel: 'C1' });
    await write(w, 'hm', { thread: '9.9', channel: 'C1' });
    expect([await w.news(), w.invoked]).toEqual([[], []]);
  });
});

describe('in direct messages with one card', () => {
  test.each([
    ['in no thread', undefined],
    ['in a thread of their own words', '9.9'],
  ])('a stop %s is a stop of that card', async (_, thread) => {
    const w = await begun(...inStage1);
    await write(w, '使ってます', { thread });
    expect((await w.entries()).at(-1)).toMatchObject({
      type: 'StopRequested',
      detail: { how: 'reply', words: '使ってます' },
    });
    await w.settled();
    expect(w.iam.status).toBe('Active');
  });

  test('anything else is answered below it', async () => {
    const w = await begun(...inNotice);
    await write(w, 'hello?');
    expect(w.invoked).toMatchObject([{ input: { answer: { channel: 'D1', thread: '3.1', by: 'slack:U1' } } }]);
  });

  test('a stop that comes after its end is told so', async () => {
    const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };
    const w = await begun(...inNotice, [at(0, 1), stopRequested], [at(1), kept]);
    await w.tables.places.put({ channel: 'D1' }, { ...ours, over: true, at: at(1) });
    await write(w, 'stop');
    expect(w.invoked).toMatchObject([{ input: { say: { is: 'has ended' } } }]);
  });
});

describe('where several cards stand', () => {
  async function several(place: { channel: string; thread?: string }, ...facts: Written[]) {
    const w = await begun(...facts);
    for (const card of [ours, ...others]) await w.tables.places.put(place, { ...card, at: at(0) });
    return w;
  }
  const asked = (stop: boolean, spoken: object) => ({
    step: 'give-notice',
    input: {
      askWhich: {
        ...spoken,
        by: 'slack:U1',
        stop,
        cards: expect.arrayContaining([expect.objectContaining({ retirementId })]) as object[],
      },
    },
  });

  test.each([
    ['in direct messages', { channel: 'D1' }, {}, { channel: 'D1', thread: '3.1' }],
    [
      'in the thread of a digest',
      { channel: 'C1', thread: '5.5' },
      { channel: 'C1', thread: '5.5' },
      { channel: 'C1', thread: '5.5' },
    ],
  ])('%s, it is asked which is meant, and nothing is stopped', async (_, place, where, spoken) => {
    const w = await several(place, ...inStage1);
    await write(w, 'stop', where);
    await write(w, 'what is this?', { ...where, id: 'Ev2' });
    expect(w.invoked).toEqual([asked(true, spoken), asked(false, spoken)]);
    expect(await w.news()).toEqual([]);
  });

  test('a stop that names its key stops that one', async () => {
    const w = await several({ channel: 'C1', thread: '5.5' }, ...inStage1);
    await write(w, `stop ${subject.keyId}`, { channel: 'C1', thread: '5.5' });
    expect(await w.news()).toEqual(['StopRequested']);
  });

  test('a reply below a card that stands by itself is of that card', async () => {
    const w = await several({ channel: 'D1' }, ...inStage1);
    await write(w, 'stop', { thread: '1.1' });
    expect(await w.news()).toEqual(['StopRequested']);
  });

  test('a reply in the thread of a digest in direct messages is of the cards in it, not of those beside it', async () => {
    const w = await several({ channel: 'D1' }, ...inStage1);
    await w.tables.places.put({ channel: 'D1', thread: '5.5' }, { ...ours, at: at(0) });
    await write(w, 'stop', { thread: '5.5' });
    expect(await w.news()).toEqual(['StopRequested']);
  });

  test('the stop of somebody of another workspace stops nothing, and its thread is told', async () => {
    const w = await several({ channel: 'C1', thread: '5.5' }, ...inStage1);
    expect((await write(w, 'stop', { channel: 'C1', thread: '5.5', from: 'T0OTHER' })).status).toBe(200);
    expect(await w.news()).toEqual([]);
    expect(w.invoked).toMatchObject([{ input: { say: expect.stringContaining('did not stop anything') as string } }]);
  });

  test('no more are asked about than a message has room for', async () => {
    const w = await begun(...inNotice);
    for (let n = 0; n < 60; n++) {
      const card = { keyId: 'AKIAY34FZKBOKMUTVV7A', retirementId: `r-x${n}`, over: false };
      await w.tables.places.put({ channel: 'D1' }, { ...card, at: at(0) });
    }
    await write(w, 'stop');
    expect(w.invoked).toMatchObject([{ input: { askWhich: { cards: { length: 45 } } } }]);
  });
});
