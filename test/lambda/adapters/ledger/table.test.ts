import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { GetCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoLedger, type LedgerPorts } from '../../../../lambda/adapters/ledger/table';
import { MOST_OUTAGES_A_DAY } from '../../../../lambda/core/config';
import { Unavailable, Unreadable } from '../../../../lambda/core/errors';
import { createTable } from '../../../../rehearsal/ledger/create-table';
import { startDynalite, type Dynalite } from '../../../../rehearsal/ledger/dynalite';
import { draft, enqueued, noticeGiven, ownedBy, stopped } from '../../../contracts/ledger-drafts';
import { clientFor } from './on-dynalite';

const KEY = 'AKIAEXAMPLE1';
let server: Dynalite;
let client: DynamoDBDocumentClient;
let ports: LedgerPorts;
let table: string;
let tables = 0;

beforeAll(async () => {
  server = await startDynalite('unused');
});
afterAll(() => server.stop());
beforeEach(async () => {
  table = `table-${++tables}`;
  await createTable(server.endpoint, table);
  client = clientFor(server.endpoint);
  ports = dynamoLedger({ client, table });
});
afterEach(() => client.destroy());

const row = async (keyId: string, entry: string) =>
  (await client.send(new GetCommand({ TableName: table, Key: { keyId, entry }, ConsistentRead: true }))).Item;
const write = (Item: Record<string, unknown>) => client.send(new PutCommand({ TableName: table, Item }));

describe('the rows', () => {
  it('of an entry show its detail as fields', async () => {
    const written = await ports.ledger.append(await ports.ledger.read(KEY), draft(enqueued(KEY)));
    expect(await row(KEY, '000001')).toEqual({ ...written.entries[0], entry: '000001' });
  });

  it('of HEAD have plain fields, and a name even for an owner without one', async () => {
    await ports.ledger.append(await ports.ledger.read(KEY), draft(enqueued(KEY)), draft(ownedBy('')));
    const head = await row(KEY, 'HEAD');
    expect(head).toMatchObject({ seq: 2, status: 'enqueued', owner: 'no name', deadline: '2026-03-02T01:00:00.000Z' });
    expect(Object.values(head ?? {}).filter((value) => typeof value === 'object')).toEqual([]);
  });

  it('of holds, counts and threads expire; entries, HEAD and dark keys never do', async () => {
    const at = '2026-03-02T01:00:00.000Z';
    const chain = await ports.ledger.append(await ports.ledger.read(KEY), draft(enqueued(KEY)));
    await ports.holds.put({ token: 't', keyId: chain.keyId, retirementId: 'r-1', at });
    await ports.limits.takeOutage('2026-03-02', '111122223333', 1, 'r-1#1');
    await ports.limits.takeDarkKey('111122223333', 'AIDA1', 'r-1');
    await ports.threads.remember({ channel: 'D1', ts: '1772413200.000100' }, { keyId: KEY, retirementId: 'r-1' });

    const { Items: rows } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'keyId = :keyId',
        ExpressionAttributeValues: { ':keyId': KEY },
      }),
    );
    const day = 24 * 60 * 60;
    const midnight = Date.parse('2026-03-02T00:00:00Z') / 1000;
    expect(rows?.map(({ entry, expires }) => [String(entry).split('#')[0], expires as unknown])).toEqual([
      ['000001', undefined],
      ['HEAD', undefined],
      ['HOLD', Date.parse(at) / 1000 + 400 * day],
    ]);
    expect((await row('CUTS#2026-03-02#111122223333', 'COUNT'))?.['expires']).toBe(midnight + 30 * day);
    expect((await row('THREAD#D1#1772413200.000100', 'ABOUT'))?.['expires']).toBe(1772413200 + 400 * day);
    expect(await row('DARK#111122223333#AIDA1', 'DARK')).not.toHaveProperty('expires');
  });
});

describe('the row of a day', () => {
  const attempt = 'a'.repeat(36);
  // As long as they get: see Ids, and the step that takes an outage.
  const outage = (n: number) => `${String(n).padStart(80, 'r')}#9999#${attempt}`;
  const taken = (n: number) => new Set(Array.from({ length: n }, (_, i) => outage(i)));
  const day = { keyId: 'CUTS#2026-03-02#all', entry: 'COUNT' };

  it('holds the outages of the highest limit that a configuration may have', async () => {
    await write({ ...day, outages: taken(MOST_OUTAGES_A_DAY - 1) });
    expect(await ports.limits.takeOutage('2026-03-02', 'all', MOST_OUTAGES_A_DAY, outage(9999))).toBe(true);
    expect(await ports.limits.outagesTaken('2026-03-02', 'all')).toBe(MOST_OUTAGES_A_DAY);
  });

  it('holds not many more', async () => {
    await expect(write({ ...day, outages: taken(MOST_OUTAGES_A_DAY * 1.2) })).rejects.toThrow('Item size');
  });
});

