import { sameHourIn } from '../../../lambda/core/missed-runs';

const tokyo = (at: string): string => new Date(`2026-${at}:00+09:00`).toISOString();
const missed = (from: string, to: string, usedAt: string, timeZone = 'Asia/Tokyo') =>
  sameHourIn({ from: tokyo(from), to: tokyo(to) }, tokyo(usedAt), timeZone);

test('a daily job that was used at 02:00 missed the run at 02:00 of the day that the key was off', () => {
  expect(missed('03-09T10:00', '03-10T10:00', '03-11T02:00')).toBe(tokyo('03-10T02:00'));
});

test('a run at the very moment at which the key was switched off was missed', () => {
  expect(missed('03-04T10:00', '03-04T10:10', '03-05T10:00')).toBe(tokyo('03-04T10:00'));
});

test('the hour is the hub’s', () => {
  // 14:00 in Berlin on 9 March.
  expect(missed('03-09T10:00', '03-10T10:00', '03-11T22:00', 'Europe/Berlin')).toBe(tokyo('03-09T22:00'));
});

test.each([
  ['a short outage at another time of the day', '03-04T10:00', '03-04T10:10', '03-05T02:00'],
  ['a long outage, in which there are many', '03-09T10:00', '03-20T10:00', '03-21T02:00'],
  ['a run at the very moment at which it came back', '03-04T10:00', '03-04T10:10', '03-05T10:10'],
])('no run is named for %s', (_, from, to, usedAt) => expect(missed(from, to, usedAt)).toBeUndefined());
