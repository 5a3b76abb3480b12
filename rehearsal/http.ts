import { NodeHttpHandler } from '@smithy/node-http-handler';
import { MOMENT_HEADER } from './clock';
import type { Instant } from '../lambda/core/time';
import type { VirtualClock } from './clock';

/** How long a call takes, in virtual milliseconds, by service: what people see from a Lambda in the same region. */
export const latencies: Readonly<Record<string, number>> = {
  iam: 150,
  sts: 80,
  cloudtrail: 300,
  dynamodb: 8,
  states: 30,
  slack: 200,
};

/** A call of AWS over HTTP, as it was for whoever made it. */
export interface TimedCall {
  service: string;
  operation: string;
  from: Instant;
  to: Instant;
}

/**
 * The SDK's own HTTP handler, which tells the servers what moment it is for the caller, and charges the caller's clock for
 * each call. Several clients share its sockets.
 */
export function chargingHandler(clock: VirtualClock, onCall?: (call: TimedCall) => void): NodeHttpHandler {
  const handler = new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: 50 } });
  const send = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    const from = clock.now();
    request.headers[MOMENT_HEADER] = from;
    const answer = await send(request, options);
    const service = serviceOf(request.headers);
    clock.charge(latencies[service] ?? 0);
    onCall?.({ service, operation: operationOf(request), from, to: clock.now() });
    return answer;
  };
  return handler;
}

/** The same for Slack's client. */
export const chargingFetch =
  (clock: VirtualClock): typeof fetch =>
  async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(MOMENT_HEADER, clock.now());
    const answer = await fetch(input, { ...init, headers });
    clock.charge(latencies['slack'] ?? 0);
    return answer;
  };

/** From the signature's scope: `Credential=AKIA…/20260303/us-east-1/iam/aws4_request`. */
const serviceOf = (headers: Record<string, string>): string =>
  /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? headers['Authorization'] ?? '')?.[1] ?? '';

/** From the target of a JSON service, or the body of a query service. */
const operationOf = ({ headers, body }: { headers: Record<string, string>; body?: unknown }): string =>
  headers['x-amz-target']?.split('.')[1] ?? /(?:^|&)Action=(\w+)/.exec(typeof body === 'string' ? body : '')?.[1] ?? '';
