import { NodeHttpHandler } from '@smithy/node-http-handler';
import { MOMENT_HEADER } from './clock';
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

/**
 * The SDK's own HTTP handler, which tells the servers what moment it is for the caller, and charges the caller's clock for
 * each call. Several clients share its sockets.
 */
export function chargingHandler(clock: VirtualClock): NodeHttpHandler {
  const handler = new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: 50 } });
  const send = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    request.headers[MOMENT_HEADER] = clock.now();
    const answer = await send(request, options);
    clock.charge(latencies[serviceOf(request.headers)] ?? 0);
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
