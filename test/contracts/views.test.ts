import { slackCaller } from '../../lambda/adapters/slack-call';
import { viewsOver } from '../../lambda/adapters/slack-views';
import { after } from '../../lambda/core/time';
import { viewsFake } from '../../rehearsal/slack/fake';
import { slackModel } from '../../rehearsal/slack/model';
import { startSlack } from '../../rehearsal/slack/server';
import { maria } from './messenger';
import { viewsContract } from './views';

function workspace() {
  let now = '2026-03-03T01:00:00.000Z';
  const slack = slackModel({ now: () => now });
  slack.addUser(maria);
  return { slack, pass: (seconds: number) => void (now = after(now, seconds)) };
}

describe('Slack’s client over HTTP', () => {
  viewsContract(async () => {
    const world = workspace();
    const server = await startSlack({ model: world.slack, token: 'xoxb-test' });
    const call = slackCaller({
      token: async () => 'xoxb-test',
      slackApiUrl: server.endpoint,
      retry: { retries: 1, minTimeout: 0, maxTimeout: 1 },
      wait: async () => undefined,
    });
    return { ...world, views: viewsOver(call), close: () => server.stop() };
  });
});

describe('Slack in process', () => {
  viewsContract(async () => {
    const world = workspace();
    return { ...world, views: viewsFake(world.slack), close: async () => undefined };
  });
});
