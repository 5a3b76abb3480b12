import { createHash, createHmac } from 'node:crypto';
import type { Fetch } from '../../cli/door';
import { doorInABox, typed } from './door-in-a-box';
import type { Asked } from './door-in-a-box';

type Box = Awaited<ReturnType<typeof doorInABox>>;
let box: Box | undefined;

afterEach(async () => {
  await box?.close();
  box = undefined;
});

async function answering(status: number, body: object | string): Promise<Box> {
  return (box = await doorInABox(() => ({ status, body })));
}

describe('a request to the operator door', () => {
  test('is signed for API Gateway, with made-up credentials where a rehearsal on this machine takes any', async () => {
    const { endpoint, asked } = await answering(200, { retirements: [] });
    await typed(['list', '--owner', 'Maria Keller'], { env: { KEYSUNSET_ENDPOINT: endpoint } });
    const [request] = asked;
    if (!request) throw new Error('nothing was asked');
    expect(request.headers['x-amz-date']).toBe('20260303T010000Z');
    expect(request.headers['authorization']).toContain(
      'Credential=REHEARSAL/20260303/us-east-1/execute-api/aws4_request',
    );
    expect(request.headers['authorization']).toContain(`Signature=${signatureOf(request, 'rehearsal')}`);
  });

  test('is sent under the stage that the endpoint names', async () => {
    const { endpoint, asked } = await answering(200, { retirements: [] });
    await typed(['list', '--endpoint', `${endpoint}/prod/`]);
    expect(asked[0]?.path).toBe('/prod/retirements');
  });

  test.each([
    [undefined, 'No endpoint was given. Wanted: the address of the operator door'],
    ['door', 'The endpoint “door” is not an address. Wanted:'],
    ['ftp://127.0.0.1', 'The endpoint “ftp://127.0.0.1” does not begin with https://. Wanted:'],
  ])('needs an endpoint, and %s is none', async (endpoint, error) => {
    const { code, err } = await typed(['list'], { env: { KEYSUNSET_ENDPOINT: endpoint } });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(error) as string });
  });

  test('to AWS is signed with the credentials of the environment, for the region in its address', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: 'token',
    });
    const sent: Record<string, string>[] = [];
    const fetch: Fetch = async (_, { headers }) => {
      sent.push(headers);
      return { ok: true, status: 200, text: async () => '{"retirements":[]}' };
    };
    const { code } = await typed(['list', '--endpoint', 'https://abc.execute-api.eu-central-1.amazonaws.com'], {
      fetch,
    });
    process.env = before;
    expect(code).toBe(0);
    expect(sent[0]).toMatchObject({
      authorization: expect.stringContaining('AKIAIOSFODNN7EXAMPLE/20260303/eu-central-1/execute-api') as string,
      'x-amz-security-token': 'token',
    });
  });

  test('needs a region', async () => {
    const { code, err } = await typed(['list', '--endpoint', 'https://door.example.com']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('Set AWS_REGION.') as string });
  });

  test.each([
    [409, { error: 'Too late: the deletion has begun.' }, 'Too late: the deletion has begun.'],
    [403, { message: 'Forbidden' }, 'answered 403: Forbidden. Wanted: credentials that may call it.'],
    [502, '<html>Bad Gateway</html>', 'answered 502: <html>Bad Gateway</html>. Try again.'],
    [200, '', 'answered 200: nothing. Try again.'],
  ])('that is answered %i %j fails', async (status, body, error) => {
    const { endpoint } = await answering(status, body);
    const { code, err } = await typed(['list', '--endpoint', endpoint]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(error) as string });
  });

  test('that reaches nobody fails', async () => {
    const { endpoint, close } = await answering(200, {});
    await close();
    const { code, err } = await typed(['list', '--endpoint', endpoint]);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/cannot be reached: .*ECONNREFUSED.*Check the endpoint/) as string,
    });
  });
});

/** Signature version 4 as AWS describes it, written out for a request without a body. */
function signatureOf({ method, path, headers }: Asked, secret: string): string {
  const names = /SignedHeaders=([^,]+)/.exec(headers['authorization'] ?? '')?.[1] ?? '';
  const [pathname, query] = path.replaceAll('+', '%20').split('?');
  const lines = names.split(';').map((name) => `${name}:${String(headers[name])}\n`);
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = [method, pathname, query, lines.join(''), names, sha256('')].join('\n');
  const date = headers['x-amz-date'] as string;
  const scope = [date.slice(0, 8), 'us-east-1', 'execute-api', 'aws4_request'];
  const key = scope.reduce<string | Buffer>(
    (by, part) => createHmac('sha256', by).update(part).digest(),
    `AWS4${secret}`,
  );
  return createHmac('sha256', key)
    .update(['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n'))
    .digest('hex');
}
