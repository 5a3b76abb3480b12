import { verify } from '../../../lambda/doors/slack-signature';
import { parse } from '../../../lambda/doors/slack-requests';
import type { SlackRequest } from '../../../lambda/doors/slack-requests';
import type { DoorRequest, DoorResponse } from '../../../lambda/doors/slack';
import { after } from '../../../lambda/core/time';
import { deliveries } from '../../../rehearsal/slack/deliveries';
import { slackModel } from '../../../rehearsal/slack/model';
import { maria } from '../../contracts/messenger';
import { form, option } from './form';

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
      direct: true,
      user: { id: maria.id },
      from: { workspace: 'T0MINATO', personOf: 'T0MINATO' },
      eventId: 'Ev1',
      ts: reply?.ts,
    },
  ]);
});

test('what somebody writes in their direct messages arrives without a thread', async () => {
  const { slack, card, sends, understood } = open();
  await sends.write(maria, 'stop');
  const written = slack.posts(card.channel).at(-1);
  expect(written).toMatchObject({ text: 'stop', user: maria.id });
  expect(understood).toMatchObject([
    { kind: 'reply', text: 'stop', channel: card.channel, direct: true, ts: written?.ts },
  ]);
  expect(understood[0]).not.toHaveProperty('threadTs');
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

/** What was sent, as JSON, out of its form. */
const payloadsOf = (requests: readonly DoorRequest[]) =>
  requests.map(
    ({ rawBody }) => JSON.parse(new URLSearchParams(String(rawBody)).get('payload') ?? '{}') as Record<string, unknown>,
  );
const json = (body: unknown): DoorResponse => ({ status: 200, headers: {}, body: JSON.stringify(body) });
const filled = { why: { text: 'the release' }, how: { how: ['slowly'] } };

/** Maria, looking at a modal. */
function withModal(...answers: DoorResponse[]) {
  const opened = open(...answers);
  const view = opened.slack.views.open(maria.id, form);
  return { ...opened, view, onScreen: () => opened.slack.views.modalOf(maria.id)?.given['title'] };
}

describe('a menu or an input of a message', () => {
  const menu = { type: 'overflow', action_id: 'more', options: [option('evidence'), option('safe')] };
  const question = {
    ...{
      type: 'input',
      block_id: 'needs',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'What needs it?' },
    },
    element: { type: 'plain_text_input', action_id: 'what' },
  };
  const withMenu = () => {
    const opened = open();
    const blocks = [{ type: 'actions', elements: [menu] }, question];
    return { ...opened, card: opened.slack.post(opened.card.channel, { text: 'x', blocks }) };
  };

  test('sends the option that was chosen', async () => {
    const { card, sends, requests } = withMenu();
    await sends.act(maria, card, { actionId: 'more', entered: 'safe' });
    expect(payloadsOf(requests)).toMatchObject([
      {
        type: 'block_actions',
        container: { type: 'message', message_ts: card.ts },
        actions: [{ type: 'overflow', action_id: 'more', block_id: 'b1', selected_option: option('safe') }],
      },
    ]);
    expect(() => sends.act(maria, card, { actionId: 'more', entered: 'all' })).toThrow('has no option all');
  });

  test('sends what was typed, and what else is filled in', async () => {
    const { card, sends, requests } = withMenu();
    await sends.act(maria, card, { actionId: 'what', blockId: 'needs', entered: 'the app' });
    await sends.act(maria, card, { actionId: 'more', entered: 'safe', filled: { needs: { what: 'half' } } });
    expect(payloadsOf(requests)).toMatchObject([
      {
        actions: [{ type: 'plain_text_input', value: 'the app' }],
        state: { values: { needs: { what: { value: 'the app' } } } },
      },
      { actions: [{ type: 'overflow' }], state: { values: { needs: { what: { value: 'half' } } } } },
    ]);
  });

  test('of an answer names its thread', async () => {
    const { slack, card, sends, requests } = withMenu();
    const answered = slack.post(card.channel, { text: 'y', blocks: card.blocks, thread: card.ts });
    await sends.act(maria, answered, { actionId: 'more', entered: 'safe' });
    expect(payloadsOf(requests)).toMatchObject([
      { container: { thread_ts: card.ts }, message: { thread_ts: card.ts, ts: answered.ts } },
    ]);
  });
});

describe('a modal', () => {
  test('that is submitted sends what is in it, and closes', async () => {
    const { view, sends, requests, onScreen } = withModal();
    expect(await sends.submit(maria, view, filled)).toEqual({});
    expect(requests[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(payloadsOf(requests)).toMatchObject([
      {
        type: 'view_submission',
        user: { id: maria.id, team_id: 'T0MINATO' },
        view: {
          ...{ id: view.id, hash: view.hash, callback_id: 'example', private_metadata: 'ref:7Kq2mV9d' },
          state: {
            values: {
              until: { date: { type: 'datepicker', selected_date: '2026-03-16' } },
              why: { text: { type: 'plain_text_input', value: 'the release' } },
              how: { how: { type: 'checkboxes', selected_options: [option('slowly')] } },
            },
          },
        },
      },
    ]);
    expect(onScreen()).toBeUndefined();
  });

  test('that lacks something is not sent', async () => {
    const { view, sends, requests, onScreen } = withModal();
    expect(await sends.submit(maria, view, {})).toEqual({
      errors: { why: 'Please complete this required field.', how: 'Please complete this required field.' },
    });
    expect(requests).toEqual([]);
    expect(onScreen()).toBeDefined();
  });

  test('stays where the app finds an error, which stands below its input', async () => {
    const errors = { until: 'At most 30 days.' };
    const { view, sends, onScreen } = withModal(json({ response_action: 'errors', errors }));
    expect(await sends.submit(maria, view, filled)).toEqual({ errors });
    expect(onScreen()).toMatchObject({ text: 'Not now' });
  });

  test('may be followed by another, or be changed, or all be closed', async () => {
    const next = { type: 'modal', title: { type: 'plain_text', text: 'Done' }, blocks: [] };
    const { slack, view, sends, onScreen } = withModal(
      json({ response_action: 'push', view: next }),
      json({ response_action: 'update', view: { ...next, title: { type: 'plain_text', text: 'Changed' } } }),
      json({ response_action: 'clear' }),
    );
    await sends.submit(maria, view, filled);
    expect(onScreen()).toMatchObject({ text: 'Done' });
    const top = slack.views.modalOf(maria.id);
    if (top) await sends.submit(maria, top, {});
    expect(onScreen()).toMatchObject({ text: 'Changed' });
    if (top) await sends.submit(maria, top, {});
    expect(onScreen()).toBeUndefined();
  });

  test.each([
    [answer(500), 'The app answered 500'],
    [json({ response_action: 'dance' }), 'what Slack does not know'],
    [{ ...answer(200), body: 'thanks' }, 'what Slack does not know'],
    [json({ response_action: 'errors', errors: { gone: 'x' } }), 'gone, which is no input'],
    [json({ response_action: 'update', view: { type: 'modal' } }), 'invalid_arguments, /blocks'],
  ])('stays, and says so, where Slack cannot take the answer: %j', async (given, why) => {
    const { view, sends, onScreen } = withModal(given);
    expect(await sends.submit(maria, view, filled)).toEqual({ problem: expect.stringContaining(why) as string });
    expect(onScreen()).toMatchObject({ text: 'Not now' });
  });

  test('that is closed is told where the app asked for it', async () => {
    const { slack, view, sends, requests } = withModal();
    await sends.close(maria, view);
    expect([slack.views.modalOf(maria.id), requests]).toEqual([undefined, []]);
    const asked = slack.views.open(maria.id, { ...form, notify_on_close: true });
    await sends.close(maria, asked);
    expect(payloadsOf(requests)).toMatchObject([{ type: 'view_closed', view: { id: asked.id }, is_cleared: false }]);
  });

  test('may have buttons of its own', async () => {
    const { view, sends, requests } = withModal();
    await sends.act(maria, view, { actionId: 'how', blockId: 'more', filled });
    expect(payloadsOf(requests)).toMatchObject([
      {
        ...{ type: 'block_actions', container: { type: 'view', view_id: view.id } },
        actions: [{ type: 'button', action_id: 'how', block_id: 'more' }],
        view: { state: { values: { why: { text: { value: 'the release' } } } } },
      },
    ]);
    expect(payloadsOf(requests)[0]).not.toHaveProperty('message');
  });
});

test('who opens the Home tab is told, with what is on it', async () => {
  const { slack, sends, requests } = open();
  await sends.openHome(maria);
  const blocks = [{ type: 'divider' }];
  const home = slack.views.publish(maria.id, { type: 'home', blocks });
  await sends.openHome(maria);
  const events = requests.map(
    ({ rawBody }) => (JSON.parse(String(rawBody)) as { event: Record<string, unknown> }).event,
  );
  expect(events).toMatchObject([
    { type: 'app_home_opened', user: maria.id, tab: 'home' },
    { type: 'app_home_opened', view: { id: home.id, blocks: [{ type: 'divider', block_id: 'b1' }] } },
  ]);
  expect(events[0]).not.toHaveProperty('view');
});
