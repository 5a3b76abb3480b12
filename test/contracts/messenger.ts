import type { Messenger } from '../../lambda/core/ports';
import { slackModel } from '../../rehearsal/slack/model';
import type { SlackFault, SlackModel, SlackUser } from '../../rehearsal/slack/model';

export interface MessengerWorld {
  messenger: Messenger;
  slack: SlackModel;
  close(): Promise<void>;
}

export const maria: SlackUser = {
  id: 'U01MARIA',
  name: 'maria.keller',
  real_name: 'Maria Keller',
  deleted: false,
  is_bot: false,
  tz: 'Europe/Berlin',
  locale: 'de-DE',
  profile: { email: 'maria.keller@minato-retail.example' },
};
const yuki: SlackUser = {
  ...maria,
  id: 'U02YUKI',
  real_name: 'Yuki Kato',
  deleted: true,
  profile: { email: 'yuki@x.example' },
};
const deployBot: SlackUser = { ...maria, id: 'U03BOT', is_bot: true, profile: { email: 'bot@x.example' } };
const ops = { id: 'C01OPS', name: 'cloud-ops' };

/** A workspace with a person, one who has left, a bot, a channel and an archived one. */
export function workspace(): SlackModel {
  const slack = slackModel({ now: () => '2026-03-03T01:00:00.000Z' });
  [maria, yuki, deployBot].forEach(slack.addUser);
  [ops, { id: 'C02OLD', name: 'old', is_archived: true }].forEach(slack.addChannel);
  return slack;
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const card = { text: 'Do you still need this key?', blocks: [section('Do you?')] };
const line = { text: 'Off since 10:00.', blocks: [] };

/** What a messenger does, whichever it is. */
export function messengerContract(open: () => Promise<MessengerWorld>): void {
  let world: MessengerWorld;
  beforeEach(async () => (world = await open()));
  afterEach(() => world.close());

  test('a message is posted where it is to go, and can be found again', async () => {
    const { messenger, slack } = world;
    const posted = await messenger.post(ops.id, card);
    expect(posted.channel).toBe(ops.id);
    expect(slack.find(posted.channel, posted.ts)).toMatchObject({ ...card, channel: ops.id });
  });

  test('a channel may be named by its name', async () => {
    expect((await world.messenger.post('#cloud-ops', card)).channel).toBe(ops.id);
  });

  test('an answer stands in the thread of its message, with or without blocks', async () => {
    const { messenger, slack } = world;
    const { channel, ts } = await messenger.post(ops.id, card);
    await messenger.post(channel, line, ts);
    expect(slack.thread(channel, ts).map(({ text }) => text)).toEqual([card.text, line.text]);
  });

  test('an update changes the message, and posts none', async () => {
    const { messenger, slack } = world;
    const { channel, ts } = await messenger.post(ops.id, card);
    await messenger.update(channel, ts, { text: 'Kept.', blocks: [section('Kept.')] });
    expect(slack.posts()).toEqual([expect.objectContaining({ ts, text: 'Kept.', blocks: [section('Kept.')] })]);
  });

  test('text in any language arrives as it was sent', async () => {
    const { messenger, slack } = world;
    const text = '鍵は有効です & <@U1> “100 %+” 👍';
    const { channel, ts } = await messenger.post(ops.id, { text, blocks: [section(text)] });
    expect(slack.find(channel, ts)).toMatchObject({ text, blocks: [section(text)] });
  });

  test('direct messages are opened, the same ones each time', async () => {
    const { messenger, slack } = world;
    const channel = await messenger.openDirect(maria.id);
    expect(await messenger.openDirect(maria.id)).toBe(channel);
    await messenger.post(channel, card);
    expect(slack.posts(channel)).toHaveLength(1);
  });

  test('a person is found by address, whatever its capitals, with zone and language', async () => {
    const value = { slackUserId: maria.id, name: 'Maria Keller', timeZone: 'Europe/Berlin', locale: 'de-DE' };
    expect(await world.messenger.personByEmail(maria.profile.email)).toEqual({ known: true, value });
    expect(await world.messenger.personByEmail(' Maria.Keller@Minato-Retail.example')).toMatchObject({ value });
    expect(await world.messenger.person(maria.id)).toEqual({ known: true, value });
  });

  test('a person is called as they call themselves', async () => {
    world.slack.addUser({ ...maria, profile: { ...maria.profile, display_name: 'Mia' } });
    expect(await world.messenger.person(maria.id)).toMatchObject({ value: { name: 'Mia' } });
  });

  test.each(['nobody@x.example', yuki.profile.email, deployBot.profile.email])('%s is nobody', async (email) => {
    expect(await world.messenger.personByEmail(email)).toEqual({ known: true, value: 'nobody' });
  });

  test.each(['U0NOBODY', yuki.id, deployBot.id])('the user %s is nobody', async (id) => {
    expect(await world.messenger.person(id)).toEqual({ known: true, value: 'nobody' });
  });

  const faults: [what: string, fault: SlackFault][] = [
    ['limits the rate for long', { retryAfter: 120 }],
    ['is down', { status: 503 }],
    ['cannot be reached', 'connection lost'],
    ['has a fault of its own', { error: 'internal_error' }],
  ];
  describe.each(faults)('where Slack %s', (_, fault) => {
    beforeEach(() => void (world.slack.weather.fault = () => fault));

    test('nothing is posted, and that may pass by itself', async () => {
      await expect(world.messenger.post(ops.id, card)).rejects.toMatchObject({ name: 'Unavailable' });
      await expect(world.messenger.update(ops.id, '1.1', card)).rejects.toMatchObject({ name: 'Unavailable' });
      await expect(world.messenger.openDirect(maria.id)).rejects.toMatchObject({ name: 'Unavailable' });
      expect(world.slack.posts()).toEqual([]);
    });

    test('who somebody is is unknown, and not "nobody"', async () => {
      expect(await world.messenger.personByEmail(maria.profile.email)).toMatchObject({ known: false });
      expect(await world.messenger.person(maria.id)).toMatchObject({ known: false });
    });
  });

  test('a missing scope is unknown too, and says so', async () => {
    world.slack.weather.fault = () => ({ error: 'missing_scope' });
    expect(await world.messenger.personByEmail(maria.profile.email)).toEqual({
      known: false,
      why: expect.stringContaining('users.lookupByEmail: missing_scope') as string,
    });
  });

  test('what does not pass by itself names the call and what was wrong', async () => {
    const { messenger } = world;
    const { channel, ts } = await messenger.post(ops.id, card);
    const refused = (name: RegExp) =>
      expect.objectContaining({ name: 'Error', message: expect.stringMatching(name) as string }) as Error;
    await expect(messenger.post('C0NONE', card)).rejects.toEqual(refused(/chat\.postMessage: channel_not_found/));
    await expect(messenger.post('C02OLD', card)).rejects.toEqual(refused(/chat\.postMessage: is_archived/));
    await expect(messenger.post(channel, card, '1.1')).rejects.toEqual(refused(/chat\.postMessage: thread_not_found/));
    await expect(messenger.post(channel, { text: '', blocks: [] })).rejects.toEqual(refused(/no_text/));
    await expect(messenger.post(channel, { text: 'x', blocks: [section('x'.repeat(3001))] })).rejects.toEqual(
      refused(/invalid_blocks/),
    );
    await expect(messenger.update(channel, '1.1', card)).rejects.toEqual(refused(/chat\.update: message_not_found/));
    await expect(messenger.update(channel, ts, { text: 'x', blocks: [{ type: 'video' }] })).rejects.toEqual(
      refused(/invalid_blocks/),
    );
    await expect(messenger.openDirect('U0NOBODY')).rejects.toEqual(refused(/conversations\.open: user_not_found/));
    await expect(messenger.openDirect(yuki.id)).rejects.toEqual(refused(/conversations\.open: user_disabled/));
  });

  test('a message of somebody else is not changed', async () => {
    const { messenger, slack } = world;
    const { channel, ts } = slack.post(ops.id, { text: 'hello' }, maria.id);
    await expect(messenger.update(channel, ts, card)).rejects.toThrow(/cant_update_message/);
  });
}
