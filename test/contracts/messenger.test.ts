import { slackMessenger } from '../../lambda/adapters/slack';
import { slackFake } from '../../rehearsal/slack/fake';
import { startSlack } from '../../rehearsal/slack/server';
import { messengerContract, workspace } from './messenger';

describe('Slack’s client over HTTP', () => {
  messengerContract(async () => {
    const slack = workspace();
    const server = await startSlack({ model: slack, token: 'xoxb-test' });
    const messenger = slackMessenger({
      token: async () => 'xoxb-test',
      slackApiUrl: server.endpoint,
      retry: { retries: 1, minTimeout: 0, maxTimeout: 1 },
      wait: async () => undefined,
    });
    return { messenger, slack, close: () => server.stop() };
  });
});

describe('Slack in process', () => {
  messengerContract(async () => {
    const slack = workspace();
    return { messenger: slackFake(slack), slack, close: async () => undefined };
  });
});
