import type { changeControl } from '../change-control';
import { Unavailable } from '../core/errors';
import { inBoth, inEnglish, toldInBoth } from '../core/notices/told';
import type { Clock, Places, References, SeenEvents, StepInvoker, Threads, TimeLimit, Whisperer } from '../core/ports';
import type { StopAnswer, StopRequest } from './request-stop';
import { setGoing } from './set-going';
import { done, notNow, turnedDown } from './slack-http';
import type { DoorResponse } from './slack-http';
import { whyNotOurs } from './slack-origin';
import type { HomeOpened, Pressed, SlackUser } from './slack-request';
import type { SlackSettings } from './slack-settings';
import type { AnswerRequest, AnswerTaken } from './take-answer';
import { shares } from './three-seconds';

export interface ActPorts {
  clock: Clock;
  config: SlackSettings;
  threads: Pick<Threads, 'find'>;
  places: Pick<Places, 'cardsIn'>;
  references: Pick<References, 'find'>;
  events: SeenEvents;
  steps: Pick<StepInvoker, 'giveNotice' | 'showView'>;
  whisperer: Whisperer;
  timeLimit: TimeLimit;
  requestStop: (request: StopRequest) => Promise<StopAnswer>;
  takeAnswer: (request: AnswerRequest) => Promise<AnswerTaken>;
  changeControl: ReturnType<typeof changeControl>;
}

/** Somebody pressed a button. What could not be recorded is said to them alone, and never looks like done. */
export async function pressed(press: Pressed, ports: ActPorts): Promise<DoorResponse> {
  const why = whyNotOurs(press.from, ports.config);
  if (why) {
    await whispered(
      press,
      inBoth(({ door }) => door.notOurs),
      ports,
    );
    return turnedDown(403, why);
  }
  try {
    const keyId = press.keyId ?? (await ports.references.find(press.retirementId));
    if (keyId && press.kind === 'open') return await opened(press, keyId, ports);
    const came = keyId && press.kind !== 'open' ? await act(press, keyId, ports) : undefined;
    if (!keyId || !came || came.answer === 'not found') {
      await whispered(
        press,
        inBoth(({ door }) => door.notKnown),
        ports,
      );
      return turnedDown(404, `the ledger knows no retirement ${press.retirementId}`);
    }
    const [isKnown] = await Promise.all([isTold(came, { keyId, ...press }, ports), renewed(press, ports)]);
    const { said } = came;
    if (isKnown || (await whispered(press, toldInBoth(said, ports.clock.now()), ports))) return done();
    return notNow(inEnglish(said));
  } catch (error) {
    await whispered(
      press,
      inBoth(({ door }) => door.notRecorded),
      ports,
    );
    if (error instanceof Unavailable) return notNow(error.message);
    throw error;
  }
}

type Opening = Extract<Pressed, { kind: 'open' }>;

function act(press: Exclude<Pressed, Opening>, keyId: string, ports: ActPorts): Promise<StopAnswer | AnswerTaken> {
  const { retirementId, channel, user } = press;
  const actor = actorOf(user);
  const take = (answer: AnswerRequest['answer']) =>
    ports.takeAnswer({ keyId, retirementId, ...(channel && { channel }), actor, answer });
  switch (press.kind) {
    case 'stop':
      return ports.requestStop({ keyId, retirementId, actor, how: 'button' });
    case 'approve':
      return take({ kind: 'approve' });
    case 'need':
      return take({ kind: 'need', words: press.words });
    case 'dismiss': {
      const { question } = press;
      return take({ kind: 'dismiss', because: 'said in Slack', ...(question !== undefined && { question }) });
    }
    default:
      return press satisfies never;
  }
}

/** Somebody wants to fill something in: whoever has Slack's token opens it. */
async function opened(press: Opening, key: string, ports: ActPorts): Promise<DoorResponse> {
  const { form, retirementId, triggerId, channel, user, responseUrl } = press;
  // A Home tab has no such button.
  if (channel === undefined) return done();
  const to = { slackUserId: user.id, channel, triggerId, ...(responseUrl && { responseUrl }) };
  const { steps, timeLimit } = ports;
  if (await setGoing(timeLimit, () => steps.showView({ show: form, key, retirementId, to }))) return done();
  return (await whispered(
    press,
    inBoth(({ door }) => door.notOpened),
    ports,
  ))
    ? done()
    : notNow('the form could not be opened.');
}

/** Has it told what came of it, where that is not told by what was set going already. */
export async function isTold(
  { answer, said }: StopAnswer | AnswerTaken,
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
      return setGoing(timeLimit, () => steps.giveNotice({ key, retirementId, say: said }), shares.tell);
    default:
      return answer satisfies never;
  }
}

/** Whoever pressed in their Home tab sees there what came of it. */
const renewed = async ({ channel, user }: Pressed, { steps, timeLimit }: ActPorts): Promise<boolean> =>
  channel !== undefined ||
  setGoing(timeLimit, () => steps.showView({ show: 'home', to: { slackUserId: user.id } }), shares.tell);

/** Somebody looks at their Home tab: it is published anew. Slack sends again what failed. */
export async function lookedHome({ user, from, eventId }: HomeOpened, ports: ActPorts): Promise<DoorResponse> {
  const why = whyNotOurs(from, ports.config);
  if (why) return done(`Turned down: ${why}.`);
  if (await ports.events.has(eventId).catch(() => false)) return done();
  const { steps, timeLimit } = ports;
  const isAsked = await setGoing(timeLimit, () => steps.showView({ show: 'home', to: { slackUserId: user.id } }));
  if (!isAsked) return notNow('The Home tab could not be asked for.');
  await remembered(eventId, ports);
  return done();
}

/** Said to whoever pressed, and to nobody else. `false`: it could not be. */
export async function whispered(
  { responseUrl, channel, user }: Pick<Pressed, 'responseUrl' | 'channel' | 'user'>,
  text: string,
  { whisperer, timeLimit }: Pick<ActPorts, 'whisperer' | 'timeLimit'>,
): Promise<boolean> {
  if (!responseUrl || channel === undefined) return false;
  return setGoing(timeLimit, () => whisperer.whisper({ responseUrl, channel, user: user.id }, text), shares.tell);
}

export const remembered = (eventId: string, { events, clock, timeLimit }: ActPorts): Promise<boolean> =>
  setGoing(timeLimit, () => events.remember(eventId, clock.now()), shares.tell);

/** How they stand in the ledger. */
export const actorOf = ({ id, name }: SlackUser): string => `slack:${id}${name ? ` ${name}` : ''}`;
