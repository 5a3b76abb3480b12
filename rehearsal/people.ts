import { fold } from '../lambda/core/evolve';
import type { Ledger } from '../lambda/core/ports';
import type { DoorRequest, DoorResponse } from '../lambda/doors/slack';
import type { VirtualClock } from './clock';
import { slackPeople } from './company';
import { deliveries } from './slack/deliveries';
import type { Post, SlackModel, SlackUser } from './slack/model';

/** What the people of the company do in Slack. */
export interface People {
  pressStop(name: string, keyId: string): Promise<void>;
  reply(name: string, keyId: string, words: string): Promise<void>;
  /** Says that the key may be deleted, on its card. */
  pressSafeToDelete(name: string, keyId: string): Promise<void>;
  /** Says that the use that was asked about last does not count, below the question. */
  pressUseDoesNotCount(name: string, keyId: string): Promise<void>;
  /** The card of a key's latest retirement. */
  cardOf(keyId: string): Promise<Post | undefined>;
}

interface World {
  clock: VirtualClock;
  slack: SlackModel;
  door: (request: DoorRequest) => Promise<DoorResponse>;
  signingSecret: string;
  ledger: Pick<Ledger, 'read'>;
}

/** Fills the workspace, and lets people press and answer: through the signed door, as Slack would. */
export function peopleOf({ clock, slack, door, signingSecret, ledger }: World): People {
  const { users, channels } = slackPeople();
  users.forEach(slack.addUser);
  channels.forEach(slack.addChannel);
  const slackSends = deliveries(slack, {
    signingSecret,
    now: clock.now,
    door: (request) => timed(clock, () => door(request)),
  });

  const user = (name: string): SlackUser => {
    const found = [...slack.users.values()].find((one) => one.name === name);
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found;
  };
  const cardOf = async (keyId: string): Promise<Post | undefined> => {
    const first = fold(await ledger.read(keyId))?.told.find(({ about }) => about === 'first');
    return first && slack.find(first.channel, first.ts);
  };
  // Somebody who was told nothing says nothing.
  const withCard = async (keyId: string, act: (card: Post) => Promise<DoorResponse>): Promise<void> => {
    const card = await cardOf(keyId);
    if (card) await act(card);
  };
  return {
    cardOf,
    pressStop: (name, keyId) => withCard(keyId, (card) => slackSends.press(user(name), card, 'stop')),
    pressSafeToDelete: (name, keyId) => withCard(keyId, (card) => slackSends.press(user(name), card, 'approve')),
    async pressUseDoesNotCount(name, keyId) {
      const asked = fold(await ledger.read(keyId))?.told.findLast(({ about }) => about.startsWith('question'));
      const question = asked && slack.find(asked.channel, asked.ts);
      if (question) await slackSends.press(user(name), question, 'dismiss');
    },
    reply: (name, keyId, words) => withCard(keyId, (card) => slackSends.reply(user(name), card, words)),
  };
}

/** The door takes its virtual time, like every handler. */
async function timed(clock: VirtualClock, run: () => Promise<DoorResponse>): Promise<DoorResponse> {
  const answered = await clock.invocation(run);
  if ('error' in answered) throw answered.error;
  return answered.value;
}
