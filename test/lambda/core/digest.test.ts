import { digestFrom, digestKeyOf, digestOf } from '../../../lambda/core/digest';
import type { Owner } from '../../../lambda/core/entries';
import { digestMessage } from '../../../lambda/core/notices/digest';
import { at, given, inNotice, retirementId, start, subject } from './chains';
import { config } from './configs';
import { textsOf } from './notices/reading';

const maria: Owner = { kind: 'person', slackUserId: 'U1', name: 'Maria Keller', found: 'tag owner' };
const team: Owner = { kind: 'channel', channel: 'C0TEAM', name: '#team', found: 'tag team-channel' };

test('a digest is of one owner and of one day of the hub’s calendar', () => {
  expect(digestOf(maria, start, config)).toEqual({ owner: 'U1', date: '2026-03-03' });
  expect(digestOf(team, at(0, 13, 59), config)).toEqual({ owner: 'C0TEAM', date: '2026-03-03' });
  // Midnight in Tokyo.
  expect(digestOf(team, at(0, 14), config)).toEqual({ owner: 'C0TEAM', date: '2026-03-04' });
});

test('the fourth key of a day begins one, or the one that the configuration says', () => {
  expect(digestFrom(config)).toBe(4);
  expect(digestFrom({ slack: { ...config.slack, digestFrom: 10 } })).toBe(10);
});

test('it names a key with its user and account', () => {
  const { keyId, userName, accountName } = subject;
  expect(digestKeyOf(given(...inNotice))).toEqual({ keyId, userName, accountName, retirementId });
});

test('it names the keys in the order of their users', () => {
  const reader = { language: 'en', timeZone: 'Asia/Tokyo', zoneOf: 'reader' } as const;
  const keys = ['svc-b', 'svc-c', 'svc-a'].map((userName) => ({ ...digestKeyOf(given(...inNotice)), userName }));
  const named = textsOf(digestMessage(keys, { now: start, reader }).blocks)
    .at(-1)
    ?.match(/svc-\w/g);
  expect(named).toEqual(['svc-a', 'svc-b', 'svc-c']);
});