describe('the calls', () => {
  it('of a ledger never update or delete a row', async () => {
    const before = { ...server.calls };
    const chain = await ports.ledger.append(await ports.ledger.read(KEY), draft(enqueued(KEY)), draft(noticeGiven));
    await ports.ledger.append(chain, draft(stopped));
    await ports.ledger.rebuildHead(chain);
    const made = Object.entries(server.calls).filter(([operation, n]) => n !== before[operation]);
    expect(made.map(([operation]) => operation).sort()).toEqual(['PutItem', 'Query']);
  });

  it('announce an append and write HEAD once for all the drafts of one append', async () => {
    const before = server.calls['PutItem'] ?? 0;
    await ports.ledger.append({ keyId: KEY, entries: [] }, draft(enqueued(KEY)), draft(noticeGiven), draft(stopped));
    expect(server.calls['PutItem']).toBe(before + 1 + 3 + 1);
  });

  it('repeated by the SDK after a lost answer are not a lost race', async () => {
    let lost = false;
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        if (lost || !isEntry(args.input)) return answer;
        lost = true;
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      },
      { step: 'deserialize' },
    );
    const before = server.calls['PutItem'] ?? 0;
    const chain = await ports.ledger.append({ keyId: KEY, entries: [] }, draft(enqueued(KEY)));
    expect(server.calls['PutItem']).toBe(before + 3 + 1);
    expect(await ports.ledger.read(KEY)).toEqual(chain);
  });
});

/** The put of an entry, and not of an announcement or of HEAD. */
const isEntry = (input: object): boolean => /"entry":\{"S":"\d/.test(JSON.stringify(input));

describe('a row that cannot be read', () => {
  it('is an error that names it, never skipped', async () => {
    await ports.ledger.append({ keyId: KEY, entries: [] }, draft(enqueued(KEY)), draft(noticeGiven));
    await write({ keyId: KEY, entry: '000003', type: 'Overwritten' });
    const failure: unknown = await ports.ledger.read(KEY).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Unreadable);
    expect(failure).toHaveProperty('message', expect.stringContaining(`Entry 000003 of ${KEY} cannot be read`));
  });

  it('is found by its detail too', async () => {
    const { entries } = await ports.ledger.append({ keyId: KEY, entries: [] }, draft(noticeGiven));
    await write({ ...entries[0], entry: '000001', detail: { about: 'first' } });
    await expect(ports.ledger.read(KEY)).rejects.toThrow(`Entry 000001 of ${KEY} cannot be read`);
  });

  it('makes it unknown whether the world is frozen', async () => {
    await write({ keyId: 'CONTROL', entry: '000001', type: 'Frozen' });
    expect(await ports.control.frozen()).toMatchObject({
      known: false,
      why: expect.stringContaining('Entry 000001 of CONTROL cannot be read') as string,
    });
  });

  it('as HEAD does not hide the HEADs after it', async () => {
    await write({ keyId: 'AKIABROKEN', entry: 'HEAD', status: 'enqueued', deadline: '2026-01-01T00:00:00.000Z' });
    await ports.ledger.append({ keyId: KEY, entries: [] }, draft(enqueued(KEY)));
    const found: string[] = [];
    const look = async () => {
      for await (const { keyId } of ports.heads.byStatus('enqueued')) found.push(keyId);
    };
    const failure: unknown = await look().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Unreadable);
    expect(failure).toHaveProperty('message', expect.stringContaining('HEAD of AKIABROKEN cannot be read'));
    expect(found).toEqual([KEY]);
  });
});

describe('an answer of DynamoDB', () => {
  let stub: Server;
  afterEach(() => stub.close());

  const answering = async (status: number, type: string): Promise<LedgerPorts> => {
    stub = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type }));
    });
    stub.listen(0, '127.0.0.1');
    await once(stub, 'listening');
    const { port } = stub.address() as AddressInfo;
    return dynamoLedger({ client: clientFor(`http://127.0.0.1:${port}`, 1), table });
  };

  it.each([
    [400, 'ProvisionedThroughputExceededException'],
    [400, 'ThrottlingException'],
    [400, 'RequestLimitExceeded'],
    [500, 'InternalServerError'],
    [503, 'ServiceUnavailable'],
  ])('%i %s may pass: the ledger is unavailable', async (status, type) => {
    const { ledger } = await answering(status, type);
    const failure: unknown = await ledger.read(KEY).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Unavailable);
    expect(failure).toHaveProperty('cause.$metadata.httpStatusCode', status);
    await expect(ledger.append({ keyId: KEY, entries: [] }, draft(stopped))).rejects.toThrow(Unavailable);
  });

  it.each([
    [400, 'AccessDeniedException'],
    [400, 'ResourceNotFoundException'],
    [400, 'ValidationException'],
  ])('%i %s will not pass: it is thrown as it came', async (status, type) => {
    const { ledger } = await answering(status, type);
    await expect(ledger.read(KEY)).rejects.toThrow(expect.objectContaining({ name: type }) as Error);
  });
});

it('is unavailable where nothing listens any more', async () => {
  const gone = await startDynalite('gone');
  await gone.stop();
  const { ledger } = dynamoLedger({ client: clientFor(gone.endpoint, 1), table: 'gone' });
  await expect(ledger.read(KEY)).rejects.toThrow(Unavailable);
});
