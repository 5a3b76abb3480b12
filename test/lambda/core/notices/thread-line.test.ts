import type { RestoreBecause } from '../../../../lambda/core/entries';
import { threadLine } from '../../../../lambda/core/notices/notices';
import { lineAt, settingAt } from './reading';
import { afterwards, confirmed, lastOutage, noticed, off, on, pressed, soak, tokyo } from './story';
import type { Happening } from './story';

const outage = [...noticed, ...off('3-04 10:00', 1, '3-04 10:10')];

test('the first line says what comes first, and how to stop it', () => {
  expect(lineAt('first', afterwards(...noticed), '3-03 10:00')).toEqual([
    'Wed 4 Mar 10:00  off for 10 minutes: finds what runs all the time',
    'Press Stop above or reply *stop* here to keep it.',
  ]);
});

test('an outage is told with its end', () => {
  expect(lineAt('outage 1', afterwards(...outage), '3-04 10:00')).toEqual([
    'Off since Wed 4 Mar 10:00. *Back on by itself on Wed 4 Mar 10:10.*',
    'If something fails now, press Stop: the key is back in seconds and stays.',
  ]);
});

test('a planned restore is told with what comes next', () => {
  const r = afterwards(...outage, ...on('3-04 10:10'), soak('3-04 10:10', 1, '3-07 10:10'), confirmed('3-04 10:25'));
  expect(lineAt('restored 1', r, '3-04 10:10')).toEqual([
    'Back on since Wed 4 Mar 10:10. Watched for use until Sat 7 Mar 10:10.',
    'Next: off for 1 day, not before Mon 9 Mar 10:00.',
  ]);
});

const notNow: Happening = [
  '3-09 12:00',
  { type: 'Snoozed', detail: { as: 'owner', until: tokyo('3-16 00:00'), because: 'a release' } },
];

test('a restore after “not now” says until when nothing is done', () => {
  const cut = [...noticed, ...off('3-09 10:00', 1, '3-09 16:00'), notNow, ...on('3-09 12:00:02')];
  expect(lineAt('restored 1', afterwards(...cut), '3-09 12:00:02')).toEqual([
    'Back on since Mon 9 Mar 12:00, before its time: somebody said “not now”. This outage is repeated, not before Mon 16 Mar.',
  ]);
});

test('of an outage that ran its full time after a “not now” nothing is said to be repeated', () => {
  const full = [...noticed, notNow, ...off('3-16 10:00', 1, '3-16 10:10'), ...on('3-16 10:10')];
  expect(lineAt('restored 1', afterwards(...full), '3-16 10:10')).toEqual([
    'Back on since Mon 16 Mar 10:10.',
    'Next: off for 1 day, not before Thu 19 Mar 10:10.',
  ]);
});

test.each<[RestoreBecause, string]>([
  ['everything is given back', 'Back on since Mon 16 Mar 10:02, before its time: all keys were given back at once.'],
  ['the outage is over', 'Back on since Mon 16 Mar 10:02.'],
])('a “not now” that was over before is not why a later outage was cut short: %s', (because, line) => {
  const early = [...noticed, notNow, ...off('3-16 10:00', 1, '3-16 10:10'), ...on('3-16 10:02', because)];
  expect(lineAt('restored 1', afterwards(...early), '3-16 10:02')[0]).toContain(line);
});

test('a key that is back at the very moment at which “not now” ends is not back because of it', () => {
  const early = [...noticed, notNow, ...off('3-15 23:55', 1, '3-16 00:05'), ...on('3-16 00:00')];
  expect(lineAt('restored 1', afterwards(...early), '3-16 00:00')[0]).toBe('Back on since Mon 16 Mar 00:00.');
});

test('the day before “not now” ends, what comes is told', () => {
  expect(lineAt('resumes 2026-03-16', afterwards(...noticed, notNow), '3-15 10:00')).toEqual([
    '“Not now” ends on Mon 16 Mar.',
    'Mon 16 Mar 10:00  off for 10 minutes: finds what runs all the time',
    'Press Stop above or reply *stop* here to keep it.',
  ]);
});

test('a reminder of a “not now” of an earlier retirement tells what comes all the same', () => {
  expect(lineAt('resumes 2026-03-16', afterwards(...noticed), '3-03 10:00')).toContain(
    'Press Stop above or reply *stop* here to keep it.',
  );
});

test('a restore after a stop is told at once, with how quick it was', () => {
  const r = afterwards(...outage, pressed('3-04 10:03'), ...on('3-04 10:03:02'));
  expect(lineAt('restored 1', r, '3-04 10:03:02')).toEqual([
    '*Active again since 10:03:02*, 2 s after Maria Keller pressed Stop. It was off for 3 min.',
    'It stays on.',
    'Nobody will be asked about it again before Mon 31 Aug.',
  ]);
});

test.each([
  ['3-17 10:00', '1 day without a word.'],
  ['3-23 10:00', '7 days without a word.'],
])('a reminder at %s: %s', (at, said) => {
  const r = afterwards(...lastOutage);
  expect(lineAt('reminder 2026-03-23', r, at)).toEqual([
    said,
    'Off since Mon 16 Mar 10:00. *Deleted on Thu 16 Apr 10:00 unless somebody needs it.*',
    'If something fails now, press Stop: the key is back in seconds and stays.',
  ]);
});

test('a reminder that comes when nothing is off any more tells how things stand', () => {
  expect(lineAt('reminder 2026-03-23', afterwards(...noticed), '3-03 10:00')[0]).toMatch(/^Nothing has used it/);
});

test('the final notice says that a deleted key cannot be brought back', () => {
  expect(lineAt('final', afterwards(...lastOutage), '4-13 10:00')).toEqual([
    '*Last call: this key is deleted in 3 days*',
    'Off since Mon 16 Mar 10:00. Nobody has missed it. It is deleted on *Thu 16 Apr 10:00*. *A deleted key cannot be brought back.*',
    'If something fails now, press Stop: the key is back in seconds and stays.',
  ]);
});

test('the outcome is told', () => {
  const r = afterwards(...lastOutage, ['4-16 10:01', { type: 'KeyDeleted', detail: {} }]);
  expect(lineAt('outcome', r, '4-16 10:01')).toEqual([
    '*Deleted. Nothing for you to do*',
    'Deleted on *Thu 16 Apr 10:01*, after 31 days off without a scream. The IAM user stays.',
  ]);
});

test('a notification of a line names the key', () => {
  const r = afterwards(...outage);
  expect(threadLine('outage 1', r, settingAt(r, '3-04 10:00')).text).toMatch(
    /^AWS key AKIAV6CIQHZTHY4JYCFU \(deploy-mobile-release, prod-apps\):\nOff since /,
  );
});

test('a notice about something unknown is a mistake, and says what is wanted', () => {
  expect(() => lineAt('weather', afterwards(...noticed), '3-03 10:00')).toThrow(/no notice about "weather": wanted is/);
});
