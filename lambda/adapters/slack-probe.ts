import type { Clock, DoorProbe, Probed, Reading } from '../core/ports';
import { doorPaths } from '../core/slack-app';
import { toMilliseconds } from '../core/time';
import { sign } from '../doors/slack-signature';

interface Options {
  /** The address of both doors. */
  endpoint: string;
  signingSecret: () => Promise<string>;
  clock: Clock;
  post?: typeof fetch;
}

/** Asks the door what changes nothing: a challenge, signed as Slack signs it, and the check of the certificate at its other paths. */
export function doorProbe({ endpoint, signingSecret, clock, post = fetch }: Options): DoorProbe {
  const ask = async (path: string, init: RequestInit, wanted: string): Promise<Probed> => ({
    path,
    is: await reading(async () => {
      const answer = await post(new URL(path, endpoint), {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
        ...init,
      });
      const body = await answer.text();
      return answer.status === 200 && body === wanted ? ('answers' as const) : { status: answer.status, body };
    }),
  });
  const challenged = async (): Promise<Probed> => {
    const secret = await reading(signingSecret);
    if (!secret.known) return { path: doorPaths.events, is: secret };
    const body = JSON.stringify({ type: 'url_verification', challenge: CHALLENGE });
    const timestamp = String(Math.floor(toMilliseconds(clock.now()) / 1000));
    const headers = {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(secret.value, timestamp, body),
    };
    return ask(doorPaths.events, { headers, body }, CHALLENGE);
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    signingSecret: () => reading(async () => (/^[0-9a-f]{32}$/.test(await signingSecret()) ? 'good' : 'wrong form')),
    probe: () =>
      Promise.all([
        challenged(),
        ...[doorPaths.actions, doorPaths.commands].map((path) => ask(path, { headers, body: 'ssl_check=1' }, '')),
      ]),
  };
}

/** In milliseconds: the door answers within 3 seconds, or is in trouble. */
const PATIENCE = 5000;
const CHALLENGE = 'keysunset-doctor';

async function reading<T>(ask: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { known: true, value: await ask() };
  } catch (error) {
    return { known: false, why: reasonOf(error) };
  }
}

/** fetch says “fetch failed” and keeps the reason (ECONNREFUSED …) as the cause. */
function reasonOf(error: unknown): string {
  const { message = String(error), cause } = error as { message?: string; cause?: { message?: string; code?: string } };
  const reason = cause?.message || cause?.code;
  return reason ? `${message} (${reason})` : message;
}
