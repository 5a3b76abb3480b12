import {
  formRef,
  notMineErrors,
  notMineForm,
  notTaken,
  snoozeErrors,
  snoozeForm,
} from '../../../../lambda/core/notices/forms';
import type { Reader } from '../../../../lambda/core/notices/reader';
import { snoozeDays } from '../../../../lambda/core/snooze';
import { settingAt } from './reading';
import { situation } from './situations';
import { tokyo } from './story';

const { r, at } = situation('off for a day');
const reader: Reader = { language: 'en', timeZone: 'Asia/Tokyo', zoneOf: 'reader' };
const to = { now: tokyo('3-09 14:00'), reader };

test('"not now" waits for tomorrow at the earliest and 30 days at the latest, by the days of the key’s time zone', () => {
  expect(snoozeDays(to.now, 'Asia/Tokyo')).toEqual({ first: '2026-03-10', usual: '2026-03-16', last: '2026-04-08' });
  // Midnight has passed in Auckland.
  expect(snoozeDays('2026-03-09T12:00:00.000Z', 'Pacific/Auckland').first).toBe('2026-03-11');
});

test.each([
  ['2026-03-09', { until: 'Pick Tue 10 Mar or a later day.' }],
  ['2026-03-10', {}],
  ['2026-04-08', {}],
  ['2026-04-09', { until: 'Pick Wed 8 Apr or an earlier day.' }],
])('until %s: %j', (day, errors) => expect(snoozeErrors(r, day, to)).toEqual(errors));

test.each(['America/New_York', 'Europe/Berlin', 'Pacific/Auckland'])(
  'the last day is the same day in %s',
  (timeZone) => {
    const there = { ...to, reader: { ...reader, timeZone } };
    expect(snoozeErrors(r, '2026-04-09', there)).toEqual({ until: 'Pick Wed 8 Apr or an earlier day.' });
  },
);

test('the form proposes a week, and says which day is the last', () => {
  const text = JSON.stringify(snoozeForm(r, settingAt(r, at), 'D1'));
  expect(text).toContain('"initial_date":"2026-03-16"');
  expect(text).toContain('At most 30 days: Wed 8 Apr at the latest.');
});

test('a key that is off is said to come back first; one that is on stays on', () => {
  expect(JSON.stringify(snoozeForm(r, settingAt(r, at), 'D1'))).toContain('is *off now*. It is switched back on first');
  for (const as of ['in the notice', 'on again']) {
    const stands = situation(as);
    const form = snoozeForm(stands.r, settingAt(stands.r, stands.at), 'D1');
    expect(JSON.stringify(form)).toContain('is on, and stays on until then.');
  }
});

test('a form carries which retirement it is about, where it was opened, and what its reader reads', () => {
  expect(formRef(r, 'D1', { ...to, reader: { ...reader, language: 'ja' } })).toBe('r-1.D1.ja');
  for (const form of [snoozeForm, notMineForm]) {
    expect(form(r, settingAt(r, at), 'D1')).toMatchObject({ private_metadata: 'r-1.D1.en' });
  }
});

test.each([
  [{ whose: 'other' } as const, { who: 'Pick the person whose it is, or say that it is nobody’s.' }],
  [{ whose: 'other', who: 'U7' } as const, {}],
  [{ whose: 'nobody' } as const, {}],
])('not mine, but %j: %j', (given, errors) => expect(notMineErrors(given, 'en')).toEqual(errors));

test('why something is not taken, whatever was filled in, is said below one field', () => {
  expect(notTaken('until', 'not theirs', 'en')).toEqual({
    until: 'Only the owner or an operator can do that. Anybody may press Stop.',
  });
  expect(notTaken('why', 'not recorded', 'ja')['why']).toContain('もう一度送ってください');
});

test('what is wrong is said in the language of whoever filled it in', () => {
  const inJapanese = { ...to, reader: { ...reader, language: 'ja' as const } };
  expect(snoozeErrors(r, '2026-04-09', inJapanese)).toEqual({ until: '4/8(水) までの日を選んでください。' });
});
