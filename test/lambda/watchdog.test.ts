import type { Announcement } from '../../lambda/core/ports';
import { ANNOUNCED_FOR } from '../../lambda/core/protocol';
import { after } from '../../lambda/core/time';
import {
  enqueued,
  at,
  change,
  confirmed,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  mayBeDeleted,
  retirementId,
  start,
  stopRequested,
  subject,
} from './core/chains';
import type { Written } from './core/chains';
import { input, overtaken, world } from './world';
import type { World } from './world';

const { keyId } = subject;
const dispatched: Written = [at(0), { type: 'Dispatched', detail: { execution: 'execution:r-1' } }];
const due = { sweep: 'due' };
const soaking: Written[] = [...inSoak1, [at(1, 1), confirmed]];
const died = (name = retirementId) => ({ detail: { name, status: 'ABORTED', input: JSON.stringify(input) } });

async function begun(now: string, ...facts: Written[]) {
  const w = await world({ facts }).begun();
  w.time.at = now;
  return w;
}
const holds = (w: World, of = retirementId) =>
  w.ports.holds.put({ token: 't-1', keyId, retirementId: of, at: w.time.at });
async function announced({ ports: { announcements } }: World) {
  const all: Announcement[] = [];
  for await (const one of announcements.all()) all.push(one);
  return all;
}
/** As if it had all been announced long ago. */
async function forgotten(w: World) {
  for (const one of await announced(w)) await w.ports.announcements.forget(one);
}
/** HEADs without what this release writes into them. */
function ofAnEarlierRelease({ ports: { heads } }: World): World['ports']['heads'] {
  return {
    ...heads,
    async *byStatus(status) {
      for await (const { watchFrom: _, ...head } of heads.byStatus(status)) yield head;
    },
    async *toWatch() {
      // None of them is in the index.
    },
  };
}
/** Sweeps every five minutes, with whatever each sets going. */
async function sweeps(w: World, ...minutes: number[]) {
  const from = w.time.at;
  for (const minute of minutes) {
    w.time.at = new Date(Date.parse(from) + minute * 60_000).toISOString();
    await w.app.watchdog(due);
    await w.settled();
  }
}

