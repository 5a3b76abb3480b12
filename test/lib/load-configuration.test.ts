import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleConfig, exampleHub } from '../../lib/example-config';
import { loadConfiguration } from '../../lib/load-configuration';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keysunset-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const whole = { ...exampleConfig, hub: exampleHub };
const put = (name: string, content: string): void => writeFileSync(join(folder, name), content);
const inTypeScript = (given: object): string => `export default ${JSON.stringify(given)} as const;\n`;
const load = (asked: Parameters<typeof loadConfiguration>[0] = {}) => loadConfiguration(asked, folder);

test('without a file it is the example company, and that is said', () => {
  expect(load()).toEqual({ config: exampleConfig, hub: exampleHub, example: true });
});

test('keysunset.config.ts is taken where it is there', () => {
  put('keysunset.config.ts', inTypeScript({ ...whole, remindEveryDays: 3 }));
  expect(load()).toEqual({ config: { ...exampleConfig, remindEveryDays: 3 }, hub: exampleHub, example: false });
});

test.each([
  ['acme.config.ts', inTypeScript(whole)],
  ['keysunset.json', JSON.stringify(whole)],
])('another file is taken where it is named: %s', (file, content) => {
  put('keysunset.config.ts', inTypeScript({}));
  put(file, content);
  expect(load({ file })).toMatchObject({ config: exampleConfig, hub: exampleHub, example: false });
});

test('what the functions get says nothing of the hub', () => {
  put('keysunset.config.ts', inTypeScript(whole));
  expect(load().config).not.toHaveProperty('hub');
});

test('where the hub is may be said beside the file, in whole or in part', () => {
  put('keysunset.json', JSON.stringify(exampleConfig));
  put('keysunset.config.ts', inTypeScript(whole));
  const hub = { account: '111111111111', region: 'eu-west-1' };
  expect(load({ file: 'keysunset.json', hub }).hub).toEqual(hub);
  expect(load({ hub: { ...hub, account: undefined } }).hub).toEqual({ ...exampleHub, region: 'eu-west-1' });
});

test.each<[string, unknown, string]>([
  ['no hub', exampleConfig, '- hub is missing. Wanted: account and region of the hub.'],
  [
    'an account number as a number',
    { ...whole, hub: { ...exampleHub, account: 610258347912 } },
    '- hub.account is 610258347912. Wanted: an account number, 12 digits as text.',
  ],
  [
    'a region that is none',
    { ...whole, hub: { ...exampleHub, region: 'Tokyo' } },
    '- hub.region is "Tokyo". Wanted: an AWS region, as ap-northeast-1.',
  ],
  [
    'a hub in another partition than the members',
    { ...whole, hub: { ...exampleHub, region: 'cn-north-1' } },
    '- hub.region is "cn-north-1". Wanted: a region of aws, as members.partition says.',
  ],
  ['a field that is misspelt', { ...whole, hub: { ...exampleHub, acount: '1' } }, '- hub.acount: not known.'],
  [
    'an account whose name names no stack',
    { ...whole, accounts: [{ id: '408173952614', name: 'prod apps' }] },
    '- accounts[0].name is "prod apps". Wanted: a name of letters, digits and hyphens.',
  ],
  [
    'two accounts of one name',
    { ...whole, accounts: ['408173952614', '318204477195'].map((id) => ({ id, name: 'prod' })) },
    'Wanted: each only once.',
  ],
  [
    'an external id that STS does not take',
    { ...whole, members: { ...exampleConfig.members, externalId: 'a b' } },
    '- members.externalId is "a b". Wanted: a long random text',
  ],
  ['a list', [whole], '- the whole is'],
])('%s is refused with its path, what was given and what is wanted', (_, given, said) => {
  put('keysunset.json', JSON.stringify(given));
  expect(() => load({ file: 'keysunset.json' })).toThrow(said);
});

test.each([
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-east-1', 'aws-us-gov'],
])('a hub in %s goes with members in %s', (region, partition) => {
  put('keysunset.json', JSON.stringify({ ...whole, members: { ...exampleConfig.members, partition } }));
  expect(load({ file: 'keysunset.json', hub: { account: undefined, region } }).hub.region).toBe(region);
});

test('a file that is not there, or says nothing, is refused with what to do', () => {
  expect(() => load({ file: 'keysunset.json' })).toThrow(/There is no .*keysunset\.json.*npx keysunset init/);
  put('keysunset.json', '{');
  expect(() => load({ file: 'keysunset.json' })).toThrow('keysunset.json is not JSON');
  put('keysunset.config.ts', 'export const config = {};\n');
  expect(() => load()).toThrow('export default');
});
