import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { doorPaths, eventScopes, methodScopes, wantedScopes } from '../lambda/core/slack-app';
import { parse } from '../lambda/doors/slack-requests';
import { methods } from '../rehearsal/slack/methods';

interface Manifest {
  features: { slash_commands: { command: string; url: string; description: string; usage_hint: string }[] };
  oauth_config: { scopes: { bot: string[]; user?: string[] } };
  settings: {
    event_subscriptions: { request_url: string; bot_events: string[] };
    interactivity: { is_enabled: boolean; request_url: string };
  };
}

const inProject = (...path: string[]): string => join(__dirname, '..', ...path);
const textOf = (...path: string[]): string => readFileSync(inProject(...path), 'utf8');
const manifest = parseYaml(textOf('slack', 'manifest.yaml')) as Manifest;
const { settings, features, oauth_config } = manifest;

test('the app asks for the scopes that its methods, events and command take, for each of them, and for no other', () => {
  expect(oauth_config.scopes).toEqual({ bot: wantedScopes });
});

test('each method that has a line among the scopes is called, and each that is called has one', () => {
  const adapters = readdirSync(inProject('lambda', 'adapters')).filter((name) => name.startsWith('slack'));
  const source = adapters.map((name) => textOf('lambda', 'adapters', name)).join('\n');
  const called = [...source.matchAll(/\bcall\(\s*'([a-z]+\.[A-Za-z]+)'/g)].map(([, method]) => method);
  expect([...new Set(called)].sort()).toEqual(Object.keys(methodScopes).sort());
});

test('the rehearsal’s Slack has every method that is called', () => {
  expect(Object.keys(methods)).toEqual(expect.arrayContaining(Object.keys(methodScopes)));
});

test('the app subscribes to the events that the door reads, and to no other', () => {
  const { bot_events } = settings.event_subscriptions;
  expect(bot_events).toEqual(Object.keys(eventScopes));
  const read = (event: object) =>
    parse(JSON.stringify({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event }), 'application/json').kind;
  const message = { type: 'message', user: 'U1', text: 'stop', ts: '2.1', thread_ts: '1.1', channel: 'C1' };
  for (const name of bot_events) {
    const kind = name.startsWith('message.') ? read(message) : read({ type: name, user: 'U1', tab: 'home' });
    expect([name, kind]).toEqual([name, name.startsWith('message.') ? 'reply' : 'home opened']);
  }
});

test('every request URL is a path of the door, at the placeholder that the setup names', () => {
  const urls = [
    settings.interactivity.request_url,
    settings.event_subscriptions.request_url,
    ...features.slash_commands.map(({ url }) => url),
  ];
  const { actions, events, commands } = doorPaths;
  expect(urls).toEqual([actions, events, commands].map((path) => `https://ENDPOINT${path}`));
  expect(settings.interactivity.is_enabled).toBe(true);
});

test('the command is short enough for Slack, and understood', () => {
  const [command] = features.slash_commands;
  expect(command?.command).toMatch(/^\/[a-z0-9_-]{1,32}$/);
  expect(command?.description.length).toBeLessThanOrEqual(2000);
  expect(command?.usage_hint.length).toBeLessThanOrEqual(1000);
});

test('each scope is explained in the documents, and no other is named there', () => {
  const table = textOf('docs', 'slack.md').split('### What each scope is for')[1]?.split('\n#')[0] ?? '';
  const explained = [...table.matchAll(/^\| `([a-z:.]+)`/gm)].map(([, scope]) => scope);
  expect(explained.sort()).toEqual(wantedScopes);
});
