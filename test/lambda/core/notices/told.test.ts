import { inEnglish, toldIn, toldInBoth, toldPlainly } from '../../../../lambda/core/notices/told';
import type { Told } from '../../../../lambda/core/notices/told';
import { at, subject } from '../chains';
import { tokyo } from './story';

const { keyId } = subject;
const now = tokyo('3-03 10:00');
const ended: Told = { is: 'has ended', keyId, at: tokyo('3-10 14:03') };
const putOff: Told = { is: 'put off', keyId, day: '2026-03-16', backFirst: true };
const reader = { language: 'ja', timeZone: 'Asia/Tokyo', zoneOf: 'reader' } as const;

test('a reader is told in their language, with dates in their zone', () => {
  expect(toldIn(putOff, { now, reader })).toBe(
    `承知しました。3/16(月) までは \`${keyId}\` を無効にしません。前日にお知らせします。まず有効に戻します。`,
  );
  expect(toldIn(ended, { now, reader: { ...reader, language: 'en' } })).toBe(
    `This has ended already, at Tue 10 Mar 14:03: \`${keyId}\` is on and stays on.`,
  );
});

test('whoever may read either is told in both, with dates that Slack shows each in their own zone', () => {
  const [english, japanese] = toldInBoth(ended, now).split('\n');
  expect(english).toBe(
    `This has ended already, at <!date^1773118980^{date_short} {time}|Tue 10 Mar 05:03>: \`${keyId}\` is on and stays on.`,
  );
  expect(japanese).toMatch(/^この手続きは <!date\^1773118980\^/);
});

test.each(['America/New_York', 'Europe/Berlin', 'Pacific/Auckland'])(
  'a day is told as the same day in %s',
  (timeZone) => {
    expect(toldIn(putOff, { now, reader: { ...reader, timeZone } })).toContain('3/16(月) まで');
  },
);

test('a day is told as the same day to whom no zone is known of: Slack would show each their own', () => {
  expect(toldInBoth(putOff, now)).toContain('before Mon 16 Mar,');
});

test('the command line is told in English, with everything as the ledger has it', () => {
  expect(inEnglish(putOff)).toBe(
    `Noted: ${keyId} is not switched off before 2026-03-16, and you are told the day before. It is switched back on first.`,
  );
  const needed = {
    sign: 'stop',
    on: at(0),
    by: 'operator arn:aws:sts::1:assumed-role/sre/kenji',
    words: 'payroll <x>',
  } as const;
  expect(inEnglish({ is: 'left alone', keyId, until: at(180), ...needed })).toBe(
    `${keyId} is left alone until ${at(180)}: kenji stopped it on 2026-03-03: “payroll <x>”. Wanted: a key that nobody needs. ` +
      'Enqueue it after that; or with again, which its owner is told.',
  );
});

test('what comes from outside does nothing in Slack', () => {
  const reason = '<!channel> *now*\nand `this`';
  const told = toldInBoth({ is: 'frozen', since: now, reason }, now);
  expect(told).toContain('&lt;!channel&gt;');
  expect(told.split('\n')).toHaveLength(2);
});

test('somebody else is named so that Slack shows their name', () => {
  const told: Told = { is: 'handed on', keyId, to: 'U2', backFirst: false };
  expect(toldIn(told, { now, reader })).toContain('<@U2> さんに尋ねます');
});

test('below a field of a form nothing is marked up', () => {
  expect(toldPlainly(ended, 'ja', now, 'Asia/Tokyo')).toBe(
    `この手続きは 3/10(火) 14:03 に終わっています。\n${keyId} は有効のまま残ります。`,
  );
});

test('a day that does not exist is told as today', () => {
  const told: Told = { is: 'put off', keyId, day: '2026-02-30', backFirst: false };
  expect(toldIn(told, { now, reader })).toContain('3/3(火) まで');
});
