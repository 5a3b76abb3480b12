import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noLimit } from '../../lambda/adapters/time-limit';
import { operatorDoor } from '../../lambda/doors/operator';
import { requestStop } from '../../lambda/doors/request-stop';
import { takeAnswer } from '../../lambda/doors/take-answer';
import { Unavailable } from '../../lambda/core/errors';
import { fakeLedger } from '../../rehearsal/ledger/fake';
import type { Ledger } from '../../lambda/core/ports';
import type { Ritual } from '../../lambda/core/ritual';
import {
  asksAboutUse,
  at,
  chainOf,
  enqueued,
  inLastOutage,
  inNotice,
  inSoak1,
  oneStage,
  stopRequested,
  subject,
  useQuestioned,
} from '../lambda/core/chains';
import type { Written } from '../lambda/core/chains';
import { config } from '../lambda/core/configs';
import { doorInABox, typed } from './door-in-a-box';
import type { Asked } from './door-in-a-box';

type Box = Awaited<ReturnType<typeof doorInABox>>;

const other = 'AKIAY34FZKBOKMUTVV7A';
const because = ['--reason', 'unused for 400 days'];
let boxes: Box[] = [];

afterEach(async () => {
  await Promise.all(boxes.map((box) => box.close()));
  boxes = [];
});

/** A door in front of the real thing, over a ledger in memory. */
async function open() {
  const { ledger, heads, holds, control } = fakeLedger();
  let ids = 0;
  const common = {
    ledger,
    clock: { now: () => at(2) },
    ids: { attempt: () => `a-${++ids}`, retirement: () => `r-${++ids}` },
    timeLimit: noLimit,
  };
  const steps = { restore: async () => undefined, restoreAll: async () => undefined };
  const stop = requestStop({ ...common, holds, waker: { stop: async () => 'woken' }, steps });
  const { userName, userId, createdAt } = subject;
  const found = { known: true, value: { userName, userId, createdAt, status: 'Active', tags: {} } } as const;
  const door = operatorDoor({
    ...common,
    heads,
    control,
    steps,
    config,
    inspector: { find: async () => found },
    doctor: { examine: async () => [] },
    memberSetup: { enter: async () => ({ known: false, why: 'nobody is asked here' }) },
    hubAccount: '610258347912',
    requestStop: stop,
    takeAnswer: takeAnswer({
      ...common,
      config,
      holds,
      waker: { reconsider: async () => 'woken' },
      steps: { ...steps, giveNotice: async () => undefined },
    }),
  });
  const handle = async ({ method, path, body }: Asked) => {
    const url = new URL(path, 'http://door');
    const [, , keyId, action] = url.pathname.split('/');
    const answer = await door({
      routeKey: `${method} /retirements${keyId ? '/{keyId}' : ''}${action ? `/${action}` : ''}`,
      pathParameters: { keyId },
      queryStringParameters: Object.fromEntries(url.searchParams),
      body,
      requestContext: { authorizer: { iam: { userArn: 'arn:aws:iam::111122223333:user/kenji' } } },
    });
    return { status: answer.statusCode, body: answer.body };
  };
  // The answer is worked out asynchronously, so the terminal's fetch asks the door itself.
  const fetch = async (
    url: string,
    { method, headers, body = '' }: { method: string; headers: object; body?: string },
  ) => {
    const { pathname, search } = new URL(url);
    const { status, body: text } = await handle({ method, path: pathname + search, headers: { ...headers }, body });
    return { ok: status === 200, status, text: async () => text };
  };
  return {
    ledger,
    type: (words: string[], stdin = '') =>
      typed([...words, '--endpoint', 'http://127.0.0.1'], { fetch, readStdin: async () => stdin }),
  };
}

async function box(answer: Parameters<typeof doorInABox>[0]): Promise<Box> {
  const made = await doorInABox(answer);
  boxes.push(made);
  return made;
}

