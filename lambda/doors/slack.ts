import type { Config } from '../core/config';
import type { Clock, StepInvoker, Threads } from '../core/ports';
import { isStop } from '../core/stop-words';
import type { StopAnswer, StopRequest } from './request-stop';
import type { AnswerRequest, AnswerTaken } from './take-answer';
import { parse } from './slack-requests';
import type { SlackRequest } from './slack-requests';
import { verify } from './slack-signature';

/** An HTTP request as it came: the signature is over the raw body. Header names in lower case. */
export interface DoorRequest {
  headers: Record<string, string | undefined>;
  rawBody: string;
}

export interface DoorResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface Ports {
  clock: Clock;
  config: Pick<Config, 'slack'>;
  signingSecret: () => Promise<string>;
  threads: Pick<Threads, 'find'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
  requestStop: (request: StopRequest) => Promise<StopAnswer>;
  takeAnswer: (request: AnswerRequest) => Promise<AnswerTaken>;
}

/** What owners do in Slack. It has no right on IAM: it writes the stop down and wakes whoever may give the key back. */
export const slackDoor =
  (ports: Ports) =>
  async ({ headers, rawBody }: DoorRequest): Promise<DoorResponse> => {
    const checked = verify({
      signingSecret: await ports.signingSecret(),
      timestamp: headers['x-slack-request-timestamp'] ?? '',
      signature: headers['x-slack-signature'] ?? '',
      rawBody,
      now: ports.clock.now(),
    });
    if (!checked.ok) return plain(401, `Turned down: ${checked.why}`);
    return answer(parse(rawBody, headers['content-type'] ?? ''), ports);
  };

async function answer(request: SlackRequest, ports: Ports): Promise<DoorResponse> {
  switch (request.kind) {
    case 'url_verification':
      return plain(200, request.challenge);
    case 'ssl_check':
    case 'ignored':
      return plain(200, '');
    case 'malformed':
      return plain(400, `Not understood: ${request.why}`);
    case 'stop':
      return fromElsewhere(request.team, ports) ?? stop(request, { how: 'button' }, ports);
    case 'dismiss':
    case 'approve':
      return fromElsewhere(request.team, ports) ?? answered({ ...request, kind: request.kind }, ports);
    case 'reply':
      return fromElsewhere(request.team, ports) ?? reply(request, ports);
    default:
      return request satisfies never;
  }
}

async function answered(
  { kind, question, ...pressed }: Extract<SlackRequest, { keyId: string }>,
  { takeAnswer, steps }: Ports,
): Promise<DoorResponse> {
  const { keyId, retirementId, channel, user } = pressed;
  const { answer: word, text } = await takeAnswer({
    ...{ keyId, retirementId, channel, actor: actorOf(user) },
    answer:
      kind === 'approve'
        ? { kind }
        : { kind: 'dismiss', because: 'said in Slack', ...(question !== undefined && { question }) },
  });
  if (word === 'refused') await steps.giveNotice({ key: keyId, retirementId, say: text });
  return plain(200, '');
}

async function reply(request: Extract<SlackRequest, { kind: 'reply' }>, ports: Ports): Promise<DoorResponse> {
  if (!isStop(request.text)) return plain(200, '');
  const about = await ports.threads.find({ channel: request.channel, ts: request.threadTs });
  if (!about) return plain(200, '');
  return stop({ ...about, user: request.user }, { how: 'reply', words: request.text.slice(0, 200) }, ports);
}

async function stop(
  { keyId, retirementId, user }: { keyId: string; retirementId: string; user: { id: string; name?: string } },
  said: Pick<StopRequest, 'how' | 'words'>,
  { requestStop, steps }: Ports,
): Promise<DoorResponse> {
  const { answer: word, text } = await requestStop({ keyId, retirementId, actor: actorOf(user), ...said });
  if (word !== 'not found') {
    await steps.giveNotice({ key: keyId, retirementId, ...(word !== 'stopped' && { say: text }) });
  }
  return plain(200, '');
}

const actorOf = ({ id, name }: { id: string; name?: string }): string => `slack:${id}${name ? ` ${name}` : ''}`;

function fromElsewhere(team: string, { config }: Ports): DoorResponse | undefined {
  return team === config.slack.workspace
    ? undefined
    : plain(403, `Turned down: the workspace ${team} is not the one that this door serves.`);
}

const plain = (status: number, body: string): DoorResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
