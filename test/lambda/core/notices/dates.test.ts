import { datesForEverybody, datesIn, zoneName } from '../../../../lambda/core/notices/dates';
import { catalogues } from '../../../../lambda/core/notices/voice';
import { fit } from '../../../../lambda/core/notices/mrkdwn';

const { en, ja } = catalogues;
const now = '2026-03-03T01:00:00.000Z';
const tokyo = { timeZone: 'Asia/Tokyo' };

test('dates say the year only where it is not this one', () => {
  const dates = datesIn(tokyo, en, now);
  expect(dates.full('2026-03-10T01:00:00.000Z')).toBe('Tue 10 Mar 10:00');
  expect(dates.full('2025-12-22T03:00:00.000Z')).toBe('Mon 22 Dec 2025 12:00');
  expect(dates.full('2026-03-09T15:00:00.000Z')).toBe('Tue 10 Mar 00:00');
  expect(dates.date('2021-06-12T01:00:00.000Z')).toBe('12 Jun 2021');
  expect(dates.second('2026-03-03T05:03:05.400Z')).toBe('14:03:05');
  expect(dates.second('2026-03-04T05:03:05.400Z')).toBe('Wed 4 Mar 14:03:05');
  expect(dates.time('2026-03-03T17:00:00.000Z')).toBe('02:00');
});

test('in Japanese they are written as people do', () => {
  const dates = datesIn(tokyo, ja, now);
  expect(dates.full('2026-03-10T01:00:00.000Z')).toBe('3/10(火) 10:00');
  expect(dates.full('2025-12-22T03:00:00.000Z')).toBe('2025/12/22(月) 12:00');
  expect(dates.date('2021-06-12T01:00:00.000Z')).toBe('2021/6/12');
  expect(dates.second('2026-03-03T05:03:05.400Z')).toBe('14:03:05');
});

test('each reader has their own zone, with its change of clocks', () => {
  const berlin = datesIn({ timeZone: 'Europe/Berlin' }, en, now);
  expect(berlin.full('2026-03-28T01:00:00.000Z')).toBe('Sat 28 Mar 02:00');
  expect(berlin.full('2026-03-29T01:00:00.000Z')).toBe('Sun 29 Mar 03:00');
});

test.each([
  ['Asia/Tokyo', 'Japan Standard Time', '日本標準時'],
  ['Europe/Berlin', 'Central European Time', '中央ヨーロッパ時間'],
  ['UTC', 'Coordinated Universal Time', '協定世界時'],
])('%s is called %s and %s', (timeZone, english, japanese) => {
  expect([en, ja].map((t) => zoneName({ timeZone }, t, now))).toEqual([english, japanese]);
});

test('where many read, Slack shows each their own, and the text is for where it cannot', () => {
  const dates = datesForEverybody(datesIn(tokyo, ja, now));
  const at = '2026-03-10T01:00:05.400Z';
  expect(dates.full(at)).toBe('<!date^1773104405^{date_short} {time}|3/10(火) 10:00>');
  expect(dates.day(at)).toBe('<!date^1773104405^{date_short}|3/10(火)>');
  expect(dates.date(at)).toBe('<!date^1773104405^{date_short}|2026/3/10>');
  expect(dates.time(at)).toBe('<!date^1773104405^{time}|10:00>');
  expect(dates.second(at)).toBe('<!date^1773104405^{date_short} {time_secs}|3/10(火) 10:00:05>');
});

test('a date is never cut in two', () => {
  const { full } = datesForEverybody(datesIn(tokyo, en, now));
  expect(fit(`Off since ${full(now)}`, 40)).toBe('Off since …');
});
