import { cardsMeant } from '../core/meant';
import { inBoth, inEnglish } from '../core/notices/told';
import type { CardRef, NoticeInput } from '../core/ports';
import { isStop } from '../core/stop-words';
import { setGoing } from './set-going';
import { actorOf, isTold, remembered } from './slack-acts';
import type { ActPorts } from './slack-acts';
import { done, notNow } from './slack-http';
import type { DoorResponse } from './slack-http';
import { whyNotOurs } from './slack-origin';
import type { Reply } from './slack-request';
import { shares } from './three-seconds';

/**
 * Somebody wrote below a card, or in their direct messages. A stop stops; anything else is answered once, with how to keep the key.
 * An event that failed is sent again by Slack: what was dealt with is remembered only then.
 */
export async function replied(reply: Reply, ports: ActPorts): Promise<DoorResponse> {
  const stops = isStop(reply.text);
  const why = whyNotOurs(reply.from, ports.config);
  if (why && !stops) return done();
  const [standing, isAgain] = await Promise.all([
    cardsWhere(reply, ports),
    // What cannot be told is not taken for dealt with: a stop is never lost, and twice is no harm.
    ports.events.has(reply.eventId).catch(() => false),
  ]);
  const [first, ...more] = standing;
  if (!first || isAgain) return done();
  const failed = why ? await turnedDown(first, ports) : await answered(reply, stops, [first, ...more], ports);
  if (failed) return notNow(failed);
  await remembered(reply.eventId, ports);
  // With any other answer Slack would count the delivery as failed, and in the end send no more events.
  return done(why && `Turned down: ${why}.`);
}

/** The cards that may be meant: the one that the thread is of, those of a digest's thread, or those in the direct messages. */
async function cardsWhere(
  { channel, threadTs, direct, text }: Reply,
  { threads, places }: ActPorts,
): Promise<readonly CardRef[]> {
  const [card, ofDigest, ofPerson] = await Promise.all([
    threadTs ? threads.find({ channel, ts: threadTs }) : undefined,
    threadTs ? places.cardsIn({ channel, thread: threadTs }) : [],
    direct ? places.cardsIn({ channel }) : [],
  ]);
  if (card) return [card];
  // Somebody's own words may have a thread too, in which they are answered.
  return cardsMeant(ofDigest.length > 0 ? ofDigest : ofPerson, text);
}

/** What could not be done, which is done again when Slack sends it again; `undefined` where all is done. */
async function answered(
  { channel, threadTs, ts, user, text }: Reply,
  stop: boolean,
  [card, ...more]: readonly [CardRef, ...CardRef[]],
  ports: ActPorts,
): Promise<string | undefined> {
  const by = actorOf(user);
  const spoken = { channel, thread: threadTs ?? ts, by };
  if (more.length > 0)
    return set({ askWhich: { ...spoken, stop, cards: [card, ...more].slice(0, MOST_ASKED) } }, ports);
  if (!stop) return set({ key: card.keyId, retirementId: card.retirementId, answer: spoken }, ports);
  const came = await ports.requestStop({ ...card, actor: by, how: 'reply', words: text.slice(0, 200) });
  return (await isTold(came, card, ports)) ? undefined : inEnglish(came.said);
}

/** Each is a line with a button of one message, which Slack takes 50 blocks of. */
const MOST_ASKED = 45;

/** In each language: who wrote it is of another workspace, and need not read that of the card. */
async function turnedDown({ keyId: key, retirementId }: CardRef, ports: ActPorts): Promise<string | undefined> {
  return set({ key, retirementId, say: inBoth(({ door }) => door.notOursInThread) }, ports);
}

async function set(input: NoticeInput, { steps, timeLimit }: ActPorts): Promise<string | undefined> {
  return (await setGoing(timeLimit, () => steps.giveNotice(input), shares.tell))
    ? undefined
    : 'It could not be answered.';
}
