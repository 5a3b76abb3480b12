import { hashOf } from '../../../lambda/adapters/ledger/chain';
import { BREAKER } from '../../../lambda/core/breaker';
import type { Entry, Fact } from '../../../lambda/core/entries';
import { Unavailable, Unreadable } from '../../../lambda/core/errors';
import type { MetricName } from '../../../lambda/core/metrics';
import type { Ledger } from '../../../lambda/core/ports';
import { at, inNotice, inStage1, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { world } from '../world';
import type { World } from '../world';

const { keyId } = subject;
const due = { sweep: 'due' };
const other = 'AKIAIOSFODNN7EXAMPLE';

async function begun(now: string, ...facts: Written[]) {
  const w = await world({ facts }).begun();
  w.time.at = now;
  return w;
}
const values = ({ counts }: World) => Object.fromEntries(counts.map(({ name, value }) => [name, value]));
const about = ({ counts }: World, metric: MetricName) => counts.find(({ name }) => name === metric)?.about;
const controlled = async (w: World, fact: Fact, actor: string) =>
  w.ports.control.append(await w.ports.control.read(), {
    ...fact,
    ...{ at: w.time.at, actor, retirementId: 'control', attempt: 'x' },
  });

/** Another key, off as long, whose chain is read as this says. */
async function besides(w: World, read: (entries: readonly Entry[]) => readonly Entry[]): Promise<Ledger> {
  const { ledger } = w.ports;
  const drafts = inStage1.map(([when, fact]) => {
    const detail = fact.type === 'Enqueued' ? { ...fact.detail, subject: { ...subject, keyId: other } } : fact.detail;
    return { ...fact, detail, at: when, actor: 'test', retirementId: 'r-2', attempt: 'x' } as Parameters<
      Ledger['append']
    >[1];
  });
  await ledger.append({ keyId: other, entries: [] }, ...drafts);
  return {
    ...ledger,
    async read(of) {
      const chain = await ledger.read(of);
      return of === other ? { ...chain, entries: read(chain.entries) } : chain;
    },
  };
}

describe('a sweep of what is due counts', () => {
  test('that it came to its end, and that it found nothing', async () => {
    const w = await begun(at(1, 0, 5), ...inStage1);
    await w.app.watchdog(due);
    expect(values(w)).toEqual({
      SweepProblems: 0,
      LateRestores: 0,
      BrokenRows: 0,
      UntoldNotices: 0,
      FrozenByBreaker: 0,
      FrozenHours: 0,
      SweepsOfWhatIsDue: 1,
    });
  });

  test('once an hour how many keys are dark', async () => {
    const w = await begun(at(1, 0, 59), ...inStage1);
    await w.app.watchdog(due);
    expect(values(w)).not.toHaveProperty('DarkKeys');
    w.time.at = at(1, 1, 4);
    await w.app.watchdog(due);
    expect(values(w)).toMatchObject({ DarkKeys: 1 });
  });

  test('a key that is late, by name, from the first sweep that finds it so', async () => {
    const w = await begun(at(1, 0, 14), ...inStage1);
    await w.app.watchdog(due);
    expect(values(w)).toMatchObject({ LateRestores: 0 });
    w.time.at = at(1, 0, 19);
    await w.app.watchdog(due);
    expect(values(w)).toMatchObject({ LateRestores: 1 });
    expect(w.counts.findLast(({ name }) => name === 'LateRestores')?.about).toEqual({ keys: keyId });
  });

  test('a key of which something could not be told', async () => {
    const failed: Fact = { type: 'NoticeFailed', detail: { about: 'outage 1', why: 'Slack is down' } };
    const w = await begun(at(1, 0, 5), ...inStage1, [at(1, 0, 1), failed]);
    await w.app.watchdog(due);
    expect([values(w), about(w, 'UntoldNotices')]).toMatchObject([{ UntoldNotices: 1 }, { keys: keyId }]);
  });

  test('a freeze by the breaker, of which the operators were not told yet, and for how long it stands', async () => {
    const w = await begun(at(1), ...inNotice);
    await controlled(w, { type: 'Frozen', detail: { reason: '3 screams' } }, BREAKER);
    w.time.at = at(2, 12);
    await w.app.watchdog(due);
    expect(values(w)).toMatchObject({ FrozenByBreaker: 1, FrozenHours: 36, UntoldNotices: 1 });
  });

  test('a freeze by an operator as no freeze by the breaker', async () => {
    const w = await begun(at(1), ...inNotice);
    await controlled(w, { type: 'Frozen', detail: { reason: 'incident 42' } }, 'operator kenji');
    await w.app.watchdog(due);
    expect(values(w)).toMatchObject({ FrozenByBreaker: 0, FrozenHours: 0, UntoldNotices: 0 });
  });

  test('no freeze and no thaw where CONTROL cannot be read: that is a problem', async () => {
    const w = await begun(at(1), ...inNotice);
    const control = { ...w.ports.control, read: () => Promise.reject(new Unreadable('Entry 1 of CONTROL')) };
    await w.withPorts({ control }).watchdog(due);
    const { FrozenHours, FrozenByBreaker, ...rest } = values(w);
    expect([FrozenHours, FrozenByBreaker]).toEqual([undefined, undefined]);
    expect(rest).toMatchObject({ SweepProblems: 1, BrokenRows: 1, SweepsOfWhatIsDue: 1 });
  });
});

describe('a broken row is counted, and keeps no key from being given back:', () => {
  const back = [
    { keyId, job: 'restore' },
    { keyId: other, job: 'restore' },
  ];
  /** Whoever was announced comes first. */
  const both = [...back].reverse();
  test('a chain of which an entry was changed, which is served all the same', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    const ledger = await besides(w, (entries) =>
      entries.map((entry, i) => (i === 1 ? { ...entry, actor: 'nobody' } : entry)),
    );
    const { did, problems } = await w.withPorts({ ledger }).watchdog(due);
    expect([did, problems]).toEqual([both, []]);
    expect(values(w)).toMatchObject({ BrokenRows: 1, SweepProblems: 0, SweepsOfWhatIsDue: 1 });
    expect(about(w, 'BrokenRows')).toEqual({ rows: `${other}: entry 2 was changed after it was written` });
  });

  test('a chain that was forged from an entry on', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    const ledger = await besides(w, (entries) =>
      entries.map((entry, i) =>
        i === 1 ? { ...entry, actor: 'nobody', hash: hashOf({ ...entry, actor: 'nobody' }) } : entry,
      ),
    );
    await w.withPorts({ ledger }).watchdog(due);
    expect(about(w, 'BrokenRows')).toEqual({ rows: `${other}: entry 3 does not follow the entry before it` });
  });

  test('an entry that cannot be read', async () => {
    const w = await begun(at(1, 0, 11), ...inStage1);
    const ledger = await besides(w, () => {
      throw new Unreadable('entry 2 cannot be read');
    });
    const { did, problems } = await w.withPorts({ ledger }).watchdog(due);
    expect([did, problems]).toEqual([[back[0]], [`${other}: entry 2 cannot be read`]]);
    expect(values(w)).toMatchObject({ BrokenRows: 1, SweepProblems: 1, SweepsOfWhatIsDue: 1 });
  });

  test('a HEAD that cannot be read, though its status is listed before', async () => {
    const w = await begun(at(1, 1), ...inStage1);
    const { did } = await w
      .withPorts({ heads: failingAt(w, 'enqueued', new Unreadable('HEAD of AKIA…')) })
      .watchdog(due);
    expect(did).toEqual([back[0]]);
    expect(values(w)).toMatchObject({ BrokenRows: 1, SweepProblems: 1, SweepsOfWhatIsDue: 1 });
  });
});

