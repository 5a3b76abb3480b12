import { LostRace, Unavailable } from '../../../lambda/core/errors';
import type { KeyFound, Ledger } from '../../../lambda/core/ports';
import { operatorDoor } from '../../../lambda/doors/operator';
import type { OperatorPorts } from '../../../lambda/doors/operator';
import type { StopAnswer, StopRequest } from '../../../lambda/doors/request-stop';
import { fakeLedger } from '../../../rehearsal/ledger/fake';
import { at, chainOf, enqueued, given, inNotice, start, subject } from '../core/chains';
import { config } from '../core/configs';

const arn = 'arn:aws:sts::111122223333:assumed-role/sre/kenji';
const key: KeyFound = {
  userName: subject.userName,
  userId: subject.userId,
  status: 'Active',
  createdAt: subject.createdAt,
  tags: {},
};
const good = { keyId: subject.keyId, reason: 'unused' };
const other = { keyId: 'AKIAY34FZKBOKMUTVV7A', reason: 'unused' };

const keyId = subject.keyId;
const kept: StopAnswer = { answer: 'stopped', said: { is: 'stopped', keyId, off: false, slowly: false } };

function door(change: Partial<OperatorPorts> = {}, stopped: StopAnswer = kept) {
  const { ledger, heads, control } = fakeLedger();
  const stops: StopRequest[] = [];
  let ids = 0;
  const handle = operatorDoor({
    ledger,
    heads,
    control,
    config,
    clock: { now: () => start },
    ids: { attempt: () => `a-${++ids}`, retirement: () => `r-${++ids}` },
    inspector: { find: async () => ({ known: true, value: key }) },
    steps: { restoreAll: async () => undefined },
    requestStop: async (request) => {
      stops.push(request);
      return stopped;
    },
    takeAnswer: async () => ({ answer: 'recorded', said: { is: 'use dismissed', keyId }, of: given(...inNotice) }),
    doctor: { examine: async () => [] },
    memberSetup: { enter: async () => ({ known: false, why: 'nobody is asked here' }) },
    hubAccount: '610258347912',
    ...change,
  });
  const call = async (
    routeKey: string,
    rest: { keyId?: string; body?: unknown; query?: Record<string, string> } = {},
  ) => {
    const answer = await handle({
      routeKey,
      pathParameters: { keyId: rest.keyId },
      queryStringParameters: rest.query,
      body: typeof rest.body === 'string' ? rest.body : JSON.stringify(rest.body),
      requestContext: { authorizer: { iam: { userArn: arn } } },
    });
    return { status: answer.statusCode, body: JSON.parse(answer.body) as Record<string, unknown> };
  };
  const enqueue = (...rows: unknown[]) => call('POST /retirements', { body: { rows } });
  return { call, enqueue, handle, ledger, stops };
}

