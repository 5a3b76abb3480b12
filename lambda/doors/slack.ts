import { Unavailable } from '../core/errors';
import type { TimeLimit } from '../core/ports';
import type { ActPorts } from './slack-acts';
import { lookedHome, pressed } from './slack-acts';
import { commanded } from './slack-asks';
import type { AskPorts } from './slack-asks';
import { submitted } from './slack-forms';
import { MOST_BYTES, done, notNow, sizeOf, turnedDown } from './slack-http';
import type { DoorRequest, DoorResponse } from './slack-http';
import { replied } from './slack-replies';
import { isSslCheck, parse } from './slack-requests';
import type { SlackRequest } from './slack-requests';
import { verify } from './slack-signature';
import { ANSWER } from './three-seconds';

export type { DoorRequest, DoorResponse } from './slack-http';

interface Ports extends ActPorts, AskPorts {
  steps: ActPorts['steps'] & AskPorts['steps'];
  signingSecret: () => Promise<string>;
  timeLimit: TimeLimit;
}

/**
 * What owners do in Slack. It has no right on IAM: it writes the stop down and wakes whoever may give the key back.
 * What is checked, in this order, is in docs/slack.md.
 */
export const slackDoor =
  (ports: Ports) =>
  async (request: DoorRequest): Promise<DoorResponse> => {
    const size = sizeOf(request.rawBody);
    if (size > MOST_BYTES) return turnedDown(413, `${size} bytes were sent, at most ${MOST_BYTES} are read`);
    const text = Buffer.from(request.rawBody).toString('utf8');
    const type = request.headers['content-type'] ?? '';
    if (isSslCheck(text, type)) return done();
    try {
      return await ports.timeLimit.within(ANSWER, async () => {
        const checked = await check(request, ports);
        return checked.ok ? answer(parse(text, type), ports) : turnedDown(401, checked.why);
      });
    } catch (error) {
      if (error instanceof Unavailable) return notNow(error.message);
      throw error;
    }
  };

async function check({ headers, rawBody }: DoorRequest, { signingSecret, clock }: Ports) {
  return verify({
    signingSecret: await signingSecret(),
    timestamp: headers['x-slack-request-timestamp'] ?? '',
    signature: headers['x-slack-signature'] ?? '',
    rawBody,
    now: clock.now(),
  });
}

async function answer(request: SlackRequest, ports: Ports): Promise<DoorResponse> {
  switch (request.kind) {
    case 'url_verification':
      return done(request.challenge);
    case 'ignored':
      return done();
    case 'malformed':
      return turnedDown(400, request.why);
    case 'stop':
    case 'dismiss':
    case 'approve':
    case 'open':
    case 'need':
      return pressed(request, ports);
    case 'form':
      return submitted(request.form, ports);
    case 'reply':
      return replied(request, ports);
    case 'home opened':
      return lookedHome(request, ports);
    case 'command':
      return commanded(request, ports);
    default:
      return request satisfies never;
  }
}