describe('a sweep', () => {
  test('gives back what is overdue, whatever became of its execution', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    expect(await w.app.watchdog(due)).toEqual({ looked: 1, did: [{ keyId, job: 'restore' }], problems: [] });
    await w.settled();
    expect(w.iam.status).toBe('Active');
  });

  test('leaves alone what is not due', async () => {
    const w = await begun(at(1, 0, 5), ...inStage1);
    expect(await w.app.watchdog(due)).toMatchObject({ did: [], problems: [] });
  });

  test('reads a chain when it is time, and not before', async () => {
    const w = await begun(at(1, 0, 5), ...inStage1);
    await forgotten(w);
    expect(await w.app.watchdog(due)).toMatchObject({ looked: 0 });
    w.time.at = at(1, 0, 11);
    expect(await w.app.watchdog(due)).toMatchObject({ looked: 1, did: [{ keyId, job: 'restore' }] });
  });

  test('reads a chain that somebody has just appended to, whatever its HEAD says', async () => {
    const w = await begun(at(1, 0, 5), ...inStage1);
    await forgotten(w);
    await w.wrote(stopRequested);
    w.tables.loseHead(keyId);
    w.time.at = at(1, 0, 6);
    expect(await w.app.watchdog(due)).toMatchObject({ looked: 1, did: [{ keyId, job: 'restore' }] });
    expect(await announced(w)).toEqual([{ keyId, at: at(1, 0, 5) }]);
  });

  test('rebuilds HEAD once nothing can land any more that was announced, and forgets it', async () => {
    const w = await begun(at(1, 0, 5), ...inStage1);
    w.tables.loseHead(keyId);
    w.time.at = after(start, ANNOUNCED_FOR);
    await w.app.watchdog(due);
    expect(await announced(w)).toEqual([]);
    w.time.at = at(1, 0, 11);
    expect(await w.app.watchdog(due)).toMatchObject({ looked: 1, did: [{ keyId, job: 'restore' }] });
  });

  test('forgets nothing that was announced for a key that it could not serve', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    const ledger = { ...w.ports.ledger, rebuildHead: () => Promise.reject(new Error('throttled')) };
    const { problems } = await w.withPorts({ ledger }).watchdog(due);
    expect([problems, await announced(w)]).toEqual([[`${keyId}: throttled`], [{ keyId, at: start }]]);
  });

  test('reads each chain once, however often it was announced', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    await w.wrote(stopRequested);
    expect(await announced(w)).toHaveLength(2);
    expect(await w.app.watchdog(due)).toMatchObject({ looked: 1 });
  });

  test('once an hour also reads what an earlier release wrote, whose HEAD does not say when', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    await forgotten(w);
    const heads = ofAnEarlierRelease(w);
    expect(await w.withPorts({ heads }).watchdog(due)).toMatchObject({ looked: 0 });
    w.time.at = at(1, 1);
    expect(await w.withPorts({ heads }).watchdog(due)).toMatchObject({ looked: 1, did: [{ keyId, job: 'restore' }] });
  });

  test('leaves unread what waits to be started, at no hour', async () => {
    const w = await begun(at(1, 1), [at(0), enqueued()]);
    await forgotten(w);
    expect(await w.app.watchdog(due)).toMatchObject({ looked: 0 });
  });

  test('is never stopped by one bad row', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    const bad = 'AKIAIOSFODNN7EXAMPLE';
    const { heads, ledger } = w.ports;
    const result = await w
      .withPorts({
        heads: {
          ...heads,
          async *toWatch(status, now) {
            if (status === 'enqueued') yield bad;
            yield* heads.toWatch(status, now);
          },
        },
        ledger: { ...ledger, read: (of) => (of === bad ? Promise.reject(new Error('tampered')) : ledger.read(of)) },
      })
      .watchdog(due);
    expect(result).toEqual({ looked: 2, did: [{ keyId, job: 'restore' }], problems: [`${bad}: tampered`] });
  });

  test('of everything rebuilds what a crash hid, and gives that back too', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    w.tables.loseHead(keyId);
    await forgotten(w);
    expect(await w.app.watchdog(due)).toMatchObject({ looked: 0 });
    expect(await w.app.watchdog({ sweep: 'everything' })).toMatchObject({ did: [{ keyId, job: 'restore' }] });
    expect(await w.app.watchdog(due)).toMatchObject({ looked: 1 });
  });

  test('of everything frees the place of the user’s one dark key that a late call took after the end', async () => {
    const kept: Written = [at(0, 2), { type: 'RetirementKept', detail: { because: 'stop: button' } }];
    const w = await begun(at(1, 1), ...inNotice, [at(0, 1), stopRequested], kept);
    const { accountId, userId } = subject;
    await w.ports.limits.takeDarkKey(accountId, userId, retirementId);
    await w.app.watchdog({ sweep: 'everything' });
    await w.settled();
    expect(await w.ports.limits.darkKeyOf(accountId, userId)).toBeUndefined();
  });

  test('of everything passes by a key that was never enqueued', async () => {
    const w = await begun(at(1));
    await w.wrote(stopRequested);
    expect(await w.app.watchdog({ sweep: 'everything' })).toEqual({ looked: 1, did: [], problems: [] });
  });

  test('that nobody asked for is refused', async () => {
    const w = await begun(at(1));
    await expect(w.app.watchdog({ sweep: 'all' })).rejects.toThrow();
  });
});

