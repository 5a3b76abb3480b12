import type { Told } from '../../../../lambda/core/notices/told';
import { subject } from '../chains';
import { tokyo } from './story';

const { keyId, accountId, accountName, userName } = subject;
const at = tokyo('3-04 10:00');
const key = { keyId };

type Kinds = { [Is in Told['is']]: Omit<That<Told, Is>, 'is'> };
type That<Of extends { is: string }, Is> = Of extends unknown ? (Is extends Of['is'] ? Of : never) : never;

/** One of each kind that there is. */
const kinds: Kinds = {
  'put off': { ...key, day: '2026-03-16', backFirst: true },
  'handed on': { ...key, to: 'U2', backFirst: false },
  'use dismissed': key,
  approved: { ...key, as: 'owner' },
  'need told': key,
  'batch released': key,
  'it ends': key,
  'has not begun': key,
  'not theirs': key,
  'another day': { given: '2026-05-01', first: '2026-03-05', last: '2026-04-03', most: 30 },
  'theirs already': key,
  'nothing asked': key,
  'use not theirs': key,
  'no approval asked': key,
  'not off for the last time': key,
  'asked themselves': key,
  'no word of theirs': key,
  'word given': key,
  'word not missing': { asOwner: true, asOperator: false, owner: false, operators: 1 },
  'need not asked': key,
  'no canary': key,
  'released already': { ...key, at },
  'later one begun': key,
  'nothing to answer': key,
  stopped: { ...key, off: true, slowly: false },
  'deletion begun': key,
  'was deleted': { ...key, at },
  'was gone': { ...key, at },
  'was left': { ...key, at },
  'has ended': { ...key, at },
  'stop the later one': key,
  'nothing to stop': key,
  'not readable': { words: 'too old' },
  'account differs': { ...key, given: '111122223333', inside: accountId },
  'account missing': key,
  'account not ours': { ...key, accountId, accounts: 5 },
  'no reason': {},
  'no such ritual': { given: 'jun', names: 'standard' },
  'use counts': { because: 'monitoring' },
  'use ignored for nothing': {},
  unknown: { ...key, why: 'AccessDenied' },
  absent: { ...key, accountName, accountId },
  root: { ...key, accountId },
  'of another user': { ...key, given: 'deploy-mobile-release', userName },
  'protected user': { ...key, userName, because: 'monitoring' },
  'protected key': { ...key, because: 'monitoring' },
  'protected by tag': { ...key, userName, tag: 'owner', value: '1' },
  retiring: { ...key, retirementId: 'AKIAX', status: 'notice', enqueuedAt: at },
  'just touched': { ...key, at, after: tokyo('3-04 10:15') },
  off: key,
  'too young': { ...key, days: 6, wanted: 7, after: tokyo('3-05 10:00') },
  'left alone': { ...key, until: tokyo('8-31 10:00'), sign: 'stop', on: at, by: 'slack:U1 Maria Keller', words: 'jun' },
  'given twice': { ...key, line: 3 },
  'being written': { ...key, times: 4 },
  'not finished': { words: 'AccessDenied' },
  'freeze unknown': { why: 'AccessDenied' },
  frozen: { since: at, reason: 'release week' },
  'needed before': { ...key, on: at, words: 'monitoring' },
};

const others: [what: string, told: Told][] = [
  ['put off, the key on', { is: 'put off', ...key, day: '2026-03-16', backFirst: false }],
  ['handed on to nobody, the key off', { is: 'handed on', ...key, backFirst: true }],
  ['approved by an operator', { is: 'approved', ...key, as: 'operator' }],
  ['stopped, and slow', { is: 'stopped', ...key, off: true, slowly: true }],
  ['stopped, the key on', { is: 'stopped', ...key, off: false, slowly: false }],
  [
    'word of an operator not missing',
    { is: 'word not missing', asOwner: false, asOperator: true, owner: true, operators: 0 },
  ],
  ['neither word missing', { is: 'word not missing', asOwner: true, asOperator: true, owner: true, operators: 2 }],
  ['left alone, stopped by somebody', { is: 'left alone', ...key, until: at, sign: 'stop', on: at }],
  ['left alone, protected', { is: 'left alone', ...key, until: at, sign: 'protected', on: at }],
  ['left alone, used', { is: 'left alone', ...key, until: at, sign: 'use', on: at }],
  ['left alone, re-activated', { is: 'left alone', ...key, until: at, sign: 're-activated', on: at }],
  [
    'left alone, re-activated by',
    { is: 'left alone', ...key, until: at, sign: 're-activated', on: at, by: 'ci-terraform' },
  ],
];

/** Everything that is told of what the doors come to. */
export const toldFacts: [what: string, told: Told][] = [
  ...Object.entries(kinds).map(([is, rest]): [string, Told] => [is, { is, ...rest } as Told]),
  ...others,
];