describe('enqueue', () => {
  test('enqueues keys and names their retirements', async () => {
    const { type, ledger } = await open();
    const { code, out } = await type(['enqueue', subject.keyId, other, ...because]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /✓ enqueued {2}line 1 {4}AKIAV6CIQHZTHY4JYCFU {2}r-\d\n✓ enqueued {2}line 2 {4}AKIAY34.*\n2 enqueued, 0 refused/,
    );
    expect((await ledger.read(other)).entries).toHaveLength(1);
  });

  test('of many lines enqueues the good ones and lists the bad ones with their line', async () => {
    const { type, ledger } = await open();
    const file = `# to go\n\n${subject.keyId}, ${subject.userName}\n${other},somebody-else\n${other},a,b\nAKIA1\n`;
    const { code, out } = await type(['enqueue', '--file', '-', ...because], file);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^✓ enqueued {2}line 3/),
      expect.stringMatching(/^⊘ refused {3}line 4 .*User somebody-else was given/),
      expect.stringMatching(/^⊘ refused {3}line 5 .*Line 5 has 3 columns. Wanted: KEY or KEY,user/),
      expect.stringMatching(/^⊘ refused {3}line 6 .*AKIA1 is not an access key id/),
      '1 enqueued, 3 refused',
      '',
    ]);
    expect((await ledger.read(subject.keyId)).entries).toHaveLength(1);
  });

  test('takes a JSON array, whose rows have the last word', async () => {
    const { type, ledger } = await open();
    const folder = await mkdtemp(join(tmpdir(), 'keysunset-'));
    const file = join(folder, 'keys.json');
    await writeFile(
      file,
      JSON.stringify([{ keyId: subject.keyId, ritual: 'short' }, 7, { keyId: other, reason: 'its own' }]),
    );
    const { code, out } = await type(['enqueue', '--file', file, '--ritual', 'standard', '--json', ...because]);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      results: [
        { line: 1, ok: true },
        { line: 2, ok: false },
        { line: 3, ok: true },
      ],
    });
    const detail = async (key: string) => (await ledger.read(key)).entries[0]?.detail;
    expect(await detail(subject.keyId)).toMatchObject({ reason: 'unused for 400 days', ritual: { name: 'short' } });
    expect(await detail(other)).toMatchObject({ reason: 'its own', ritual: { name: 'standard' } });
  });

  test('takes a file with a heading, whose cells may hold commas', async () => {
    const { type, ledger } = await open();
    const file = `keyId,priority,onUse,reason\n${subject.keyId},7,ask,"old, SEC-412"\n${other},,,\n${other},1,ask,x,y\n`;
    const { code, out } = await type(['enqueue', '--file', '-', ...because], file);
    expect(code).toBe(1);
    expect(out).toMatch(/line 4 .*Line 4 has 5 columns, the heading 4\./);
    const detail = async (key: string) => (await ledger.read(key)).entries[0]?.detail;
    expect(await detail(subject.keyId)).toMatchObject({ reason: 'old, SEC-412', priority: 7, onUse: { do: 'ask' } });
    expect(await detail(other)).toMatchObject({ reason: 'unused for 400 days', onUse: { do: 'keep' } });
    expect(await detail(other)).not.toHaveProperty('priority');
    const { err } = await type(['enqueue', '--file', '-', ...because], 'keyId,colour\n');
    expect(err).toContain('The heading has colour. Wanted: columns of keyId, userName');
  });

  test('lists a line whose quotes are not closed, and takes the others', async () => {
    const { type, ledger } = await open();
    const { code, out } = await type(['enqueue', '--file', '-', ...because], `keyId,reason\nKEY,"old\n${other},x\n`);
    expect(code).toBe(1);
    expect(out).toMatch(/line 2 .*Line 2 is no CSV: .*Quote/i);
    expect((await ledger.read(other)).entries).toHaveLength(1);
  });

  test('begins a batch with its canaries, over several requests', async () => {
    const keys = Array.from({ length: 150 }, (_, i) => `KEY${i}`);
    const batch = { id: 'batch-1', canary: 3, canaries: [] };
    const { endpoint, asked } = await box(({ body }) => {
      const { rows } = JSON.parse(body) as { rows: { line: number; keyId: string }[] };
      return { body: { batch, results: rows.map((row) => ({ ...row, ok: true, retirementId: 'r-1' })) } };
    });
    const file = { readStdin: async () => keys.join('\n') };
    const words = ['enqueue', '--file', '-', '--canary', '3', '--endpoint', endpoint, ...because];
    expect((await typed(words, file)).code).toBe(0);
    const [first, second] = asked.map(({ body }) => JSON.parse(body) as object);
    expect([first, second]).toMatchObject([{ canary: 3 }, { batch }]);
    expect(second).not.toHaveProperty('canary');
  });

  test('sends many rows in several requests; when one fails, what was answered stands', async () => {
    const keys = Array.from({ length: 250 }, (_, i) => `KEY${i}`);
    const { endpoint, asked } = await box(({ body }) => {
      const { rows } = JSON.parse(body) as { rows: { line: number; keyId: string }[] };
      if (rows[0]?.line === 101) return { status: 503, body: { error: 'The ledger is out of reach. Try again.' } };
      return {
        body: { results: rows.map(({ line, keyId }) => ({ line, keyId, ok: true, retirementId: `r-${line}` })) },
      };
    });
    const file = { readStdin: async () => keys.join('\n') };
    const { code, out } = await typed(['enqueue', '--file', '-', '--endpoint', endpoint, ...because], file);
    expect(code).toBe(1);
    expect(asked).toHaveLength(2);
    expect(out).toContain('100 enqueued, 150 refused');
  });

  test.each([
    [['enqueue', ...because], 'no key was given'],
    [['enqueue', other], 'no reason was given. Give --reason'],
    [['enqueue', other, '--file', '-', ...because], 'keys and --file were given. Give one of them.'],
    [['enqueue', other, subject.keyId, '--user', 'maria', ...because], '--user goes with one key'],
    [['enqueue', other, '--on-use', 'shrug', ...because], "argument 'shrug' is invalid"],
    [['enqueue', other, '--priority', 'high', ...because], 'Wanted: a whole number.'],
  ])('%j is called wrongly', async (words, error) => {
    expect(await typed(words)).toEqual({ code: 2, out: '', err: expect.stringContaining(error) as string });
  });

  test.each([
    ['', 'The file holds no keys. Wanted:'],
    ['[{', 'The file begins with [ but is not JSON'],
  ])('of the file “%s” fails', async (stdin, error) => {
    const { type } = await open();
    expect(await type(['enqueue', '--file', '-', ...because], stdin)).toMatchObject({
      code: 1,
      err: expect.stringContaining(error) as string,
    });
  });

  test('of a file that is not there fails, in JSON where JSON is asked for', async () => {
    const { type } = await open();
    const { code, out } = await type(['enqueue', '--file', '/nowhere/keys.txt', '--json', ...because]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      error: expect.stringContaining('The file /nowhere/keys.txt cannot be read') as string,
    });
  });
});

