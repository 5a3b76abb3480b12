import type { Finding } from '../../lambda/core/ports';
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

test('doctor alone is called wrongly, and helps', async () => {
  const { code, err } = await typed(['doctor']);
  expect(code).toBe(2);
  expect(err).toContain('slack');
});
