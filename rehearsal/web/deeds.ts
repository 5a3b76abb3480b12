import type { DoorResponse } from '../../lambda/doors/slack';
import type { Post, SlackModel, SlackUser } from '../slack/model';
import { NotThere } from '../slack/refusal';
import type { SlackView } from '../slack/views';
import { deed } from './deed';
import type { Deed, Done } from './deed';
import type { Stage } from './stage';

/** Reads what was sent; throws where it is no deed. */
export function deedIn(body: string): Deed {
  const read = deed.safeParse(jsonIn(body));
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new NotUnderstood(`Not understood: ${first?.path.join('.') || 'what was sent'}: ${first?.message}`);
}

/** What was asked for is none of the things that can be asked for. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/** Does it. What people do goes to the Slack door, signed, as Slack sends it, while time stands still. */
export async function carryOut(wanted: Deed, { cloud, time }: Stage): Promise<Done> {
  const { slack, people } = cloud;
  const sends = people.slackSends;
  switch (wanted.do) {
    case 'play':
      time.play(wanted.pace);
      return {};
    case 'pause':
      time.pause();
      return {};
    case 'leap':
      await time.leap(wanted.to);
      return {};
    case 'act': {
      const { as, on, block: blockId, action: actionId, entered: what, filled: beside } = wanted;
      const user = personIn(slack, as);
      const given = { ...(what !== undefined && { entered: what }), ...(beside && { filled: beside }) };
      return time.act('somebody acts in Slack', async () => {
        const place = 'view' in on ? viewOf(slack, user, on.view) : postIn(slack, user, on.channel, on.ts);
        return answered(await sends.act(user, place, { blockId, actionId, ...given }));
      });
    }
    case 'submit': {
      const user = personIn(slack, wanted.as);
      return time.act('somebody submits a modal', async () =>
        sends.submit(user, viewOf(slack, user, wanted.view), wanted.filled),
      );
    }
    case 'close': {
      const user = personIn(slack, wanted.as);
      return time.act('somebody closes a modal', async () => {
        await sends.close(user, viewOf(slack, user, wanted.view));
        return {};
      });
    }
    case 'reply': {
      const user = personIn(slack, wanted.as);
      return time.act('somebody replies', async () =>
        answered(await sends.reply(user, postIn(slack, user, wanted.channel, wanted.ts), wanted.text)),
      );
    }
    case 'command': {
      const user = personIn(slack, wanted.as);
      const [name = '', ...words] = wanted.text.split(/(?<=^\S+)\s+/);
      if (name !== COMMAND) return { problem: `There is no command ${name} here. Wanted: ${COMMAND}.` };
      // That it failed Slack's client says itself.
      return time.act('somebody types a command', async () => {
        await sends.command(user, channelFor(slack, user, wanted.channel), words.join(' '));
        return {};
      });
    }
    case 'open home': {
      const user = personIn(slack, wanted.as);
      return time.act('somebody opens the Home tab', async () => answered(await sends.openHome(user)));
    }
    default:
      return wanted satisfies never;
  }
}

/** The one that the app has. */
const COMMAND = '/keysunset';

const answered = ({ status, body }: DoorResponse): Done =>
  status >= 200 && status < 300 ? {} : { problem: `The app answered ${status}: ${body}` };

function personIn({ users }: SlackModel, userId: string): SlackUser {
  const user = users.get(userId);
  if (!user || user.deleted || user.is_bot) throw new NotThere(`Nobody here has the id ${userId}.`);
  return user;
}

/** A message that this person can read. */
function postIn(slack: SlackModel, user: SlackUser, channel: string, ts: string): Post {
  const post = slack.find(channel, ts);
  const whose = slack.channels.get(channel)?.directOf;
  if (!post || (whose !== undefined && whose !== user.id))
    throw new NotThere(`${user.name} sees no message ${ts} in ${channel}.`);
  return post;
}

/** Where this person types: what nobody has written in yet are their direct messages. */
function channelFor(slack: SlackModel, user: SlackUser, channel: string): string {
  const known = slack.channels.get(channel);
  if (known?.directOf !== undefined && known.directOf !== user.id)
    throw new NotThere(`${user.name} sees no channel ${channel}.`);
  return known?.id ?? slack.openDirect(user.id).id;
}

function viewOf({ views }: SlackModel, user: SlackUser, viewId: string): SlackView {
  const view = [views.modalOf(user.id), views.homeOf(user.id)].find((each) => each?.id === viewId);
  if (!view) throw new NotThere(`${user.name} has no view ${viewId} open any more.`);
  return view;
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
