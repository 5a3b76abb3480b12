import { told } from '../../../../lambda/core/decide/change';
import type { Change } from '../../../../lambda/core/entries';
import {
  at,
  chainOf,
  enqueued,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  mayBeDeleted,
  stopRequested,
} from '../chains';
import type { Written } from '../chains';

const by = (when: string, to: Change['to'], eventId = 'e-1'): Change => ({
  ...{ at: when, to, by: 'arn:aws:iam::408173952614:user/eve', sourceIp: '10.8.0.12', userAgent: 'Terraform' },
  eventId,
});
const hear = (change: Change, ...facts: Written[]) => told(chainOf(...facts), given(...facts), change);
const evidence = (change: Change): Written => [
  change.at,
  { type: 'EvidenceGathered', detail: { about: 'change', source: 'CloudTrail', change } },
];
const dark = at(1, 0, 5);

test('who re-activates a key that is off needs it, and the scream says who that was', () => {
  const change = by(dark, 'Active');
  expect(hear(change, ...inStage1)).toEqual([
    { type: 'EvidenceGathered', detail: { about: 'change', source: 'CloudTrail', change } },
    { type: 'ScreamHeard', detail: { sign: 're-activated', change } },
  ]);
});

test.each<[string, Change, Written[]]>([
  ['somebody switches it off', by(dark, 'Inactive'), inStage1],
  ['somebody deletes it', by(dark, 'Deleted'), inStage1],
  ['the key was on', by(at(0, 5), 'Active'), inNotice],
  ['it was before the outage', by(at(0, 23), 'Active'), inStage1],
  ['it was at the very moment at which the outage began, before the key was off', by(at(1), 'Active'), inStage1],
  ['the key is being given back', by(at(1, 0, 10), 'Active'), inSoak1],
  ['somebody has stopped', by(dark, 'Active'), [...inStage1, [at(1, 0, 4), stopRequested]]],
  [
    'the deletion has begun, whose last look sees it',
    by(at(32), 'Active'),
    [...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]],
  ],
])('it is no scream, and evidence all the same, where %s', (_, change, facts) => {
  expect(hear(change, ...facts).map(({ type }) => type)).toEqual(['EvidenceGathered']);
});

test.each<[string, Change, Written[]]>([
  ['the chain knows', by(dark, 'Active'), [...inStage1, evidence(by(dark, 'Active'))]],
  ['was before the key was enqueued', by(at(0, 0, 0, -1), 'Active'), [[at(0), enqueued()]]],
  [
    'is of a retirement that is over',
    by(dark, 'Inactive'),
    [...inNotice, [at(1), { type: 'RetirementKept', detail: { because: 'stop: button' } }]],
  ],
])('nothing is written of what %s', (_, change, facts) => {
  expect(hear(change, ...facts)).toEqual([]);
});

test('of two changes that are known apart by their events each is written', () => {
  const facts: Written[] = [...inLastOutage, evidence(by(at(2), 'Inactive', 'e-1'))];
  expect(hear(by(at(2), 'Inactive', 'e-2'), ...facts)).toHaveLength(1);
});

test('what was in the very second in which the key was enqueued is written: CloudTrail tells whole seconds', () => {
  expect(hear(by(at(0), 'Inactive'), [at(0, 0, 0, 0.4), enqueued()])).toHaveLength(1);
});
