import type { Change, Fact, UseSeen } from '../../../../lambda/core/entries';
import type { Retirement } from '../../../../lambda/core/retirement';
import { standard } from '../../../../lambda/core/ritual';
import {
  afterwards,
  changeByTerraform,
  changed,
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
} from './story';
import type { Happening } from './story';

/** Every way in which a key can stand before its owner. */
export interface Stands {
  as: string;
  r: Retirement;
  at: string;
}

const lastUse = { at: tokyo('3-11 02:00'), service: 's3', region: 'ap-northeast-1' };
const caller = {
  sourceIp: '10.20.4.17',
  vpcEndpoint: 'vpce-0b7d21c94e',
  userAgent: 'aws-cli/2.31.4 Python/3.13.7 Linux/6.1 cron',
  action: 's3:ListBuckets',
  region: 'ap-northeast-1',
  calls: 30,
  failed: 2,
  lastAt: tokyo('3-11 02:00'),
};
const secondOutage = [
  ...noticed,
  ...off('3-04 10:00', 1, '3-04 10:10'),
  ...on('3-04 10:10'),
  confirmed('3-04 10:25'),
  ...off('3-09 10:00', 2, '3-10 10:00'),
];
const soaking = [...secondOutage, ...on('3-10 10:00'), soak('3-10 10:00', 2, '3-14 10:00'), confirmed('3-10 10:15')];
const kept = (at: string, because = 'a stop'): Happening => [at, { type: 'RetirementKept', detail: { because } }];
const used = (callers: UseSeen['callers']): Happening => [
  '3-11 06:15',
  { type: 'ScreamHeard', detail: { sign: 'use', lastUse, callers } },
];
const stopped = (how: 'reply' | 'operator' | 'protected', actor: string, words?: string): Happening => [
  '3-09 14:03:04',
  { type: 'StopRequested', detail: { how, ...(words && { words }) } },
  actor,
];
const heldUp = (because: string): Happening => [
  '4-23 10:00',
  { type: 'GateHeld', detail: { before: 'deletion', because, until: tokyo('4-23 10:00'), keeps: true } },
];
const change = (to: Change['to']): Happening => changed('3-09 12:00', changeByTerraform('3-09 11:42', to));
const askedAbout = (what: Partial<Extract<Fact, { type: 'Enqueued' }>['detail']>): Happening => {
  const [at, fact, actor] = enqueued;
  return [at, { ...fact, detail: { ...fact.detail, ...what } } as Fact, actor ?? ''];
};
const evidence = (seen: Partial<Extract<Extract<Fact, { type: 'EvidenceGathered' }>['detail'], { about: 'key' }>>) =>
  [
    '3-03 09:59',
    {
      type: 'EvidenceGathered',
      detail: { about: 'key', source: 'IAM, CloudTrail', lastUse, tags: {}, callers: [], ...seen },
    },
  ] satisfies Happening;
const rest = { since: tokyo('1-12 10:00'), until: tokyo('7-11 10:00') };
const handedOn = (at: string, until: string, slackUserId?: string, note?: string): Happening[] => [
  [
    at,
    { type: 'OwnerChanged', detail: { as: 'owner', ...(slackUserId && { slackUserId }), ...(note && { note }) } },
    'slack:U1 Maria Keller',
  ],
  [
    at,
    {
      type: 'OwnerResolved',
      detail: {
        owner: slackUserId
          ? { kind: 'person', slackUserId, name: '森 花', found: 'named by Maria Keller' }
          : { kind: 'channel', channel: 'C1', name: '#クラウド', found: 'the fallback channel' },
        tried: [],
      },
    },
  ],
  [
    at,
    {
      type: 'NoticeGiven',
      detail: {
        ...{ about: 'first', to: slackUserId ? '森 花' : '#クラウド', channel: 'D2', ts: '2.1' },
        until: tokyo(until),
      },
    },
  ],
];
const backAt = '3-09 14:03:05.400';

