import { LostRace, Refused, Unavailable, Unreadable } from '../../../lambda/core/errors';
import {
  after,
  afterDuration,
  dateIn,
  earliest,
  latest,
  lengthInSeconds,
  nextDay,
  secondsBetween,
} from '../../../lambda/core/time';
import { lengthInWords } from '../../../lambda/core/words';

const ten = '2026-03-28T09:00:00.000Z';

test('one day after 10:00 is 10:00, also where the clocks change in between', () => {
  expect(afterDuration(ten, 'P1D', 'Asia/Tokyo')).toBe('2026-03-29T09:00:00.000Z');
  expect(afterDuration(ten, 'P1D', 'Europe/Berlin')).toBe('2026-03-29T08:00:00.000Z');
});

test('a month is as long as the calendar says', () => {
  expect(afterDuration('2026-02-03T01:00:00.000Z', 'P1M', 'Asia/Tokyo')).toBe('2026-03-03T01:00:00.000Z');
});

test('so is a year, and a week has its days at the same hour, whatever the clocks do', () => {
  expect(afterDuration('2027-03-03T01:00:00.000Z', 'P1Y', 'Asia/Tokyo')).toBe('2028-03-03T01:00:00.000Z');
  expect(afterDuration(ten, 'P1W', 'Europe/Berlin')).toBe('2026-04-04T08:00:00.000Z');
});

test('a duration may be taken away', () => {
  expect(afterDuration(ten, '-P3D', 'Asia/Tokyo')).toBe('2026-03-25T09:00:00.000Z');
});

test('seconds are added, taken away and counted exactly', () => {
  expect(after(ten, 61)).toBe('2026-03-28T09:01:01.000Z');
  expect(after(ten, -1)).toBe('2026-03-28T08:59:59.000Z');
  expect(secondsBetween(ten, '2026-03-28T08:59:58.500Z')).toBe(-1.5);
});

test.each([
  ['PT10M', 600],
  ['P1D', 86_400],
  ['P1W', 604_800],
  ['P31D', 2_678_400],
])('%s has %d seconds', (duration, seconds) => {
  expect(lengthInSeconds(duration)).toBe(seconds);
});

test('the earliest of moments is the first, in whatever order they come', () => {
  expect(earliest(ten, after(ten, -2), after(ten, 5), after(ten, -1))).toBe(after(ten, -2));
  expect(earliest(ten)).toBe(ten);
});

test('the latest of moments is the last, and one that is not known is none of them', () => {
  expect(latest(ten, after(ten, 2), undefined, after(ten, -5), after(ten, 1))).toBe(after(ten, 2));
  expect(latest(ten, undefined)).toBe(ten);
});

test('a date is the date in the time zone', () => {
  expect(dateIn('Asia/Tokyo', '2026-03-03T15:00:00.000Z')).toBe('2026-03-04');
  expect(dateIn('UTC', '2026-03-03T15:00:00.000Z')).toBe('2026-03-03');
});

test('the next day begins at midnight in the time zone', () => {
  expect(nextDay('Asia/Tokyo', ten)).toBe('2026-03-28T15:00:00.000Z');
});

test.each([
  ['PT10M', '10 minutes'],
  ['PT1H30M', '1 hour 30 minutes'],
  ['P1D', '1 day'],
  ['P31D', '31 days'],
  ['P1DT12H', '1 day 12 hours'],
])('%s reads as %s', (duration, words) => {
  expect(lengthInWords(duration)).toBe(words);
});

test('an error is known by its name: the state machine retries what is unavailable, and no row that it cannot read', () => {
  expect(new Unavailable('down').name).toBe('Unavailable');
  expect(new Refused('no').name).toBe('Refused');
  expect(new Unreadable('a row').name).toBe('Unreadable');
  expect(new LostRace('AKIA', 7)).toMatchObject({
    name: 'LostRace',
    message: 'Entry 7 of AKIA was written by somebody else. Read the chain again and decide again.',
  });
});
