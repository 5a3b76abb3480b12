import type { Head } from '../../lambda/core/head';
import { after } from '../../lambda/core/time';
import { inLanes } from '../../lambda/lanes';
import { turnsOf } from '../../lambda/turns';
import { at, change, inNotice, inStage1, subject } from './core/chains';
import type { Written } from './core/chains';
import { overtaken, world } from './world';
import type { World } from './world';

const { keyId } = subject;
const bad = 'AKIAIOSFODNN7EXAMPLE';
const live = { sweep: 'live' };
const final = { sweep: 'final' };

/** Frozen, and asked to give everything back, two minutes into the first outage. */
async function asked(...facts: Written[]) {
  const w = await world({ facts: facts.length > 0 ? facts : inStage1 }).begun();
  w.time.at = at(1, 0, 2);
  await ask(w, 'POST /restore-all');
  w.invoked.length = 0;
  return w;
}
const ask = (w: World, routeKey: string, app = w.app) =>
  app['operator-door']({
    routeKey,
    body: JSON.stringify({ reason: 'incident 42' }),
    requestContext: { authorizer: { iam: { userArn: 'arn:aws:iam::111122223333:user/kenji' } } },
  });
const control = async (w: World) => (await w.ports.control.read()).entries.map(({ type }) => type);
const said = async (w: World) => (await w.ports.control.read()).entries.at(-1)?.detail;
/** A ledger that cannot tell of one key, which the indexes and the table name. */
function withBadRow(w: World) {
  const { heads, ledger } = w.ports;
  return w.withPorts({
    heads: {
      ...heads,
      async *byStatus(status) {
        if (status === 'outage') yield { keyId: bad } as Head;
        yield* heads.byStatus(status);
      },
      async *everyKeyId() {
        yield bad;
        yield* heads.everyKeyId();
      },
    },
    ledger: { ...ledger, read: (of) => (of === bad ? Promise.reject(new Error('tampered')) : ledger.read(of)) },
  });
}

describe('at once', () => {
  test('a key that is off is given back by the restore step, and its retirement goes on', async () => {
    const w = await asked();
    expect(await w.app['restore-all'](live)).toEqual({ looked: 1, restored: 1, problems: [] });
    await w.settled();
    expect([w.iam.status, w.iam.calls]).toEqual(['Active', ['restore']]);
    expect(await w.news()).toEqual(['RestoreStarted', 'KeyRestored', 'SoakStarted', 'NoticeGiven']);
    expect(w.slack.said.at(-1)).toContain('all keys were given back at once. This outage is repeated later');
  });

  test('a second run finds nothing left to do', async () => {
    const w = await asked();
    await w.app['restore-all'](live);
    await w.settled();
    expect(await w.app['restore-all'](live)).toMatchObject({ looked: 1, restored: 0 });
  });

  test('one bad row never stops the others', async () => {
    const w = await asked();
    expect(await withBadRow(w)['restore-all'](live)).toEqual({
      looked: 2,
      restored: 1,
      problems: [`${bad}: tampered`],
    });
  });

  test('a key that nobody switched off is not touched', async () => {
    const w = await asked(...inNotice);
    expect(await w.app['restore-all'](live)).toMatchObject({ looked: 1, restored: 0 });
  });

  test('nothing happens where nobody asked for it', async () => {
    const w = await world({ facts: inStage1 }).begun();
    expect(await w.app['restore-all'](live)).toEqual({ looked: 0, restored: 0, problems: [] });
    await ask(w, 'POST /freeze');
    expect(await w.app['restore-all'](final)).toEqual({ looked: 0, restored: 0, problems: [] });
    await expect(w.app['restore-all']({ sweep: 'all' })).rejects.toThrow();
  });

  test('what does not fit into one run is left to the next', async () => {
    const w = await asked();
    const { ledger } = w.ports;
    const slow = {
      ...ledger,
      read: async (of: string) => {
        w.time.at = after(w.time.at, 13 * 60);
        return ledger.read(of);
      },
    };
    const heads = {
      ...w.ports.heads,
      async *byStatus(status: Head['status']) {
        if (status === 'outage') for (let n = 0; n < 20; n++) yield { keyId } as Head;
      },
    };
    const { looked } = await w.withPorts({ ledger: slow, heads })['restore-all'](live);
    expect(looked).toBeLessThan(20);
  });
});