const onTheWay: [as: string, happenings: Happening[], at: string][] = [
  ['enqueued, and not told yet', [enqueued], '3-03 09:58'],
  ['in the notice', noticed, '3-03 10:00'],
  [
    'in the notice: never used, nobody called',
    [enqueued, ownerResolved, evidence({ lastUse: 'never' }), told('3-03 10:00', 'first', '3-04 10:00')],
    '3-03 10:00',
  ],
  [
    'in the notice: used a moment ago, CloudTrail not readable, use does not count',
    [
      askedAbout({ onUse: { do: 'ignore', because: '古い価格ダッシュボード' } }),
      ownerResolved,
      evidence({ lastUse: { at: tokyo('3-03 09:00'), service: 'monitoring', region: 'N/A' }, callers: 'unknown' }),
      told('3-03 10:00', 'first', '3-04 10:00'),
    ],
    '3-03 10:00',
  ],
  [
    'in the notice: used today, by several, from a VPC',
    [
      enqueued,
      ownerResolved,
      evidence({
        lastUse: { at: tokyo('3-03 09:00'), service: 's3', region: 'ap-northeast-1' },
        callers: [caller, { ...caller, sourceIp: '10.0.0.9', calls: 1, failed: 0 }],
      }),
      told('3-03 10:00', 'first', '3-04 10:00'),
    ],
    '3-03 10:00',
  ],
  [
    'in the notice, again after a stop',
    [askedAbout({ again: { ...rest, sign: 'stop', by: 'slack:U1 Maria Keller' } }), ...noticed.slice(1)],
    '3-03 10:00',
  ],
  [
    'in the notice, again after somebody re-activated it',
    [
      askedAbout({ again: { ...rest, sign: 're-activated', by: changeByTerraform('1-12 09:00', 'Active').by } }),
      ...noticed.slice(1),
    ],
    '3-03 10:00',
  ],
  [
    'in the notice, again after nobody knows whose stop',
    [askedAbout({ again: { ...rest, sign: 'stop' } }), ...noticed.slice(1)],
    '3-03 10:00',
  ],
  [
    'in the notice, again after nobody knows whose re-activation',
    [askedAbout({ again: { ...rest, sign: 're-activated' } }), ...noticed.slice(1)],
    '3-03 10:00',
  ],
  [
    'in the notice, again after its use',
    [askedAbout({ again: { ...rest, sign: 'use' } }), ...noticed.slice(1)],
    '3-03 10:00',
  ],
  [
    'in the notice, again after it was protected',
    [askedAbout({ again: { ...rest, sign: 'protected' } }), ...noticed.slice(1)],
    '3-03 10:00',
  ],
  ['being switched off', [...noticed, promised('3-04 10:00', 1, '3-04 10:10')], '3-04 10:00'],
  ['off for 10 minutes', [...noticed, ...off('3-04 10:00', 1, '3-04 10:10')], '3-04 10:00'],
  ['off for a day', secondOutage, '3-09 10:00'],
  [
    'being given back as planned',
    [...secondOutage, ['3-10 10:00', { type: 'RestoreStarted', detail: { because: 'the outage is over' } }]],
    '3-10 10:00',
  ],
  ['on again', [...secondOutage, ...on('3-10 10:00')], '3-10 10:00'],
  ['on again, and watched', soaking, '3-10 10:20'],
  [
    'given back with all others',
    [
      ...secondOutage,
      ['3-09 11:00', { type: 'RestoreStarted', detail: { because: 'everything is given back' } }],
      ['3-09 11:00', { type: 'KeyRestored', detail: {} }],
    ],
    '3-09 11:00',
  ],
  [
    'handed on to somebody, in the soak',
    [...soaking, ...handedOn('3-11 14:00', '3-12 14:00', 'U2', 'アプリの花')],
    '3-11 14:00',
  ],
  [
    'handed on to nobody known, while it was off',
    [...secondOutage, ...handedOn('3-09 14:00', '3-10 14:00')],
    '3-09 14:00',
  ],
  ['handed on to nobody known, in the notice', [...noticed, ...handedOn('3-03 14:00', '3-04 14:00')], '3-03 14:00'],
  [
    'handed on to nobody known, with what may help',
    [...noticed, ...handedOn('3-03 14:00', '3-04 14:00', undefined, 'アプリの花が前に')],
    '3-03 14:00',
  ],
  ['off for the last time', lastOutage, '3-16 10:00'],
  ['off for the last time, 7 days later', lastOutage, '3-23 10:00'],
  [
    'off for the last time, with approvals missing',
    [
      askedAbout({ ritual: { ...standard, approvals: { owner: true, operators: 2 } } }),
      ...lastOutage.slice(1),
      ['4-13 11:00', { type: 'ApprovalGiven', detail: { by: 'operator arn:x/jun', as: 'operator' } }],
    ],
    '4-13 12:00',
  ],
  ['three days before the deletion', lastOutage, '4-13 10:00'],
  ['hours before the deletion', lastOutage, '4-15 18:00'],
  [
    'being deleted',
    [...lastOutage, ['4-16 10:00', { type: 'DeletionStarted', detail: { sendBy: tokyo('4-16 10:01') } }]],
    '4-16 10:00',
  ],
  [
    'asked about its use',
    [...soaking, ['3-11 06:15', { type: 'UseQuestioned', detail: { lastUse, callers: [caller] } }]],
    '3-11 06:15',
  ],
];

