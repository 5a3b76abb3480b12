import {
  asksAboutUse,
  at,
  change,
  confirmed,
  enqueued,
  inNotice,
  inSoak1,
  mayBeDeleted,
  snoozed,
  stopRequested,
  subject,
  useQuestioned,
} from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import { input, overtaken, world } from '../world';
import type { World } from '../world';

const { accountId, userId } = subject;
const before = { outage: { ...input, before: 'outage' }, deletion: { ...input, before: 'deletion' } } as const;
/** The last outage ends on a Saturday; this is the next working day. */
const monday = at(34);
/** The gate before the deletion has not been asked yet. */
const lastDay: Written[] = mayBeDeleted.slice(0, -1);
const ignored: Written[] = [
  [at(0), enqueued({ onUse: { do: 'ignore', because: 'nobody looks at it' } })],
  ...inNotice.slice(1),
];
const caller = {
  sourceIp: '10.20.4.17',
  userAgent: 'aws-cli',
  action: 's3:ListBuckets',
  region: 'ap-northeast-1',
  calls: 3,
  failed: 0,
  lastAt: at(0, 5),
};

async function gate(facts: Written[], now: string, settings: Parameters<typeof world>[0] = {}) {
  const w = await world({ facts, ...settings }).begun();
  w.time.at = now;
  return w;
}
const because = async (w: Awaited<ReturnType<typeof gate>>): Promise<unknown> =>
  (await w.entries()).findLast(({ type }) => type === 'GateHeld')?.detail;

test.each([
  ['an outage may start once the notice is over', inNotice, at(1), 'outage', 'Active'],
  ['a key may be deleted once its last outage is over', lastDay, monday, 'deletion', 'Inactive'],
] as const)('%s: what was seen is the evidence, and nothing is touched', async (_, facts, now, what, status) => {
  const w = await gate([...facts], now);
  expect(await w.app['open-gate'](before[what])).toEqual({ answer: 'go', seconds: 1 });
  expect(await w.news()).toEqual(['EvidenceGathered']);
  expect((await w.entries()).at(-1)?.detail).toMatchObject({ about: 'gate', before: what, status, lastUse: 'never' });
  expect([w.iam.calls, w.invoked]).toEqual([[], []]);
});

describe('what cannot be read holds the gate', () => {
  test.each([
    ['outage', 'status', 'the key could not be read: AccessDenied'],
    ['outage', 'lastUse', 'the last use could not be read: AccessDenied'],
    ['outage', 'tags', 'the user’s tags could not be read: AccessDenied'],
    ['deletion', 'status', 'the key could not be read: AccessDenied'],
    ['deletion', 'lastUse', 'the last use could not be read: AccessDenied'],
    ['deletion', 'tags', 'the user’s tags could not be read: AccessDenied'],
    ['deletion', 'changesByOthers', 'CloudTrail could not be read: AccessDenied'],
  ] as const)('before the %s: %s', async (what, down, why) => {
    const w = await gate(what === 'outage' ? inNotice : lastDay, what === 'outage' ? at(1) : monday);
    w.iam.down.add(down);
    expect(await w.app['open-gate'](before[what])).toEqual({ answer: 'wait', seconds: 900 });
    expect(await because(w)).toMatchObject({ before: what, because: why, keeps: false });
  });

  test('before both: whether the world is frozen', async () => {
    for (const [what, facts, now] of [['outage', inNotice, at(1)] as const, ['deletion', lastDay, monday] as const]) {
      const w = await gate(facts, now);
      const control = { ...w.ports.control, frozen: async () => ({ known: false, why: 'down' }) as const };
      expect(await w.withPorts({ control })['open-gate'](before[what])).toMatchObject({ answer: 'wait' });
      expect(await because(w)).toMatchObject({ because: 'whether there is a freeze could not be read: down' });
    }
  });

  test('an outage needs no word of CloudTrail’s', async () => {
    const w = await gate(inNotice, at(1));
    w.iam.down.add('changesByOthers').add('callers');
    expect(await w.app['open-gate'](before.outage)).toMatchObject({ answer: 'go' });
  });
});

