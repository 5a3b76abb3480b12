import type { Draft, Fact, FactType } from '../../lambda/core/entries';
import { standard } from '../../lambda/core/ritual';
import { after } from '../../lambda/core/time';

const BEGIN = '2026-03-02T01:00:00.000Z';
const LATER = '2026-03-05T01:00:00.000Z';
const change = {
  at: LATER,
  to: 'Active',
  by: 'arn:aws:iam::111122223333:user/terraform',
  sourceIp: '192.0.2.10',
  userAgent: 'Terraform/1.9',
  eventId: '7f5c2e3a',
} as const;
const callers = [
  {
    sourceIp: '192.0.2.20',
    userAgent: 'Boto3/1.34',
    action: 's3:ListBuckets',
    region: 'ap-northeast-1',
    calls: 40,
    failed: 0,
    lastAt: BEGIN,
  },
];
const lastUse = { at: BEGIN, service: 's3', region: 'ap-northeast-1' };
const told = { about: 'first', to: 'Maria Keller', channel: 'D1', ts: '1772413200.000100' };

export const enqueued = (keyId: string): Fact => ({
  type: 'Enqueued',
  detail: {
    subject: {
      keyId,
      accountId: '111122223333',
      accountName: 'shop',
      userName: 'batch',
      userId: 'AIDAEXAMPLE',
      createdAt: '2019-05-01T00:00:00.000Z',
    },
    ritual: standard,
    timeZone: 'Asia/Tokyo',
    reason: 'unused for 400 days',
    onUse: { do: 'keep' },
  },
});

export const dispatched: Fact = { type: 'Dispatched', detail: { execution: 'execution:r-1' } };
export const stopped: Fact = { type: 'StopRequested', detail: { how: 'button' } };
export const noticeGiven: Fact = { type: 'NoticeGiven', detail: { ...told, until: LATER } };
export const kept: Fact = { type: 'RetirementKept', detail: { because: 'Maria Keller needs it' } };

export const ownedBy = (name: string): Fact => ({
  type: 'OwnerResolved',
  detail: { owner: { kind: 'person', slackUserId: 'U1', name, found: 'tag Owner' }, tried: [] },
});

