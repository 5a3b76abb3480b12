import type { Retirement } from '../../../lambda/core/retirement';
import { alsoTold, due } from '../../../lambda/core/telling';
import {
  afterwards,
  confirmed,
  enqueued,
  gathered,
  lastOutage,
  noticed,
  off,
  on,
  ownerResolved,
  pressed,
  promised,
  soak,
  told,
  tokyo,
} from './notices/story';
import type { Happening } from './notices/story';
import { config } from './configs';

const weekly = { remindEveryDays: 7, calendar: config.calendar };
const abouts = (happenings: Happening[], now: string, config = weekly) =>
  due(afterwards(...happenings), tokyo(now), config).map(({ about }) => about);

const kept: Happening = ['3-09 14:20', { type: 'RetirementKept', detail: { because: 'a stop' } }];
const deleted: Happening = ['4-16 10:01', { type: 'KeyDeleted', detail: {} }];
const deletionStarted: Happening = ['4-16 10:00', { type: 'DeletionStarted', detail: { sendBy: tokyo('4-16 10:01') } }];
const secondOutage = [...noticed, ...off('3-09 10:00', 1, '3-10 10:00')];
const switchedOffByOthers: Happening = [
  '3-09 12:00',
  {
    type: 'EvidenceGathered',
    detail: {
      about: 'change',
      source: 'CloudTrail',
      change: {
        at: tokyo('3-09 11:59'),
        to: 'Inactive',
        by: 'eve',
        sourceIp: '10.0.0.1',
        userAgent: 'console',
        eventId: 'e1',
      },
    },
  },
];

const table: [fact: string, happenings: Happening[], now: string, due: string[]][] = [
  ['nothing before an owner is found', [enqueued, gathered], '3-03 10:00', []],
  ['nothing before there is evidence', [enqueued, ownerResolved], '3-03 10:00', []],
  ['then the first notice', [enqueued, ownerResolved, gathered], '3-03 10:00', ['first']],
  ['no first notice of what was stopped', [enqueued, ownerResolved, gathered, pressed('3-03 10:00')], '3-03 10:00', []],
  ['the first notice once', noticed, '3-03 10:00', []],
  [
    'the first notice once, also where the clock of whoever recorded it was behind',
    [enqueued, ownerResolved, gathered, told('3-03 09:57', 'first', '3-04 09:57')],
    '3-03 10:00',
    [],
  ],
  ['no outage that is only promised', [...noticed, promised('3-04 10:00', 1, '3-04 10:10')], '3-04 10:00', []],
  ['the outage once the key is off', secondOutage, '3-09 10:00', ['outage 1']],
  ['the outage once', [...secondOutage, told('3-09 10:00', 'outage 1')], '3-09 10:01', []],
  ['no outage that is over', secondOutage, '3-10 10:00', []],
  ['no outage that is being ended', [...secondOutage, pressed('3-09 10:01')], '3-09 10:02', []],
  ['no outage that others took over', [...secondOutage, switchedOffByOthers], '3-09 12:01', []],
  ['the restore, not the outage before it', [...secondOutage, ...on('3-10 10:00')], '3-10 10:00', ['restored 1']],
  [
    'the restore after a stop at once, before the fence',
    [...secondOutage, pressed('3-09 14:03'), ...on('3-09 14:03', 'somebody needs it')],
    '3-09 14:04',
    ['restored 1'],
  ],
  [
    'the restore in the soak, where Slack was down',
    [...secondOutage, ...on('3-10 10:00'), soak('3-10 10:00', 1, '3-14 10:00'), confirmed('3-10 10:15')],
    '3-10 11:00',
    ['restored 1'],
  ],
  ['the restore once', [...secondOutage, ...on('3-10 10:00'), told('3-10 10:00', 'restored 1')], '3-10 10:30', []],
  [
    'a repeated stage by the number of its outage',
    [...secondOutage, ...on('3-10 10:00'), confirmed('3-10 10:15'), ...off('3-16 10:00', 1, '3-17 10:00')],
    '3-16 10:00',
    ['outage 2'],
  ],
  [
    'the outcome, not the restore, once it has ended',
    [...secondOutage, pressed('3-09 14:03'), ...on('3-09 14:03'), confirmed('3-09 14:18'), kept],
    '3-09 14:20',
    ['outcome'],
  ],
  ['the outcome once', [...secondOutage, kept, told('3-09 14:20', 'outcome')], '3-09 14:30', []],
  ['no outcome to those who were never asked', [enqueued, ownerResolved, kept], '3-09 14:20', []],
  ['no reminder on the first day', [...lastOutage, told('3-16 10:00', 'outage 3')], '3-17 09:59', []],
  [
    'a reminder on the next working day',
    [...lastOutage, told('3-16 10:00', 'outage 3')],
    '3-17 10:00',
    ['reminder 2026-03-17'],
  ],
  ['a reminder after a week', [...lastOutage, told('3-16 10:00', 'outage 3')], '3-23 10:00', ['reminder 2026-03-23']],
  [
    'each reminder once',
    [...lastOutage, told('3-16 10:00', 'outage 3'), told('3-23 10:00', 'reminder 2026-03-23')],
    '3-29 10:00',
    [],
  ],
  [
    'the last reminder only, where several are due',
    [...lastOutage, told('3-16 10:00', 'outage 3')],
    '4-01 10:00',
    ['reminder 2026-03-30'],
  ],
  ['the final notice instead of a reminder', [...lastOutage, told('3-16 10:00', 'outage 3')], '4-13 10:00', ['final']],
  [
    'the final notice once',
    [...lastOutage, told('3-16 10:00', 'outage 3'), told('4-13 10:00', 'final')],
    '4-14 10:00',
    [],
  ],
  [
    'the final notice though the deletion is held up',
    [...lastOutage, told('3-16 10:00', 'outage 3')],
    '4-17 10:00',
    ['final'],
  ],
  [
    'nothing while the key is being deleted',
    [...lastOutage, told('3-16 10:00', 'outage 3'), deletionStarted],
    '4-16 10:00',
    [],
  ],
  ['the outcome of a deletion', [...lastOutage, deletionStarted, deleted], '4-16 10:01', ['outcome']],
  [
    'a final notice of its own for a last outage that is repeated',
    [
      ...lastOutage,
      told('3-16 10:00', 'outage 3'),
      told('4-13 10:00', 'final'),
      ...on('4-14 10:00'),
      ...off('4-15 10:00', 3, '4-17 10:00'),
    ],
    '4-15 10:00',
    ['outage 4', 'final'],
  ],
];

