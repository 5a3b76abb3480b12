import { ofSlack } from '../../../../lambda/core/doctor/slack';
import type { SetupSeen } from '../../../../lambda/core/doctor/slack';
import type { Config } from '../../../../lambda/core/config';
import type { Finding, Identity } from '../../../../lambda/core/ports';
import { wantedScopes } from '../../../../lambda/core/slack-app';
import { config } from '../configs';
import { known } from '../seen';

const { slack } = config;
const unknown = { known: false as const, why: 'Slack did not answer' };
const identity: Identity = { workspace: slack.workspace, workspaceName: 'Minato', scopes: wantedScopes };
const kenji = { slackUserId: 'U9', name: 'kenji.sato' };
const person = { slackUserId: 'U9', name: 'Kenji', timeZone: 'UTC', locale: 'en' };
const well: SetupSeen = {
  identity: known(identity),
  channels: [{ ...slack.fallbackChannel, is: known('in it') }],
  operators: [{ ...kenji, is: known(person) }],
  signingSecret: known('good'),
  door: [{ path: '/slack/events', is: known('answers') }],
};
const found = (change: Partial<SetupSeen>, of: Partial<Config['slack']> = {}): Finding[] =>
  ofSlack({ ...well, ...change }, { slack: { ...slack, ...of } }).filter(({ is }) => is !== 'not told');
const wrong = (change: Partial<SetupSeen>, of?: Partial<Config['slack']>) =>
  found(change, of).filter(({ is }) => is !== 'good');

test('where all is well all is good, and what Slack does not tell is said to be that', () => {
  expect(found({})).toEqual([
    { what: 'workspace', is: 'good', text: 'The token is of Minato (T0KEYSUN), as slack.workspace says.' },
    { what: 'scopes', is: 'good', text: `All ${wantedScopes.length} of slack/manifest.yaml.` },
    { what: 'channel #cloud-keys', is: 'good', text: 'The app is in C0FALLBACK.' },
    { what: 'operator kenji.sato', is: 'good', text: 'U9 is Kenji.' },
    {
      ...{ what: 'signing secret', is: 'good' },
      text: 'It has the form of one. Whether it is this app’s, Slack says when it sends something.',
    },
    { what: 'door /slack/events', is: 'good', text: 'It answers.' },
  ]);
  expect(ofSlack(well, config).filter(({ is }) => is === 'not told')).toHaveLength(3);
});

const lacking = (...scopes: string[]) => wantedScopes.filter((scope) => !scopes.includes(scope));

test('everything that is missing says what to do', () => {
  const everything: SetupSeen = {
    identity: known({ ...identity, workspace: 'T0OTHER', scopes: lacking('channels:history') }),
    channels: [{ id: 'C1', name: '#team', is: known({ refused: 'not_in_channel' }) }],
    operators: [{ ...kenji, is: known('nobody') }],
    signingSecret: known('wrong form'),
    door: [{ path: '/slack/events', is: known({ status: 404, body: 'Not Found' }) }],
  };
  expect(found(everything)).toEqual([
    {
      ...{ what: 'workspace', is: 'missing' },
      text: 'The token is of Minato (T0OTHER), slack.workspace is T0KEYSUN.',
      todo: 'Put the token of the app in T0KEYSUN into keysunset/slack-token, or correct slack.workspace, and deploy.',
    },
    {
      ...{ what: 'scopes', is: 'missing', text: 'The token lacks channels:history.' },
      todo: 'Add what is lacking to the app as slack/manifest.yaml has it, and install the app again.',
    },
    {
      ...{ what: 'channel #team', is: 'missing', text: 'The app is not in C1: not_in_channel.' },
      todo: 'Invite it there: /invite @Keysunset',
    },
    {
      ...{ what: 'operator kenji.sato', is: 'missing' },
      text: 'U9 is nobody: no such person, a bot, or somebody who has left.',
      todo: 'Correct operators in the configuration, and deploy.',
    },
    {
      ...{ what: 'signing secret', is: 'missing', text: 'It is not 32 of 0-9 and a-f, as Slack makes them.' },
      todo: 'Put the Signing Secret of the app (Basic Information) into keysunset/slack-signing-secret, without a line end.',
    },
    {
      ...{ what: 'door /slack/events', is: 'missing', text: 'It answered 404: Not Found' },
      todo: 'Deploy the hub again, and look into the log of keysunset-slack-door.',
    },
  ]);
});

