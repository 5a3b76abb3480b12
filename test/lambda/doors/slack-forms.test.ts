import { Refused, Unavailable } from '../../../lambda/core/errors';
import { sign } from '../../../lambda/doors/slack-signature';
import { toMilliseconds } from '../../../lambda/core/time';
import { at, inLastOutage, inNotice, inStage1, retirementId, stopRequested, subject } from '../core/chains';
import type { Written } from '../core/chains';
import { config } from '../core/configs';
import { world } from '../world';
import type { World } from '../world';

const team = config.slack.workspace;
const begun = (...facts: Written[]) => world({ facts }).begun();

/** As Slack sends it, signed. */
function send(w: World, payload: object, app = w.app) {
  const timestamp = String(toMilliseconds(w.time.at) / 1000);
  const rawBody = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign('shh', timestamp, rawBody),
  };
  return app['slack-door']({ headers, rawBody });
}
const who = (of: { user?: string; from?: string }) => ({
  user: { id: of.user ?? 'U1', name: 'maria', team_id: of.from ?? team },
  team: { id: team },
});
const press = (w: World, action: object, of: { user?: string; from?: string } = {}, app = w.app) => {
  const container = { channel_id: 'D1', message_ts: '1.1' };
  const response_url = 'https://hooks.slack.com/actions/1/2/3';
  return send(
    w,
    { type: 'block_actions', ...who(of), container, actions: [action], trigger_id: '1.2.3', response_url },
    app,
  );
};
interface Sent {
  user?: string;
  from?: string;
  language?: string;
  of?: string;
}
const submit = (w: World, callback_id: string, values: object, of: Sent = {}, app = w.app) => {
  const private_metadata = `${of.of ?? retirementId}.D1.${of.language ?? 'en'}`;
  return send(
    w,
    { type: 'view_submission', ...who(of), view: { callback_id, private_metadata, state: { values } } },
    app,
  );
};
const errorsIn = ({ body }: { body: string }): unknown => {
  const answer = JSON.parse(body) as { response_action: string; errors: unknown };
  return answer.response_action === 'errors' ? answer.errors : undefined;
};
const says = (text: string) => expect.stringContaining(text) as string;

describe('a button that opens a modal', () => {
  const snooze = { action_id: 'snooze', value: retirementId };
  test('has it opened by whoever has Slack’s token, for whoever pressed', async () => {
    const w = await begun(...inStage1);
    expect(await press(w, snooze)).toMatchObject({ status: 200, body: '' });
    const to = { slackUserId: 'U1', channel: 'D1', triggerId: '1.2.3', responseUrl: says('hooks.slack.com') };
    expect(w.invoked).toMatchObject([{ step: 'slack-views', input: { show: 'snooze', retirementId, to } }]);
    await w.settled();
    expect(w.slack.opened).toHaveLength(1);
    expect(await w.news()).toEqual([]);
  });
  test('says so where it cannot be opened', async () => {
    const w = await begun(...inStage1);
    const showView = () => Promise.reject(new Unavailable('Lambda is away'));
    const app = w.withPorts({ steps: { ...w.ports.steps, showView } });
    expect(await press(w, snooze, {}, app)).toMatchObject({ status: 200 });
    expect(w.whispers).toMatchObject([{ text: says('Press again') }]);
    const deaf = w.withPorts({ steps: { ...w.ports.steps, showView }, whisperer: { whisper: showView } });
    expect(await press(w, snooze, {}, deaf)).toMatchObject({ status: 503 });
  });
  test('opens nothing for people of other organisations, nor for a retirement that nobody knows', async () => {
    const w = await begun(...inStage1);
    expect(await press(w, snooze, { from: 'T0OTHER' })).toMatchObject({ status: 403 });
    expect(await press(w, { action_id: 'snooze', value: 'r-9' })).toMatchObject({ status: 404 });
    expect(w.invoked).toEqual([]);
    expect(w.whispers).toHaveLength(2);
  });
});

