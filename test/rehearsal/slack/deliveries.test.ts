import { verify } from '../../../lambda/doors/slack-signature';
import { parse } from '../../../lambda/doors/slack-requests';
import type { SlackRequest } from '../../../lambda/doors/slack-requests';
import type { DoorRequest, DoorResponse } from '../../../lambda/doors/slack';
import { after } from '../../../lambda/core/time';
import { deliveries } from '../../../rehearsal/slack/deliveries';
import { slackModel } from '../../../rehearsal/slack/model';
import { maria } from '../../contracts/messenger';

const start = '2026-03-03T01:00:00.000Z';
const stop = {
  type: 'button',
  text: { type: 'plain_text', text: 'Stop' },
  action_id: 'stop',
  value: 'AKIAV6CIQHZTHY4JYCFU.r-1',
};
const answer = (status: number, headers = {}): DoorResponse => ({ status, headers, body: '' });

/** A workspace whose door checks each request, and answers what it is told to. */
function open(...answers: DoorResponse[]) {
  let now = start;
  const slack = slackModel({ now: () => now });
  slack.addUser(maria);
  const { id } = slack.openDirect(maria.id);
  const card = slack.post(id, {
    text: 'Do you?',
    blocks: [{ type: 'divider' }, { type: 'actions', elements: [stop] }],
  });
  const requests: DoorRequest[] = [];
  const understood: SlackRequest[] = [];
  const sends = deliveries(slack, {
    signingSecret: 'shh',
    now: () => now,
    door: async (request) => {
      const { headers, rawBody } = request;
      const timestamp = headers['x-slack-request-timestamp'];
      const signature = headers['x-slack-signature'];
      expect(verify({ signingSecret: 'shh', timestamp, signature, rawBody, now })).toEqual({ ok: true });
      requests.push(request);
      understood.push(parse(String(rawBody), headers['content-type'] ?? ''));
      return answers.shift() ?? answer(200);
    },
    wait: async (seconds) => (now = after(now, seconds)),
  });
  return { slack, card, sends, requests, understood };
}

test('a press arrives as Slack’s block_actions, signed', async () => {
  const { card, sends, requests, understood } = open();
  expect(await sends.press(maria, card, 'stop')).toEqual(answer(200));
  expect(requests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(understood).toEqual([
    {
      kind: 'stop',
      keyId: 'AKIAV6CIQHZTHY4JYCFU',
      retirementId: 'r-1',
      user: { id: maria.id, name: 'maria.keller' },
      from: { workspace: 'T0MINATO', personOf: 'T0MINATO' },
      channel: card.channel,
      messageTs: card.ts,
      responseUrl: 'https://hooks.slack.com/actions/T0MINATO/rehearsal',
    },
  ]);
});

test('a button that is no longer there cannot be pressed', async () => {
  const { slack, card, sends } = open();
  const updated = slack.update(card.channel, card.ts, { text: 'Kept.', blocks: [] });
  expect(() => sends.press(maria, updated, 'stop')).toThrow(/has no button stop any more/);
  expect(() => sends.press(maria, card, 'snooze')).toThrow(/has no button snooze any more/);
});

test('a press is sent once, whatever is answered', async () => {
  const { card, sends, requests } = open(answer(500));
  expect(await sends.press(maria, card, 'stop')).toEqual(answer(500));
  expect(requests).toHaveLength(1);
});

test('a reply stands in the thread, and arrives as an event', async () => {
  const { slack, card, sends, requests, understood } = open();
  await sends.reply(maria, card, '使ってます & more');
  expect(requests[0]?.headers['content-type']).toBe('application/json');
  const [, reply] = slack.thread(card.channel, card.ts);
  expect(understood).toEqual([
    {
      kind: 'reply',
      text: '使ってます &amp; more',
      channel: card.channel,
      threadTs: card.ts,
      user: { id: maria.id },
      from: { workspace: 'T0MINATO', personOf: 'T0MINATO' },
      eventId: 'Ev1',
      ts: reply?.ts,
    },
  ]);
});

test('a reply to a reply stands in the same thread', async () => {
  const { slack, card, sends, understood } = open();
  await sends.reply(maria, card, 'hm');
  const [, first] = slack.thread(card.channel, card.ts);
  if (first) await sends.reply(maria, first, 'stop');
  expect(understood[1]).toMatchObject({ kind: 'reply', text: 'stop', threadTs: card.ts, eventId: 'Ev2' });
});

test('an event that is not taken comes again at once, after a minute and after five, the same and signed anew', async () => {
  const { card, sends, requests, understood } = open(answer(500), answer(503), answer(404));
  expect(await sends.reply(maria, card, 'stop')).toEqual(answer(200));
  expect(requests.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  const seconds = requests.map(({ headers }) => Number(headers['x-slack-request-timestamp']));
  expect(seconds.map((at) => at - (seconds[0] ?? 0))).toEqual([0, 0, 60, 360]);
  expect(new Set(understood.map((request) => JSON.stringify(request))).size).toBe(1);
});

test('an event is given up after three times more', async () => {
  const { card, sends, requests } = open(...Array.from({ length: 9 }, () => answer(500)));
  expect(await sends.reply(maria, card, 'stop')).toEqual(answer(500));
  expect(requests).toHaveLength(4);
});

test('a door may say that an event is not to come again', async () => {
  const { card, sends, requests } = open(answer(500, { 'x-slack-no-retry': '1' }));
  await sends.reply(maria, card, 'stop');
  expect(requests).toHaveLength(1);
});

test('other events arrive too, and are for nobody', async () => {
  const { card, sends, understood } = open();
  await sends.event({ type: 'message', subtype: 'message_changed', channel: card.channel, ts: '1.2' });
  await sends.verifyUrl('abc');
  expect(understood).toEqual([
    { kind: 'ignored', why: 'a message of kind "message_changed"' },
    { kind: 'url_verification', challenge: 'abc' },
  ]);
});
