import type { Entry } from '../../lambda/core/entries';
import { noColours } from '../../cli/terminal';
import { story } from '../../rehearsal/cast';
import { rehearse } from '../../rehearsal/rehearse';
import type { Play, Rehearsal, RehearseOptions } from '../../rehearsal/rehearse';
import { storyOf } from '../../rehearsal/story/story';

/** What people and auditors see: everything but the wall clock. */
const facts = ({ wallMs: _, calls: __, transport: ___, rights: ____, ...rest }: Rehearsal) => rest;

const told = async (options: RehearseOptions) => {
  const lines: string[] = [];
  const entries: Entry[] = [];
  const out = (line: string): void => void lines.push(...line.split('\n'));
  const teller = storyOf(story, options, { out, colours: noColours } as never, { listAll: true });
  const onEntry: typeof teller.onEntry = (entry, retirement) => {
    entries.push(entry);
    teller.onEntry(entry, retirement);
  };
  const result = await rehearse(story, { ...options, ...teller, onEntry });
  teller.done();
  return { lines, entries, result };
};

/** The same people and keys, over in four days: every sweep of it is a thousand runs of the watchdog. */
const short: Play = {
  ...story,
  // Over the end of the first outage.
  downs: [{ accountId: '742918350066', from: '2026-03-04T01:05:00.000Z', to: '2026-03-04T03:31:00.000Z' }],
  config: {
    ...story.config,
    rituals: [
      {
        name: 'short',
        notice: 'P1D',
        stages: [{ outage: 'PT10M', soak: 'P1D' }, { outage: 'P1D' }],
        finalNotice: 'P1D',
      },
    ],
  },
};

describe('the story', () => {
  let http: Awaited<ReturnType<typeof told>>;
  beforeAll(async () => {
    http = await told({ transport: 'http' });
  }, 120_000);

  test('over HTTP every key ends as it has to, and I1 to I10 hold', () => {
    const { lines, result } = http;
    expect(result.keys.filter(({ expected }) => !expected)).toEqual([]);
    expect(result.invariants.violated).toEqual([]);
    expect(result.rights?.refused).toEqual([]);
    expect(result.keys.map(({ userName, outcome, status }) => `${userName}: ${outcome}, ${status}`)).toEqual([
      'svc-invoice-batch: deleted, Deleted',
      'svc-price-poller: deleted, Deleted',
      'deploy-mobile-release: kept, Active',
      'svc-nightly-export: kept, Active',
      'tf-edge-logs: kept, Active',
      'break-glass-admin: refused, Active',
      'svc-image-resize: deleted, Deleted',
      'svc-pos-sync: kept, Active',
      'svc-stock-feed: failed, Active',
    ]);
    const text = lines.join('\n');
    expect(text).toContain('Yuki Kato has left: told #team-media instead');
    expect(text).toContain('used at 02:00 from 10.20.4.17, s3:ListBuckets');
    expect(text).toContain('ci-terraform re-activated it from 10.8.0.12; nobody fights');
    expect(text).toContain('田中 愛 replied 「使ってます」');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  test('a key whose outage ends while IAM is out of reach is tried for until IAM answers, and is back within 5 minutes', () => {
    const late = http.lines.filter((line) => / svc-invoice-batch {2}/.test(line)).slice(0, 2);
    expect(late).toEqual([
      '  10:00  ▲ late     svc-invoice-batch     IAM is out of reach since 07:12; tried every 5 minutes',
      '  10:25  □ on       svc-invoice-batch     1 min after IAM answered; watched until Mon 16 Mar',
    ]);
    const [down] = story.downs ?? [];
    const of = (type: Entry['type']) =>
      http.entries.filter((entry) => entry.type === type && entry.at.startsWith('2026-03-10'));
    const invoices = (type: Entry['type']) => of(type).filter(({ keyId }) => keyId === 'AKIA2Z6LCMTZCQMYTMKK');
    const tries = invoices('RestoreStarted').map(({ at }) => Date.parse(at));
    expect(invoices('RestoreFailed')).toHaveLength(tries.length - 1);
    expect(Math.max(...tries.slice(1).map((at, i) => at - (tries[i] ?? 0)))).toBeLessThanOrEqual(300_000);
    const back = invoices('KeyRestored')[0]?.at ?? '';
    expect(Date.parse(back) - Date.parse(down?.to ?? '')).toBeLessThan(300_000);
  });

  test('a key whose execution is stopped by hand in an outage is given back at once, and its retirement fails', () => {
    const told = http.lines.filter((line) => / svc-stock-feed {2}/.test(line)).slice(0, 3);
    expect(told).toEqual([
      '  15:20  ▲ died     svc-stock-feed        its execution was stopped by hand in Step Functions',
      '  15:20  □ on       svc-stock-feed        the watchdog gave it back after 0.3 s',
      '  15:40  ▲ failed   svc-stock-feed        confirmed on; it stays on until it is enqueued again',
    ]);
  });

  test('in process it is the same story', async () => {
    const inProcess = await rehearse(story, { transport: 'in process' });
    const { keys, transitions, entries } = http.result;
    expect(inProcess).toMatchObject({ keys, transitions, entries });
  }, 120_000);

  test('the sweeps that are skipped could find nothing: with all of them the ledger is the same', async () => {
    const written = async (everySweep: boolean): Promise<{ entries: string[]; result: Rehearsal }> => {
      const entries: string[] = [];
      // Ids are counted, and retries of a sweep do not write: what is compared is what an auditor reads.
      const onEntry = ({ keyId, at, type, actor, detail }: Entry): void =>
        void entries.push(JSON.stringify([keyId, at, type, actor, detail]));
      const result = await rehearse(short, { transport: 'in process', everySweep, onEntry });
      return { entries: entries.sort(), result };
    };
    const skipping = await written(false);
    const every = await written(true);
    expect(skipping.entries).toEqual(every.entries);
    expect(facts(skipping.result)).toEqual(facts(every.result));
  }, 120_000);

  test('the same rehearsal twice is the same', async () => {
    const run = async () => facts(await rehearse(story, { transport: 'in process' }));
    expect(await run()).toEqual(await run());
  }, 60_000);
});

/** From the first minute to the last hour of the ritual: in the notice, in and around each outage, in each soak. */
const moments = [
  ...['PT1S', 'PT5H', 'PT23H59M59S', 'P1D', 'P1DT1S', 'P1DT5M', 'P1DT10M', 'P1DT12M', 'P1DT30M', 'P3D'],
  ...['P6D', 'P6DT3S', 'P6DT6H', 'P7D', 'P7DT10M', 'P9D', 'P13DT2S', 'P20D', 'P41D', 'P43DT23H59M'],
];

test.each(moments)(
  'when all owners press Stop %s after the first notice, every key is kept and on',
  async (stopAfter) => {
    const { keys, invariants } = await rehearse(story, { transport: 'in process', stopAfter });
    expect(invariants.violated).toEqual([]);
    const enqueued = keys.filter(({ outcome }) => outcome !== 'refused');
    expect(enqueued).toHaveLength(8);
    expect(enqueued.map(({ outcome, status }) => `${outcome}, ${status}`)).toEqual(Array(8).fill('kept, Active'));
  },
  60_000,
);
