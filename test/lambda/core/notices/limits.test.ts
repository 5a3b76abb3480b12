import * as fc from 'fast-check';
import { allEvidence } from '../../../../lambda/core/notices/all-evidence';
import { buttons, context, fields, header, message, section, sections } from '../../../../lambda/core/notices/blocks';
import { code, fit, foreign } from '../../../../lambda/core/notices/mrkdwn';
import { everyAction } from '../../../../lambda/core/notices/choices';
import { notMineForm, snoozeForm } from '../../../../lambda/core/notices/forms';
import { digestMessage } from '../../../../lambda/core/notices/digest';
import { howToKeep, whichKey } from '../../../../lambda/core/notices/replies';
import { home } from '../../../../lambda/core/notices/home';
import { languages } from '../../../../lambda/core/notices/language';
import type { Language } from '../../../../lambda/core/notices/language';
import { card, lineElsewhere, lineInDigest, threadLine } from '../../../../lambda/core/notices/notices';
import { homeTab, modal } from '../../../../lambda/core/notices/views';
import type { View } from '../../../../lambda/core/notices/views';
import type { Message } from '../../../../lambda/core/ports';
import type { Change } from '../../../../lambda/core/entries';
import type { Ending, Retirement } from '../../../../lambda/core/retirement';
import { problemsOf, problemsOfView } from '../../../../rehearsal/slack/block-kit';
import { calendar, settingAt, textsOf } from './reading';
import {
  afterwards,
  changeByTerraform,
  changed,
  confirmed,
  lastOutage,
  noticed,
  off,
  on,
  pressed,
  promised,
  tokyo,
} from './story';

const caller = {
  sourceIp: '10.0.0.1',
  userAgent: 'x',
  action: 's3:ListBuckets',
  region: 'r',
  calls: 1,
  failed: 0,
  lastAt: tokyo('3-11 02:00'),
};
const change = (to: Change['to']): Change => changeByTerraform('4-15 10:00', to);
const everyState: [state: string, retirement: Retirement, at: string][] = [
  ['notice', afterwards(...noticed), '3-03 10:00'],
  ['promised', afterwards(...noticed, promised('3-04 10:00', 1, '3-04 10:10')), '3-04 10:00'],
  ['off', afterwards(...noticed, ...off('3-04 10:00', 1, '3-04 10:10')), '3-04 10:00'],
  ['on', afterwards(...noticed, ...off('3-04 10:00', 1, '3-04 10:10'), ...on('3-04 10:10')), '3-04 10:10'],
  ['last call', afterwards(...lastOutage), '4-14 10:00'],
  ['giving back', afterwards(...lastOutage, pressed('4-14 10:00')), '4-14 10:00'],
  ['given back', afterwards(...lastOutage, pressed('4-14 10:00'), ...on('4-14 10:01')), '4-14 10:01'],
  [
    'used',
    afterwards(...lastOutage, ...on('4-14 10:00'), confirmed('4-14 10:15'), [
      '4-15 10:00',
      {
        type: 'ScreamHeard',
        detail: { sign: 'use', lastUse: { at: tokyo('4-14 12:00'), service: 's3', region: 'r' }, callers: [caller] },
      },
    ]),
    '4-15 10:00',
  ],
  ['taken over', afterwards(...lastOutage, changed('4-15 10:00', change('Inactive'))), '4-15 10:00'],
  [
    're-activated',
    afterwards(...lastOutage, changed('4-15 10:00', change('Active')), [
      '4-15 10:00',
      { type: 'ScreamHeard', detail: { sign: 're-activated', change: change('Active') } },
    ]),
    '4-15 10:00',
  ],
  ['deleted', afterwards(...lastOutage, ['4-16 10:01', { type: 'KeyDeleted', detail: {} }]), '4-16 10:01'],
  [
    'failed',
    afterwards(...lastOutage, ['4-16 10:01', { type: 'RetirementFailed', detail: { error: 'e', cause: 'c' } }]),
    '4-16 10:01',
  ],
];

/** The same retirement, with every text that comes from outside replaced. */
function withForeign(r: Retirement, evil: string): Retirement {
  const caller = evilCaller(evil);
  const lastUse = evilUse(evil);
  return {
    ...r,
    subject: { ...r.subject, userName: evil, accountName: evil },
    reason: evil,
    enqueuedBy: `operator ${evil}`,
    again: { since: r.enqueuedAt, until: r.enqueuedAt, sign: 're-activated', by: evil, words: evil },
    onUse: { do: 'ignore', because: evil },
    owner: { kind: 'person', slackUserId: 'U1', name: evil, found: 'tag' },
    lastUse,
    evidence: {
      about: 'key',
      source: 'IAM, CloudTrail',
      lastUse,
      tags: { [evil]: evil, a: evil, b: evil },
      callers: [caller, caller],
    },
    changes: r.changes.map((change) => evilChange(change, evil)),
    ...(r.ending && { ending: evilEnding(r.ending, evil) }),
  };
}

