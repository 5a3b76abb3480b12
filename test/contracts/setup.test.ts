import { slackCaller } from '../../lambda/adapters/slack-call';
import { setupOver } from '../../lambda/adapters/slack-setup';
import { wantedScopes } from '../../lambda/core/slack-app';
import type { SlackSetup } from '../../lambda/core/ports';
import { setupFake } from '../../rehearsal/slack/fake';
import type { SlackFault, SlackModel } from '../../rehearsal/slack/model';
import { startSlack } from '../../rehearsal/slack/server';
import { workspace } from './messenger';

interface SetupWorld {
  setup: SlackSetup;
  slack: SlackModel;
  close(): Promise<void>;
}

/** What tells of the app's setting up, whichever it is. */
function setupContract(open: () => Promise<SetupWorld>): void {
  let world: SetupWorld;
  beforeEach(async () => (world = await open()));
  afterEach(() => world.close());
  const fault = (given: SlackFault) => (world.slack.weather.fault = () => given);

  test('says of which workspace the token is, and what it may', async () => {
    const value = { workspace: 'T0MINATO', workspaceName: 'Rehearsal', scopes: wantedScopes };
    expect(await world.setup.identity()).toEqual({ known: true, value });
    world.slack.scopes = ['chat:write'];
    expect(await world.setup.identity()).toMatchObject({ value: { scopes: ['chat:write'] } });
  });

  test('says whether the app is in a channel', async () => {
    world.slack.addChannel({ id: 'C03TEAM', name: 'team', without_app: true });
    expect(await world.setup.membership('C01OPS')).toEqual({ known: true, value: 'in it' });
    expect(await world.setup.membership('C03TEAM')).toEqual({ known: true, value: { refused: 'not_in_channel' } });
    expect(await world.setup.membership('C09')).toEqual({ known: true, value: { refused: 'channel_not_found' } });
  });

  test('a token that is not taken is something that Slack has said', async () => {
    fault({ error: 'invalid_auth' });
    expect(await world.setup.identity()).toEqual({ known: true, value: { refused: 'invalid_auth' } });
  });

  test('no answer is unknown, and not a refusal', async () => {
    fault({ error: 'internal_error' });
    expect(await world.setup.identity()).toMatchObject({ known: false });
    fault({ status: 503 });
    expect(await world.setup.identity()).toMatchObject({ known: false });
    expect(await world.setup.membership('C01OPS')).toMatchObject({ known: false });
  });
}

describe('Slack’s client over HTTP', () => {
  setupContract(async () => {
    const slack = workspace();
    const server = await startSlack({ model: slack, token: 'xoxb-test' });
    const call = slackCaller({
      token: async () => 'xoxb-test',
      slackApiUrl: server.endpoint,
      retry: { retries: 1, minTimeout: 0, maxTimeout: 1 },
      wait: async () => undefined,
    });
    return { setup: setupOver(call), slack, close: () => server.stop() };
  });
});

describe('Slack in process', () => {
  setupContract(async () => {
    const slack = workspace();
    return { setup: setupFake(slack), slack, close: async () => undefined };
  });
});
