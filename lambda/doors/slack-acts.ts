import { Unavailable } from '../core/errors';
import type { Clock, Places, References, SeenEvents, StepInvoker, Threads, TimeLimit, Whisperer } from '../core/ports';
import type { StopAnswer, StopRequest } from './request-stop';
import { setGoing } from './set-going';
import { done, notNow, turnedDown } from './slack-http';
import type { DoorResponse } from './slack-http';
import { whyNotOurs } from './slack-origin';
import type { Pressed, SlackUser } from './slack-request';
import type { SlackSettings } from './slack-settings';
import { slackWords } from './slack-words';
import type { AnswerRequest, AnswerTaken } from './take-answer';
import { shares } from './three-seconds';

export interface ActPorts {
  clock: Clock;
  config: SlackSettings;
  threads: Pick<Threads, 'find'>;
  places: Pick<Places, 'cardsIn'>;
  references: Pick<References, 'find'>;
  events: SeenEvents;
  steps: Pick<StepInvoker, 'giveNotice'>;
  whisperer: Whisperer;
  timeLimit: TimeLimit;
  requestStop: (request: StopRequest) => Promise<StopAnswer>;
  takeAnswer: (request: AnswerRequest) => Promise<AnswerTaken>;
}

/** Somebody pressed a button. What could not be recorded is said to them alone, and never looks like done. */
export async function pressed(press: Pressed, ports: ActPorts): Promise<DoorResponse> {
  const why = whyNotOurs(press.from, ports.config);
  if (why) {
    await whispered(press, slackWords.notOurs, ports);
    return turnedDown(403, why);
  }
  try {
    const keyId = press.keyId ?? (await ports.references.find(press.retirementId));
    const came = keyId ? await act(press, keyId, ports) : undefined;
    if (!keyId || !came || came.answer === 'not found') {
      await whispered(press, slackWords.notKnown, ports);
      return turnedDown(404, `the ledger knows no retirement ${press.retirementId}`);
    }
    return (await isTold(came, { keyId, ...press }, ports)) || (await whispered(press, came.text, ports))
      ? done()
      : notNow(came.text);
  } catch (error) {
    await whispered(press, slackWords.notRecorded, ports);
    if (error instanceof Unavailable) return notNow(error.message);
    throw error;
  }
}

function act(press: Pressed, keyId: string, ports: ActPorts): Promise<StopAnswer | AnswerTaken> {
  const { kind, retirementId, question, channel, user } = press;
  const actor = actorOf(user);
  if (kind === 'stop') return ports.requestStop({ keyId, retirementId, actor, how: 'button' });
  const answer: AnswerRequest['answer'] =
    kind === 'approve' ? { kind } : { kind, because: 'said in Slack', ...(question !== undefined && { question }) };
  return ports.takeAnswer({ keyId, retirementId, channel, actor, answer });
}

/** Has it told what came of it, where that is not told by what was set going already. */
export async function isTold(
  { answer, text }: StopAnswer | AnswerTaken,
  { keyId: key, retirementId }: { keyId: string; retirementId: string },
  { steps, timeLimit }: ActPorts,
): Promise<boolean> {
  switch (answer) {
    case 'recorded':
      return true;
    case 'not found':
      return false;
    case 'stopped':
      // Where that fails, whoever gives the key back has it told.
      await setGoing(timeLimit, () => steps.giveNotice({ key, retirementId }), shares.tell);
      return true;
    case 'refused':
    case 'already ended':
      return setGoing(timeLimit, () => steps.giveNotice({ key, retirementId, say: text }), shares.tell);
    default:
      return answer satisfies never;
  }
}

/** Said to whoever pressed, and to nobody else. `false`: it could not be. */
async function whispered(press: Pressed, text: string, { whisperer, timeLimit }: ActPorts): Promise<boolean> {
  const { responseUrl, channel, user } = press;
  if (!responseUrl) return false;
  return setGoing(timeLimit, () => whisperer.whisper({ responseUrl, channel, user: user.id }, text), shares.tell);
}

export const remembered = (eventId: string, { events, clock, timeLimit }: ActPorts): Promise<boolean> =>
  setGoing(timeLimit, () => events.remember(eventId, clock.now()), shares.tell);

export const actorOf = ({ id, name }: SlackUser): string => `slack:${id}${name ? ` ${name}` : ''}`;