describe('answers', () => {
  const wanting: Ritual = { ...oneStage, approvals: { owner: true, operators: 1 } };
  const begins = enqueued({ ritual: wanting, onUse: { do: 'ask' } });
  const off = [[at(0), begins, { actor: 'operator arn:aws:iam::111122223333:user/rin' }], ...inLastOutage.slice(1)];
  const into = async (ledger: Ledger, facts: Written[]) => {
    const drafts = chainOf(...facts).entries.map(
      ({ keyId: _, seq: _s, previousHash: _p, hash: _h, ...draft }) => draft,
    );
    await ledger.append({ keyId: subject.keyId, entries: [] }, ...drafts);
  };

  test('an operator approves a deletion, and show says whose word is given and whose is missing', async () => {
    const { type, ledger } = await open();
    await into(ledger, off as Written[]);
    expect(await type(['approve', subject.keyId])).toMatchObject({
      code: 0,
      out: expect.stringContaining('may be deleted, says the operator') as string,
    });
    expect(await type(['approve', subject.keyId])).toMatchObject({
      code: 1,
      err: expect.stringContaining('already') as string,
    });
    const { out } = await type(['show', subject.keyId]);
    expect(out).toContain(
      'deletion approved by: the owner not yet, operators 1 of 1 (operator arn:aws:iam::111122223333:user/kenji)',
    );
    expect(out).toMatch(/ApprovalGiven +may be deleted, says the operator/);
  });

  test('an operator says that a use does not count', async () => {
    const { type, ledger } = await open();
    await into(ledger, [
      ...asksAboutUse,
      [at(1), useQuestioned],
      [at(1), { type: 'GateHeld', detail: { before: 'outage', because: 'it was used', until: at(8), keeps: false } }],
    ]);
    expect((await type(['list'])).out).toMatch(/held:\s+it/);
    expect((await type(['show', subject.keyId])).out).toContain('held: it was used');
    expect((await type(['dismiss', subject.keyId, '--because', 'my own test'])).code).toBe(0);
    const { out } = await type(['show', subject.keyId]);
    expect(out).toMatch(
      /UseQuestioned +use seen, does it count\? .*\n(?:.*\n)*.*UseDismissed +use until then does not count, says the operator: my own test/,
    );
    expect(await type(['dismiss', subject.keyId])).toMatchObject({ code: 2 });
  });

  test('show says what needs a key, once somebody has said it', async () => {
    const { type, ledger } = await open();
    await into(ledger, [...inNotice, [at(1), { type: 'NeedTold', detail: { words: 'the \u001brelease' } }]]);
    const { out } = await type(['show', subject.keyId]);
    expect(out).toMatch(/needed for: the .?release \(/);
    expect(out).toMatch(/NeedTold +“the .?release”/);
  });

  test('an operator says whose a key is, and the timeline says to whom', async () => {
    const { type, ledger } = await open();
    await into(ledger, inNotice);
    const because = ['--because', 'the app team took it over'];
    expect((await type(['owner', subject.keyId, '--to', 'maria', ...because])).code).toBe(1);
    expect((await type(['owner', subject.keyId, '--to', 'U2', ...because])).out).toContain('U2 is asked about');
    expect((await type(['owner', subject.keyId, '--to', 'nobody', ...because])).out).toContain(
      'the operators are asked',
    );
    const { out } = await type(['show', subject.keyId]);
    expect(out).toMatch(/OwnerChanged +to U2, says the operator: the app team took it over/);
    expect(out).toMatch(/OwnerChanged +to nobody known, says the operator/);
    expect(await type(['owner', subject.keyId, '--to', 'U2'])).toMatchObject({ code: 2 });
  });

  test('an operator lets a batch go on', async () => {
    const { type } = await open();
    await type(['enqueue', subject.keyId, '--canary', '1', '--priority', '3', ...because]);
    expect((await type(['release', subject.keyId, '--because', 'known'])).out).toContain(
      'The others of its batch wait for',
    );
    expect((await type(['show', subject.keyId])).out).toMatch(/BatchReleased +batch-.*: known/);
    expect(await type(['release', other, '--because', 'known'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('never enqueued') as string,
    });
  });
});

describe('a key that somebody stopped', () => {
  const kept = { type: 'RetirementKept', detail: { because: 'stop: button' } } as const;
  async function stopped() {
    const opened = await open();
    let chain = await opened.ledger.read(subject.keyId);
    for (const [when, fact] of [...inNotice, [at(0, 1), stopRequested], [at(1), kept]] as Written[]) {
      const actor = 'slack:U1 Maria Keller';
      chain = await opened.ledger.append(chain, { ...fact, at: when, actor, attempt: when, retirementId: 'r-1' });
    }
    return opened;
  }

  test('is refused, and taken where the operator says again; show says so for ever', async () => {
    const { type, ledger } = await stopped();
    const refused = await type(['enqueue', subject.keyId, ...because]);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain(`is left alone until ${at(180, 1)}: Maria Keller stopped it on 2026-03-03.`);
    expect((await type(['enqueue', subject.keyId, '--again', ...because])).code).toBe(0);
    expect((await ledger.read(subject.keyId)).entries.at(-1)).toMatchObject({
      detail: { again: { until: at(180, 1) } },
    });
    expect((await type(['show', subject.keyId])).out).toMatch(
      /31 days; again, though left alone until 2026-08-30 11:00:00: Maria Keller\s+stopped it on 2026-03-03/,
    );
  });

  test('may be enqueued again by a row of a file', async () => {
    const { type } = await stopped();
    const file = `keyId,again\n${subject.keyId},perhaps\n`;
    expect((await type(['enqueue', '--file', '-', ...because], file)).out).toContain('again: wanted is true or false');
    const { out } = await type(['enqueue', '--file', '-', ...because], file.replace('perhaps', 'false'));
    expect(out).toContain('is left alone until');
    expect((await type(['enqueue', '--file', '-', ...because], file.replace('perhaps', 'true'))).code).toBe(0);
  });

  test('is listed and shown with the day until which it is left alone', async () => {
    const { type } = await stopped();
    expect((await type(['list', '--status', 'kept'])).out).toMatch(/left[^]*alone until[^]*2026-08-30/);
    expect((await type(['show', subject.keyId])).out).toContain(`left alone until ${at(180, 1)}: enqueue refuses it`);
  });
});

describe('list', () => {
  test('shows where each key stands, in at most 100 columns', async () => {
    const { type } = await open();
    await type(['enqueue', subject.keyId, ...because]);
    const { code, out } = await type(['list']);
    expect(code).toBe(0);
    expect(out).toMatch(/^KEY +USER +ACCOUNT +STANDING +UNTIL +OWNER\nAKIAV6CIQHZTHY4JYCFU .*○ enqueued,/);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('asks by status and owner', async () => {
    const { endpoint, asked } = await box(() => ({ body: { retirements: [] } }));
    const { code, out } = await typed(['list', '--status', 'soak', '--owner', '田中 愛', '--endpoint', endpoint]);
    expect({ code, out }).toEqual({ code: 0, out: 'No retirements.\n' });
    expect(new URL(asked[0]?.path ?? '', endpoint).searchParams.toString()).toBe(
      new URLSearchParams({ status: 'soak', owner: '田中 愛' }).toString(),
    );
  });
});

describe('show', () => {
  test('tells the history of a key in the time zone of its calendar, chain verified', async () => {
    const { type, ledger } = await open();
    let chain = await ledger.read(subject.keyId);
    for (const [when, fact] of inSoak1) {
      chain = await ledger.append(chain, { ...fact, at: when, actor: 'keysunset', attempt: when, retirementId: 'r-1' });
    }
    const { code, out } = await type(['show', subject.keyId]);
    expect(code).toBe(0);
    expect(out).toContain('□ soak  stage 1 of 3: on, watched');
    expect(out).toMatch(
      /Times in Asia\/Tokyo\n2026-03-03\n {2}10:00:00 {2}Enqueued +ritual standard, outages 10 minutes, 1 day, 31 days/,
    );
    expect(out).toMatch(/2026-03-04\n.*\n {2}10:00:00 {2}OutageStarted +stage 1, until 2026-03-04 10:10:00/);
    expect(out).toContain('✓ 10 entries, chain verified');
  });

  test('fails where the chain is not as it was written', async () => {
    const { type } = await open();
    await type(['enqueue', subject.keyId, ...because]);
    const shown = JSON.parse((await type(['show', subject.keyId, '--json'])).out) as object;
    const verified = { ok: false, seq: 1, why: 'entry 1 was changed after it was written' };
    const { endpoint } = await box(() => ({ body: { ...shown, verified } }));
    const { code, out } = await typed(['show', subject.keyId, '--endpoint', endpoint]);
    expect(code).toBe(1);
    expect(out).toContain('▲ the chain is NOT as it was written: entry 1 was changed after it was written.');
  });

  test('of a key that was never enqueued fails', async () => {
    const { type } = await open();
    const { code, err } = await type(['show', other]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('was never enqueued') as string });
  });
});

describe('stop', () => {
  test('ends a retirement', async () => {
    const { type, ledger } = await open();
    await type(['enqueue', subject.keyId, ...because]);
    expect(await type(['stop', subject.keyId, '--reason', 'the release needs it'])).toMatchObject({
      code: 0,
      out: `✓ Stopped. ${subject.keyId} stays on.\n`,
    });
    expect((await ledger.read(subject.keyId)).entries.at(-1)).toMatchObject({
      type: 'StopRequested',
      detail: { how: 'operator', words: 'the release needs it' },
    });
  });

  test('of a key that is not there fails', async () => {
    const { type } = await open();
    const { code, err } = await type(['stop', other, '--reason', 'x']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('nothing to stop') as string });
  });

  test('without a reason is called wrongly', async () => {
    expect(await typed(['stop', other])).toMatchObject({ code: 2 });
  });
});

describe('the program', () => {
  test.each([['enqueue'], ['list'], ['show'], ['stop']])('%s helps with examples', async (command) => {
    const { code, out } = await typed([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Examples:\n  $ keysunset ${command}`);
  });

  test('loads the rehearsal where it is asked for, and names it where it is not', async () => {
    expect(await typed(['rehearse'])).toEqual({ code: 0, out: 'rehearsed\n', err: '' });
    expect((await typed(['--help'])).out).toContain('rehearse');
  });

  test.each([[[]], [['retire']], [['list', '--status', 'sleeping']], [['list', '--colour']]])(
    '%j is called wrongly',
    async (words) => {
      expect(await typed(words)).toMatchObject({ code: 2, out: '' });
    },
  );

  test('lets a fault of its own through', async () => {
    const env = new Proxy(
      {},
      {
        get: () => {
          throw new Unavailable('a bug');
        },
      },
    );
    await expect(typed(['list'], { env })).rejects.toThrow('a bug');
  });
});
