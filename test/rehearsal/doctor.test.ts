import { exampleConfig } from '../../lib/example-config';
import { openCloud } from '../../rehearsal/cloud';
import type { Cloud } from '../../rehearsal/cloud';
import { generated } from '../../rehearsal/generated-keys';
import { askTheDoor } from '../../rehearsal/operators';
import type { Everything } from '../../cli/doctor/everything';
import type { AwsRole } from '../../rehearsal/iam/member-roles';
import type { Finding } from '../../lambda/core/ports';
import { doorInABox, typed } from '../cli/door-in-a-box';

const operators = [{ slackUserId: 'U08KENJI', name: 'kenji.sato' }];

async function open(config = { ...exampleConfig, operators }) {
  const cloud = await openCloud({ start: generated(1, 1).begins, config, transport: 'http' });
  const found = async (): Promise<Finding[]> => {
    const { body } = await askTheDoor(cloud, { routeKey: 'GET /doctor/slack' });
    return (JSON.parse(body) as { findings: Finding[] }).findings;
  };
  const missing = async () => (await found()).filter(({ is }) => is === 'missing').map(({ what }) => what);
  return { cloud, found, missing };
}

test('in a workspace that is set up nothing is missing', async () => {
  const { cloud, found } = await open();
  expect((await found()).map(({ what, is }) => `${is}: ${what}`)).toEqual([
    'good: workspace',
    'good: scopes',
    'good: channel #cloud-ops',
    'good: operator kenji.sato',
    'good: signing secret',
    'good: door /slack/events',
    'good: door /slack/actions',
    'good: door /slack/commands',
    'not told: Home tab, events',
    'not told: command',
    'not told: buttons',
  ]);
  await cloud.close();
});

test.each<[string, string, (cloud: Cloud) => void]>([
  ['a scope', 'scopes', ({ slack }) => void slack.scopes.shift()],
  [
    'an invitation',
    'channel #cloud-ops',
    ({ slack }) => slack.addChannel({ id: 'C0CLOUDOPS', name: 'x', without_app: true }),
  ],
  ['a channel', 'channel #cloud-ops', ({ slack }) => void slack.channels.delete('C0CLOUDOPS')],
  ['an operator who has left', 'operator kenji.sato', ({ slack }) => void (slack.user('U08KENJI').deleted = true)],
])('%s that is missing is found, and nothing else is said to be', async (_, what, happen) => {
  const { cloud, missing } = await open();
  happen(cloud);
  expect(await missing()).toEqual([what]);
  await cloud.close();
});

test('a token of another workspace is found', async () => {
  const { slack } = exampleConfig;
  const { cloud, missing } = await open({ ...exampleConfig, operators, slack: { ...slack, workspace: 'T0OTHER' } });
  expect(await missing()).toEqual(['workspace']);
  await cloud.close();
});

test('the team channels that answer for keys now are looked at as well', async () => {
  const { cloud, found } = await open();
  const { slack, clock, aws } = cloud;
  const play = generated(1, 1);
  play.load(cloud);
  const [part] = play.parts;
  const holder = aws.holder(part?.keyId ?? '');
  if (!part || !holder) throw new Error('There is no generated key.');
  Object.assign(holder.user.tags, { owner: 'nobody@example.com', 'slack-channel': 'C0MEDIA' });
  slack.addChannel({ id: 'C0MEDIA', name: 'team-media', without_app: true });
  const rows = [{ keyId: part.keyId, reason: 'unused' }];
  await clock.invocation(() => askTheDoor(cloud, { routeKey: 'POST /retirements', body: JSON.stringify({ rows }) }));
  await clock.run({ done: () => slack.posts('C0MEDIA').length > 0 });
  expect((await found()).find(({ what }) => what === 'channel C0MEDIA')).toMatchObject({ is: 'missing' });
  await cloud.close();
});

// What a failing test left open would keep all from ending.
let close = async (): Promise<void> => undefined;
afterEach(async () => {
  await close();
  close = async () => undefined;
});