test('a sweep that could not list a status serves the others, and is not taken for a whole one', async () => {
  const w = await begun(at(1, 0, 11), ...inStage1);
  const { did, problems } = await w
    .withPorts({ heads: failingAt(w, 'soak', new Unavailable('Throttling')) })
    .watchdog(due);
  expect([did, problems]).toEqual([[{ keyId, job: 'restore' }], ['keys to watch: Throttling']]);
  const { SweepsOfWhatIsDue, ...rest } = values(w);
  expect(SweepsOfWhatIsDue).toBeUndefined();
  expect(rest).toMatchObject({ SweepProblems: 1, BrokenRows: 0 });
});

test('a sweep that could not count all that is dark counts none of it', async () => {
  const w = await begun(at(1, 1), ...inStage1);
  await w.withPorts({ heads: failingAt(w, 'soak', new Unavailable('Throttling')) }).watchdog(due);
  expect(values(w)).not.toHaveProperty('DarkKeys');
});

test('the daily sweep counts itself, and also what is late or broken and hidden from HEAD', async () => {
  const w = await begun(at(1, 0, 15), ...inStage1);
  w.tables.loseHead(keyId);
  await w.app.watchdog({ sweep: 'everything' });
  expect(values(w)).toEqual({ SweepProblems: 0, LateRestores: 1, BrokenRows: 0, SweepsOfEverything: 1 });
});

test('a daily sweep that broke off is no sweep', async () => {
  const w = await begun(at(1), ...inNotice);
  const heads: World['ports']['heads'] = {
    ...w.ports.heads,
    async *everyKeyId() {
      yield keyId;
      throw new Unavailable('Throttling');
    },
  };
  await expect(w.withPorts({ heads }).watchdog({ sweep: 'everything' })).rejects.toThrow('Throttling');
  expect(values(w)).toEqual({});
});

test('of many keys the first are named, so that the line can be read', async () => {
  const w = await begun(at(1), ...inNotice);
  const heads: World['ports']['heads'] = {
    ...w.ports.heads,
    async *everyKeyId() {
      for (let n = 100; n < 150; n++) yield `AKIA${n}`;
    },
  };
  const ledger = { ...w.ports.ledger, read: () => Promise.reject(new Unreadable('broken')) };
  await w.withPorts({ heads, ledger }).watchdog({ sweep: 'everything' });
  expect(values(w)).toMatchObject({ BrokenRows: 50 });
  expect(about(w, 'BrokenRows')?.['rows']?.split('\n')).toHaveLength(20);
});

/** Lists all statuses but one. */
function failingAt(w: World, broken: string, error: Error): World['ports']['heads'] {
  const { heads } = w.ports;
  return {
    ...heads,
    async *byStatus(status, since) {
      if (status === broken) throw error;
      yield* heads.byStatus(status, since);
    },
    async *toWatch(status, now) {
      if (status === broken && !(error instanceof Unreadable)) throw error;
      yield* heads.toWatch(status, now);
    },
  };
}
