import { en } from '../../../../lambda/core/notices/texts.en';
import { outageOf } from '../../../../lambda/core/notices/names';
import { afterwards, enqueued } from './story';

test.each([
  [1.4, '1.4 s'],
  [1.44, '1.4 s'],
  [2, '2 s'],
  [60, '1 min'],
  [279, '4 min'],
  [3600, '1 h'],
  [14_580, '4 h 3 min'],
  [86_400, '1 day'],
  [97_200, '1 day 3 h'],
  [31 * 86_400, '31 days'],
])('%d seconds are told as %s', (seconds, told) => expect(en.elapsed(seconds)).toBe(told));

test.each([
  ['PT10M', 'what runs all the time', 'jobs that run hourly, daily or less often'],
  ['PT1H', 'hourly jobs', 'jobs that run daily or less often'],
  ['P1D', 'daily jobs', 'jobs that run weekly or less often'],
  ['P7D', 'weekly jobs', 'jobs that run monthly or less often'],
  ['P30D', 'weekly jobs', 'jobs that run monthly or less often'],
  ['P31D', 'monthly jobs', 'jobs that run quarterly or yearly'],
  ['P1M', 'monthly jobs', 'jobs that run quarterly or yearly'],
  ['P92D', 'quarterly jobs', 'jobs that run once a year'],
  ['P300D', 'quarterly jobs', 'jobs that run once a year'],
])('an outage of %s finds %s, and not %s', (outage, finds, misses) =>
  expect(en.finds(outage)).toEqual({ finds, misses }),
);

test('short lengths stand in the stage line', () => {
  expect(en.shortLength('PT10M')).toBe('10 min');
  expect(en.shortLength('PT1H')).toBe('1 h');
  expect(en.shortLength('P31D')).toBe('31 days');
});

test('dates say the year only where it is not this one', () => {
  const dates = en.datesIn('Asia/Tokyo', '2026-03-03T01:00:00.000Z');
  expect(dates.full('2026-03-10T01:00:00.000Z')).toBe('Tue 10 Mar 10:00');
  expect(dates.full('2025-12-22T03:00:00.000Z')).toBe('Mon 22 Dec 2025 12:00');
  expect(dates.full('2026-03-09T15:00:00.000Z')).toBe('Tue 10 Mar 00:00');
  expect(dates.date('2021-06-12T01:00:00.000Z')).toBe('12 Jun 2021');
  expect(dates.second('2026-03-03T05:03:05.400Z')).toBe('14:03:05');
});

test('one notice is told once', () => {
  expect(en.record('Kenji', 1, 'Tue 3 Mar', 'AKIA')).toContain('told once since');
});

test('a stage that the ritual does not have lasts no time', () => {
  expect(outageOf(afterwards(enqueued), 4)).toBe('PT0S');
});