describe('use', () => {
  test('since the key was enqueued keeps it, and the scream says from where', async () => {
    const w = await gate(inNotice, at(1));
    w.iam.lastUse = { at: at(0, 5), service: 's3', region: 'ap-northeast-1' };
    w.iam.callers = [caller];
    expect(await w.app['open-gate'](before.outage)).toEqual({ answer: 'keep', seconds: 1 });
    expect((await w.retirement()).ending).toMatchObject({ why: 'scream', scream: { sign: 'use', callers: [caller] } });
  });

  test('whose callers cannot be read is a scream all the same', async () => {
    const w = await gate(inNotice, at(1));
    w.iam.lastUse = { at: at(0, 5), service: 's3', region: 'ap-northeast-1' };
    w.iam.down.add('callers');
    expect(await w.app['open-gate'](before.outage)).toMatchObject({ answer: 'keep' });
    expect((await w.retirement()).ending).toMatchObject({ scream: { callers: 'unknown' } });
  });

  test('before the key was last given back does not hold the next outage', async () => {
    const w = await gate([...inSoak1, [at(1, 1), confirmed]], at(6, 1));
    w.iam.lastUse = { at: at(0, 5), service: 's3', region: 'ap-northeast-1' };
    await w.ports.steps.giveNotice(input);
    await w.settled();
    expect(await w.app['open-gate'](before.outage)).toMatchObject({ answer: 'go' });
  });

  test('since the first outage keeps a key from being deleted, callers asked since then', async () => {
    const w = await gate(lastDay, monday);
    w.iam.lastUse = { at: at(1, 0, 1), service: 's3', region: 'ap-northeast-1' };
    const asked: string[] = [];
    const inspector: typeof w.ports.inspector = {
      ...w.ports.inspector,
      callers: async (_, since) => {
        asked.push(since);
        return { known: true, value: [] };
      },
    };
    expect(await w.withPorts({ inspector })['open-gate'](before.deletion)).toMatchObject({ answer: 'keep' });
    expect(asked).toEqual([at(1)]);
  });

  test('that does not count opens the gate', async () => {
    const w = await gate(ignored, at(1));
    w.iam.lastUse = { at: at(0, 5), service: 'monitoring', region: 'ap-northeast-1' };
    expect(await w.app['open-gate'](before.outage)).toMatchObject({ answer: 'go' });
  });
});

describe('who called is asked', () => {
  const askedOf = async (facts: Written[], now: string, lastUse: World['iam']['lastUse']) => {
    const w = await gate(facts, now);
    w.iam.lastUse = lastUse;
    const asked: string[] = [];
    const callers: typeof w.ports.inspector.callers = async (_, since) => {
      asked.push(since);
      return { known: true, value: [] };
    };
    await w.withPorts({ inspector: { ...w.ports.inspector, callers } })['open-gate'](before.outage);
    return asked;
  };
  const usedAt = (when: string) => ({ at: when, service: 's3', region: 'ap-northeast-1' });

  test('since the key was last given back', async () => {
    const soaked: Written[] = [...inSoak1, [at(1, 1), confirmed]];
    expect(await askedOf(soaked, at(6, 1), usedAt(at(2)))).toEqual([at(1, 0, 10, 1)]);
  });

  // CloudTrail answers two questions a second, in each account.
  test.each<[string, Written[], World['iam']['lastUse']]>([
    ['of a key that was never used', inNotice, 'never'],
    ['of a key that was last used when it was enqueued', inNotice, usedAt(at(0))],
    ['of use that does not count', ignored, usedAt(at(0, 5))],
    ['while somebody is asked whether use counts', [...asksAboutUse, [at(1), useQuestioned]], usedAt(at(0, 5))],
  ])('never %s', async (_, facts, lastUse) => {
    expect(await askedOf(facts, at(1), lastUse)).toEqual([]);
  });
});

test('the day before a “not now” ends, the gate has its owner reminded', async () => {
  const facts: Written[] = [...inNotice, [at(0, 1), snoozed(at(5))]];
  const w = await gate(facts, at(3));
  await w.app['open-gate'](before.outage);
  expect(w.invoked).toEqual([]);
  w.time.at = at(4);
  await w.app['open-gate'](before.outage);
  expect(w.invoked).toEqual([{ step: 'give-notice', input }]);
});

describe('a protected key', () => {
  test('is kept from the moment that somebody tags its user', async () => {
    const w = await gate(inNotice, at(1));
    w.iam.tags = { [config.neverTouch.tag]: 'yes' };
    expect(await w.app['open-gate'](before.outage)).toEqual({ answer: 'keep', seconds: 1 });
    expect(await w.news()).toEqual(['StopRequested']);
  });

  test('is kept from the moment that it is on the never-touch list, a deletion ahead or not', async () => {
    const neverTouch = { ...config.neverTouch, keys: [{ id: subject.keyId, because: 'the till' }] };
    const w = await gate(lastDay, monday, { config: { ...config, neverTouch } });
    expect(await w.app['open-gate'](before.deletion)).toMatchObject({ answer: 'keep' });
    expect(await w.news()).toEqual(['StopRequested']);
  });
});

describe('others', () => {
  test('who switched the key off are left alone', async () => {
    const w = await gate(inNotice, at(1));
    w.iam.status = 'Inactive';
    expect(await w.app['open-gate'](before.outage)).toEqual({ answer: 'keep', seconds: 1 });
    expect([await w.news(), w.invoked]).toEqual([[], []]);
  });

  test('who switched the key off again in the last outage have the last word', async () => {
    const w = await gate(lastDay, monday);
    const theirs = change(at(20), 'Inactive');
    if (theirs.type === 'EvidenceGathered' && theirs.detail.about === 'change') w.iam.changes = [theirs.detail.change];
    expect(await w.app['open-gate'](before.deletion)).toEqual({ answer: 'keep', seconds: 1 });
    expect((await w.retirement()).changes).toMatchObject([{ at: at(20), to: 'Inactive' }]);
  });
});

