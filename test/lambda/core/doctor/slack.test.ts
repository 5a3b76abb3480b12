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

test('where all is well nothing is missing, and what Slack does not tell is said to be that', () => {
  expect(wrong({})).toEqual([]);
  expect(found({}).map(({ what }) => what)).toEqual([
    ...['workspace', 'scopes', 'channel #cloud-keys', 'operator kenji.sato', 'signing secret', 'door /slack/events'],
  ]);
  expect(ofSlack(well, config).filter(({ is }) => is === 'not told')).toHaveLength(3);
});

test('everything that is missing says what to do', () => {
  const everything: SetupSeen = {
    identity: known({ ...identity, workspace: 'T0OTHER', scopes: [] }),
    channels: [{ id: 'C1', name: '#team', is: known({ refused: 'not_in_channel' }) }],
    operators: [{ ...kenji, is: known('nobody') }],
    signingSecret: known('wrong form'),
    door: [{ path: '/slack/events', is: known({ status: 404, body: 'Not Found' }) }],
  };
  const all = wrong(everything);
  expect(all.map(({ what, is }) => [what, is])).toEqual([
    ['workspace', 'missing'],
    ['scopes', 'missing'],
    ['channel #team', 'missing'],
    ['operator kenji.sato', 'missing'],
    ['signing secret', 'missing'],
    ['door /slack/events', 'missing'],
  ]);
  for (const { todo } of all) expect(todo).toBeTruthy();
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
  const [missing] = wrong(scopes(...wantedScopes.filter((scope) => !/^(commands|im:write)$/.test(scope))));
  expect(missing?.text).toBe('The token lacks commands, im:write.');
  expect(wrong(scopes(...wantedScopes, 'files:read'))).toEqual([]);
  expect(found(scopes(...wantedScopes, 'files:read'))[1]?.text).toContain('it has files:read as well');
});

test('on Enterprise Grid the organisation has to be the configured one, and the workspace too', () => {
  const enterprise = 'E0MINATO';
  const of = (organisation?: string) => ({ identity: known({ ...identity, ...(organisation && { organisation }) }) });
  expect(wrong(of('E0MINATO'), { enterprise })).toEqual([]);
  expect(wrong(of('E0OTHER'), { enterprise })[0]?.text).toContain('slack.enterprise is E0MINATO');
  expect(wrong(of(), { enterprise })).toHaveLength(1);
});

test('a channel says why the app is not in it: not there, not invited, or no scope to tell', () => {
  const todo = (refused: string) => wrong({ channels: [{ id: 'C1', name: '#x', is: known({ refused }) }] })[0]?.todo;
  expect(todo('not_in_channel')).toBe('Invite it there: /invite @Keysunset');
  expect(todo('channel_not_found')).toContain('or it is private');
  expect(todo('missing_scope')).toContain('Add the scopes');
});

test('a channel that a tag names by its name cannot be told of', () => {
  const all = ofSlack({ ...well, channels: [{ id: '#team', name: '#team', is: unknown }] }, config);
  expect(all.find(({ what }) => what === 'channel #team')).toMatchObject({ is: 'not told' });
});

test('no operators in the configuration is no fault, and what that means is said', () => {
  expect(found({ operators: [] }).find(({ what }) => what === 'operators')?.text).toContain('nobody may enqueue');
});

test('a door that does not take our signature has an older secret', () => {
  const is = known({ status: 401, body: 'Turned down' });
  expect(wrong({ door: [{ path: '/slack/events', is }] })[0]?.todo).toContain('older signing secret');
});
