import { exampleConfig } from '../../lib/example-config';
import type { LoggedCall } from '../../rehearsal/iam/server';
import { violations } from '../../rehearsal/invariants';
import type { Evidence } from '../../rehearsal/invariants/history';
import {
  at,
  chainOf,
  change,
  confirmed,
  enqueued,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  mayBeDeleted,
  restoreStarted,
  stopRequested,
  subject,
} from '../lambda/core/chains';
import type { Written } from '../lambda/core/chains';

const { roles } = exampleConfig.members;
const call = (
  when: string,
  role: keyof typeof roles,
  to: 'Active' | 'Inactive' | 'Deleted',
  userName = subject.userName,
): LoggedCall => ({
  at: when,
  service: 'iam',
  operation: to === 'Deleted' ? 'DeleteAccessKey' : 'UpdateAccessKey',
  accountId: subject.accountId,
  principal: `arn:aws:sts::${subject.accountId}:assumed-role/${roles[role]}/keysunset`,
  parameters: { AccessKeyId: subject.keyId, UserName: userName, ...(to !== 'Deleted' && { Status: to }) },
  result: 'ok',
});
const off = call(at(1, 0, 0, 1), 'deactivate', 'Inactive');
const on = call(at(1, 0, 10, 1), 'restore', 'Active');
const told = { type: 'KeyDeleted', detail: {} } as const;
const deletion = { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } } as const;

const judge = (chain: Evidence['chains'][number], log: LoggedCall[], more: Partial<Evidence> = {}): string[] =>
  violations({ chains: [chain], log, statusOf: () => 'Active', config: exampleConfig, now: at(5), ...more }).map(
    ({ invariant }) => invariant,
  );

test('an outage as promised and given back in time violates nothing', () => {
  expect(judge(chainOf(...inSoak1), [off, on])).toEqual([]);
});

test.each<[string, string[]]>([
  ['I1: switched off without a promise', judge(chainOf(...inNotice), [off])],
  [
    'I1: switched off after the promise has expired',
    judge(chainOf(...inStage1), [call(at(1, 0, 2), 'deactivate', 'Inactive')]),
  ],
  [
    'I2: stopped, yet off',
    judge(chainOf(...inStage1, [at(1, 0, 5), stopRequested]), [off], { statusOf: () => 'Inactive', now: at(1, 0, 15) }),
  ],
  [
    'I3: deleted after a stop',
    judge(chainOf(...mayBeDeleted, [at(32), stopRequested], [at(32), deletion], [at(32), told]), [
      off,
      call(at(32), 'delete', 'Deleted'),
    ]),
  ],
  [
    'I3: deleted without DeletionStarted',
    judge(chainOf(...mayBeDeleted, [at(32), told]), [off, call(at(32), 'delete', 'Deleted')]),
  ],
  [
    'I3: deleted without a gate',
    judge(chainOf(...inLastOutage, [at(32), deletion], [at(32), told]), [off, call(at(32), 'delete', 'Deleted')]),
  ],
  ['I4: off past its time', judge(chainOf(...inStage1), [off], { now: at(1, 0, 21) })],
  ['I5: changed though it was never enqueued', judge({ keyId: subject.keyId, entries: [] }, [off])],
  [
    'I5: switched on outside a claim',
    judge(chainOf(...inSoak1, [at(1, 1), confirmed], [at(2), restoreStarted('somebody needs it')]), [
      off,
      on,
      call(at(2), 'restore', 'Active'),
    ]),
  ],
  [
    'I6: changed under another user',
    judge(chainOf(...inStage1), [call(at(1, 0, 0, 1), 'deactivate', 'Inactive', 'somebody-else')], {
      now: at(1, 0, 5),
    }),
  ],
  ['I7: more calls than intents', judge(chainOf(...inSoak1), [off, on, call(at(1, 0, 10, 30), 'restore', 'Active')])],
  [
    'I7: a chain that was altered',
    judge(
      {
        keyId: subject.keyId,
        entries: chainOf(...inSoak1).entries.map((entry) => (entry.seq === 2 ? { ...entry, at: at(0, 1) } : entry)),
      },
      [off, on],
    ),
  ],
  [
    'I9: more outages than the day’s limit',
    judge(chainOf(...inSoak1), [off, on], {
      config: { ...exampleConfig, limits: { ...exampleConfig.limits, outagesPerAccountAndDay: 0 } },
    }),
  ],
  [
    'I9: more outages than the owner’s limit of the day',
    judge(chainOf(...inSoak1), [off, on], {
      config: { ...exampleConfig, limits: { ...exampleConfig.limits, outagesPerOwnerAndDay: 0 } },
    }),
  ],
  [
    'I9: more outages than the limit of the day',
    judge(chainOf(...inSoak1), [off, on], {
      config: { ...exampleConfig, limits: { ...exampleConfig.limits, outagesPerDay: 0 } },
    }),
  ],
  [
    'I10: an outage without a fresh gate',
    judge(chainOf(...inStage1.filter(([, fact]) => fact.type !== 'EvidenceGathered')), [off], { now: at(1, 0, 5) }),
  ],
])('%s is found', (name, found) => {
  expect(found).toContain(name.split(':')[0]);
});