/** The whole company, with every part of `keysunset doctor` over the real adapters. */
async function wholeCompany() {
  const cloud = await openCloud({ start: generated(1, 1).begins, config: exampleConfig, transport: 'http' });
  for (const { id } of exampleConfig.accounts) cloud.aws.account(id);
  const box = await doorInABox(async ({ method, path }) => {
    const accountId = /^\/doctor\/members\/(.+)$/.exec(path)?.[1];
    const routeKey = accountId ? 'GET /doctor/members/{accountId}' : `${method} ${path}`;
    const answer = await askTheDoor(cloud, { routeKey, pathParameters: { accountId } });
    return { status: answer.statusCode, body: answer.body };
  });
  const wrong = async () => {
    const now = () => new Date(cloud.clock.now());
    const { code, out } = await typed(['doctor', '--json', '--endpoint', box.endpoint], { now });
    const { findings } = JSON.parse(out) as Everything;
    const found = findings.filter(({ is }) => is !== 'good' && is !== 'not told');
    expect(code).toBe(found.length > 0 ? 1 : 0);
    return found.map(({ part, account, what, is }) => [account?.name ?? part, what, is].join(': '));
  };
  const role = (name: keyof typeof exampleConfig.members.roles): AwsRole => {
    const found = cloud.sessions.rolesIn('318204477195').get(exampleConfig.members.roles[name]);
    if (!found) throw new Error(`There is no role ${name}.`);
    return found;
  };
  close = async (): Promise<void> => {
    await box.close();
    await cloud.close();
  };
  return { cloud, wrong, role };
}
type Company = Awaited<ReturnType<typeof wholeCompany>>;
const rolesOf = ({ cloud }: Company) => cloud.sessions.rolesIn('318204477195');
const { roles: names } = exampleConfig.members;

test.each<[string, string[], (company: Company) => unknown]>([
  ['nothing', [], () => undefined],
  ['the role inspect', ['prod-data: role inspect: missing'], (company) => rolesOf(company).delete(names.inspect)],
  [
    'the external id',
    ['prod-data: role inspect: missing'],
    ({ role }) => (role('inspect').trust.Condition.StringEquals['sts:ExternalId'] = 'another'),
  ],
  ['the role restore', ['prod-data: role restore: missing'], (company) => rolesOf(company).delete(names.restore)],
  [
    'the external id of a role that changes keys',
    ['prod-data: role delete: missing'],
    ({ role }) => (role('delete').trust.Condition.StringEquals['sts:ExternalId'] = 'another'),
  ],
  [
    'the trust in the hub',
    ['prod-data: role deactivate: missing'],
    ({ role }) => (role('deactivate').trust.Principal.AWS = ['AROAEXAMPLEEXAMPLE123']),
  ],
  [
    'the denial for protected users',
    ['prod-data: role deactivate: missing'],
    ({ role }) => role('deactivate').policy.pop(),
  ],
  ['the right to give back', ['prod-data: role restore: missing'], ({ role }) => (role('restore').policy = [])],
  [
    'what the organisation allows',
    ['prod-data: role delete: missing'],
    ({ role }) => (role('delete').organisationDenies = ['iam:DeleteAccessKey']),
  ],
  [
    'the right to look at roles, of an older member stack',
    ['deactivate', 'restore', 'delete'].map((name) => `prod-data: role ${name}: missing`),
    ({ role }) => void role('inspect').policy.splice(1, 1),
  ],
])('where %s is missing or broken, that is found in its place and nothing else', async (_, expected, happen) => {
  const company = await wholeCompany();
  await happen(company);
  expect(await company.wrong()).toEqual(expected);
});

test('the command says all of it, and fails where something is missing', async () => {
  const { cloud } = await open();
  cloud.slack.scopes.shift();
  const answer = await askTheDoor(cloud, { routeKey: 'GET /doctor/slack' });
  const box = await doorInABox(() => ({ body: answer.body }));
  const { code, out } = await typed(['doctor', 'slack', '--endpoint', box.endpoint]);
  expect(box.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /doctor/slack']);
  expect(code).toBe(1);
  expect(out).toContain('▲ scopes                The token lacks channels:history.');
  expect(out).toContain('▲ 1 of 8 to put right');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  await box.close();
  await cloud.close();
});
