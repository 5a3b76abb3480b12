import { doorOf } from '../../cli/door';
import type { Door, Fetch } from '../../cli/door';
import { noColours } from '../../cli/terminal';
import type { DoorRequest, DoorResponse } from '../../lambda/doors/slack';
import type { FunctionName } from '../../lib/rights';

/** API Gateway's place: moto answers no request of an HTTP API, so the deployed functions get the events that it would make. */
type Invoke = (name: FunctionName, event: object) => Promise<unknown>;

interface Answer {
  statusCode: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Slack's requests, by the route of the deployed API (payload 2.0). */
export const slackDoorOf =
  (invoke: Invoke) =>
  async ({ headers, rawBody }: DoorRequest): Promise<DoorResponse> => {
    const path = headers['content-type']?.includes('json') ? '/slack/events' : '/slack/actions';
    const {
      statusCode,
      headers: told,
      body,
    } = (await invoke('slack-door', {
      ...requestOf('POST', path, {}),
      headers,
      body: Buffer.from(rawBody).toString('base64'),
      isBase64Encoded: true,
    })) as Answer;
    return { status: statusCode, headers: told ?? {}, body: body ?? '' };
  };

const OPERATOR = 'arn:aws:sts::123456789012:assumed-role/operators/kenji';

/** The command line's own door, signed as it signs; who it was is told as the IAM authoriser tells it. */
export function operatorDoorOf(invoke: Invoke, now: () => Date): Door {
  const fetch: Fetch = async (url, { method, headers, body }) => {
    const { pathname, searchParams } = new URL(url);
    if (!/^AWS4-HMAC-SHA256 Credential=.*\/execute-api\/aws4_request/.test(headers['authorization'] ?? '')) {
      return { ok: false, status: 403, text: async () => '{"message":"Forbidden"}' };
    }
    const { routeKey, pathParameters } = routeOf(method, pathname);
    const answer = (await invoke('operator-door', {
      ...requestOf(method, pathname, { authorizer: { iam: { userArn: OPERATOR } } }),
      ...{ routeKey, pathParameters, headers, body, isBase64Encoded: false },
      ...(searchParams.size > 0 && { queryStringParameters: Object.fromEntries(searchParams) }),
    })) as Answer;
    return { ok: answer.statusCode < 300, status: answer.statusCode, text: async () => answer.body ?? '' };
  };
  return doorOf('http://127.0.0.1', {
    ...{ fetch, now, env: {}, colours: noColours },
    ...{ out: () => undefined, err: () => undefined, readStdin: async () => '' },
    lines: () => {
      throw new Error('Nothing is asked here.');
    },
    ...{ pause: async () => undefined, onInterrupt: () => () => undefined },
  });
}

/** As lib/doors.ts makes the routes. */
function routeOf(method: string, pathname: string): { routeKey: string; pathParameters?: { keyId: string } } {
  const [, keyId] = /^\/retirements\/([^/]+)/.exec(pathname) ?? [];
  if (keyId === undefined) return { routeKey: `${method} ${pathname}` };
  return { routeKey: `${method} ${pathname.replace(keyId, '{keyId}')}`, pathParameters: { keyId } };
}

const requestOf = (method: string, path: string, who: object) => ({
  version: '2.0',
  rawPath: path,
  rawQueryString: '',
  requestContext: { stage: '$default', http: { method, path, sourceIp: '127.0.0.1' }, ...who },
});