describe('a fence after the freeze', () => {
  const rounds = async (w: World, app = w.app) => {
    await app['restore-all'](final);
    for (let next = w.invoked.shift(); next; next = w.invoked.shift()) await app[next.step](next.input);
  };

  test('it waits for the fence, confirms in the ordinary way, and says that all are back', async () => {
    const w = await asked();
    await w.app['restore-all'](live);
    await w.settled();
    w.time.at = at(1, 0, 12);
    await rounds(w);
    expect(await w.news()).toContain('RestoreConfirmed');
    expect((await w.retirement()).claim).toBeUndefined();
    expect(await said(w)).toEqual({ back: 1, notBack: [], left: [] });
    expect(w.time.at > at(1, 0, 17)).toBe(true);
  });

  test('a key that no HEAD shows is found, given back, and named until it is confirmed', async () => {
    const w = await asked();
    w.tables.loseHead(keyId);
    expect(await w.app['restore-all'](live)).toMatchObject({ looked: 0 });
    w.time.at = at(1, 0, 17);
    await rounds(w);
    expect(w.iam.status).toBe('Active');
    expect(await said(w)).toEqual({ back: 0, notBack: [keyId], left: [] });
    w.time.at = at(1, 0, 40);
    await rounds(w);
    expect(await said(w)).toEqual({ back: 1, notBack: [], left: [] });
  });

  test('a late call that switched it off again is undone before anybody says that it is back', async () => {
    const w = await asked();
    await w.app['restore-all'](live);
    await w.settled();
    w.iam.status = 'Inactive';
    w.time.at = at(1, 0, 17);
    await rounds(w);
    expect(w.iam.status).toBe('Active');
    expect(await said(w)).toEqual({ back: 0, notBack: [keyId], left: [] });
  });

  test('what somebody else switched off is told, and left', async () => {
    const w = await asked(...inStage1, [at(1, 0, 1), change(at(1, 0, 1), 'Inactive')]);
    await w.app['restore-all'](live);
    w.time.at = at(1, 0, 17);
    await rounds(w);
    expect([w.iam.status, await said(w)]).toEqual(['Inactive', { back: 0, notBack: [], left: [keyId] }]);
  });

  test('what cannot be read is not back, as far as anybody knows; the same is not said twice', async () => {
    const w = await asked(...inNotice);
    w.time.at = at(1, 0, 17);
    await rounds(w, withBadRow(w));
    expect(await said(w)).toEqual({ back: 0, notBack: [bad], left: [] });
    await rounds(w, withBadRow(w));
    expect(await control(w)).toEqual(['Frozen', 'RestoreAllStarted', 'RestoreAllFinished']);
  });

  test('what it says is said once more where somebody else was quicker', async () => {
    const w = await asked(...inNotice);
    w.time.at = at(1, 0, 17);
    const quicker = w.ports.control;
    const racing = {
      ...quicker,
      append: overtaken({ ...w.ports.ledger, append: quicker.append }, 'RestoreAllFinished', async () => {
        const stamp = { at: w.time.at, actor: 'x', retirementId: 'control', attempt: 'x' };
        await quicker.append(await quicker.read(), { type: 'Frozen', detail: { reason: 'again' }, ...stamp });
      }).append,
    };
    await w.withPorts({ control: racing })['restore-all'](final);
    expect(await control(w)).toEqual(['Frozen', 'RestoreAllStarted', 'Frozen', 'RestoreAllFinished']);
  });
});

test('the watchdog sets it going again until all are confirmed, and tells where it cannot', async () => {
  const w = await asked();
  await w.app.watchdog({ sweep: 'due' });
  expect(w.invoked).toEqual([{ step: 'restore-all', input: live }]);
  w.time.at = at(1, 0, 12);
  w.invoked.length = 0;
  await w.app.watchdog({ sweep: 'due' });
  expect(w.invoked).toContainEqual({ step: 'restore-all', input: final });
  const down = { ...w.ports.control, read: () => Promise.reject(new Error('down')) };
  const { problems, looked } = await w.withPorts({ control: down }).watchdog({ sweep: 'due' });
  expect([problems, looked]).toEqual([['restore-all: down'], 1]);
});

test('turns come evenly, and a turn that waits for its moment holds up no other', async () => {
  let now = at(0);
  const clock = { now: () => now };
  const pause = { until: async (moment: string) => void (now = moment > now ? moment : now) };
  const turn = turnsOf(10, { clock, pause });
  const moments: string[] = [];
  for (let n = 0; n < 5; n++) {
    await turn(at(0));
    moments.push(now);
  }
  expect(moments).toEqual([0, 0.1, 0.2, 0.3, 0.4].map((s) => after(at(0), s)));
  await turn(at(1));
  await turn(at(0));
  expect(now).toBe(after(at(1), 0.1));
});

const ten = Array.from({ length: 10 }, (_, n) => n);
async function* arriving() {
  yield* ten;
}

test.each([
  ['as they come', arriving()],
  ['of a list', ten],
])('lanes take each item %s once, so many at a time', async (_, items) => {
  const taken: number[] = [];
  let atOnce = 0;
  let most = 0;
  await inLanes(3, items, async (n) => {
    most = Math.max(most, ++atOnce);
    await new Promise(setImmediate);
    taken.push(n);
    atOnce -= 1;
  });
  expect([taken.sort(), most]).toEqual([ten, 3]);
});
