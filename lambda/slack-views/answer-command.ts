import { Unavailable } from '../core/errors';
import { fold } from '../core/evolve';
import type { liveStatuses } from '../core/head';
import { MOST_DARK, keyAnswer, statusAnswer } from '../core/notices/answers';
import type { StatusSeen } from '../core/notices/answers';
import { code } from '../core/notices/mrkdwn';
import { catalogues } from '../core/notices/voice';
import type { Glance, Message, Whisperer } from '../core/ports';
import { commandWords } from '../doors/slack-command-words';
import { firstOf, isDark, liveHeads, readerOfThem } from './look';
import type { LookPorts } from './look';

type AnswerPorts = LookPorts & { whisperer: Whisperer };
type Asked = Exclude<Glance, { show: 'home' }>;

/** Answers whoever typed a command, by its response URL. What could not be looked up is said to them. */
export async function answerCommand(asked: Asked, ports: AnswerPorts): Promise<void> {
  const { slackUserId: user, channel, responseUrl } = asked.to;
  const say = ({ text, blocks }: Message) => ports.whisperer.whisper({ responseUrl, channel, user }, text, blocks);
  let answer: Message;
  try {
    answer = await answerTo(asked, ports);
  } catch (error) {
    await say(inText(commandWords.notLookedUp));
    if (error instanceof Unavailable) return;
    throw error;
  }
  await say(answer);
}

async function answerTo(asked: Asked, ports: AnswerPorts): Promise<Message> {
  const { to } = asked;
  const { calendar } = ports.config;
  const setting = { now: ports.clock.now(), reader: await readerOfThem(to.slackUserId, ports), calendar };
  if (asked.show === 'status') return statusAnswer(await statusSeen(ports), setting);
  const { key } = asked;
  const r = fold(await ports.ledger.read(key));
  if (r) return keyAnswer(r, `${to.stop} ${key}`, setting);
  return inText(catalogues[setting.reader.language].commands.neverEnqueued(code(key)));
}

async function statusSeen(ports: AnswerPorts): Promise<StatusSeen> {
  const live = await liveHeads(ports);
  const count = (status: (typeof liveStatuses)[number]) => live.filter((head) => head.status === status).length;
  const counts = {
    enqueued: count('enqueued'),
    notice: count('notice'),
    outage: count('outage'),
    soak: count('soak'),
    ending: count('ending'),
  };
  return { counts, dark: await firstOf(live.filter(isDark), MOST_DARK, ports), frozen: await ports.control.frozen() };
}

const inText = (text: string): Message => ({ text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] });