describe('use in a soak', () => {
  const lastUse = { at: at(2), service: 's3', region: 'us-east-1' };
  const callers = [
    {
      sourceIp: '10.2.3.4',
      userAgent: 'cron',
      action: 's3:ListBuckets',
      region: 'us-east-1',
      calls: 2,
      failed: 0,
      lastAt: at(2),
    },
  ];

  test('is a scream that ends it, with who called', async () => {
    const w = await begun(at(2, 3), ...soaking);
    Object.assign(w.iam, { lastUse, callers });
    await holds(w);
    expect(await w.app.watchdog(due)).toMatchObject({ did: [{ job: 'read the use' }] });
    expect((await w.retirement()).ending).toMatchObject({ scream: { sign: 'use', lastUse, callers } });
    expect(w.woken).toEqual([{ token: 't-1', how: 'stop' }]);
  });

  test('is a scream also where CloudTrail cannot tell who called', async () => {
    const w = await begun(at(2, 3), ...soaking);
    w.iam.lastUse = lastUse;
    w.iam.down.add('callers');
    await w.app.watchdog(due);
    expect((await w.retirement()).ending).toMatchObject({ scream: { callers: 'unknown' } });
    expect(w.woken).toEqual([]);
  });

  test('from before the key was given back is none', async () => {
    const w = await begun(at(2, 3), ...soaking);
    w.iam.lastUse = { ...lastUse, at: at(1) };
    await w.app.watchdog(due);
    expect(await w.news()).toEqual([]);
  });

  test('that cannot be read is told, never taken for none', async () => {
    const w = await begun(at(2, 3), ...soaking);
    w.iam.down.add('lastUse');
    expect((await w.app.watchdog(due)).problems).toEqual([`${keyId}: the last use could not be read: AccessDenied`]);
  });
});

describe('a change that EventBridge lost', () => {
  const lost = (when: string, to: 'Active' | 'Inactive') =>
    (change(when, to) as { detail: { change: World['iam']['changes'][number] } }).detail.change;

  test('is found: a re-activation is a scream', async () => {
    const w = await begun(at(2, 23), ...inLastOutage);
    w.iam.changes.push(lost(at(2), 'Active'));
    await holds(w);
    await w.app.watchdog(due);
    expect(await w.news()).toEqual(['EvidenceGathered', 'ScreamHeard']);
    expect(w.woken).toEqual([{ token: 't-1', how: 'stop' }]);
  });

  test('is found: somebody else’s deactivation takes the key over', async () => {
    const w = await begun(at(2, 23), ...inLastOutage);
    w.iam.changes.push(lost(at(2), 'Inactive'));
    await holds(w, 'r-0');
    await w.app.watchdog(due);
    expect(await w.news()).toEqual(['EvidenceGathered']);
    expect(w.woken).toEqual([]);
  });

  test('is not written again', async () => {
    const w = await begun(at(2, 23), ...inLastOutage, [at(2), change(at(1, 1), 'Active')]);
    w.iam.changes.push(lost(at(1, 1), 'Active'));
    await w.app.watchdog(due);
    expect(await w.news()).toEqual([]);
  });

  test('is not ruled out where CloudTrail cannot be read', async () => {
    const w = await begun(at(2, 23), ...inLastOutage);
    w.iam.down.add('changesByOthers');
    expect((await w.app.watchdog(due)).problems).toEqual([`${keyId}: CloudTrail could not be read: AccessDenied`]);
  });
});

describe('an execution from which nothing is heard', () => {
  const late: Written[] = [...inNotice, dispatched];
  test('and that is missing or over closes its retirement, with the key on', async () => {
    const w = await begun(at(1, 0, 10), ...late);
    w.executions.set(retirementId, 'missing');
    await sweeps(w, 0);
    expect((await w.retirement()).phase).toMatchObject({ outcome: 'failed', because: 'ExecutionEnded' });
  });
  test('but that runs is woken to look again', async () => {
    const w = await begun(at(1, 0, 10), ...late);
    await holds(w);
    await sweeps(w, 0);
    expect(w.woken).toEqual([{ token: 't-1', how: 'reconsider' }]);
    expect(await w.news()).toEqual([]);
  });
  test('and whose wait is another’s is left alone', async () => {
    const w = await begun(at(1, 0, 10), ...late);
    await holds(w, 'r-0');
    await sweeps(w, 0);
    expect(w.woken).toEqual([]);
  });
  test('and that cannot be looked up is told', async () => {
    const w = await begun(at(1, 0, 10), ...late);
    const workflow = { ...w.ports.workflow, state: async () => ({ known: false, why: 'down' }) as const };
    const { problems } = await w.withPorts({ workflow }).watchdog(due);
    expect(problems).toEqual([`${keyId}: the execution could not be looked up: down`]);
  });
});

