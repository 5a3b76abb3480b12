import * as fc from 'fast-check';
import { isOpen, nextOpening, whyClosed } from '../../../lambda/core/calendar';
import type { Calendar } from '../../../lambda/core/config';
import { after, secondsBetween, toInstant } from '../../../lambda/core/time';

const tokyo: Calendar = {
  timeZone: 'Asia/Tokyo',
  weekdays: [1, 2, 3, 4, 5],
  from: '10:00',
  to: '17:00',
  holidays: ['2026-03-20'],
  freezes: [{ from: '2026-12-24', to: '2027-01-04', reason: 'year end' }],
};
const berlin: Calendar = { ...tokyo, timeZone: 'Europe/Berlin', holidays: [], freezes: [] };
const newYork: Calendar = { ...tokyo, timeZone: 'America/New_York', holidays: [], freezes: [] };

describe('the next opening', () => {
  test.each([
    ['is the moment itself in working hours', tokyo, '2026-03-03T10:00+09:00', '2026-03-03T10:00+09:00'],
    [
      'is the moment itself in the last minute',
      tokyo,
      '2026-03-03T16:59:59.999+09:00',
      '2026-03-03T16:59:59.999+09:00',
    ],
    ['is this morning before the hours', tokyo, '2026-03-03T09:59:59+09:00', '2026-03-03T10:00+09:00'],
    ['is tomorrow at closing time', tokyo, '2026-03-03T17:00+09:00', '2026-03-04T10:00+09:00'],
    ['skips the weekend', tokyo, '2026-03-06T17:00+09:00', '2026-03-09T10:00+09:00'],
    ['skips a holiday and the weekend after it', tokyo, '2026-03-19T17:00+09:00', '2026-03-23T10:00+09:00'],
    ['skips a freeze, both its dates included', tokyo, '2026-12-24T10:00+09:00', '2027-01-05T10:00+09:00'],
    [
      'is at the same hour after the clocks go forward in Berlin',
      berlin,
      '2026-03-27T18:00+01:00',
      '2026-03-30T10:00+02:00',
    ],
    [
      'is at the same hour after the clocks go back in Berlin',
      berlin,
      '2026-10-23T18:00+02:00',
      '2026-10-26T10:00+01:00',
    ],
    [
      'is at the same hour after the clocks go forward in New York',
      newYork,
      '2026-03-06T18:00-05:00',
      '2026-03-09T10:00-04:00',
    ],
    [
      'is at the same hour after the clocks go back in New York',
      newYork,
      '2026-10-30T18:00-04:00',
      '2026-11-02T10:00-05:00',
    ],
    [
      'falls on a local date that is a day ahead of UTC',
      { ...berlin, timeZone: 'Pacific/Kiritimati' },
      '2026-03-08T19:00Z',
      '2026-03-09T10:00+14:00',
    ],
  ])('%s', (_, calendar, given, opening) => {
    expect(nextOpening(calendar, instant(given))).toBe(instant(opening));
  });

  test('is midnight where all hours of all days are open', () => {
    const always = { ...berlin, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' };
    expect(nextOpening(always, '2026-03-28T23:30:00.000Z')).toBe('2026-03-28T23:30:00.000Z');
    expect(nextOpening({ ...always, weekdays: [7] }, '2026-03-28T12:00:00.000Z')).toBe('2026-03-28T23:00:00.000Z');
  });

  test('is a day later where a change of clocks leaves the working hours out', () => {
    const night = { ...berlin, weekdays: [1, 7], from: '02:30', to: '03:00' };
    expect(nextOpening(night, '2026-03-28T23:00:00.000Z')).toBe(instant('2026-03-30T02:30+02:00'));
    // And where it leaves out just these.
    const hour = { ...night, from: '02:00' };
    expect(nextOpening(hour, '2026-03-28T23:00:00.000Z')).toBe(instant('2026-03-30T02:00+02:00'));
  });

  test('is refused by a calendar that never opens', () => {
    const never = { ...tokyo, freezes: [{ from: '2026-01-01', to: '2030-01-01', reason: 'for good' }] };
    expect(() => nextOpening(never, '2026-03-03T01:00:00.000Z')).toThrow(
      /no working hours in the 400 days after 2026-03-03T01:00:00.000Z. Wanted: .* Look at/,
    );
    expect(isOpen(never, '2026-03-03T01:00:00.000Z')).toBe(false);
  });

  test('is looked for as far as the 400th day', () => {
    const closedUntil = (to: string) => ({ ...tokyo, freezes: [{ from: '2026-03-03', to, reason: 'a merger' }] });
    const now = instant('2026-03-03T10:00+09:00');
    expect(nextOpening(closedUntil('2027-04-06'), now)).toBe(instant('2027-04-07T10:00+09:00'));
    expect(() => nextOpening(closedUntil('2027-04-07'), now)).toThrow('no working hours in the 400 days after');
  });

  const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Australia/Lord_Howe', 'UTC'];
  const calendars = fc.record({
    timeZone: fc.constantFrom(...zones),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: fc.constantFrom('00:00', '08:30', '10:00'),
    to: fc.constantFrom('12:00', '17:00', '23:59', '24:00'),
    holidays: fc.uniqueArray(fc.constantFrom('2026-03-20', '2026-03-29', '2026-10-26', '2026-11-02'), { maxLength: 3 }),
    freezes: fc.constantFrom([], [{ from: '2026-03-27', to: '2026-04-02', reason: 'a sale' }]),
  });
  const moments = fc
    .integer({ min: Date.parse('2026-03-01'), max: Date.parse('2026-11-30') })
    .map((epochMilliseconds) => toInstant(epochMilliseconds));

  test('is open, never earlier than asked, and nothing before it is open', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, from) => {
        const opening = nextOpening(calendar, from);
        expect(isOpen(calendar, opening)).toBe(true);
        expect(opening >= from).toBe(true);
        const minutes = Math.floor(secondsBetween(from, opening) / 60);
        for (let minute = 0; minute < minutes; minute++) {
          if (isOpen(calendar, after(from, minute * 60))) throw new Error(`open at minute ${minute} already`);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('lies in the local hours of a working day, as a wall clock shows them', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, from) => {
        const { weekday, time, date } = wallClock(calendar.timeZone, nextOpening(calendar, from));
        expect(calendar.weekdays).toContain(weekday);
        expect(calendar.holidays).not.toContain(date);
        expect(time >= calendar.from && time < calendar.to).toBe(true);
      }),
    );
  });
});

describe('why it is closed', () => {
  test.each([
    ['2026-03-07T12:00+09:00', '2026-03-07 is a Saturday, not a working day'],
    ['2026-03-20T12:00+09:00', '2026-03-20 is a holiday'],
    ['2026-12-25T12:00+09:00', 'frozen from 2026-12-24 to 2027-01-04: year end'],
    ['2026-03-03T18:00+09:00', 'outside working hours (10:00 to 17:00 Asia/Tokyo)'],
    ['2026-03-03T12:00+09:00', 'open: 2026-03-03 is a working day, 10:00 to 17:00 Asia/Tokyo'],
  ])('at %s: %s', (given, why) => {
    expect(whyClosed(tokyo, instant(given))).toBe(why);
  });
});

function instant(text: string): string {
  return new Date(text).toISOString();
}

function wallClock(timeZone: string, at: string): { weekday: number; time: string; date: string } {
  const local = new Date(at).toLocaleString('sv-SE', { timeZone });
  const date = local.slice(0, 10);
  return { date, time: local.slice(11, 16), weekday: new Date(`${date}T00:00Z`).getUTCDay() || 7 };
}
