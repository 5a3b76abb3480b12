import { WebClient } from '@slack/web-api';
import type { ModalView } from '@slack/web-api';
import { slackModel } from '../../../rehearsal/slack/model';
import type { SlackModel } from '../../../rehearsal/slack/model';
import { startSlack } from '../../../rehearsal/slack/server';
import type { SlackServer } from '../../../rehearsal/slack/server';
import { maria } from '../../contracts/messenger';
import { form } from './form';

let slack: SlackModel;
let server: SlackServer;
let client: WebClient;
let changes = 0;
beforeEach(async () => {
  slack = slackModel({ now: () => '2026-03-03T01:00:00.000Z', onChange: () => changes++ });
  slack.addUser(maria);
  server = await startSlack({ model: slack, token: 'xoxb-test' });
  client = new WebClient('xoxb-test', { slackApiUrl: server.endpoint, retryConfig: { retries: 0 } });
  changes = 0;
});
afterEach(() => server.stop());

const view = form as unknown as ModalView;
const titled = (text: string): ModalView => ({ ...view, title: { type: 'plain_text', text } });
const home = (text: string) => ({
  type: 'home' as const,
  blocks: [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text } }],
});
const onScreen = () => slack.views.modalOf(maria.id)?.given['title'];

test('a modal stands on the screen of whoever pressed', async () => {
  const opened = await client.views.open({ trigger_id: slack.newTrigger(maria.id), view });
  expect(slack.views.modalOf(maria.id)).toMatchObject({ id: opened.view?.id, user: maria.id, given: form });
  expect(opened.view).toMatchObject({ callback_id: 'example', private_metadata: 'ref:7Kq2mV9d', team_id: 'T0MINATO' });
  expect(slack.views.modalOf('U09')).toBeUndefined();
  expect(changes).toBe(1);
});

test('a modal is changed in place, by its id or the app’s own, unless it was changed meanwhile', async () => {
  const external = { ...view, external_id: 'mine' };
  const opened = await client.views.open({ trigger_id: slack.newTrigger(maria.id), view: external });
  const hash = String(opened.view?.hash);
  await client.views.update({
    view_id: String(opened.view?.id),
    hash,
    view: { ...titled('One'), external_id: 'mine' },
  });
  await client.views.update({ external_id: 'mine', view: titled('Two') });
  expect(onScreen()).toMatchObject({ text: 'Two' });
  await expect(client.views.update({ view_id: String(opened.view?.id), hash, view })).rejects.toThrow('hash_conflict');
  await expect(client.views.update({ view_id: 'V9', view })).rejects.toThrow('not_found');
});

test('modals lie on top of each other, three at most', async () => {
  const push = () => client.views.push({ trigger_id: slack.newTrigger(maria.id), view: titled('Top') });
  await expect(push()).rejects.toThrow('not_found');
  const { view: first } = await client.views.open({ trigger_id: slack.newTrigger(maria.id), view });
  const { view: second } = await push();
  expect(second).toMatchObject({ root_view_id: first?.id, previous_view_id: first?.id });
  await push();
  await expect(push()).rejects.toThrow('push_limit_reached');
  slack.views.close(maria.id);
  slack.views.close(maria.id);
  expect(onScreen()).toMatchObject({ text: 'Not now' });
});

test('a Home tab is published for a person, and again in its place', async () => {
  const first = await client.views.publish({ user_id: maria.id, view: home('nothing') });
  const again = await client.views.publish({ user_id: maria.id, view: home('a key') });
  expect(again.view?.id).toBe(first.view?.id);
  expect(slack.views.homeOf(maria.id)?.given).toEqual(home('a key'));
  const stale = client.views.publish({ user_id: maria.id, view: home('x'), hash: String(first.view?.hash) });
  await expect(stale).rejects.toThrow('hash_conflict');
  await expect(client.views.publish({ user_id: 'U9', view: home('x') })).rejects.toThrow('user_not_found');
});

test.each([
  ['a title of 25 characters', { title: { type: 'plain_text', text: 'x'.repeat(25) } }, '/title/text'],
  ['inputs and nothing to submit them with', { submit: undefined }, 'submit is required'],
  ['an element that is not known', { blocks: [{ type: 'input', element: { type: 'file_input' } }] }, '/blocks/0'],
  ['3001 characters of metadata', { private_metadata: 'x'.repeat(3001) }, '/private_metadata'],
  ['101 blocks', { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }, '/blocks'],
])('a modal with %s is refused, and says why', async (_, wrong, why) => {
  const refused = client.views.open({
    trigger_id: slack.newTrigger(maria.id),
    view: { ...view, ...wrong } as ModalView,
  });
  await expect(refused).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: { messages: expect.arrayContaining([expect.stringContaining(why)]) as string[] },
    },
  });
  expect(slack.views.modalOf(maria.id)).toBeUndefined();
});

test('a modal cannot be published, nor a Home tab opened', async () => {
  const trigger_id = slack.newTrigger(maria.id);
  await expect(client.views.open({ trigger_id, view: home('x') as never })).rejects.toThrow('invalid_arguments');
  await expect(client.views.publish({ user_id: maria.id, view })).rejects.toThrow('invalid_arguments');
});