function evilEnding(ending: Ending, evil: string): Ending {
  if (ending.why === 'stop') return { ...ending, how: 'reply', actor: `slack:U9 ${evil}`, words: evil };
  if (ending.why === 'scream' && ending.scream.sign === 're-activated' && ending.scream.change) {
    return { ...ending, scream: { sign: 're-activated', change: evilChange(ending.scream.change, evil) } };
  }
  return { why: 'scream', at: ending.at, scream: { sign: 'use', lastUse: evilUse(evil), callers: [evilCaller(evil)] } };
}

const evilChange = (change: Change, evil: string) => ({ ...change, by: evil, sourceIp: evil, userAgent: evil });
const evilUse = (evil: string) => ({ at: tokyo('4-14 12:00'), service: evil, region: evil });
const evilCaller = (evil: string) => ({ ...caller, sourceIp: evil, userAgent: evil, action: evil, region: evil });

const evils = [
  '<!channel>',
  '<@U123> & <https://evil.example|click>',
  '`code` *bold* _it_ ~no~',
  '<'.repeat(5000),
  '&'.repeat(5000),
  '👩‍👩‍👧‍👦'.repeat(500),
  '`'.repeat(4000),
  'a\nb\r\n> quote\u0000\u202e\ud800',
];

const abouts = ['first', 'outage 1', 'reminder 2026-03-23', 'outcome'];
/** Everything that can be said of a key, in a language. */
function saidOf(r: Retirement, at: string, language: Language = 'en'): { messages: Message[]; views: View[] } {
  const setting = { ...settingAt(r, at, { language }), actions: everyAction };
  const one = { retirements: [r], all: 1 };
  const operator = { dark: one, next: one, frozen: { known: true as const, value: false as const } };
  return {
    messages: [
      card(r, setting),
      ...abouts.map((about) => threadLine(about, r, setting)),
      ...abouts.map((about) => lineElsewhere(about, r, setting)),
      ...abouts.map((about) => lineInDigest(about, r, { ...setting, inDigest: true })),
      howToKeep(r, setting),
      whichKey(
        Array.from({ length: 60 }, () => r),
        { stop: true },
        setting,
      ),
      digestMessage(
        Array.from({ length: 100 }, () => ({ ...r.subject, retirementId: r.retirementId })),
        setting,
      ),
    ],
    views: [
      snoozeForm(r, setting, 'D1'),
      notMineForm(r, setting, 'D1'),
      allEvidence(r, setting),
      home({ mine: one, operator }, { ...setting, calendar }),
    ],
  };
}

