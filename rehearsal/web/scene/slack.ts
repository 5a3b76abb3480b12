import { BOT } from '../../slack/model';
import type { Post, SlackChannel, SlackModel, SlackUser } from '../../slack/model';
import type { SlackView } from '../../slack/views';
import type { PostScene, Role, SlackScene, ViewScene } from '../scene';

/** Which key a thread is about. */
export type Threads = ReadonlyMap<string, { keyId: string; userName: string }>;

/** Who looks, and where: their own direct messages, or a channel. */
export interface Reading {
  as: string;
  place?: string;
}

/** What somebody sees in Slack. */
export function slackSceneOf(
  slack: SlackModel,
  { threads, roleOf }: { threads: Threads; roleOf: (user: SlackUser) => Role },
  { as, place }: Reading,
): SlackScene {
  const reader = slack.user(as);
  const places = placesOf(slack, reader);
  // Their direct messages have another id once something is in them.
  const wanted = place === nothingYet(reader) ? directOf(slack, reader).id : place;
  const here =
    places.find(({ id }) => id === wanted) ?? places.find(({ cards }) => cards > 0) ?? directOf(slack, reader);
  const modal = slack.views.modalOf(as);
  const home = slack.views.homeOf(as);
  return {
    reader: { id: reader.id, name: nameOf(reader), timeZone: reader.tz, locale: reader.locale },
    place: { id: here.id, name: here.name, direct: here.direct },
    people: peopleIn(slack).map((user) => ({
      ...{ id: user.id, name: nameOf(user), role: roleOf(user), cards: directOf(slack, user).cards },
    })),
    places,
    posts: postsIn(slack, here.id, as, threads),
    ...(modal && { modal: viewOf(modal) }),
    ...(home && { home: viewOf(home) }),
  };
}

/** Everybody who can sign in. */
export const peopleIn = (slack: SlackModel): SlackUser[] =>
  [...slack.users.values()].filter(({ deleted, is_bot }) => !deleted && !is_bot);

/** Whoever has a card already: the page begins with them. */
export const firstReader = (slack: SlackModel): string => {
  const people = peopleIn(slack);
  const [first] = people;
  const told = people.find((user) => directOf(slack, user).cards > 0) ?? first;
  if (!told) throw new Error('Nobody is in this Slack. Wanted: a company with people.');
  return told.id;
};

type Place = SlackScene['places'][number];

function placesOf(slack: SlackModel, reader: SlackUser): Place[] {
  const open = [...slack.channels.values()].filter(({ directOf: whose, is_archived }) => !whose && !is_archived);
  return [directOf(slack, reader), ...open.map((channel) => placeOf(slack, channel))];
}

const nothingYet = ({ id }: SlackUser): string => `${id}/nothing yet`;

function directOf(slack: SlackModel, reader: SlackUser): Place {
  const channel = [...slack.channels.values()].find(({ directOf: whose }) => whose === reader.id);
  return channel ? placeOf(slack, channel) : { id: nothingYet(reader), name: 'Keysunset', direct: true, cards: 0 };
}

const placeOf = (slack: SlackModel, { id, name, directOf: whose }: SlackChannel): Place => ({
  ...{ id, name: whose ? 'Keysunset' : `#${name}`, direct: whose !== undefined },
  cards: slack.posts(id).filter(({ thread }) => thread === undefined).length,
});

function postsIn(slack: SlackModel, channel: string, reader: string, threads: Threads): PostScene[] {
  const whispered = slack.whispers.filter((post) => post.channel === channel && post.to === reader);
  const all = [...slack.posts(channel), ...whispered].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const scene = (post: Post): PostScene => ({
    ...{ channel, ts: post.ts, text: post.text, blocks: post.blocks, at: post.at },
    ...(post.editedAt && { editedAt: post.editedAt }),
    author: authorOf(slack, post),
    whispered: 'to' in post,
    ...threads.get(`${channel}/${post.ts}`),
    replies: all.filter(({ thread }) => thread === post.ts).map(scene),
  });
  return all.filter(({ thread }) => thread === undefined).map(scene);
}

const authorOf = (slack: SlackModel, { user }: Post): PostScene['author'] =>
  user === BOT.user ? { name: 'Keysunset', app: true } : { name: nameOf(slack.user(user)), app: false };

const nameOf = ({ real_name, profile }: SlackUser): string => profile.display_name || real_name;

function viewOf({ id, given }: SlackView): ViewScene {
  const { title, submit, close, blocks } = given as Record<
    'title' | 'submit' | 'close',
    { text: string } | undefined
  > & {
    blocks: Record<string, unknown>[];
  };
  return {
    id,
    title: title?.text ?? '',
    ...(submit && { submit: submit.text }),
    close: close?.text ?? 'Close',
    blocks,
  };
}
