import { fold } from '../../../lambda/core/evolve';
import { after } from '../../../lambda/core/time';
import { exampleConfig } from '../../../lib/example-config';
import { story } from '../../../rehearsal/cast';
import { openCloud } from '../../../rehearsal/cloud';
import type { Cloud } from '../../../rehearsal/cloud';
import { loadCompany } from '../../../rehearsal/company';
import { violations } from '../../../rehearsal/invariants';
import { askTheDoor, operatorCalled } from '../../../rehearsal/operators';
import type { Entered, Filled } from '../../../rehearsal/slack/forms';
import type { SlackUser } from '../../../rehearsal/slack/model';

const { begins } = story;
const keyId = 'AKIAV6CIQHZTHY4JYCFU';
const day = 86_400;
const operators = [{ slackUserId: 'U07AI', name: 'ai.yamamoto' }];
const config = { ...exampleConfig, operators };

let cloud: Cloud;
beforeEach(async () => {
  cloud = await openCloud({ start: begins, config, transport: 'http' });
  loadCompany(cloud.aws);
  const rows = [{ line: 1, keyId, userName: 'deploy-mobile-release', accountId: '408173952614', reason: 'unused' }];
  await askTheDoor(
    cloud,
    { routeKey: 'POST /retirements', pathParameters: {}, body: JSON.stringify({ rows }) },
    operatorCalled('kenji.sato'),
  );
  // Off for a day, since Monday.
  await cloud.clock.run({ until: after(begins, 6.2 * day) });
});
afterEach(async () => {
  const chains = [await cloud.ledger.ledger.read(keyId)];
  const statusOf = (id: string) => cloud.aws.holder(id)?.key.status ?? ('Deleted' as const);
  const seen = violations({ chains, log: cloud.log, statusOf, config, now: cloud.clock.now() });
  await cloud.close();
  expect(seen).toEqual([]);
});

const passes = (seconds: number) => cloud.clock.run({ until: after(cloud.clock.now(), seconds) });
const user = (id: string): SlackUser => cloud.slack.user(id);
const status = () => cloud.aws.holder(keyId)?.key.status;
const standing = async () => {
  const r = fold(await cloud.ledger.ledger.read(keyId));
  if (!r) throw new Error('nothing is enqueued');
  return r;
};
async function card() {
  const found = await cloud.people.cardOf(keyId);
  if (!found) throw new Error('there is no card');
  return found;
}
async function act(who: SlackUser, actionId: string, entered?: Entered): Promise<void> {
  const answer = await cloud.people.slackSends.act(who, await card(), { actionId, ...(entered && { entered }) });
  expect(answer.status).toBe(200);
  await passes(2);
}
const screenOf = (who: SlackUser) => {
  const view = cloud.slack.views.modalOf(who.id);
  return view && (view.given['title'] as { text: string }).text;
};
async function submit(who: SlackUser, filled: Filled) {
  const view = cloud.slack.views.modalOf(who.id);
  if (!view) throw new Error('no modal is open');
  const came = await cloud.people.slackSends.submit(who, view, filled);
  await passes(30);
  return came;
}

test('“not now” from the card to the key, which is back in seconds; a day too far stays in the form', async () => {
  const maria = user('U03MARIA');
  expect(status()).toBe('Inactive');
  await act(maria, 'snooze');
  expect(screenOf(maria)).toBe('Not now');
  const why = { text: 'a release this week' };
  expect(await submit(maria, { until: { date: '2026-06-01' }, why })).toMatchObject({ errors: { until: /./ } });
  expect([screenOf(maria), status()]).toEqual(['Not now', 'Inactive']);
  expect(await submit(maria, { until: { date: '2026-03-20' }, why })).toEqual({});
  expect([screenOf(maria), status()]).toEqual([undefined, 'Active']);
  expect((await standing()).snoozed).toMatchObject({ because: 'a release this week' });
}, 60_000);

test('“not mine” gives the key back, and asks whoever was named, in their language, with a notice of their own', async () => {
  const maria = user('U03MARIA');
  await act(maria, 'not_mine');
  const former = await card();
  expect(await submit(maria, { whose: { whose: 'other' }, who: { person: 'U07AI' } })).toEqual({});
  expect([screenOf(maria), status()]).toEqual([undefined, 'Active']);
  const theirs = await card();
  expect(theirs).toMatchObject({ channel: 'D07AI' });
  const r = await standing();
  expect(r.owner).toMatchObject({ slackUserId: 'U07AI' });
  expect(cloud.slack.find(former.channel, former.ts)?.text).toContain('Noted: this key is not yours');
  await passes(day / 2);
  expect([status(), (await standing()).handedOn?.until]).toEqual(['Active', r.handedOn?.until]);
  await passes(day);
  expect(status()).toBe('Inactive');
}, 60_000);

test('all evidence and a freeze are behind the menu: the one for everybody, the other for operators', async () => {
  const [maria, ai] = [user('U03MARIA'), user('U07AI')];
  const { retirementId } = await standing();
  await act(maria, 'more', `evidence.${retirementId}`);
  expect(screenOf(maria)).toBe('All evidence');
  cloud.slack.views.close(maria.id);
  await act(maria, 'more', `freeze.${retirementId}`);
  expect(screenOf(maria)).toBeUndefined();
  expect(cloud.slack.whispers.at(-1)).toMatchObject({
    to: maria.id,
    text: expect.stringContaining('Only operators') as string,
  });
  await act(ai, 'more', `freeze.${retirementId}`);
  expect(screenOf(ai)).toBe('すべて凍結');
  expect(await submit(ai, { why: { text: '障害 1234' } })).toEqual({});
  expect(JSON.stringify(cloud.slack.views.modalOf(ai.id)?.given)).toContain('凍結しました');
  expect(await cloud.ledger.control.frozen()).toMatchObject({ value: { reason: '障害 1234' } });
}, 60_000);

test('after a stop, what needs the key is said in one line, and stands on the card', async () => {
  const maria = user('U03MARIA');
  await act(maria, 'stop');
  await passes(20 * 60);
  await act(maria, 'what_needs_it', 'the release pipeline');
  const { blocks } = await card();
  expect(JSON.stringify(blocks)).toContain('the release pipeline');
  expect(JSON.stringify(blocks)).not.toContain('what_needs_it');
  expect((await standing()).phase).toMatchObject({ outcome: 'kept' });
}, 60_000);

test('while Slack is down no modal opens, and whoever pressed is told', async () => {
  const maria = user('U03MARIA');
  cloud.slack.weather.fault = () => ({ status: 503 });
  await act(maria, 'snooze');
  await passes(30);
  expect(screenOf(maria)).toBeUndefined();
  expect(cloud.slack.whispers.at(-1)).toMatchObject({
    to: maria.id,
    text: expect.stringContaining('Press again') as string,
  });
}, 60_000);