const ended: [as: string, happenings: Happening[], at: string][] = [
  ['stopped in the notice', [...noticed, pressed('3-03 14:00')], '3-03 14:01'],
  ['stopped in a soak', [...soaking, pressed('3-11 14:00'), kept('3-11 14:16')], '3-11 14:16'],
  ['being given back after a stop', [...secondOutage, pressed('3-09 14:03:04')], '3-09 14:03:04'],
  ['given back after a stop', [...secondOutage, pressed('3-09 14:03:04'), ...on(backAt)], '3-09 14:03:06'],
  [
    'kept after a stop',
    [...secondOutage, pressed('3-09 14:03:04'), ...on(backAt), confirmed('3-09 14:19'), kept('3-09 14:19')],
    '3-09 14:19',
  ],
  [
    'kept after a stop, and somebody said what needs it',
    [
      ...secondOutage,
      pressed('3-09 14:03:04'),
      ...on(backAt),
      confirmed('3-09 14:19'),
      kept('3-09 14:19'),
      ['3-09 15:00', { type: 'NeedTold', detail: { words: '毎月の請求' } }, 'slack:U7 田中 愛'],
    ],
    '3-09 15:00',
  ],
  [
    'given back after a reply',
    [...secondOutage, stopped('reply', 'slack:U7 田中 愛', '使ってます'), ...on(backAt)],
    '3-09 14:04',
  ],
  [
    'given back after an operator’s stop',
    [...secondOutage, stopped('operator', 'operator arn:x/kenji.sato'), ...on(backAt)],
    '3-09 14:04',
  ],
  [
    'given back because it is protected now',
    [...secondOutage, stopped('protected', 'keysunset'), ...on(backAt)],
    '3-09 14:04',
  ],
  ['kept: used after a day off', [...soaking, used([caller]), kept('3-11 06:15')], '3-11 06:15'],
  ['kept: used, nobody knows by whom', [...soaking, used('unknown'), kept('3-11 06:15')], '3-11 06:15'],
  ['kept: used during the notice', [...noticed, used([]), kept('3-11 06:15')], '3-11 06:15'],
  ['kept: used in the last outage', [...lastOutage, used([]), ...on('3-17 10:00')], '3-17 10:01'],
  [
    'kept: re-activated by somebody',
    [
      ...secondOutage,
      change('Active'),
      [
        '3-09 12:00',
        { type: 'ScreamHeard', detail: { sign: 're-activated', change: changeByTerraform('3-09 11:42', 'Active') } },
      ],
      ...on('3-09 12:00:01'),
    ],
    '3-09 12:01',
  ],
  [
    'kept: re-activated by nobody knows whom',
    [
      ...secondOutage,
      ['3-09 12:00', { type: 'ScreamHeard', detail: { sign: 're-activated' } }],
      ...on('3-09 12:00:01'),
    ],
    '3-09 12:01',
  ],
  [
    'being given back after a re-activation',
    [...secondOutage, ['3-09 12:00', { type: 'ScreamHeard', detail: { sign: 're-activated' } }]],
    '3-09 12:00',
  ],
  [
    'kept: the deletion was held up',
    [...lastOutage, heldUp('the deletion was held up past its latest date'), ...on('4-23 10:00:02')],
    '4-23 10:01',
  ],
  [
    'kept: held up, because something could not be read',
    [...lastOutage, heldUp('the key could not be read: AccessDenied'), ...on('4-23 10:00:02')],
    '4-23 10:01',
  ],
  ['kept for a reason that only the ledger knows', [...noticed, kept('3-04 10:00', 'too old')], '3-04 10:00'],
  [
    'failed',
    [
      ...secondOutage,
      ['3-09 11:00', { type: 'RestoreStarted', detail: { because: 'Keysunset failed' } }],
      ['3-09 11:00:03', { type: 'KeyRestored', detail: {} }],
      confirmed('3-09 11:16'),
      ['3-09 11:16', { type: 'RetirementFailed', detail: { error: 'TypeError', cause: 'x' } }],
    ],
    '3-09 11:16',
  ],
  [
    'deleted',
    [...lastOutage, told('4-13 10:00', 'final'), ['4-16 10:01', { type: 'KeyDeleted', detail: {} }]],
    '4-16 10:01',
  ],
  ['deleted by somebody else', [...secondOutage, change('Deleted')], '3-09 12:00'],
  [
    'deleted by somebody else after a stop',
    [...soaking, pressed('3-11 14:00'), ['3-11 14:16', { type: 'KeyGone', detail: {} }]],
    '3-11 14:16',
  ],
  ['switched off by somebody else', [...secondOutage, change('Inactive')], '3-09 12:00'],
  ['gone, nobody knows by whom', [enqueued, gathered, ['3-03 10:00', { type: 'KeyGone', detail: {} }]], '3-03 10:00'],
];

export const situations: readonly Stands[] = [...onTheWay, ...ended].map(([as, happenings, at]) => ({
  as,
  r: afterwards(...happenings),
  at,
}));

/** The lines that are posted in the card's thread, each in a situation in which it is told. */
export const lines: readonly (Stands & { about: string })[] = (
  [
    ['first', 'in the notice'],
    ['outage 2', 'off for a day'],
    ['restored 2', 'on again, and watched'],
    ['restored 2', 'given back after a stop'],
    ['reminder 2026-03-23', 'off for the last time, 7 days later'],
    ['question 1', 'asked about its use'],
    ['approval', 'off for the last time, with approvals missing'],
    ['final', 'three days before the deletion'],
    ['outcome', 'kept after a stop'],
    ['outcome', 'kept: used after a day off'],
    ['outcome', 'deleted'],
  ] as const
).map(([about, as]) => ({ about, ...situation(as) }));

export function situation(as: string): Stands {
  const found = situations.find((one) => one.as === as);
  if (!found) throw new Error(`There is no situation "${as}".`);
  return found;
}