/** Examples of every kind of fact, with and without what is optional. */
export const everyFact: { [T in FactType]: Extract<Fact, { type: T }>['detail'][] } = {
  Enqueued: [
    enqueued('AKIAOTHER').detail as Extract<Fact, { type: 'Enqueued' }>['detail'],
    {
      ...(enqueued('AKIAOTHER').detail as Extract<Fact, { type: 'Enqueued' }>['detail']),
      ritual: { ...standard, approvals: { owner: true, operators: 2 } },
      onUse: { do: 'ask' },
      priority: -3,
      batch: { id: 'batch-1', canary: false, canaries: [{ keyId: 'AKIAEXAMPLE1', retirementId: 'r-1' }] },
      restDays: 0,
      again: { sign: 'stop', since: BEGIN, until: LATER, by: 'slack:U1 Maria Keller', words: 'やめて 🙏' },
    },
    {
      ...(enqueued('AKIAOTHER').detail as Extract<Fact, { type: 'Enqueued' }>['detail']),
      again: { sign: 'use', since: BEGIN, until: LATER },
    },
  ],
  Dispatched: [{ execution: 'arn:aws:states:us-east-1:111122223333:execution:retire:r-1' }],
  OwnerResolved: [
    { owner: { kind: 'person', slackUserId: 'U1', name: 'Maria Keller', found: 'tag Owner' }, tried: ['tag Owner'] },
    {
      owner: {
        kind: 'person',
        slackUserId: 'U1',
        name: '田中',
        found: 'tag Owner',
        timeZone: 'Asia/Tokyo',
        locale: 'ja-JP',
      },
      tried: [],
    },
    { owner: { kind: 'channel', channel: 'C1', name: '#sre', found: 'fallback' }, tried: ['tag Owner'] },
  ],
  EvidenceGathered: [
    { about: 'key', source: 'IAM, CloudTrail', lastUse: 'never', tags: {}, callers: 'unknown' },
    { about: 'key', source: 'IAM, CloudTrail', lastUse, tags: { Owner: 'maria@example.com', empty: '' }, callers },
    { about: 'gate', source: 'IAM', before: 'outage', stage: 1, status: 'Active', lastUse },
    { about: 'use', source: 'IAM', lastUse },
    { about: 'absence', source: 'IAM' },
    { about: 'change', source: 'CloudTrail', change },
  ],
  NoticeGiven: [
    { ...told, until: LATER },
    { ...told, thread: '1772413100.000100', until: LATER },
  ],
  ReminderGiven: [told],
  FinalNoticeGiven: [told],
  ReplyAnswered: [{ to: 'slack:U1' }],
  NoticeFailed: [{ about: 'first', why: 'channel_not_found' }],
  GateHeld: [{ before: 'outage', because: 'outside working hours', until: LATER, keeps: false }],
  OutageStarted: [{ stage: 1, endsAt: LATER, restoreBy: LATER, sendBy: BEGIN }],
  KeyDeactivated: [{ stage: 1 }],
  CheckedIn: [{ stage: 1, status: 'unknown' }],
  StopRequested: [{ how: 'button' }, { how: 'reply', words: 'やめて 🙏' }],
  StopRefused: [{ how: 'button', because: 'the key is being deleted' }],
  ScreamHeard: [
    { sign: 'use', lastUse, callers },
    { sign: 'use', lastUse, callers: 'unknown' },
    { sign: 're-activated' },
    { sign: 're-activated', change },
  ],
  UseQuestioned: [
    { lastUse, callers },
    { lastUse, callers: 'unknown' },
  ],
  UseDismissed: [{ as: 'owner', lastUse, because: 'my own test' }],
  Snoozed: [{ as: 'owner', until: LATER, because: 'a release this week' }],
  OwnerChanged: [{ as: 'owner' }, { as: 'operator', slackUserId: 'U2', note: 'the app team took it over' }],
  NeedTold: [{ words: 'the release pipeline 🙏' }],
  ApprovalGiven: [{ by: 'slack:U1 maria.keller', as: 'operator' }],
  BatchReleased: [{ batch: 'batch-1', because: 'only this one is needed' }],
  RestoreStarted: [
    { because: 'the outage is over' },
    { because: 'somebody needs it' },
    { because: 'Keysunset failed' },
    { because: 'everything is given back' },
  ],
  KeyRestored: [{}],
  RestoreFailed: [{ why: 'ServiceUnavailable' }],
  RestoreConfirmed: [{ status: 'Active' }],
  SoakStarted: [{ stage: 1, until: LATER }],
  DeletionStarted: [{ sendBy: LATER }],
  DeletionAbandoned: [{ because: 'found Active' }],
  KeyDeleted: [{}],
  RetirementKept: [{ because: 'a stop' }],
  RetirementFailed: [{ error: 'States.Runtime', cause: '' }],
  KeyGone: [{}, { by: 'arn:aws:iam::111122223333:user/admin' }],
  LeftAsFound: [{}, { by: 'arn:aws:iam::111122223333:user/responder' }],
  Frozen: [{ reason: 'incident 42' }],
  Thawed: [{ reason: 'over' }],
  RestoreAllStarted: [{ reason: 'incident 42' }],
  RestoreAllFinished: [
    { back: 7, notBack: [], left: [] },
    { back: 5, notBack: ['AKIAEXAMPLE1'], left: ['AKIAEXAMPLE2'] },
  ],
  OperatorsTold: [{ about: 'freeze', channel: 'C0FALLBACK', ts: '1772413200.000200' }],
};

/** Every example as a fact. */
export const examples: Fact[] = Object.entries(everyFact).flatMap(([type, details]) =>
  details.map((detail) => ({ type, detail }) as Fact),
);

let attempts = 0;

/** A fact on its way into the chain, written by a new attempt each time; `minutes` after the beginning. */
export const draft = (fact: Fact, minutes = 0, retirementId = 'r-1'): Draft => ({
  ...fact,
  at: after(BEGIN, minutes * 60),
  actor: 'keysunset test',
  retirementId,
  attempt: `attempt-${++attempts}`,
});
