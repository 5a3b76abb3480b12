import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { linesOf } from '../../cli/init/lines';
import { loadConfiguration } from '../../lib/load-configuration';
import { typed } from './door-in-a-box';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keysunset-'));
  file = join(folder, 'keysunset.config.ts');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The answers of the imaginary company; an empty one takes the default. */
const answers = {
  hub: ['610258347912', 'ap-northeast-1'],
  accounts: ['408173952614 prod-apps', '318204477195 prod-data', ''],
  calendar: ['Asia/Tokyo', '', '', '', '2026-12-31, 2027-01-01, 2027-01-11'],
  pace: ['', ''],
  slack: ['T0MINATO', '', 'C0CLOUDOPS', '', '', '', ''],
  operators: ['U08KENJI kenji.sato', 'U03MARIA maria.keller', ''],
};
const linesOfAnswers = (change: Partial<typeof answers> = {}): string[] =>
  Object.values({ ...answers, ...change }).flat();

/** Runs `keysunset init`; in a terminal answers are asked for again. */
async function init(lines: readonly string[], { terminal = false, words = [] as string[], env = {} } = {}) {
  const output = new PassThrough();
  const input = Object.assign(Readable.from(lines.map((line) => `${line}\n`)), { isTTY: terminal });
  const { code, out, err } = await typed(['init', '--file', file, ...words], {
    env: { TZ: 'UTC', ...env },
    lines: () => linesOf({ input, output }),
  });
  output.end();
  return { code, out, err, asked: await text(output) };
}
const content = (): string => readFileSync(file, 'utf8');
const loaded = () => loadConfiguration({ file }, folder);
const withoutExternalId = (config: string): string => config.replace(/externalId: '.*'/, "externalId: ''");

test('what it writes is keysunset.config.example.ts, which is type-checked with all else', async () => {
  expect(await init(linesOfAnswers())).toMatchObject({ code: 0, err: '' });
  const example = readFileSync(join(__dirname, '../../keysunset.config.example.ts'), 'utf8');
  expect(withoutExternalId(content())).toBe(withoutExternalId(example));
});

test('what it writes is taken, with every answer and the defaults', async () => {
  const change = {
    hub: ['610258347912', 'us-gov-west-1'],
    accounts: ['408173952614 prod-apps', ''],
    calendar: ['Europe/Berlin', '1,2,3,4', '09:00', '16:30', 'none'],
    pace: ['30', "o'hara, ci-*"],
    slack: ['T0MINATO', 'E0MINATO', 'G0PRIVATE', '#ops', 'owner, contact', 'none', 'ja'],
    operators: [''],
  };
  await init(linesOfAnswers(change));
  expect(loaded().hub).toEqual({ account: '610258347912', region: 'us-gov-west-1' });
  expect(loaded().config).toMatchObject({
    accounts: [{ id: '408173952614', name: 'prod-apps' }],
    calendar: { timeZone: 'Europe/Berlin', weekdays: [1, 2, 3, 4], from: '09:00', to: '16:30', holidays: [] },
    limits: { outagesPerAccountAndDay: 30, outagesPerDay: 30 },
    neverTouch: { users: [{ name: "o'hara" }, { name: 'ci-*' }] },
    operators: [],
    slack: {
      ...{ workspace: 'T0MINATO', enterprise: 'E0MINATO', fallbackChannel: { id: 'G0PRIVATE', name: '#ops' } },
      ...{ ownerTags: ['owner', 'contact'], channelTags: [], language: 'ja' },
    },
    members: { partition: 'aws-us-gov' },
  });
});

test('a year of holidays is written, and read again', async () => {
  const holidays = Array.from({ length: 20 }, (_, i) => `2026-05-${String(i + 1).padStart(2, '0')}`);
  await init(linesOfAnswers({ calendar: ['Asia/Tokyo', '', '', '', holidays.join(',')] }));
  expect(loaded().config.calendar.holidays).toEqual(holidays);
});

test('the external id is another one each time', async () => {
  await init(linesOfAnswers());
  const first = loaded().config.members.externalId;
  expect(first).toMatch(/^keysunset-[0-9a-f]{32}$/);
  await init(linesOfAnswers(), { words: ['--force'] });
  expect(content()).not.toContain(first);
});

test('a configuration that is there is not written over, unless it is forced', async () => {
  writeFileSync(file, 'mine');
  const refused = await init(linesOfAnswers());
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('give --force');
  expect([content(), refused.asked]).toEqual(['mine', '']);
  expect(await init(linesOfAnswers(), { words: ['--force'] })).toMatchObject({ code: 0 });
  expect(loaded().hub.account).toBe('610258347912');
});

test('at a terminal an answer that is none is asked for again, with what is wanted', async () => {
  const { code, out } = await init(
    linesOfAnswers({
      hub: ['6102', '610258347912', 'Tokyo', 'ap-northeast-1'],
      accounts: ['', '408173952614', '408173952614 prod-apps', '408173952614 prod-data', '318204477195 prod-data', ''],
      calendar: ['Asia/Tokio', 'Asia/Tokyo', '8', '', '', '09:00', '', '2026-02-30', 'none'],
    }),
    { terminal: true },
  );
  expect(code).toBe(0);
  expect(out.split('\n').filter((line) => line.includes('▲'))).toEqual([
    '  ▲ Wanted: an account number, 12 digits as text.',
    '  ▲ Wanted: an AWS region, as ap-northeast-1.',
    '  ▲ Wanted: an account number, 12 digits as text. Wanted: a name of letters, digits and hyphens.',
    '  ▲ Wanted: a name of letters, digits and hyphens.',
    '  ▲ Wanted: an account that is not there yet.',
    '  ▲ Wanted: an IANA time zone, as Asia/Tokyo.',
    '  ▲ Wanted: 7 (Sunday) or less.',
    '  ▲ Wanted: a time later than 10:00, on the same day.',
    '  ▲ Wanted: a date that exists, as 2026-03-20.',
  ]);
  expect(loaded().config.accounts).toHaveLength(2);
});

test('what is piped in is not asked for again: the next answer would be taken for this one', async () => {
  const { code, err } = await init(linesOfAnswers({ hub: ['6102', 'ap-northeast-1'] }));
  expect(code).toBe(1);
  expect(err).toContain('Account number: “6102” is not taken. Wanted: an account number, 12 digits as text.');
  expect(() => content()).toThrow('ENOENT');
});

test('answers that end too early write nothing', async () => {
  const { code, err } = await init(linesOfAnswers().slice(0, 5));
  expect(code).toBe(1);
  expect(err).toContain('The answers ended before “Time zone [UTC]”. Nothing was written.');
  expect(() => content()).toThrow('ENOENT');
});

test('the region of the environment is offered', async () => {
  const { asked } = await init(linesOfAnswers({ hub: ['610258347912', ''] }), { env: { AWS_REGION: 'eu-west-1' } });
  expect(asked).toContain('Region [eu-west-1]:');
  expect(loaded().hub.region).toBe('eu-west-1');
});

test('it says what is next, in the region where IAM’s events come up', async () => {
  const { out } = await init(linesOfAnswers({ hub: ['610258347912', 'cn-northwest-1'] }));
  expect(out).toContain('npx cdk bootstrap aws://610258347912/cn-northwest-1');
  expect(out).toContain('npx cdk bootstrap aws://408173952614/cn-north-1');
  expect(out).toContain('npx cdk deploy Keysunset-member-prod-apps');
});
