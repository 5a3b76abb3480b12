import { AwsError, noSuchKey } from '../errors';
import type { Caller } from '../cloudtrail';
import type { Aws } from '../model';
import type { Principal, Sessions } from '../sessions';

export type Parameters = Record<string, string | undefined>;

/** A request whose caller is known. */
export interface Request {
  aws: Aws;
  sessions: Sessions;
  principal: Principal;
  parameters: Parameters;
  caller: Caller;
  region: string;
  /** Of a JSON request. */
  body?: unknown;
}

/** One operation of a service: a request in, the result's fields out. */
export type Operation = (request: Request) => object;

/** The user meant. Left out, it is the caller: with temporary credentials there is none. */
export function nameIn({ principal: { userName }, parameters: { UserName, AccessKeyId } }: Request): string {
  const name = UserName ?? userName;
  if (!name) throw AccessKeyId ? noSuchKey(AccessKeyId) : new AwsError('ValidationError', 400, 'Must specify userName');
  return name;
}

export function keyIdIn({ parameters: { AccessKeyId } }: Request): string {
  if (!AccessKeyId) throw new AwsError('ValidationError', 400, 'Must specify AccessKeyId');
  return AccessKeyId;
}

const PAGE = 100;

/** One page by Marker. IAM may give fewer than MaxItems: here never more than 100. */
export function page(all: object[], { Marker, MaxItems }: Parameters, name: string): object {
  const first = Number(Marker ?? 0);
  const next = first + Math.min(Number(MaxItems ?? PAGE), PAGE);
  const truncated = next < all.length;
  return { [name]: all.slice(first, next), IsTruncated: truncated, ...(truncated && { Marker: String(next) }) };
}