describe('what needs a key, typed on its card', () => {
  const typed = { action_id: 'what_needs_it', block_id: `needs.${retirementId}`, value: 'the release pipeline' };
  const kept: Written = [at(1), { type: 'RetirementKept', detail: { because: 'stop: button' } }];
  test('is recorded from anybody, after the end as well, and the card shows it', async () => {
    const w = await begun(...inNotice, [at(1), stopRequested], kept);
    expect(await press(w, typed, { user: 'U7' })).toMatchObject({ status: 200, body: '' });
    expect((await w.entries()).at(-1)).toMatchObject({ type: 'NeedTold', detail: { words: 'the release pipeline' } });
    expect(w.invoked).toEqual([{ step: 'give-notice', input: { key: subject.keyId, retirementId, renew: true } }]);
    await w.settled();
    expect(w.slack.updated.at(-1)).toContain('the release pipeline');
  });
  test('that could not be recorded is said not to be', async () => {
    const w = await begun(...inNotice, [at(1), stopRequested], kept);
    const append = () => Promise.reject(new Unavailable('DynamoDB did not answer.'));
    const app = w.withPorts({ ledger: { ...w.ports.ledger, append } });
    expect(await press(w, typed, {}, app)).toMatchObject({ status: 503 });
    expect(w.whispers).toMatchObject([{ text: says('Press again') }]);
  });
});

describe('“not mine”, sent', () => {
  const filled = (value: 'other' | 'nobody', who?: string, note?: string) => ({
    whose: { whose: { selected_option: { value } } },
    who: { person: { selected_user: who ?? null } },
    note: { text: { value: note ?? null } },
  });
  const off = async () => {
    const w = await begun(...inLastOutage);
    w.time.at = at(2);
    return w;
  };
  test('hands it on, closes the form, gives a key that is off back, and has its new owner told', async () => {
    const w = await off();
    expect(await submit(w, 'not_mine', filled('other', 'U2', ' hers '))).toMatchObject({ status: 200, body: '' });
    expect((await w.entries()).at(-1)).toMatchObject({
      ...{ type: 'OwnerChanged', actor: 'slack:U1 maria', detail: { as: 'owner', slackUserId: 'U2', note: 'hers' } },
    });
    expect(w.invoked[0]).toEqual({ step: 'give-notice', input: { key: subject.keyId, retirementId } });
    await w.settled();
    expect(w.iam.status).toBe('Active');
    expect((await w.retirement()).handedOn?.until).toBe(at(3));
  });
  test('hands it to nobody, whoever else was picked', async () => {
    const w = await off();
    await submit(w, 'not_mine', filled('nobody', 'U2'));
    expect((await w.entries()).at(-1)).toMatchObject({ type: 'OwnerChanged', detail: { as: 'owner' } });
    expect((await w.retirement()).handedOn?.slackUserId).toBeUndefined();
  });
  test.each<[string, object, Sent, object]>([
    ['nobody was picked', filled('other'), {}, { who: says('Pick the person') }],
    ['nobody was picked, in Japanese', filled('other'), { language: 'ja' }, { who: says('持ち主を選ぶか') }],
    ['it is theirs already', filled('other', 'U1'), {}, { who: says('theirs already') }],
    ['it is not theirs to say', filled('other', 'U2'), { user: 'U7' }, { whose: says('Only the owner') }],
  ])('stays open where %s', async (_, values, of, errors) => {
    const w = await off();
    expect(errorsIn(await submit(w, 'not_mine', values, of))).toEqual(errors);
    expect(await w.news()).toEqual([]);
  });
});