describe('one at a time', () => {
  test('a user’s second key waits while the other is off', async () => {
    const w = await gate(inNotice, at(1));
    await w.ports.limits.takeDarkKey(accountId, userId, 'r-other');
    expect(await w.app['open-gate'](before.outage)).toEqual({ answer: 'wait', seconds: 3600 });
  });

  test('a key does not wait for itself', async () => {
    const w = await gate(inNotice, at(1));
    await w.ports.limits.takeDarkKey(accountId, userId, input.retirementId);
    expect(await w.app['open-gate'](before.outage)).toMatchObject({ answer: 'go' });
  });

  test('where the day’s outages are taken, the next waits until tomorrow morning', async () => {
    const w = await gate(inNotice, at(1, 3));
    const { outagesPerAccountAndDay: most } = config.limits;
    for (let n = 1; n <= most; n++) await w.ports.limits.takeOutage('2026-03-04', accountId, most, `r-${n}#9`);
    expect(await w.app['open-gate'](before.outage)).toEqual({ answer: 'wait', seconds: 21 * 3600 });
  });

  test('yesterday’s outages do not count', async () => {
    const w = await gate(inNotice, at(1));
    const { outagesPerAccountAndDay: most } = config.limits;
    for (let n = 1; n <= most; n++) await w.ports.limits.takeOutage('2026-03-03', accountId, most, `r-${n}#9`);
    expect(await w.app['open-gate'](before.outage)).toMatchObject({ answer: 'go' });
  });
});

test('outside the working hours nothing begins before the next morning', async () => {
  const w = await gate(inNotice, at(1, 8));
  expect(await w.app['open-gate'](before.outage)).toEqual({ answer: 'wait', seconds: 16 * 3600 });
});

test('what was stopped is not even looked at', async () => {
  const w = await gate([...inNotice, [at(0, 1), stopRequested]], at(1));
  const status = () => Promise.reject(new Error('looked at'));
  const app = w.withPorts({ inspector: { ...w.ports.inspector, status } });
  expect(await app['open-gate'](before.outage)).toEqual({ answer: 'keep', seconds: 1 });
  expect(await w.news()).toEqual([]);
});

test('a stop that comes while the gate looks shuts it', async () => {
  const w = await gate(lastDay, monday);
  const ledger = overtaken(w.ports.ledger, 'EvidenceGathered', () => w.wrote(stopRequested));
  expect(await w.withPorts({ ledger })['open-gate'](before.deletion)).toEqual({ answer: 'keep', seconds: 1 });
  expect(await w.news()).toEqual(['StopRequested']);
});

test('another retirement’s gate ends at once', async () => {
  const w = await gate(inNotice, at(1));
  expect(await w.app['open-gate']({ ...before.outage, retirementId: 'r-0' })).toEqual({ answer: 'ended', seconds: 1 });
  expect(await w.news()).toEqual([]);
});

test('a gate before nothing in particular is refused', async () => {
  const w = await gate(inNotice, at(1));
  await expect(w.app['open-gate']({ ...input, before: 'lunch' })).rejects.toThrow(/outage/);
});

describe('use that is asked about', () => {
  const asks: Written[] = [[at(0), enqueued({ onUse: { do: 'ask' } })], ...inNotice.slice(1)];
  const used = { at: at(0, 5), service: 's3', region: 'us-east-1' };

  test('is a question to owner and operators, with its callers, and holds the gate for seven days', async () => {
    const w = await gate(asks, at(1));
    w.iam.lastUse = used;
    w.iam.callers = [caller];
    expect(await w.app['open-gate'](before.outage)).toEqual({ answer: 'wait', seconds: 7 * 86_400 });
    expect(await w.news()).toEqual(['UseQuestioned', 'GateHeld']);
    expect((await w.retirement()).question).toMatchObject({ lastUse: used, callers: [caller] });
    expect(w.invoked).toEqual([{ step: 'give-notice', input }]);
  });

  test('is asked once', async () => {
    const w = await gate(asks, at(1));
    w.iam.lastUse = used;
    await w.app['open-gate'](before.outage);
    await w.app['open-gate'](before.outage);
    expect(w.invoked).toHaveLength(1);
  });

  test('opens the gate once it was dismissed', async () => {
    const w = await gate(asks, at(1));
    w.iam.lastUse = used;
    await w.app['open-gate'](before.outage);
    await w.wrote({ type: 'UseDismissed', detail: { as: 'owner', lastUse: used, because: 'my own test' } });
    expect(await w.app['open-gate'](before.outage)).toMatchObject({ answer: 'go' });
  });
});

test('an outage waits for the day after where all of a day, or its owner’s, have started', async () => {
  for (const [of, limits] of [
    ['all', { outagesPerDay: 1 }],
    ['owner U1', { outagesPerOwnerAndDay: 1 }],
  ] as const) {
    const settings = { ...config, limits: { ...config.limits, ...limits } };
    const w = await gate(inNotice, at(1), { config: settings });
    await w.ports.limits.takeOutage('2026-03-04', of, 1, 'r-other#1');
    expect(await w.app['open-gate'](before.outage)).toMatchObject({ answer: 'wait' });
    expect(await because(w)).toMatchObject({
      because: expect.stringMatching(/^the limit of outages for/) as string,
      until: at(2),
    });
  }
});
