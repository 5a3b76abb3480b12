import { languageOf } from '../../../../lambda/core/notices/language';
import { everybody, readerOf } from '../../../../lambda/core/notices/reader';
import type { Owner } from '../../../../lambda/core/entries';
import { config } from '../configs';

test.each([
  ['ja-JP', 'ja'],
  ['ja', 'ja'],
  ['en-GB', 'en'],
  ['de-DE', 'en'],
  ['jam-JM', 'en'],
  ['aja-SS', 'en'],
  ['', 'en'],
] as const)('whose Slack is set to %j reads %s', (locale, language) => expect(languageOf(locale, 'ja')).toBe(language));

test('where it is not known, the language is the one that the configuration names', () => {
  expect(languageOf(undefined, 'ja')).toBe('ja');
});

const person: Owner = { kind: 'person', slackUserId: 'U1', name: '田中 愛', found: 'tag owner' };
const hub = 'Asia/Tokyo';
const inJapanese = { slack: { ...config.slack, language: 'ja' as const } };

test('an owner reads in their own language and zone', () => {
  const owner: Owner = { ...person, locale: 'ja-JP', timeZone: 'Europe/Berlin' };
  expect(readerOf({ owner, timeZone: hub }, config)).toEqual({
    language: 'ja',
    timeZone: 'Europe/Berlin',
    zoneOf: 'reader',
  });
});

test('an owner of whom neither is known, and nobody yet, read what is configured', () => {
  expect(readerOf({ owner: person, timeZone: hub }, config)).toEqual({ language: 'en', timeZone: hub, zoneOf: 'hub' });
  expect(readerOf({ timeZone: hub }, inJapanese)).toEqual({ language: 'ja', timeZone: hub, zoneOf: 'hub' });
});

test('a channel has many readers', () => {
  const owner: Owner = { kind: 'channel', channel: 'C1', name: '#team', found: 'tag slack-channel' };
  const all = { language: 'ja', timeZone: hub, zoneOf: 'everyone' };
  expect(readerOf({ owner, timeZone: hub }, inJapanese)).toEqual(all);
  expect(everybody(hub, inJapanese)).toEqual(all);
  expect(everybody(hub, config).language).toBe('en');
});