const TWIN = 'AKIAV6CIQHZTZZZZZZZZ';
const ofTwin = (one: LoggedCall): LoggedCall => ({ ...one, parameters: { ...one.parameters, AccessKeyId: TWIN } });

test('I8: two keys of one user that are off together are found', () => {
  const other = chainOf(...inSoak1);
  expect(
    judge(other, [off, on, ofTwin(off), ofTwin(on)], { chains: [other, { keyId: TWIN, entries: other.entries }] }),
  ).toContain('I8');
});

test('I8: a key that somebody else keeps off keeps no other key of its user on', () => {
  const left: Parameters<typeof chainOf>[0] = [at(1, 0, 1), { type: 'LeftAsFound', detail: { by: 'terraform' } }];
  const judged = (...facts: Parameters<typeof chainOf>): string[] => {
    const chains = [chainOf(...facts), { keyId: TWIN, entries: chainOf(...inSoak1).entries }];
    const twinOff = { ...ofTwin(off), at: at(1, 0, 5) };
    return judge(chainOf(...facts), [off, twinOff, ofTwin(on)], { chains, now: at(1, 0, 6) });
  };
  expect(judged(...inStage1)).toContain('I8');
  expect(judged(...inStage1, left)).not.toContain('I8');
});

test('I2: a stopped key that somebody else switched off after it was given back is theirs', () => {
  const stopped = chainOf(
    ...inStage1,
    [at(1, 0, 5), stopRequested],
    [at(1, 0, 5), restoreStarted('somebody needs it')],
  );
  const back = { ...on, at: at(1, 0, 5) };
  const theirs = { ...call(at(1, 0, 6), 'restore', 'Inactive'), principal: 'arn:aws:iam::408173952614:user/terraform' };
  const judged = (...log: LoggedCall[]): string[] =>
    judge(stopped, log, { statusOf: () => 'Inactive', now: at(1, 0, 8) });
  expect(judged(off, back, theirs)).not.toContain('I2');
  expect(judged(off, back)).toContain('I2');
});

test('I8: a second retirement of a key that has a live one is found; after an end it is none', () => {
  const kept = { type: 'RetirementKept', detail: { because: 'stop: button' } } as const;
  expect(judge(chainOf(...inNotice, [at(1), enqueued()]), [])).toEqual(['I8']);
  expect(judge(chainOf(...inNotice, [at(1), kept], [at(2), enqueued()]), [])).toEqual([]);
});

test('I5: a key is switched on against somebody who was seen to switch it off', () => {
  const restoring: Written = [at(1, 0, 5), restoreStarted('somebody needs it')];
  const judged = (seen: string, shown: 'Inactive' | 'Active'): string[] => {
    const evidence: Written = [seen, change(at(1, 0, 2), shown)];
    return judge(
      chainOf(...inStage1, ...(seen < at(1, 0, 5) ? [evidence, restoring] : [restoring, evidence])),
      [off, { ...on, at: at(1, 0, 5, 1) }],
      { now: at(1, 0, 8) },
    );
  };
  expect(judged(at(1, 0, 3), 'Inactive')).toContain('I5');
  expect(judged(at(1, 0, 3), 'Active')).not.toContain('I5');
  // CloudTrail is late: what came after the promise is no fight.
  expect(judged(at(1, 0, 6), 'Inactive')).not.toContain('I5');
});

test('I7: a deletion that somebody else made counts as ours only where answers are lost', () => {
  const theirs = { ...call(at(32), 'delete', 'Deleted'), principal: 'arn:aws:iam::408173952614:user/terraform' };
  const judged = (more: Partial<Evidence>): string[] =>
    judge(chainOf(...mayBeDeleted, [at(32), deletion], [at(32), told]), [off, theirs], { now: at(32, 1), ...more });
  expect(judged({})).toContain('I7');
  expect(judged({ broken: { landsLate: 600, clockError: 300, staleFor: 0 } })).not.toContain('I7');
});

describe('I4: a key that is off past its time while IAM is out of reach', () => {
  // Promised back at 10 minutes past; given back at 50 past.
  const late = call(at(1, 0, 50), 'restore', 'Active');
  const judged = (down: { to: string; accountId?: string }): string[] =>
    judge(chainOf(...inStage1, [at(1, 0, 49, 59), restoreStarted('the outage is over')]), [off, late], {
      now: at(1, 1),
      downs: [{ from: at(1, 0, 5), ...down }],
    });

  test('is excused while IAM does not answer for its account, and 20 minutes longer', () => {
    expect(judged({ to: at(1, 0, 45) })).toEqual([]);
    expect(judged({ to: at(1, 0, 45), accountId: subject.accountId })).toEqual([]);
    expect(judged({ to: at(1, 0, 30) })).toEqual([]);
    expect(judged({ to: at(1, 0, 29) })).toEqual(['I4']);
  });

  test('is found where it was another account that IAM did not answer for', () => {
    expect(judged({ to: at(1, 0, 45), accountId: '999999999999' })).toEqual(['I4']);
  });
});
