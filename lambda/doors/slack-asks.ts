import { Unavailable } from '../core/errors';
import { toldInBoth } from '../core/notices/told';
import type { StepInvoker } from '../core/ports';
import { actorOf, whispered } from './slack-acts';
import type { ActPorts } from './slack-acts';
import { commandWords } from './slack-command-words';
import { setGoing } from './set-going';
import { answeredTo, done, notNow, turnedDown } from './slack-http';
import type { DoorResponse } from './slack-http';
import { whyNotOurs } from './slack-origin';
import type { Ask, Command } from './slack-request';
import { shares } from './three-seconds';

export interface AskPorts extends Pick<
  ActPorts,
  'clock' | 'config' | 'whisperer' | 'timeLimit' | 'requestStop' | 'changeControl'
> {
  steps: Pick<StepInvoker, 'enqueue' | 'showView'>;
}

/**
 * Somebody typed a command. The answer is for them alone. What touches nobody's key but in the safe direction is anybody's of the
 * workspace; the rest is the operators'. What could not be recorded is said to them, and never looks like done.
 */
export async function commanded(command: Command, ports: AskPorts): Promise<DoorResponse> {
  const why = whyNotOurs(command.from, ports.config);
  if (why) {
    await whispered(command, commandWords.notOurs, ports);
    return turnedDown(403, why);
  }
  try {
    return await answer(command, ports);
  } catch (error) {
    await whispered(command, commandWords.notRecorded, ports);
    if (error instanceof Unavailable) return notNow(error.message);
    throw error;
  }
}

async function answer(command: Command, ports: AskPorts): Promise<DoorResponse> {
  const { ask, name, user } = command;
  switch (ask.what) {
    case 'usage':
      return answeredTo(commandWords.usage(name, ask.lacks));
    case 'stop': {
      const { keyId, words } = ask;
      const came = await ports.requestStop({ keyId, actor: actorOf(user), how: 'command', ...(words && { words }) });
      return answeredTo(
        came.answer === 'stopped' ? commandWords.stopped(keyId) : toldInBoth(came.said, ports.clock.now()),
      );
    }
    case 'freeze':
    case 'thaw':
      return isOperator(command, ports) ? control(ask.what, ask.reason, command, ports) : operatorsOnly();
    case 'enqueue':
      return isOperator(command, ports) ? enqueue(ask, command, ports) : operatorsOnly();
    case 'status':
      return look({ show: 'status' }, command, ports);
    case 'show':
      return look({ show: 'key', key: ask.keyId }, command, ports);
    default:
      return ask satisfies never;
  }
}

/** Both are two calls of the ledger, so they are answered as what they are by then: recorded. */
async function control(
  ask: 'freeze' | 'thaw',
  reason = 'said in Slack',
  { user }: Command,
  { changeControl, timeLimit }: AskPorts,
): Promise<DoorResponse> {
  const request = { ask, reason, actor: actorOf(user) };
  const came = await timeLimit.within(shares.record, () => changeControl(request));
  return answeredTo(commandWords.control(came.answer));
}

/** IAM has to be asked in the key's account, for which the door has neither the right nor the time. */
async function enqueue(
  { keyId, again, reason }: Extract<Ask, { what: 'enqueue' }>,
  { name, user, channel, responseUrl }: Command,
  { steps, timeLimit }: AskPorts,
): Promise<DoorResponse> {
  const { id: slackUserId, name: called } = user;
  const by = { slackUserId, ...(called && { name: called }), channel, ...(responseUrl && { responseUrl }) };
  if (!(await setGoing(timeLimit, () => steps.enqueue({ keyId, ...(again && { again }), reason, by })))) {
    throw new Unavailable('Who enqueues could not be set going.');
  }
  return answeredTo(commandWords.looking(keyId, name));
}

/** Who has Slack's token knows in which language to answer, and has the time. Until they do, nothing is said: it takes a second. */
async function look(
  what: { show: 'status' } | { show: 'key'; key: string },
  { name, user, channel, responseUrl }: Command,
  { steps, timeLimit }: AskPorts,
): Promise<DoorResponse> {
  if (!responseUrl) return answeredTo(commandWords.notLookedUp);
  const to = { slackUserId: user.id, channel, responseUrl, stop: `${name} stop` };
  const isAsked = await setGoing(timeLimit, () => steps.showView({ ...what, to }));
  return isAsked ? done() : answeredTo(commandWords.notLookedUp);
}

const isOperator = ({ user }: Command, { config }: Pick<AskPorts, 'config'>): boolean =>
  config.operators?.some(({ slackUserId }) => slackUserId === user.id) ?? false;

const operatorsOnly = (): DoorResponse => answeredTo(commandWords.operatorsOnly);
