import type { Owner } from '../../../lambda/core/entries';
import { capacitiesOf, isOperator, personOf } from '../../../lambda/core/operators';

const operators = [
  { slackUserId: 'U9', name: 'Kenji.Sato' },
  { slackUserId: 'U8', name: 'Ren.Ito' },
];
const maria: Owner = { kind: 'person', slackUserId: 'U1', name: 'Maria Keller', found: 'tag owner' };
const team: Owner = { kind: 'channel', channel: '#pos', name: '#pos', found: 'tag team-channel' };
const first = { about: 'first', to: '#pos', channel: 'C1', ts: '1.1', at: '2026-03-03T01:00:00.000Z' };
const told = [first];

test.each([
  ['operator arn:aws:sts::111122223333:assumed-role/sre/kenji.sato', 'kenji.sato'],
  ['operator arn:aws:sts::111122223333:assumed-role/admin/Kenji.Sato', 'kenji.sato'],
  ['slack:U9 kenji', 'kenji.sato'],
  ['operator arn:aws:iam::111122223333:user/slack:U9', 'slack:u9'],
  ['slack:U1 maria.keller', 'U1'],
  ['keysunset watchdog', 'keysunset watchdog'],
])('%s is the person %s', (actor, person) => {
  expect(personOf(actor, operators)).toBe(person);
});

test('where no operators are configured, a Slack user is nobody else', () => {
  expect(personOf('slack:U9 kenji', undefined)).toBe('U9');
});

test.each<[string, string, Parameters<typeof capacitiesOf>[1], string | undefined, string[]]>([
  ['the owner speaks as owner', 'slack:U1 maria.keller', { owner: maria, told: [] }, 'D1', ['owner']],
  ['somebody else speaks as nobody', 'slack:U2 ai', { owner: maria, told: [] }, 'D1', []],
  ['an operator speaks as operator', 'slack:U9 kenji', { owner: maria, told: [] }, 'C2', ['operator']],
  ['whoever is in the channel that answers speaks as owner', 'slack:U2 ai', { owner: team, told }, 'C1', ['owner']],
  ['an operator in it speaks as both', 'slack:U9 kenji', { owner: team, told }, 'C1', ['owner', 'operator']],
  [
    'whoever is where the card was posted anew speaks as owner',
    'slack:U2 ai',
    { owner: team, told: [first, { ...first, about: 'card', channel: 'C3' }] },
    'C3',
    ['owner'],
  ],
  [
    'whoever is where an approval was asked for is not in it for that',
    'slack:U2 ai',
    { owner: team, told: [first, { ...first, about: 'approval', channel: 'C4' }] },
    'C4',
    [],
  ],
  ['whoever speaks elsewhere is not in it', 'slack:U2 ai', { owner: team, told }, 'C2', []],
  ['nobody owns a key that nobody was found for', 'slack:U2 ai', { told: [] }, 'C2', []],
  [
    'who calls the operator door is an operator',
    'operator arn:x/kenji',
    { owner: maria, told },
    undefined,
    ['operator'],
  ],
])('%s', (_, actor, r, channel, capacities) => {
  expect(capacitiesOf(actor, r, { operators }, channel)).toEqual(capacities);
});

test('an operator is one wherever they speak, and the owner of a key is none', () => {
  expect(isOperator('slack:U9 kenji', { operators })).toBe(true);
  expect(isOperator('operator arn:x/kenji', {})).toBe(true);
  expect(isOperator('slack:U1 maria.keller', { operators })).toBe(false);
});

test('a channel that was never told says nothing', () => {
  expect(capacitiesOf('slack:U2 ai', { owner: team, told: [] }, {}, undefined)).toEqual([]);
  expect(capacitiesOf('slack:U2 ai', { owner: team, told: [] }, {}, 'C1')).toEqual([]);
});
