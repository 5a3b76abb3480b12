import type { Fact } from '../../../../lambda/core/entries';
import { card, lineElsewhere, threadLine } from '../../../../lambda/core/notices/notices';
import type { Approvals } from '../../../../lambda/core/ritual';
import { standard } from '../../../../lambda/core/ritual';
import { due } from '../../../../lambda/core/telling';
import { problemsOf } from '../../../../rehearsal/slack/block-kit';
import { buttonsOf, cardAt, lineAt, settingAt, textsOf } from './reading';
import { afterwards, enqueued, lastOutage, noticed, pressed, told, tokyo } from './story';
import type { Happening } from './story';
import { config as company } from '../configs';

const lastUse = { at: tokyo('3-04 02:00'), service: 's3', region: 'ap-northeast-1' };
const caller = {
  ...{ sourceIp: '10.0.0.1', userAgent: 'cron', action: 's3:ListBuckets', region: 'r', calls: 1, failed: 0 },
  lastAt: tokyo('3-04 02:00'),
};
const asked = (callers: Extract<Fact, { type: 'UseQuestioned' }>['detail']['callers'] = 'unknown'): Happening[] => [
  ...noticed,
  ['3-04 10:00', { type: 'UseQuestioned', detail: { lastUse, callers } }],
];
const approved = (by: string, as: 'owner' | 'operator'): Happening => [
  '4-13 11:00',
  { type: 'ApprovalGiven', detail: { by, as } },
];
const wanting = (approvals: Approvals, from = lastOutage): Happening[] => {
  const [, fact, actor] = enqueued;
  const detail = { ...fact.detail, ritual: { ...standard, approvals } };
  return [[enqueued[0], { ...fact, detail } as Fact, actor ?? ''], ...from.slice(1)];
};
const actions = (of: unknown[]): unknown[] => of.map((one) => (one as { action_id: string }).action_id);
const abouts = (happenings: Happening[], now: string, operators?: { slackUserId: string; name: string }[]) =>
  due(afterwards(...happenings), tokyo(now), {
    remindEveryDays: 70,
    calendar: company.calendar,
    ...(operators && { operators }),
  }).map(({ about }) => about);

describe('a question whether use counts', () => {
  test('says what was seen, until when it stands, and what silence means', () => {
    expect(lineAt('question 1', afterwards(...asked()), '3-04 10:00')).toEqual([
      '*This key was used on Wed 4 Mar 02:00* (s3, ap-northeast-1). Does that use count?',
      'Until somebody says so, nothing goes on. Without an answer by *Wed 11 Mar 10:00* the key is kept. Anybody may stop; that it does not count, the owner or an operator has to say.',
      'This use counts: keep the key',
      'This use does not count: go on',
    ]);
  });
  test('says from where, where that is known', () => {
    expect(lineAt('question 1', afterwards(...asked([caller])), '3-04 10:00')[1]).toContain('10.0.0.1');
    expect(lineAt('question 1', afterwards(...asked([])), '3-04 10:00')).toHaveLength(4);
  });
  test('has two buttons: Stop, and one that answers this question alone', () => {
    const r = afterwards(...asked());
    expect(buttonsOf(threadLine('question 1', r, settingAt(r, '3-04 10:00')))).toMatchObject([
      { action_id: 'stop', style: 'primary', value: 'r-1' },
      { action_id: 'dismiss', value: 'r-1.1' },
    ]);
  });
  test('names the key where operators read it', () => {
    const r = afterwards(...asked());
    const { blocks } = lineElsewhere('question 1', r, settingAt(r, '3-04 10:00'));
    expect(textsOf(blocks).join('\n')).toContain('*deploy-mobile-release* in *prod-apps*');
    expect(problemsOf(blocks)).toEqual([]);
  });
  test('that was answered asks nothing more', () => {
    expect(lineAt('question 1', afterwards(...noticed), '3-04 10:00').slice(0, -2)).toEqual(['']);
  });

  test.each<[string, Happening[], string, string[]]>([
    ['once it is asked', asked(), '3-04 10:00', ['question 1']],
    ['not twice', [...asked(), told('3-04 10:00', 'question 1')], '3-04 10:01', []],
    ['not after a stop', [...asked(), pressed('3-04 11:00')], '3-04 11:00', []],
    ['not once it is too late to answer', asked(), '3-11 10:00', []],
    [
      'anew for a later use',
      [
        ...asked(),
        told('3-04 10:00', 'question 1'),
        ['3-04 11:00', { type: 'UseDismissed', detail: { as: 'owner', lastUse, because: 'x' } }],
        ['3-05 11:00', { type: 'UseQuestioned', detail: { lastUse, callers: [] } }],
      ],
      '3-05 11:00',
      ['question 2'],
    ],
  ])('is told %s', (_, happenings, now, expected) => {
    expect(abouts(happenings, now)).toEqual(expected);
  });
});

