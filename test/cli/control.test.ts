import type { Progress } from '../../lambda/doors/operator-control';
import { doorInABox, typed } from './door-in-a-box';
import type { Asked } from './door-in-a-box';

const because = ['--reason', 'incident 42'];
const begun: Progress = {
  startedAt: '2026-03-03T01:00:00.000Z',
  by: 'operator kenji',
  reason: 'incident 42',
  confirmedFrom: '2026-03-03T01:15:00.000Z',
  off: 4,
  restored: 0,
};
const key = (keyId: string, why: string) => ({ keyId, userName: 'svc-batch', accountName: 'prod-apps', why });
const finished = { at: '2026-03-03T01:15:40.000Z', back: 4, notBack: [], left: [] };

let close = async (): Promise<void> => undefined;
afterEach(() => close());

/** A door that tells of one state after the other; the last one stays. */
async function door(...states: (Progress | 'down' | undefined)[]) {
  let polls = 0;
  const answer = ({ method, path }: Asked): { status?: number; body: object } => {
    if (method === 'POST') return { body: { answer: 'giving back', text: `Asked at ${path}.` } };
    const state = states[Math.min(polls++, states.length - 1)];
    if (state === 'down') return { status: 503, body: { error: 'The ledger is out of reach.' } };
    return { body: { frozen: false, ...(state && { restoreAll: state }) } };
  };
  const box = await doorInABox(answer);
  close = box.close;
  return {
    ...box,
    polls: () => polls,
    type: (words: string[], change: Parameters<typeof typed>[1] = {}) =>
      typed([...words, '--endpoint', box.endpoint], change),
  };
}

describe('freeze and thaw', () => {
  test.each([['freeze'], ['thaw']])('%s asks once, with the reason, and prints the answer', async (command) => {
    const { type, asked } = await door();
    expect(await type([command, ...because])).toEqual({ code: 0, out: `✓ Asked at /${command}.\n`, err: '' });
    expect(asked.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ reason: 'incident 42' }]);
    expect(JSON.parse((await type([command, ...because, '--json'])).out)).toMatchObject({ answer: 'giving back' });
  });

  test('a thaw that is refused fails, and says what to do', async () => {
    const box = await doorInABox(() => ({ status: 409, body: { answer: 'refused', error: 'Not thawed: wait.' } }));
    close = box.close;
    expect(await typed(['thaw', ...because, '--endpoint', box.endpoint])).toEqual({
      code: 1,
      out: '',
      err: '⊘ Not thawed: wait.\n',
    });
  });

  test.each([['freeze'], ['thaw'], ['restore-all']])('%s without a reason is called wrongly', async (command) => {
    expect(await typed([command])).toMatchObject({ code: 2 });
  });

  test.each([['freeze'], ['thaw'], ['restore-all']])('%s helps with examples', async (command) => {
    const { code, out } = await typed([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Examples:\n  $ keysunset ${command} --reason`);
  });
});

describe('restore-all', () => {
  test('tells how far it is, line by line, and ends with what is back', async () => {
    const waits: number[] = [];
    const { type } = await door(
      begun,
      begun,
      { ...begun, off: 1, restored: 3 },
      'down',
      { ...begun, off: 0, restored: 4 },
      { ...begun, off: 0, finished },
    );
    const { code, out, err } = await type(['restore-all', ...because], {
      pause: async (milliseconds) => void waits.push(milliseconds),
    });
    expect(code).toBe(0);
    expect(err.split('\n')).toEqual([
      '□ Asked at /restore-all.',
      `${'░'.repeat(30)} 0 of 4 back on`,
      `${'█'.repeat(22)}${'░'.repeat(8)} 3 of 4 back on`,
      `${'█'.repeat(30)} 4 of 4 back on, confirmed after 01:15:00Z`,
      `${'█'.repeat(30)} 4 of 4 back on`,
      '',
    ]);
    expect(out).toBe('✓ 4 keys back on and confirmed at 01:15:40Z\nIt stays frozen until: keysunset thaw --reason …\n');
    expect(waits).toEqual([2000, 2000, 2000, 2000, 10_000]);
  });

  test('on a terminal the line is written over, and the report begins a line of its own', async () => {
    const written: string[] = [];
    const { type } = await door({ ...begun, off: 0 }, { ...begun, off: 0, finished });
    const { err } = await type(['restore-all', ...because], { rewrite: (line) => void written.push(line) });
    expect(written).toEqual([`${'█'.repeat(30)} no key is off`, `${'█'.repeat(30)} no key is off`, '\n']);
    expect(err).toBe('□ Asked at /restore-all.\n');
  });

  test('says what is not back and why, what is left, what to do, and fails', async () => {
    const { type } = await door({
      ...begun,
      finished: {
        ...finished,
        back: 1,
        notBack: [key('AKIA1', 'AccessDenied\u001b[2J')],
        left: [key('AKIA2', 'ops switched it off')],
        more: 2,
      },
    });
    const { code, out } = await type(['restore-all', ...because]);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      '✓ 1 key back on and confirmed at 01:15:40Z',
      '▲ not back  AKIA1  svc-batch in prod-apps: AccessDenied [2J',
      '– left      AKIA2  svc-batch in prod-apps: ops switched it off',
      '  and 2 more: keysunset list',
      expect.stringContaining('tried again every five minutes') as string,
      '  aws iam update-access-key --user-name USER --access-key-id AKIA… --status Active',
      expect.stringContaining('ask them before you touch it') as string,
      'It stays frozen until: keysunset thaw --reason …',
      '',
    ]);
  });

  test('left with Ctrl-C goes on in AWS, and says so', async () => {
    let interrupt = (): void => undefined;
    let taken = false;
    const { type, polls } = await door(begun);
    const { code, out } = await type(['restore-all', ...because], {
      onInterrupt: (act) => {
        interrupt = act;
        return () => void (taken = true);
      },
      pause: async () => interrupt(),
    });
    expect(code).toBe(1);
    expect(out).toContain('It goes on without you');
    expect([polls(), taken]).toEqual([1, true]);
  });

  test('in JSON it is one object, and nothing else', async () => {
    const { type } = await door(undefined, { ...begun, off: 0, finished });
    const { code, out, err } = await type(['restore-all', ...because, '--json']);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual({
      answer: 'giving back',
      text: 'Asked at /restore-all.',
      restoreAll: { ...begun, off: 0, finished },
    });
  });

  test('a door that stays away ends it, with what it said', async () => {
    const { type, polls } = await door('down');
    const { code, err } = await type(['restore-all', ...because]);
    expect(code).toBe(1);
    expect(err).toContain('⊘ The ledger is out of reach.');
    expect(polls()).toBe(10);
  });

  test('a fault of its own is let through', async () => {
    const { type } = await door(begun);
    const pause = () => Promise.reject(new TypeError('a bug'));
    await expect(type(['restore-all', ...because], { pause })).rejects.toThrow('a bug');
  });
});
