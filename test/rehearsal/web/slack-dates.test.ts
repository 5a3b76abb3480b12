import { slackDate } from '../../../rehearsal/web/page/slack-dates';

const maria = { locale: 'en-GB', timeZone: 'Asia/Tokyo', now: '2026-03-03T01:00:00.000Z' };
const lena = { ...maria, locale: 'de-DE', timeZone: 'Europe/Berlin' };
const hana = { ...maria, locale: 'ja-JP' };
/** Wednesday 4 March, 10:00 in Tokyo. */
const at = Date.parse('2026-03-04T01:00:00.000Z') / 1000;

test.each([
  ['in the reader’s zone', '{date_num} {time}', maria, '04/03/2026 10:00'],
  ['in another zone', '{time}', lena, '02:00'],
  ['near days by their names', '{date_short_pretty} {time}', maria, 'tomorrow 10:00'],
  ['in the reader’s language', '{date_long_pretty}', hana, '明日'],
  ['with words around it', 'back on {date}.', maria, 'back on 4 March 2026.'],
  ['and what is no token stays', '{never}', maria, '{never}'],
])('Slack’s date: %s', (_, format, reader, shown) => {
  expect(slackDate(at, format, reader)).toBe(shown);
});