describe('enqueueing', () => {
  test('appends one fact in the name of the caller, and nothing else', async () => {
    const { enqueue, ledger } = door();
    expect((await enqueue(good)).body).toEqual({
      results: [{ line: 1, keyId: subject.keyId, ok: true, retirementId: 'r-2' }],
    });
    const { entries } = await ledger.read(subject.keyId);
    expect(entries).toMatchObject([{ type: 'Enqueued', actor: `operator ${arn}`, at: start, retirementId: 'r-2' }]);
  });

  test('takes the good rows and lists the bad ones with their line', async () => {
    const { enqueue } = door();
    const { status, body } = await enqueue(
      { ...good, line: 3 },
      { ...other, line: 4, reason: '' },
      { line: 5, keyId: 'nonsense', reason: 'unused' },
      { line: 6, reason: 'unused' },
      'a text',
      { ...good, line: 8 },
      { ...other, onUse: 'shrug' },
    );
    expect(status).toBe(200);
    expect(body['results']).toMatchObject([
      { line: 3, ok: true },
      { line: 4, keyId: other.keyId, ok: false, error: expect.stringContaining('No reason was given') as string },
      { line: 5, ok: false, error: expect.stringContaining('is not an access key id') as string },
      { line: 6, keyId: '', ok: false, error: 'keyId: wanted is an access key id.' },
      { line: 5, keyId: '', ok: false },
      { line: 8, ok: false, error: `${subject.keyId} was given in line 3 already. Give each key once.` },
      { line: 7, ok: false },
    ]);
  });

  test('twice is refused the second time', async () => {
    const { enqueue } = door();
    await enqueue(good);
    const { body } = await enqueue(good);
    expect(body['results']).toMatchObject([
      { ok: false, error: expect.stringContaining('is being retired already') as string },
    ]);
  });

  test('is decided anew when somebody else was quicker', async () => {
    const { ledger } = fakeLedger();
    const mine = losing(ledger, 3);
    const { body } = await door({ ledger: mine }).enqueue(good);
    expect(body['results']).toMatchObject([{ ok: true }]);
    expect((await ledger.read(subject.keyId)).entries).toHaveLength(1);
  });

  test('gives up when others are quicker each time', async () => {
    const { ledger } = fakeLedger();
    const { body } = await door({ ledger: losing(ledger, 99) }).enqueue(good);
    expect(body['results']).toMatchObject([
      { ok: false, error: expect.stringContaining('4 times in a row. Try again.') as string },
    ]);
  });

  test('says of each row whether its key could be looked up', async () => {
    const find = async (keyId: string) => {
      if (keyId === other.keyId) throw new Unavailable('IAM is down.');
      return { known: true, value: key } as const;
    };
    const { body } = await door({ inspector: { find } }).enqueue(good, other);
    expect(body['results']).toMatchObject([
      { ok: true },
      { ok: false, error: expect.stringContaining('IAM is down. Try again') as string },
    ]);
  });

  test.each([
    [
      { known: true, value: { since: start, reason: 'incident 42', by: 'kenji' } } as const,
      `Frozen since ${start} (incident 42)`,
    ],
    [{ known: false, why: 'no answer' } as const, 'Whether the world is frozen is unknown (no answer)'],
  ])('notes a freeze, which does not keep the key out', async (frozen, note) => {
    const { body } = await door({ control: { ...fakeLedger().control, frozen: async () => frozen } }).enqueue(good);
    expect(body['results']).toMatchObject([{ ok: true, note: expect.stringContaining(note) as string }]);
  });

  test('says what was said that needs the key, the last time', async () => {
    const { enqueue, ledger } = door();
    const before = chainOf(
      [at(-9), enqueued()],
      [at(-9), { type: 'RetirementKept', detail: { because: 'stop: button' } }],
      [at(-8), { type: 'NeedTold', detail: { words: 'the release pipeline' } }],
    ).entries.map(({ keyId: _, seq: _s, previousHash: _p, hash: _h, ...draft }) => draft);
    await ledger.append(await ledger.read(subject.keyId), ...before);
    const { body } = await enqueue(good);
    const note = `Of ${subject.keyId} it was said on 2026-02-23 what needs it: “the release pipeline”.`;
    expect(body['results']).toMatchObject([{ ok: true, note }]);
  });

  test.each([
    ['{ rows', 'The request’s body is not JSON.'],
    [{ rows: [] }, 'rows: wanted is one row or more.'],
    [{ rows: Array<unknown>(1001).fill(good) }, 'rows: wanted are 1000 rows at most'],
    [' '.repeat(1_000_001), 'The request has 1000001 bytes. Wanted: 1000000 at most.'],
  ])('is refused as a whole where it is no list of rows', async (body, error) => {
    const answer = await door().call('POST /retirements', { body });
    expect(answer).toEqual({ status: 400, body: { error: expect.stringContaining(error) as string } });
  });
});

describe('looking', () => {
  test('lists live retirements, those of a status, and those of an owner', async () => {
    const { call, enqueue } = door();
    await enqueue(good, other);
    const ids = async (query?: Record<string, string>) => {
      const { body } = await call('GET /retirements', query ? { query } : {});
      return (body['retirements'] as { keyId: string }[]).map(({ keyId }) => keyId).sort();
    };
    expect(await ids()).toEqual([subject.keyId, other.keyId].sort());
    expect(await ids({ status: 'soak' })).toEqual([]);
    expect(await ids({ owner: 'not known yet', status: 'enqueued' })).toHaveLength(2);
    expect(await ids({ owner: 'not known yet', status: 'kept' })).toEqual([]);
    expect(await ids({ owner: 'Maria Keller' })).toEqual([]);
  });

  test('refuses a status that there is not', async () => {
    const answer = await door().call('GET /retirements', { query: { status: 'sleeping' } });
    expect(answer).toEqual({
      status: 400,
      body: { error: expect.stringContaining('status: wanted is one of enqueued, notice') as string },
    });
  });

  test('shows a key with its whole history, verified', async () => {
    const { call, enqueue } = door();
    await enqueue(good);
    const { body } = await call('GET /retirements/{keyId}', { keyId: subject.keyId });
    expect(body).toMatchObject({
      head: { status: 'enqueued' },
      entries: [{ seq: 1 }],
      verified: { ok: true, entries: 1 },
    });
  });

  test.each([
    [subject.keyId, 404, 'was never enqueued'],
    ['CONTROL', 400, 'is not an access key id'],
  ])('has nothing to show of %s', async (keyId, status, error) => {
    const answer = await door().call('GET /retirements/{keyId}', { keyId });
    expect(answer).toEqual({ status, body: { error: expect.stringContaining(error) as string } });
  });
});

