import type { Everything } from '../../cli/doctor/everything';
import type { Finding } from '../../lambda/core/ports';
import { version } from '../../package.json';
import { doorInABox, typed } from './door-in-a-box';

let close = async (): Promise<void> => undefined;
afterEach(() => close());

async function examined(findings: Finding[], words: string[] = [], more?: number) {
  const box = await doorInABox(() => ({ body: { findings, ...(more && { more }) } }));
  close = box.close;
  return typed(['doctor', 'slack', '--endpoint', box.endpoint, ...words]);
}
const good: Finding = { what: 'token', is: 'good', text: 'It is there.' };
const missing: Finding = { what: 'scopes', is: 'missing', text: 'None.\u001b[2J', todo: 'Add them.' };
const notTold: Finding = { what: 'buttons', is: 'not told', text: 'Nor that.', todo: 'Press one.' };

test('all that has to be there is there: exit code 0', async () => {
  expect(await examined([good, notTold])).toEqual({
    code: 0,
    out: [
      'LOOKED AT  FOUND, AND WHAT TO DO',
      '✓ token    It is there.',
      '? buttons  Nor that.',
      '           Press one.',
      '',
      '✓ all 1 are as they have to be; what Slack does not tell (?) is yours to try',
      '',
    ].join('\n'),
    err: '',
  });
});

test('what is missing is said with what to do, and is a failure', async () => {
  const { code, out } = await examined([good, missing], [], 7);
  expect(code).toBe(1);
  expect(out.split('\n')).toEqual([
    'LOOKED AT  FOUND, AND WHAT TO DO',
    '✓ token    It is there.',
    '▲ scopes   None. [2J',
    '           Add them.',
    'and 7 more channels, which were not looked at',
    '',
    '▲ 1 of 2 to put right',
    '',
  ]);
});

test('what could not be looked at is a failure too', async () => {
  expect(await examined([{ ...good, is: 'not read' }])).toMatchObject({ code: 1 });
});

test('in JSON it is one object, and nothing else', async () => {
  const { code, out } = await examined([missing], ['--json']);
  expect([code, JSON.parse(out)]).toEqual([1, { findings: [missing] }]);
});

test('without an endpoint it is called wrongly', async () => {
  const { code, err } = await typed(['doctor']);
  expect(code).toBe(2);
  expect(err).toContain('KEYSUNSET_ENDPOINT');
});

describe('doctor for all of it', () => {
  const accounts = [
    { id: '408173952614', name: 'prod-apps' },
    { id: '318204477195', name: 'prod-data' },
  ];
  const ofAccount: Finding[] = [
    { what: 'role inspect', is: 'good', text: 'It can be assumed.' },
    { what: 'role restore', is: 'good', text: 'It may.' },
  ];
  // A terminal in these tests shows 01:00:00.
  const hub = { version, now: '2026-03-03T01:00:00.000Z', accounts, ledger: [{ ...good, what: 'CONTROL' }] };
  const answers: Record<string, { status?: number; body: object }> = {
    '/doctor': { body: hub },
    '/doctor/slack': { body: { findings: [good, notTold] } },
    '/doctor/members/408173952614': { body: { findings: ofAccount } },
    '/doctor/members/318204477195': { body: { findings: ofAccount } },
  };
  async function all(change: typeof answers = {}, ...words: string[]) {
    const told = { ...answers, ...change };
    const box = await doorInABox(({ path }) => told[path] ?? { status: 404, body: { message: 'Not Found' } });
    close = box.close;
    return { ...(await typed(['doctor', '--endpoint', box.endpoint, ...words])), asked: box.asked };
  }

  test('where all is well: exit code 0, one row for each account', async () => {
    const { code, out, asked } = await all();
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'LOOKED AT          FOUND, AND WHAT TO DO',
      `✓ hub: version     The hub and this command line are both ${version}.`,
      '✓ ledger: CONTROL  It is there.',
      '✓ clock            This machine’s and the hub’s agree.',
      '✓ prod-apps        All 2 are as they have to be: role inspect, role restore.',
      '✓ prod-data        All 2 are as they have to be: role inspect, role restore.',
      '✓ Slack: token     It is there.',
      '? Slack: buttons   Nor that.',
      '                   Press one.',
      '',
      '✓ all 8 are as they have to be; what Slack does not tell (?) is yours to try',
      '',
    ]);
    expect(asked.map(({ path }) => path).sort()).toEqual(Object.keys(answers).sort());
  });

  test('what is wrong in one account is shown with its name, and nothing else of it', async () => {
    const wrong: Finding = { what: 'role restore', is: 'missing', text: 'There is no such role.', todo: 'Deploy.' };
    const { code, out } = await all({
      '/doctor/members/318204477195': { body: { findings: [ofAccount[0], wrong] } },
    });
    expect(code).toBe(1);
    expect(out).toContain('▲ prod-data: role restore  There is no such role.');
    expect(out).not.toContain('prod-data: role inspect');
    expect(out).toContain('▲ 1 of 8 to put right');
  });

  test('what does not answer is not taken for good', async () => {
    const down = { status: 503, body: { message: 'Service Unavailable' } };
    const { code, out } = await all({ '/doctor/members/408173952614': down, '/doctor/slack': down }, '--json');
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as Everything;
    expect(findings.filter(({ is }) => is !== 'good')).toMatchObject([
      { part: 'member', account: accounts[0], what: 'the account', is: 'not read' },
      { part: 'Slack', what: 'Slack', is: 'not read' },
    ]);
  });

  test('a hub that does not answer is missing, and nothing behind it was looked at', async () => {
    const { code, out, asked } = await all({ '/doctor': { status: 403, body: { message: 'Forbidden' } } });
    expect(code).toBe(1);
    expect(out).toContain('▲ hub: the door');
    expect(out).toContain('this machine’s clock');
    expect(out).toContain('▲ 5 of 5 to put right');
    expect(asked).toHaveLength(1);
  });

  test('a clock that is off, and a hub of another release, are found', async () => {
    const other = { ...hub, version: '0.0.1', now: '2026-03-03T01:02:00.000Z' };
    const { out } = await all({ '/doctor': { body: other } }, '--json');
    const { findings } = JSON.parse(out) as Everything;
    expect(findings.filter(({ is }) => is === 'missing').map(({ part }) => part)).toEqual(['hub', 'clock']);
  });
});
