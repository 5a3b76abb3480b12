import { Unavailable } from '../../../lambda/core/errors';
import type { Ports } from '../../../lambda/app';
import { inStage1, retirementId, subject } from '../core/chains';
import { FORM, JSON_TYPE, command, inFields, inForm, press, reply, sealed, team } from '../../fuzz/real-requests';
import type { Fields } from '../../fuzz/real-requests';
import { world } from '../world';
import type { World } from '../world';

const begun = () => world({ facts: inStage1 }).begun();
const home = { step: 'slack-views', input: { show: 'home', to: { slackUserId: 'U1' } } };

function opens(w: World, event: Fields = {}, around: Fields = {}, ports: Partial<Ports> = {}) {
  const opened = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home', event_ts: '3.1', ...event };
  const body = JSON.stringify({ ...reply(), event: opened, ...around });
  return w.withPorts(ports)['slack-door'](sealed(JSON_TYPE, body, { now: w.time.at }));
}

describe('whoever opens the Home tab', () => {
  test('has it published anew, once for each time that they open it', async () => {
    const w = await begun();
    expect(await opens(w)).toMatchObject({ status: 200, body: '' });
    await opens(w);
    await opens(w, {}, { event_id: 'Ev2' });
    expect(w.invoked).toEqual([home, home]);
  });
  test('in another workspace sees nothing; to Slack it was delivered', async () => {
    const w = await begun();
    expect((await opens(w, {}, { context_team_id: 'T0OTHER' })).status).toBe(200);
    expect(w.invoked).toEqual([]);
  });
  test('looks at the messages instead: nothing to do', async () => {
    const w = await begun();
    expect((await opens(w, { tab: 'messages' })).status).toBe(200);
    expect(w.invoked).toEqual([]);
  });
  test('and is nobody: malformed', async () => {
    expect((await opens(await begun(), { user: '' })).status).toBe(400);
  });
  test('while it cannot be asked for has it sent again by Slack', async () => {
    const w = await begun();
    const steps = { ...w.ports.steps, showView: () => Promise.reject(new Unavailable('no answer')) };
    expect((await opens(w, {}, {}, { steps })).status).toBe(503);
    expect((await opens(w)).status).toBe(200);
    expect(w.invoked).toEqual([home]);
  });
});

describe('Stop in the Home tab', () => {
  const inHome = (view: Fields = { type: 'home', id: 'V1' }): Fields => {
    const { container: _, channel: _c, message: _m, response_url: _r, ...rest } = press();
    return { ...rest, container: { type: 'view', view_id: 'V1' }, view };
  };
  const presses = (w: World, fields: Fields) => w.app['slack-door'](sealed(FORM, inForm(fields), { now: w.time.at }));

  test('stops, and the tab shows what came of it', async () => {
    const w = await begun();
    expect((await presses(w, inHome())).status).toBe(200);
    expect(await w.news()).toEqual(['StopRequested']);
    expect(w.invoked).toContainEqual(home);
    expect(w.invoked).toContainEqual({ step: 'give-notice', input: { key: subject.keyId, retirementId } });
  });
  test('that could not be recorded is answered as that', async () => {
    const w = await begun();
    w.tables.outOfReach(true);
    expect((await presses(w, inHome())).status).toBe(503);
    expect(w.whispers).toEqual([]);
  });
  test('in a modal is no button of ours', async () => {
    const w = await begun();
    expect((await presses(w, inHome({ type: 'modal', id: 'V1' }))).status).toBe(200);
    expect(await w.news()).toEqual([]);
  });
});

describe('a command that asks', () => {
  const types = async (w: World, text: string, fields: Fields = {}, ports: Partial<Ports> = {}) => {
    const body = inFields({ ...command(), text, ...fields });
    return w.withPorts(ports)['slack-door'](sealed(FORM, body, { now: w.time.at }));
  };
  const to = {
    ...{ slackUserId: 'U1', channel: 'D1', stop: '/keysunset stop' },
    responseUrl: 'https://hooks.slack.com/commands/1/2/3',
  };

  test('how all stands, or one key, is answered by who knows the reader’s language', async () => {
    const w = await begun();
    expect(await types(w, 'status')).toMatchObject({ status: 200, body: '' });
    await types(w, `show ${subject.keyId}`);
    expect(w.invoked).toEqual([
      { step: 'slack-views', input: { show: 'status', to } },
      { step: 'slack-views', input: { show: 'key', key: subject.keyId, to } },
    ]);
  });
  test('and cannot be asked on is told to be typed again', async () => {
    const w = await begun();
    const steps = { ...w.ports.steps, showView: () => Promise.reject(new Unavailable('no answer')) };
    expect((await types(w, 'status', {}, { steps })).body).toContain('could not be looked up');
    const { response_url: _, ...without } = command();
    const body = inFields({ ...without, text: 'status', team_id: team });
    const answer = await w.app['slack-door'](sealed(FORM, body, { now: w.time.at }));
    expect(answer.body).toContain('could not be looked up');
  });
});
