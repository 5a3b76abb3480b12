import type { Change, Entry, Fact, RestoreBecause } from '../../../../lambda/core/entries';
import { evolve } from '../../../../lambda/core/evolve';
import type { Retirement } from '../../../../lambda/core/retirement';
import { standard } from '../../../../lambda/core/ritual';
import { toInstant } from '../../../../lambda/core/time';

/** Tokyo's wall clock, `3-09 10:00`, in the year of the story. */
export const tokyo = (text: string): string =>
  toInstant(Date.parse(`2026-0${text.replace(' ', 'T')}${text.length > 10 ? '' : ':00'}+09:00`));

export type Happening = [at: string, fact: Fact, actor?: string];

/** What a retirement is after these things happened. */
export function afterwards(...happenings: Happening[]): Retirement {
  const entries = happenings.map(
    ([at, fact, actor], i) =>
      ({
        ...fact,
        at: tokyo(at),
        actor: actor ?? 'keysunset',
        retirementId: 'r-1',
        attempt: `a-${i}`,
        keyId: 'AKIAV6CIQHZTHY4JYCFU',
        seq: i + 1,
        previousHash: '',
        hash: '',
      }) satisfies Entry,
  );
  const retirement = entries.reduce<Retirement | undefined>(evolve, undefined);
  if (!retirement) throw new Error('The story has to begin with Enqueued.');
  return retirement;
}

export const enqueued: Happening = [
  '3-03 09:58',
  {
    type: 'Enqueued',
    detail: {
      subject: {
        keyId: 'AKIAV6CIQHZTHY4JYCFU',
        accountId: '609629065308',
        accountName: 'prod-apps',
        userName: 'deploy-mobile-release',
        userId: 'AIDAEXAMPLE',
        createdAt: '2021-06-12T01:00:00.000Z',
      },
      ritual: standard,
      timeZone: 'Asia/Tokyo',
      reason: 'quarterly clean-up, SEC-412',
      onUse: { do: 'keep' },
    },
  },
  'operator arn:aws:sts::111111111111:assumed-role/Sre/kenji.sato',
];

export const ownerResolved: Happening = [
  '3-03 09:59',
  {
    type: 'OwnerResolved',
    detail: { owner: { kind: 'person', slackUserId: 'U1', name: 'Maria Keller', found: 'tag owner' }, tried: [] },
  },
];

export const gathered: Happening = [
  '3-03 09:59',
  {
    type: 'EvidenceGathered',
    detail: {
      about: 'key',
      source: 'IAM, CloudTrail',
      lastUse: { at: '2025-12-22T03:00:00.000Z', service: 's3', region: 'ap-northeast-1' },
      tags: { team: 'mobile', repo: 'mobile-app' },
      callers: [
        {
          sourceIp: '20.27.177.113',
          userAgent: 'configure-aws-credentials-for-github-actions',
          action: 's3:ListBuckets',
          region: 'ap-northeast-1',
          calls: 14,
          failed: 0,
          lastAt: '2025-12-22T03:00:00.000Z',
        },
      ],
    },
  },
];

export const told = (at: string, about: string, until?: string): Happening => [
  at,
  {
    type: about === 'final' ? 'FinalNoticeGiven' : about.startsWith('reminder') ? 'ReminderGiven' : 'NoticeGiven',
    detail: { about, to: 'Maria Keller', channel: 'D1', ts: '1.1', ...(until && { until: tokyo(until) }) },
  },
];

/** The outage of a stage is promised, and the key switched off. */
export const off = (at: string, stage: number, endsAt: string): Happening[] => [
  promised(at, stage, endsAt),
  [at, { type: 'KeyDeactivated', detail: { stage } }],
];

export const promised = (at: string, stage: number, endsAt: string): Happening => [
  at,
  {
    type: 'OutageStarted',
    detail: { stage, endsAt: tokyo(endsAt), restoreBy: tokyo(endsAt), sendBy: tokyo(at) },
  },
];

/** The key is given back; confirmed 15 minutes later. */
export const on = (at: string, because: RestoreBecause = 'the outage is over'): Happening[] => [
  [at, { type: 'RestoreStarted', detail: { because } }],
  [at, { type: 'KeyRestored', detail: {} }],
];

export const confirmed = (at: string): Happening => [at, { type: 'RestoreConfirmed', detail: { status: 'Active' } }];

export const soak = (at: string, stage: number, until: string): Happening => [
  at,
  { type: 'SoakStarted', detail: { stage, until: tokyo(until) } },
];

export const pressed = (at: string): Happening => [
  at,
  { type: 'StopRequested', detail: { how: 'button' } },
  'slack:U1 Maria Keller',
];

/** Terraform's change to the key. */
export const changeByTerraform = (at: string, to: Change['to']): Change => ({
  at: tokyo(at),
  to,
  by: 'ci-terraform',
  sourceIp: '10.8.0.12',
  userAgent: 'HashiCorp Terraform/1.9',
  eventId: 'e1',
});

/** CloudTrail has told of it. */
export const changed = (at: string, change: Change): Happening => [
  at,
  { type: 'EvidenceGathered', detail: { about: 'change', source: 'CloudTrail', change } },
];

export const noticed: Happening[] = [enqueued, ownerResolved, gathered, told('3-03 10:00', 'first', '3-04 10:00')];

/** Off in stage 3 since 16 March, until 16 April. */
export const lastOutage: Happening[] = [
  ...noticed,
  ...off('3-04 10:00', 1, '3-04 10:10'),
  ...on('3-04 10:10'),
  confirmed('3-04 10:25'),
  ...off('3-09 10:00', 2, '3-10 10:00'),
  ...on('3-10 10:00'),
  confirmed('3-10 10:15'),
  ...off('3-16 10:00', 3, '4-16 10:00'),
];
