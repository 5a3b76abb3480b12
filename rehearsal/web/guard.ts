import type { IncomingMessage } from 'node:http';

/** Why a request is turned down. */
export interface Refusal {
  status: number;
  why: string;
}

/**
 * Any page that the reader has open could send requests to this machine: only the page that this server has served may, and only
 * under the server's own name, so that a name that somebody points at 127.0.0.1 is of no use.
 */
export function refusalOf({ method, headers }: IncomingMessage, port: number): Refusal | undefined {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = headers;
  if (!host || !names.includes(host)) return { status: 421, why: `the host ${host} is not this one` };
  if (origin !== undefined && origin !== `http://${host}`) return { status: 403, why: `${origin} is another page` };
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return { status: 403, why: 'another site asked' };
  if (method === 'GET') return undefined;
  if (method !== 'POST') return { status: 405, why: `${method} is not known here` };
  // A form of another site has no origin in old browsers, and never this type.
  if (origin === undefined) return { status: 403, why: 'no origin was given' };
  return headers['content-type'] === 'application/json'
    ? undefined
    : { status: 415, why: 'wanted is application/json' };
}

/** On everything that is served: nothing from elsewhere is loaded, and nobody puts the page into a frame. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The body; `undefined` where it is longer than `most` bytes. */
export async function bodyWithin(request: IncomingMessage, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > most) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