describe('is told', () => {
  test.each(table)('%s', (_, happenings, now, expected) => expect(abouts(happenings, now)).toEqual(expected));
});

test('a long outage before the last one has reminders too', () => {
  const long = [...noticed, ...off('3-09 10:00', 1, '3-29 10:00'), told('3-09 10:00', 'outage 1')];
  expect(abouts(long, '3-12 10:00', { ...weekly, remindEveryDays: 3 })).toEqual(['reminder 2026-03-12']);
  expect(abouts(long, '3-29 10:00', { ...weekly, remindEveryDays: 3 })).toEqual([]);
});

test('each is recorded as what it is', () => {
  expect(due(afterwards(...lastOutage), tokyo('4-13 10:00'), weekly)).toEqual([
    { about: 'outage 3', kind: 'NoticeGiven' },
    { about: 'final', kind: 'FinalNoticeGiven' },
  ]);
  expect(due(afterwards(...lastOutage, told('3-16 10:00', 'outage 3')), tokyo('3-23 10:00'), weekly)).toEqual([
    { about: 'reminder 2026-03-23', kind: 'ReminderGiven' },
  ]);
});

describe('another channel hears', () => {
  const r = (tags: Record<string, string>): Retirement => {
    const { evidence, ...rest } = afterwards(...lastOutage);
    return evidence ? { ...rest, evidence: { ...evidence, tags } } : rest;
  };
  const ops = config.slack.fallbackChannel.id;

  test.each([
    ['question 1', ops],
    ['approval', ops],
    ['reminder 2026-03-23', '#team-mobile'],
    ['final', '#team-mobile'],
    ['first', undefined],
    ['outage 3', undefined],
    ['outcome', undefined],
  ])('of "%s": %s', (about, channel) =>
    expect(alsoTold(about, r({ 'team-channel': '#team-mobile' }), config)).toBe(channel),
  );

  test('the operators’, of what the team would have to hear, where no tag names a channel', () => {
    expect(alsoTold('final', r({}), config)).toBe(ops);
    const { evidence: _, ...unknown } = r({});
    expect(alsoTold('final', unknown, config)).toBe(ops);
  });

  test('none, where a channel answers for the key', () => {
    const owner = { kind: 'channel', channel: '#team-mobile', name: '#team-mobile', found: 'tag' } as const;
    const tags = { 'team-channel': '#team-mobile' };
    expect(alsoTold('final', { ...r(tags), owner }, config)).toBeUndefined();
    expect(alsoTold('final', afterwards(enqueued), config)).toBeUndefined();
  });
});