describe('an execution that died', () => {
  const closed = [0, 5, 10, 15, 20, 25];
  test('in an outage gives the key back at once, and the sweeps close the retirement as failed', async () => {
    const w = await begun(at(1, 0, 5), ...inStage1);
    expect(await w.app.watchdog(died())).toMatchObject({ looked: 1, did: [{ keyId, job: 'restore' }] });
    await w.settled();
    expect(w.iam.status).toBe('Active');
    await sweeps(w, ...closed);
    expect((await w.retirement()).phase).toMatchObject({ outcome: 'failed' });
  });
  test('after a stop ends as kept', async () => {
    const w = await begun(at(1, 0, 5), ...inStage1, [at(1, 0, 5), stopRequested]);
    await w.app.watchdog(died());
    await w.settled();
    await sweeps(w, ...closed);
    expect((await w.retirement()).phase).toMatchObject({ outcome: 'kept', because: 'stop: button' });
  });
  test('with a deletion that never landed gives the key back after the fence, and closes', async () => {
    const w = await begun(at(32), ...mayBeDeleted, [
      at(32),
      { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } },
    ]);
    await w.app.watchdog(died());
    await w.settled();
    expect(w.iam.status).toBe('Inactive');
    await sweeps(w, ...closed, 30, 35, 40);
    expect([w.iam.status, (await w.retirement()).phase]).toMatchObject(['Active', { outcome: 'kept' }]);
  });
  test('with a deletion that landed is closed as deleted', async () => {
    const w = await begun(at(32), ...mayBeDeleted, [
      at(32),
      { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } },
    ]);
    w.iam.status = 'absent';
    await sweeps(w, ...closed, 30);
    expect((await w.retirement()).phase).toMatchObject({ outcome: 'deleted' });
  });
  test('with a key that somebody deleted meanwhile is closed as gone', async () => {
    const w = await begun(at(1, 0, 10), ...inStage1);
    w.iam.status = 'absent';
    await sweeps(w, ...closed, 30);
    expect((await w.retirement()).phase).toMatchObject({ outcome: 'gone' });
  });
  test('long ago, or of another retirement, changes nothing', async () => {
    const w = await begun(at(1, 0, 5), ...inStage1);
    expect(await w.app.watchdog(died('r-0'))).toMatchObject({ did: [] });
    const over = await begun(at(2), ...inNotice, [at(1), { type: 'RetirementKept', detail: { because: 'x' } }]);
    expect(await over.app.watchdog(died())).toMatchObject({ did: [] });
    expect([...w.invoked, ...over.invoked]).toEqual([]);
  });
  test('of which not even the input is known is an error, not a silence', async () => {
    const w = await begun(at(1));
    await expect(w.app.watchdog({ detail: { name: 'x', status: 'FAILED' } })).rejects.toThrow();
  });
});

test('use that is asked about is a question, told once, and no end', async () => {
  const w = await begun(at(2, 3), [at(0), enqueued({ onUse: { do: 'ask' } })], ...soaking.slice(1));
  w.iam.lastUse = { at: at(2), service: 's3', region: 'us-east-1' };
  await w.app.watchdog(due);
  await w.app.watchdog(due);
  expect(await w.news()).toEqual(['UseQuestioned']);
  expect(w.invoked.map(({ step }) => step)).toEqual(['give-notice']);
  await w.settled();
  expect(w.slack.said.join()).toContain('Does that use count?');
  expect((await w.retirement()).ending).toBeUndefined();
});

test('an entry that comes in between leaves the rest to the next sweep', async () => {
  const w = await begun(at(2, 3), ...soaking);
  w.iam.lastUse = { at: at(2), service: 's3', region: 'us-east-1' };
  const ledger = overtaken(w.ports.ledger, 'ScreamHeard', () => w.wrote(stopRequested));
  const { problems } = await w.withPorts({ ledger }).watchdog(due);
  expect(problems).toEqual([expect.stringContaining('was written by somebody else')]);
  expect(await w.news()).toEqual(['StopRequested']);
});

test('a retirement enqueued anew is watched as the new one', async () => {
  const w = await begun(at(9, 3), ...inStage1, [at(9), enqueued(), { retirementId: 'r-2' }]);
  expect(await w.app.watchdog(due)).toMatchObject({ looked: 1, did: [] });
});
