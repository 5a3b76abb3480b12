import { Refused } from '../lambda/core/errors';
import { signedHeaders } from './sign';
import type { Terminal } from './terminal';

export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string; signal: AbortSignal },
) => Promise<{ ok: boolean; status: number; text: () => Promise<string> }>;

/** The operator door, as a command sees it. Each call throws Refused with what the door said against it. */
export interface Door {
  get<T>(path: string, query?: Record<string, string | undefined>): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
}

/** API Gateway gives an answer up after 30 s. */
const PATIENCE_MS = 35_000;

/** The operator door at `--endpoint` or KEYSUNSET_ENDPOINT. */
export function doorOf(given: string | undefined, terminal: Terminal): Door {
  const endpoint = endpointOf(given ?? terminal.env['KEYSUNSET_ENDPOINT']);
  const call = async <T>(method: 'GET' | 'POST', url: URL, body?: string): Promise<T> => {
    const headers = await signedHeaders({ url, method, body }, terminal);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const init = { method, headers, signal, ...(body !== undefined && { body }) };
    const response = await terminal.fetch(url.href, init).catch((cause: unknown) => {
      throw new Refused(
        `The operator door at ${endpoint.href} cannot be reached: ${reasonOf(cause)}. Check the endpoint and the network.`,
        { cause },
      );
    });
    return answerOf<T>(response.ok, response.status, await response.text());
  };
  return {
    get: (path, query = {}) => {
      const url = at(endpoint, path);
      for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
      return call('GET', url);
    },
    post: (path, body) => call('POST', at(endpoint, path), JSON.stringify(body)),
  };
}

function endpointOf(given: string | undefined): URL {
  const wanted =
    'Wanted: the address of the operator door, which is an output of the stack. Give --endpoint, or set KEYSUNSET_ENDPOINT.';
  if (!given) throw new Refused(`No endpoint was given. ${wanted}`);
  if (!URL.canParse(given)) throw new Refused(`The endpoint “${given}” is not an address. ${wanted}`);
  const url = new URL(given);
  if (!/^https?:$/.test(url.protocol))
    throw new Refused(`The endpoint “${given}” does not begin with https://. ${wanted}`);
  return url;
}

/** `path` under the endpoint, which may have a stage in its own path. */
const at = (endpoint: URL, path: string): URL => new URL(endpoint.href.split(/[?#]/)[0]?.replace(/\/*$/, path) ?? path);

function answerOf<T>(ok: boolean, status: number, text: string): T {
  const body = bodyOf(text);
  if (ok && body !== undefined) return body as T;
  // The door says `error`; API Gateway itself says `message`.
  const { error, message } = (body ?? {}) as { error?: unknown; message?: unknown };
  if (typeof error === 'string') throw new Refused(error);
  const said = typeof message === 'string' ? message : text.slice(0, 200);
  const todo =
    status === 403 ? 'Wanted: credentials that may call it. Check AWS_PROFILE and your rights.' : 'Try again.';
  throw new Refused(`The operator door answered ${status}: ${said || 'nothing'}. ${todo}`);
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** fetch says “fetch failed” and keeps the reason (ECONNREFUSED …) as the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return cause?.message || cause?.code || message || String(error);
}
