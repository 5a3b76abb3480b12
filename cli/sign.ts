import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { Refused } from '../lambda/core/errors';
import type { Terminal } from './terminal';

interface Unsigned {
  url: URL;
  method: 'GET' | 'POST';
  body: string | undefined;
}

/** The headers of a request to API Gateway, signed with the caller's AWS credentials (SigV4, execute-api). */
export async function signedHeaders(
  { url, method, body }: Unsigned,
  { env, now }: Terminal,
): Promise<Record<string, string>> {
  const signer = new SignatureV4({
    service: 'execute-api',
    region: regionOf(url, env),
    credentials: await credentialsFor(url, env),
    sha256: Sha256,
  });
  const { headers } = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: {
        host: url.host,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    },
    { signingDate: now() },
  );
  // fetch sets the host itself, to the same.
  const { host: _, ...rest } = headers;
  return rest;
}

function regionOf({ hostname }: URL, env: Terminal['env']): string {
  const inHost = /\.execute-api\.([a-z0-9-]+)\./.exec(hostname)?.[1];
  const region =
    inHost ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? (isLoopback(hostname) ? 'us-east-1' : undefined);
  if (region) return region;
  throw new Refused(`No AWS region is known for ${hostname}. Wanted: the region of the operator door. Set AWS_REGION.`);
}

/** The AWS way; a rehearsal on this machine takes any signature, so there nobody needs credentials. */
async function credentialsFor({ hostname }: URL, env: Terminal['env']) {
  if (isLoopback(hostname) && !env['AWS_ACCESS_KEY_ID'] && !env['AWS_PROFILE']) {
    return { accessKeyId: 'REHEARSAL', secretAccessKey: 'rehearsal' };
  }
  // Loaded only now: it is slow to load, and --help needs none of it.
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  try {
    return await defaultProvider()();
  } catch (cause) {
    throw new Refused(
      `No AWS credentials were found (${cause instanceof Error ? cause.message : String(cause)}). ` +
        'Wanted: those of an operator. Set AWS_PROFILE, or sign in with aws sso login.',
      { cause },
    );
  }
}

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** SHA-256, or HMAC-SHA-256 with a secret, in the form that the signer constructs. */
class Sha256 {
  readonly #hash;
  constructor(secret?: Bytes) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: Bytes): void {
    this.#hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new TypeError('The signer hashes each text once.');
  }
}

function bytesOf(data: Bytes): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