describe.each(everyState)('in the state %s', (_, retirement, at) => {
  const messages = (r: Retirement) => saidOf(r, at).messages;

  test('Slack takes the card and the lines', () => {
    for (const { blocks } of messages(retirement)) expect(problemsOf(blocks)).toEqual([]);
  });

  test.each(evils)('nothing that comes from outside does anything: %j', (evil) => {
    for (const { text, blocks } of messages(withForeign(retirement, evil))) {
      expect(problemsOf(blocks)).toEqual([]);
      for (const shown of [text, ...textsOf(blocks)]) {
        expect(shown).not.toMatch(/<[!@#h]/);
        expect(shown).not.toMatch(/&(?!amp;|lt;|gt;)/);
        expect(shown).not.toMatch(/\p{Cs}/u);
      }
    }
  });
});

/** Whatever stands in IAM, CloudTrail, Slack or an operator's reason. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4000, size: 'max' }) },
  { weight: 1, arbitrary: fc.constantFrom(...evils) },
);
const anyCaller = fc.record({
  sourceIp: text,
  vpcEndpoint: text,
  userAgent: text,
  action: text,
  region: text,
  calls: fc.nat(),
  failed: fc.nat(),
  lastAt: fc.constant(tokyo('3-02 10:00')),
});
const anything = fc.record({
  evil: text,
  tags: fc.dictionary(text, text, { maxKeys: 50 }),
  callers: fc.oneof(fc.constant('unknown' as const), fc.array(anyCaller, { maxLength: 20 })),
  state: fc.constantFrom(...everyState),
  language: fc.constantFrom(...languages),
});

test('whatever stands anywhere, Slack takes every card, line, modal and Home tab, in both languages', () => {
  fc.assert(
    fc.property(anything, ({ evil, tags, callers, state: [, retirement, at], language }) => {
      const r = withForeign(retirement, evil);
      const { messages, views } = saidOf(
        { ...r, ...(r.evidence && { evidence: { ...r.evidence, tags, callers } }) },
        at,
        language,
      );
      for (const { blocks, text: said } of messages) {
        expect(problemsOf(blocks)).toEqual([]);
        expect(said.length).toBeLessThanOrEqual(3000);
      }
      for (const view of views) expect(problemsOfView(view)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('all lines of a long list are said, in as many sections as that takes', () => {
  const lines = Array.from({ length: 100 }, (_, i) => `${i} ${'x'.repeat(200)}`);
  const blocks = sections(lines);
  expect(problemsOf(blocks)).toEqual([]);
  expect(textsOf(blocks).join('\n')).toBe(lines.join('\n'));
  expect(problemsOf(sections(['x'.repeat(4000)]))).toEqual([]);
});

test('two lines that are one character too long for a section stand in two', () => {
  const together = (first: number) => textsOf(sections(['x'.repeat(first), 'y'.repeat(1500)]));
  expect(together(1499)).toHaveLength(1);
  expect(together(1500)).toEqual(['x'.repeat(1500), 'y'.repeat(1500)]);
});

test('Slack makes no links or mentions of its own from any text', () => {
  const r = afterwards(...noticed);
  const { blocks } = card(r, settingAt(r, '3-03 10:00'));
  const mrkdwn = JSON.stringify(blocks).match(/"type":"mrkdwn"/g)?.length;
  expect(JSON.stringify(blocks).match(/"verbatim":true/g)?.length).toBe(mrkdwn);
});

test('no card has the secret of anything, only what the ledger holds', () => {
  const r = afterwards(...noticed);
  expect(JSON.stringify(card(r, settingAt(r, '3-03 10:00')))).not.toMatch(/secret|token|xox/i);
});

test.each([
  ['<!channel>', '&lt;!channel&gt;'],
  ['a & b', 'a &amp; b'],
  ['line\nline', 'line line'],
  ['a\u202eb', 'a b'],
  ['\ud800x', '\ufffdx'],
  ['  a\n', 'a'],
])('%j becomes %j', (text, harmless) => expect(foreign(text)).toBe(harmless));

test('foreign text is cut by characters as people count them', () => {
  expect(foreign('👍👍👍👍', 3)).toBe('👍👍…');
  expect(foreign('👍👍👍', 3)).toBe('👍👍👍');
});

test('code holds no backtick, and is never empty', () => {
  expect(code('a`b')).toBe("`a'b`");
  expect(code('')).toBe('`–`');
});

test.each([
  ['short', 10, 'short'],
  ['0123456789', 10, '0123456789'],
  ['0123456789x', 10, '012345678…'],
  ['01234567&amp;x', 12, '01234567…'],
  ['0123 <!date^1|x> y', 12, '0123 …'],
  ['01234567👍x', 10, '01234567…'],
  ['012 `code code`', 10, '012 …'],
  ['012 `co` 45678', 12, '012 `co` 45…'],
])('%j cut to %i is %j', (text, most, cut) => expect(fit(text, most)).toBe(cut));

test('more than Slack takes is left out', () => {
  const long = 'x'.repeat(50_000);
  const all = [
    header(long),
    section(long),
    fields(Array.from({ length: 12 }, () => [long, long] as const)),
    context(...Array.from({ length: 12 }, () => long)),
    buttons([], { actionId: 'more', options: Array.from({ length: 6 }, () => ({ text: long, value: 'x' })) }),
    ...Array.from({ length: 110 }, () => section('x')),
  ];
  const { text, blocks } = message(long, all);
  expect(problemsOf(blocks)).toEqual([]);
  expect(blocks).toHaveLength(50);
  expect(text).toHaveLength(3000);
  for (const view of [modal({ title: long, close: long, blocks: all }), homeTab(all)]) {
    expect(problemsOfView(view)).toEqual([]);
    expect(view.blocks).toHaveLength(100);
  }
});

test('the check of the limits finds one character too many', () => {
  const text = (length: number) => [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(length) } }];
  expect(problemsOf(text(3000))).toEqual([]);
  expect(problemsOf(text(3001))).toHaveLength(1);
});