test('everything that could not be looked at is not taken for good', () => {
  const all = wrong({
    identity: unknown,
    channels: [{ id: 'C1', name: '#team', is: unknown }],
    operators: [{ ...kenji, is: unknown }],
    signingSecret: unknown,
    door: [{ path: '/slack/events', is: unknown }],
  });
  expect(all.map(({ is }) => is)).toEqual(Array.from({ length: 5 }, () => 'not read'));
  expect(all[0]?.text).toContain('Slack did not answer');
});

test('a token that Slack does not take says so, and nothing of its scopes', () => {
  expect(wrong({ identity: known({ refused: 'invalid_auth' }) })).toEqual([
    {
      ...{ what: 'token', is: 'missing', text: 'Slack does not take it: invalid_auth.' },
      todo: expect.stringContaining('keysunset/slack-token') as string,
    },
  ]);
});

test('the scopes that the token lacks are named; those that nothing needs are named, and are no fault', () => {
  const scopes = (...all: string[]) => ({ identity: known({ ...identity, scopes: all }) });
  const [missing] = wrong(scopes(...lacking('commands', 'im:write')));
  expect(missing?.text).toBe('The token lacks commands, im:write.');
  expect(found(scopes(...wantedScopes, 'files:read', 'pins:read'))[1]).toEqual({
    ...{ what: 'scopes', is: 'good' },
    text: `All ${wantedScopes.length} of slack/manifest.yaml; it has files:read, pins:read as well, which nothing needs.`,
  });
});

test('on Enterprise Grid the organisation has to be the configured one, and the workspace too', () => {
  const enterprise = 'E0MINATO';
  const of = (organisation: string) => ({ identity: known({ ...identity, organisation }) });
  const text = 'The token is of Minato (T0KEYSUN, E0MINATO), as slack.workspace says.';
  expect(found(of('E0MINATO'), { enterprise })[0]).toEqual({ what: 'workspace', is: 'good', text });
  expect(wrong(of('E0OTHER'), { enterprise })).toEqual([
    {
      ...{ what: 'workspace', is: 'missing' },
      text: 'The token is of Minato (T0KEYSUN, E0OTHER), slack.enterprise is E0MINATO.',
      todo: 'Install the app in E0MINATO, or correct slack.enterprise, and deploy.',
    },
  ]);
  expect(wrong({}, { enterprise })).toHaveLength(1);
});

test('a token of Enterprise Grid is good where the configuration names no organisation', () => {
  expect(wrong({ identity: known({ ...identity, organisation: 'E0MINATO' }) })).toEqual([]);
});

test('a channel says why the app is not in it: not there, not invited, or no scope to tell', () => {
  const todo = (refused: string) => wrong({ channels: [{ id: 'C1', name: '#x', is: known({ refused }) }] })[0]?.todo;
  expect(todo('not_in_channel')).toBe('Invite it there: /invite @Keysunset');
  expect(todo('channel_not_found')).toContain('or it is private');
  expect(todo('missing_scope')).toContain('Add the scopes');
});

test('a channel that a tag names by its name cannot be told of', () => {
  const all = ofSlack({ ...well, channels: [{ id: '#team', name: '#team', is: unknown }] }, config);
  expect(all.find(({ what }) => what === 'channel #team')).toEqual({
    ...{ what: 'channel #team', is: 'not told' },
    text: 'It is named and not by its id, and Slack tells of no channel by its name.',
    todo: 'Put its id (C…) into the tag, or look in Slack whether the app is in it.',
  });
});

test('no operators in the configuration is no fault, and what that means is said', () => {
  expect(found({ operators: [] }).find(({ what }) => what === 'operators')?.text).toContain('nobody may enqueue');
});

test('a door that does not take our signature has an older secret', () => {
  const is = known({ status: 401, body: 'Turned down' });
  expect(wrong({ door: [{ path: '/slack/events', is }] })[0]?.todo).toContain('older signing secret');
});

test('of a long page that answers in place of the door 200 characters are shown', () => {
  const is = known({ status: 502, body: 'x'.repeat(201) });
  expect(wrong({ door: [{ path: '/slack/events', is }] })[0]?.text).toBe(`It answered 502: ${'x'.repeat(200)}`);
});
