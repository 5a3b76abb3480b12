import { fold } from '../lambda/core/evolve';
import type { Ledger } from '../lambda/core/ports';
import type { DoorRequest, DoorResponse } from '../lambda/doors/slack';
import type { VirtualClock } from './clock';
import { slackPeople } from './company';
import { deliveries } from './slack/deliveries';
import type { Deliveries } from './slack/deliveries';
import type { Post, SlackModel, SlackUser } from './slack/model';
import { NotThere } from './slack/refusal';

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
  /** What Slack sends when somebody does something. */
  slackSends: Deliveries;
  /** Ids of those whom somebody plays at the page: they do nothing by themselves. */
  played: Set<string>;
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
    const first = fold(await ledger.read(keyId))?.told.findLast(({ about }) => about === 'first' || about === 'card');
    return first && slack.find(first.channel, first.ts);
  };
  const questionTo = async (keyId: string): Promise<Post | undefined> => {
    const asked = fold(await ledger.read(keyId))?.told.findLast(({ about }) => about.startsWith('question'));
    return asked && slack.find(asked.channel, asked.ts);
  };
  const played = new Set<string>();
  // Somebody who was told nothing says nothing.
  const does = async (
    name: string,
    to: Promise<Post | undefined>,
    act: (who: SlackUser, post: Post) => Promise<DoorResponse>,
  ): Promise<void> => {
    const [who, post] = [user(name), await to];
    if (!post || played.has(who.id)) return;
    try {
      await act(who, post);
    } catch (error) {
      // Somebody else was quicker, and the button is gone: there is nothing left to do.
      if (!(error instanceof NotThere)) throw error;
    }
  };
  const { press, reply } = slackSends;
  return {
    ...{ cardOf, slackSends, played },
    pressStop: (name, keyId) => does(name, cardOf(keyId), (who, card) => press(who, card, 'stop')),
    pressSafeToDelete: (name, keyId) => does(name, cardOf(keyId), (who, card) => press(who, card, 'approve')),
    pressUseDoesNotCount: (name, keyId) => does(name, questionTo(keyId), (who, asked) => press(who, asked, 'dismiss')),
    reply: (name, keyId, words) => does(name, cardOf(keyId), (who, card) => reply(who, card, words)),
  };
}

/** The door takes its virtual time, like every handler. */
async function timed(clock: VirtualClock, run: () => Promise<DoorResponse>): Promise<DoorResponse> {
  const answered = await clock.invocation(run);
  if ('error' in answered) throw answered.error;
  return answered.value;
}