describe('approvals', () => {
  const both = { owner: true, operators: 1 as const };
  test('are asked of the owner by a button of their own on the card of the last outage', () => {
    const r = afterwards(...wanting(both));
    expect(actions(buttonsOf(card(r, settingAt(r, '3-16 11:00'))))).toContain('approve');
    const notice = afterwards(...wanting(both, noticed));
    expect(actions(buttonsOf(card(notice, settingAt(notice, '3-03 11:00'))))).not.toContain('approve');
    const given = afterwards(...wanting(both), approved('slack:U1 maria', 'owner'));
    expect(actions(buttonsOf(card(given, settingAt(given, '4-13 12:00'))))).not.toContain('approve');
    const operators = afterwards(...wanting({ operators: 1 }));
    expect(actions(buttonsOf(card(operators, settingAt(operators, '4-13 12:00'))))).not.toContain('approve');
  });

  test('that are needed and given are on the card', () => {
    const facts = (happenings: Happening[], at: string) => cardAt(afterwards(...happenings), at).join('\n');
    expect(facts(wanting(both, noticed), '3-03 10:00')).toContain(
      '*The deletion needs*\n○ the word of the owner\n○ the word of an operator',
    );
    const given = [...wanting(both), approved('slack:U1 maria', 'owner'), approved('operator arn:x/jun', 'operator')];
    expect(facts(given, '4-13 12:00')).toContain('*The deletion needs*\n● the word of maria\n● the word of jun');
    expect(facts(lastOutage, '4-13 12:00')).not.toContain('The deletion needs');
  });

  test('are asked of operators in a line of its own, with whose word is missing', () => {
    const r = afterwards(...wanting(both));
    expect(lineAt('approval', r, '4-13 10:00').slice(0, 2)).toEqual([
      '*Safe to delete?*',
      'The deletion waits for the word of the owner and one operator. Without it the key is given back and kept.',
    ]);
    expect(actions(buttonsOf(threadLine('approval', r, settingAt(r, '4-13 10:00'))))).toEqual(['stop', 'approve']);
  });

  test('are asked of operators alone where the owner has given theirs, or is not asked', () => {
    const given = afterwards(...wanting({ owner: true, operators: 2 }), approved('slack:U1 maria', 'owner'));
    expect(lineAt('approval', given, '4-13 12:00')[1]).toMatch(/^The deletion waits for the word of 2 operators\./);
    const operators = afterwards(...wanting({ operators: 1 }));
    expect(lineAt('approval', operators, '4-13 12:00')[1]).toMatch(
      /^The deletion waits for the word of one operator\./,
    );
  });

  test('are asked for with the final notice, and not once they are given', () => {
    const final = [...wanting(both), told('4-13 10:00', 'final')];
    expect(abouts(wanting(both), '4-12 10:00')).not.toContain('approval');
    expect(abouts(final, '4-13 10:00')).toContain('approval');
    expect(abouts([...final, told('4-13 10:00', 'approval')], '4-13 10:01')).not.toContain('approval');
    const given = [...final, approved('slack:U1 maria', 'owner'), approved('operator arn:x/jun', 'operator')];
    expect(abouts(given, '4-13 11:00')).not.toContain('approval');
    expect(abouts([...lastOutage], '4-13 11:00')).not.toContain('approval');
  });
});