describe('stopping', () => {
  test('asks for the stop in the name of the caller', async () => {
    const { call, stops } = door();
    const answer = await call('POST /retirements/{keyId}/stop', {
      keyId: subject.keyId,
      body: { reason: 'payroll uses it' },
    });
    expect(answer).toEqual({ status: 200, body: { answer: 'stopped', text: `Stopped. ${keyId} stays on.` } });
    expect(stops).toEqual([
      { keyId: subject.keyId, actor: `operator ${arn}`, how: 'operator', words: 'payroll uses it' },
    ]);
  });

  test.each([
    ['refused', 409],
    ['already ended', 409],
    ['not found', 404],
  ] as const)('that is answered “%s” fails with %i', async (answer, status) => {
    const { call } = door({}, { answer, said: { is: 'deletion begun', keyId } });
    const got = await call('POST /retirements/{keyId}/stop', { keyId: subject.keyId, body: { reason: 'x' } });
    const text = `Too late: the deletion of ${keyId} has begun. If it does not go through, the key is switched back on.`;
    expect(got).toEqual({ status, body: { answer, text, error: text } });
  });

  test('without a reason is refused', async () => {
    const { call, stops } = door();
    const answer = await call('POST /retirements/{keyId}/stop', { keyId: subject.keyId, body: { reason: ' ' } });
    expect(answer).toEqual({ status: 400, body: { error: 'reason: wanted is why the key is needed.' } });
    expect(stops).toEqual([]);
  });
});

test('nobody comes in without a signature', async () => {
  const { handle } = door();
  expect(await handle({ routeKey: 'GET /retirements', requestContext: {} })).toMatchObject({ statusCode: 403 });
});

test('a ledger that is out of reach is said to be, and to be tried again', async () => {
  const fake = fakeLedger();
  fake.outOfReach(true);
  const answer = await door({ ledger: fake.ledger }).call('GET /retirements/{keyId}', { keyId: subject.keyId });
  expect(answer).toEqual({ status: 503, body: { error: 'The ledger is out of reach. Try again.' } });
});

test('a fault of our own is not dressed up as an answer', async () => {
  const heads: OperatorPorts['heads'] = {
    byStatus: () => {
      throw new TypeError('a bug');
    },
    byOwner: () => {
      throw new TypeError('a bug');
    },
  };
  await expect(door({ heads }).call('GET /retirements')).rejects.toThrow('a bug');
});

test('there is nothing elsewhere', async () => {
  expect(await door().call('DELETE /retirements')).toMatchObject({ status: 404 });
});

/** A ledger in which somebody else is quicker, so many times. */
function losing(ledger: Ledger, times: number): Ledger {
  let left = times;
  return {
    ...ledger,
    append: async (chain, ...drafts) => {
      if (left-- > 0) throw new LostRace(chain.keyId, 1);
      return ledger.append(chain, ...drafts);
    },
  };
}

test('the doctor says that the chain of everything at once is not as it was written', async () => {
  const { control } = fakeLedger();
  const of = { at: start, actor: 'operator kenji', retirementId: 'control', attempt: 'a-1' };
  await control.append(await control.read(), { type: 'Frozen', detail: { reason: 'incident 1234' }, ...of });
  const altered = async () => {
    const { entries, ...chain } = await control.read();
    return { ...chain, entries: entries.map((entry) => ({ ...entry, actor: 'nobody' })) };
  };
  const ledger = async (change: Partial<OperatorPorts>) => (await door(change).call('GET /doctor')).body['ledger'];
  expect(await ledger({ control })).not.toContainEqual(expect.objectContaining({ is: 'missing' }));
  expect(await ledger({ control: { ...control, read: altered } })).toContainEqual(
    expect.objectContaining({ what: 'CONTROL', is: 'missing' }),
  );
});
