import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../core/time';
import { secondsBetween, toInstant } from '../core/time';

export interface Signed {
  signingSecret: string;
  /** The header x-slack-request-timestamp: seconds since 1970. */
  timestamp: string | undefined;
  /** The header x-slack-signature. */
  signature: string | undefined;
  /** As it came, before any parsing: the signature is over these bytes. */
  rawBody: string | Uint8Array;
  now: Instant;
}

/** Is this request from Slack, and of now? Slack's own check looks back 5 minutes; a request from the future is turned down as well. */
export function verify(request: Signed): { ok: true } | { ok: false; why: string } {
  const { signingSecret, timestamp, signature, rawBody, now } = request;
  if (!signingSecret) return { ok: false, why: 'this installation has no signing secret' };
  if (!timestamp || !/^\d{1,11}$/.test(timestamp)) return { ok: false, why: 'no timestamp of a request from Slack' };
  const old = secondsBetween(toInstant(Number(timestamp) * 1000), now);
  if (old > WINDOW) return { ok: false, why: 'the request is older than 5 minutes' };
  if (old < -WINDOW) return { ok: false, why: 'the request is from the future, by more than 5 minutes' };
  if (!same(signature ?? '', sign(signingSecret, timestamp, rawBody))) {
    return { ok: false, why: 'the signature does not match' };
  }
  return { ok: true };
}

/** Slack's signature of a body (its version 0). */
export function sign(signingSecret: string, timestamp: string, rawBody: string | Uint8Array): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`;
}

/** Seconds, in both directions. */
const WINDOW = 5 * 60;

/** In constant time; only the length of a right signature, which is no secret, shows. */
function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