describe('a freeze, sent', () => {
  const filled = { why: { text: { value: 'incident 1234' } } };
  const operators = [{ slackUserId: 'U9', name: 'kenji.sato' }];
  const open = async () => world({ facts: inStage1, config: { ...config, operators } }).begun();
  const control = async (w: World) => (await w.ports.control.read()).entries;

  test('by an operator freezes everything, and the form says so', async () => {
    const w = await open();
    const answer = await submit(w, 'freeze', filled, { user: 'U9' });
    expect(JSON.parse(answer.body)).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
    expect(answer.body).toContain('No outage begins and nothing is deleted.');
    expect(await control(w)).toMatchObject([
      { type: 'Frozen', actor: 'slack:U9 maria', detail: { reason: 'incident 1234' } },
    ]);
    expect((await submit(w, 'freeze', filled, { user: 'U9', language: 'ja' })).body).toContain(
      'すでに凍結されています',
    );
    expect([await control(w), await w.news()]).toMatchObject([[{ type: 'Frozen' }], []]);
  });
  test('by anybody else freezes nothing, and says why', async () => {
    const w = await open();
    expect(errorsIn(await submit(w, 'freeze', filled))).toEqual({ why: says('Only operators') });
    expect(await control(w)).toEqual([]);
  });
  test('that could not be recorded, or not be read, never looks done', async () => {
    const w = await open();
    const read = (error: Error) => w.withPorts({ control: { ...w.ports.control, read: () => Promise.reject(error) } });
    const sent = (error: Error) => submit(w, 'freeze', filled, { user: 'U9' }, read(error));
    expect(errorsIn(await sent(new Unavailable('no answer')))).toEqual({ why: says('Send it again') });
    expect(errorsIn(await sent(new Refused('entry 3 of CONTROL is not known')))).toEqual({ why: says('entry 3') });
    await expect(sent(new TypeError('a bug'))).rejects.toThrow('a bug');
  });
});

describe('“not now”, sent', () => {
  const filled = (day = '2026-03-16') => ({
    until: { date: { selected_date: day } },
    why: { text: { value: 'a release this week' } },
  });
  const off = async () => {
    const w = await begun(...inLastOutage);
    w.time.at = at(2);
    return w;
  };

  test('is recorded, closes the form, and gives a key that is off back', async () => {
    const w = await off();
    expect(await submit(w, 'snooze', filled())).toMatchObject({ status: 200, body: '' });
    expect((await w.entries()).at(-1)).toMatchObject({
      ...{ type: 'Snoozed', actor: 'slack:U1 maria' },
      detail: { as: 'owner', until: '2026-03-15T15:00:00.000Z', because: 'a release this week' },
    });
    await w.settled();
    expect(w.iam.status).toBe('Active');
  });

  test.each([
    ['en', '2026-03-05', 'Pick Fri 6 Mar or a later day.'],
    ['ja', '2026-05-05', 'までの日を選んでください。'],
    ['en', '2026-02-31', 'Pick Fri 6 Mar or a later day.'],
    ['en', '2026-03-32', 'Wanted: a day from 2026-03-06 to 2026-04-04'],
  ])('in %s for %s stays open and says which day', async (language, day, text) => {
    const w = await off();
    const answer = await submit(w, 'snooze', filled(day), { language });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': says('application/json') } });
    expect(errorsIn(answer)).toEqual({ until: says(text) });
    expect(await w.news()).toEqual([]);
  });

  test.each<[string, Written[], Sent, string]>([
    ['by somebody else', inNotice, { user: 'U7' }, 'Only the owner or an operator'],
    ['after a stop', [...inNotice, [at(1), stopRequested]], {}, 'too late'],
    ['of a retirement that nobody knows', inNotice, { of: 'r-9' }, 'too late'],
  ])('%s stays open and says why', async (_, facts, of, text) => {
    const w = await begun(...facts);
    expect(errorsIn(await submit(w, 'snooze', filled(), of))).toEqual({ until: says(text) });
    expect(await w.news()).toEqual([]);
  });

  test('that could not be recorded in time never looks done', async () => {
    const w = await off();
    const append = () => Promise.reject(new Unavailable('DynamoDB did not answer.'));
    const app = w.withPorts({ ledger: { ...w.ports.ledger, append } });
    expect(errorsIn(await submit(w, 'snooze', filled(), { language: 'ja' }, app))).toEqual({
      until: says('もう一度送ってください'),
    });
    expect(w.invoked).toEqual([]);
  });

  test('by people of another organisation is turned down', async () => {
    const w = await off();
    expect(await submit(w, 'snooze', filled(), { from: 'T0OTHER' })).toMatchObject({ status: 403 });
    expect(await w.news()).toEqual([]);
  });
});
