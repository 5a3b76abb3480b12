import type { Fact } from '../../../lambda/core/entries';
import { fold } from '../../../lambda/core/evolve';
import {
  at,
  chainOf,
  change,
  confirmed,
  deactivated,
  enqueued,
  gateOpened,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  mayBeDeleted,
  outageStarted,
  owner,
  restoreStarted,
  stopRequested,
  subject,
  told,
} from './chains';
import type { Written } from './chains';

const failed = (about: string): Fact => ({ type: 'NoticeFailed', detail: { about, why: 'Slack is down' } });
const used: Fact = {
  type: 'ScreamHeard',
  detail: { sign: 'use', lastUse: { at: at(2), service: 's3', region: 'us-east-1' }, callers: [] },
};
const absence: Fact = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } };
const held = (keeps: boolean): Fact => ({
  type: 'GateHeld',
  detail: { before: 'outage', because: 'frozen', until: at(2), keeps },
});
const endingOf = (...facts: Written[]) => given(...facts).ending;

describe('a key', () => {
  test('that was never enqueued has no retirement, whatever else is written', () => {
    expect(fold(chainOf())).toBeUndefined();
    expect(fold(chainOf([at(0), stopRequested]))).toBeUndefined();
  });

  test('is folded from the same chain to the same retirement', () => {
    const chain = chainOf(...inNotice);
    expect(fold(chain)).toBe(fold(chain));
  });

  test('remembers since when it is whose, and that who wrote what is no stop was answered', () => {
    const answered = { type: 'ReplyAnswered', detail: { to: 'slack:U2' } } as const;
    expect(given(...inNotice, [at(0, 1), answered])).toMatchObject({ ownerSince: at(0), replyAnsweredAt: at(0, 1) });
    expect(given(...inNotice)).not.toHaveProperty('replyAnsweredAt');
  });

  test('enqueued again begins anew, and keeps only its last intent, its rest, and what needs the key', () => {
    const facts: Written[] = [
      ...inSoak1,
      [at(2), stopRequested],
      [at(2, 1), { type: 'RetirementKept', detail: { because: 'stop: button' } }],
      [at(2, 2), { type: 'NeedTold', detail: { words: 'the release' } }, { actor: 'slack:U7 x' }],
    ];
    const again = given(...facts, [at(9), enqueued(), { retirementId: 'r-2' }]);
    expect(again).toEqual({
      ...given([at(9), enqueued(), { retirementId: 'r-2' }]),
      seq: facts.length + 1,
      lastIntentAt: at(1, 0, 10),
      rest: { sign: 'stop', by: 'test', since: at(2), until: at(182) },
      need: { words: 'the release', by: 'slack:U7 x', at: at(2, 2) },
    });
    expect(again).toMatchObject({ subject, retirementId: 'r-2', phase: { name: 'enqueued' }, told: [] });
  });
});

describe('where a retirement stands', () => {
  test.each<[string, Written[], object]>([
    ['enqueued', [[at(0), enqueued()]], { name: 'enqueued' }],
    ['in its notice from the first notice on', inNotice, { name: 'notice', until: at(1) }],
    [
      'dark from the promise on',
      inStage1.slice(0, -1),
      { name: 'outage', stage: 1, endsAt: at(1, 0, 10), restoreBy: at(1, 0, 10) },
    ],
    ['soaking', inSoak1, { name: 'soak', stage: 1, until: at(4, 0, 10, 1) }],
    [
      'kept',
      [...inNotice, [at(1), { type: 'RetirementKept', detail: { because: 'in doubt' } }]],
      { name: 'ended', outcome: 'kept', at: at(1), because: 'in doubt' },
    ],
    [
      'failed',
      [...inNotice, [at(1), { type: 'RetirementFailed', detail: { error: 'Boom', cause: 'x' } }]],
      { name: 'ended', outcome: 'failed', at: at(1), because: 'Boom' },
    ],
    [
      'deleted',
      [...mayBeDeleted, [at(32), { type: 'KeyDeleted', detail: {} }]],
      { name: 'ended', outcome: 'deleted', at: at(32), because: 'nobody missed it' },
    ],
    [
      'gone',
      [...inNotice, [at(1), { type: 'KeyGone', detail: {} }]],
      { name: 'ended', outcome: 'gone', at: at(1), because: 'deleted by somebody else' },
    ],
    [
      'gone, by whom',
      [...inNotice, [at(1), { type: 'KeyGone', detail: { by: 'eve' } }]],
      { name: 'ended', outcome: 'gone', at: at(1), because: 'eve' },
    ],
    [
      'left',
      [...inNotice, [at(1), { type: 'LeftAsFound', detail: {} }]],
      { name: 'ended', outcome: 'left', at: at(1), because: 'switched off by somebody else' },
    ],
    [
      'left, by whom',
      [...inNotice, [at(1), { type: 'LeftAsFound', detail: { by: 'eve' } }]],
      { name: 'ended', outcome: 'left', at: at(1), because: 'eve' },
    ],
  ])('is %s', (_, facts, phase) => {
    expect(given(...facts).phase).toEqual(phase);
  });

  test('is not changed by a second notice, however long that says', () => {
    expect(given(...inNotice, [at(0, 1), told('first', at(9))]).phase).toEqual({ name: 'notice', until: at(1) });
  });
});

describe('why a retirement has to end', () => {
  const stop = { why: 'stop', at: at(1, 0, 5), actor: 'test', how: 'button' };
  test('is the first reason: a scream after a stop changes nothing', () => {
    expect(endingOf(...inStage1, [at(1, 0, 5), stopRequested], [at(1, 0, 6), used])).toEqual(stop);
  });
  test('is a person rather than a failure, where both are there', () => {
    const failure: Written = [at(1, 0, 4), restoreStarted('Keysunset failed')];
    expect(endingOf(...inStage1, failure)).toEqual({ why: 'failure', at: at(1, 0, 4) });
    expect(endingOf(...inStage1, failure, [at(1, 0, 5), stopRequested])).toEqual(stop);
    expect(
      endingOf(...inStage1, [at(1, 0, 5), stopRequested], [at(1, 0, 6), restoreStarted('Keysunset failed')]),
    ).toEqual(stop);
    expect(endingOf(...inStage1, failure, [at(1, 0, 5), restoreStarted('Keysunset failed')])).toEqual({
      why: 'failure',
      at: at(1, 0, 4),
    });
  });
  test('keeps the words that somebody wrote', () => {
    const reply: Fact = { type: 'StopRequested', detail: { how: 'reply', words: '使ってます' } };
    expect(endingOf(...inStage1, [at(1, 0, 5), reply])).toEqual({ ...stop, how: 'reply', words: '使ってます' });
  });
  test('may be a gate that waited too long, but no gate that waits', () => {
    expect(endingOf(...inNotice, [at(1), held(true)])).toEqual({ why: 'held up', at: at(1), because: 'frozen' });
    expect(endingOf(...inNotice, [at(1), held(false)])).toBeUndefined();
  });
  test('is none in a give-back as planned, a stop that was refused or a look at the outage', () => {
    expect(endingOf(...inSoak1)).toBeUndefined();
    expect(
      endingOf(...inStage1, [at(1), { type: 'StopRefused', detail: { how: 'button', because: 'too late' } }]),
    ).toBeUndefined();
    expect(
      endingOf(...inStage1, [at(1), { type: 'CheckedIn', detail: { stage: 1, status: 'Inactive' } }]),
    ).toBeUndefined();
  });
});

describe('a claim', () => {
  test('opens with the promise, before the key is touched', () => {
    expect(given(...inStage1.slice(0, -1)).claim).toEqual({
      stage: 1,
      startedAt: at(1),
      attempt: 'a-1',
      sendBy: at(1, 0, 1),
      endsAt: at(1, 0, 10),
      restoreBy: at(1, 0, 10),
    });
  });
  test('stays open while the key is given back, and closes when that is confirmed', () => {
    expect(given(...inSoak1).claim).toMatchObject({
      restoreStartedAt: at(1, 0, 10),
      restoredAt: at(1, 0, 10, 1),
      restoredBy: 'a-1',
    });
    expect(given(...inSoak1, [at(1, 1), confirmed])).not.toHaveProperty('claim');
  });
  test('is not given back by a call that failed', () => {
    const again = given(...inSoak1, [at(1, 0, 12), { type: 'RestoreFailed', detail: { why: 'Throttling' } }]).claim;
    expect(again).toMatchObject({ restoreStartedAt: at(1, 0, 10) });
    expect(again).not.toHaveProperty('restoredAt');
    expect(again).not.toHaveProperty('restoredBy');
  });
  test('is not given back where the call that switches off came last', () => {
    expect(given(...inSoak1, [at(1, 0, 12), deactivated(1)]).claim).not.toHaveProperty('restoredAt');
  });
  test('is closed by every ending', () => {
    expect(given(...inStage1, [at(2), { type: 'LeftAsFound', detail: {} }])).not.toHaveProperty('claim');
  });
  test('is not opened by what happens outside of one', () => {
    const r = given(
      ...inNotice,
      [at(1), deactivated(1)],
      [at(1), restoreStarted('somebody needs it')],
      [at(1), keyRestored],
    );
    expect(r).not.toHaveProperty('claim');
    expect(r.lastIntentAt).toBe(at(1));
  });
});

describe('a stage is done', () => {
  const done = (...facts: Written[]) => given(...facts).stagesDone;
  const began: Written[] = [...inNotice, [at(1), outageStarted(1, at(1), at(1, 0, 10))]];
  test('when its outage ran its full time', () => expect(done(...inSoak1)).toBe(1));
  test('not when the outage was cut short', () => {
    expect(done(...inStage1, [at(1, 0, 9), restoreStarted('the outage is over')])).toBe(0);
  });
  test('not when the promise expired before the key was off', () => {
    expect(done(...began, [at(1, 0, 10), restoreStarted('the outage is over')])).toBe(0);
  });
  test('not when it ended in a scream', () => {
    expect(done(...inStage1, [at(1, 0, 9), stopRequested], [at(1, 0, 10), restoreStarted('somebody needs it')])).toBe(
      0,
    );
  });
  test('not by a second call after a cut', () => {
    const cut: Written = [at(1, 0, 2), restoreStarted('the outage is over')];
    expect(done(...inStage1, cut, [at(1, 0, 10), restoreStarted('the outage is over')])).toBe(0);
  });
});

describe('each outage is remembered', () => {
  test('with the moment when the key was first back on', () => {
    const r = given(...inSoak1, [at(1, 0, 12), restoreStarted('the outage is over')], [at(1, 0, 12), keyRestored]);
    expect(r.outages).toEqual([{ stage: 1, from: at(1), endsAt: at(1, 0, 10), to: at(1, 0, 10, 1) }]);
    expect(r.restoredAt).toBe(at(1, 0, 10, 1));
  });
  test('a repeated stage twice, each with its own end', () => {
    const again: Written[] = [
      [at(2), confirmed],
      [at(2), outageStarted(1, at(2), at(2, 0, 10))],
      [at(2, 0, 10), keyRestored],
    ];
    expect(given(...inSoak1, ...again).outages).toMatchObject([
      { to: at(1, 0, 10, 1) },
      { from: at(2), to: at(2, 0, 10) },
    ]);
    expect(given(...inSoak1, ...again).firstOutageAt).toBe(at(1));
  });
  test('a give-back without an outage is none', () => {
    expect(given(...inNotice, [at(1), keyRestored]).outages).toEqual([]);
  });
});

describe('a change by others', () => {
  const changesIn = (...facts: Written[]) => given(...facts).changes.map(({ to }) => to);
  test('that CloudTrail tells late, from before the last confirmation, is settled', () => {
    expect(changesIn(...inSoak1, [at(1, 1), confirmed], [at(2), change(at(1), 'Inactive')])).toEqual([]);
  });
  test('from before the key was enqueued is settled', () => {
    expect(changesIn(...inNotice, [at(0, 1), change(at(-1), 'Inactive')])).toEqual([]);
  });
  test('told twice counts once', () => {
    expect(changesIn(...inStage1, [at(2), change(at(2), 'Active')], [at(3), change(at(2), 'Active')])).toEqual([
      'Active',
    ]);
  });
  test('counts in the order in which it happened, not in which it was told', () => {
    const late: Written[] = [
      [at(2), change(at(2), 'Active')],
      [at(3), change(at(1, 1), 'Inactive')],
    ];
    expect(changesIn(...inStage1, ...late)).toEqual(['Inactive', 'Active']);
    expect(changesIn(...inStage1, ...late.toReversed())).toEqual(['Inactive', 'Active']);
  });
  test('is settled by the next confirmation', () => {
    expect(changesIn(...inSoak1, [at(1, 0, 11), change(at(1, 0, 11), 'Active')], [at(1, 1), confirmed])).toEqual([]);
  });
});

describe('an absence', () => {
  const since = (...facts: Written[]) => given(...inStage1, ...facts).absentSince;
  test('counts from the first read that found none', () => {
    expect(since([at(2), absence], [at(3), absence])).toBe(at(2));
  });
  test.each([
    ['a gate', gateOpened('deletion', 1)],
    ['the evidence', inNotice[2]?.[1] ?? absence],
    ['a confirmation', confirmed],
  ])('is over when %s finds the key', (_, found) => {
    expect(since([at(2), absence], [at(3), found])).toBeUndefined();
  });
});

describe('the gate’s go', () => {
  const opened: Written[] = [...inNotice, [at(1), held(false)], [at(1), gateOpened('outage', 1)]];
  test('ends what held it up, and is used up by the promise', () => {
    expect(given(...opened)).toMatchObject({ gate: { before: 'outage', stage: 1, at: at(1) }, useReadAt: at(1) });
    expect(given(...opened)).not.toHaveProperty('held');
    expect(given(...opened, [at(1), outageStarted(1, at(1), at(2))])).not.toHaveProperty('gate');
    expect(
      given(...mayBeDeleted, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]),
    ).not.toHaveProperty('gate');
  });
  test('is no longer there after a give-back has ended it', () => {
    expect(given(...opened, [at(1), { type: 'RetirementKept', detail: { because: 'x' } }])).not.toHaveProperty('gate');
  });
});

describe('a deletion', () => {
  const begun: Written[] = [...inLastOutage, [at(32), { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } }]];
  const abandoned: Fact = { type: 'DeletionAbandoned', detail: { because: 'somebody re-activated it' } };
  test('that has begun is an intent', () => {
    expect(given(...begun)).toMatchObject({
      deletion: { at: at(32), sendBy: at(32, 0, 1), attempt: 'a-1' },
      lastIntentAt: at(32),
    });
  });
  test('that was abandoned ends with the key kept', () => {
    const r = given(...begun, [at(32), abandoned]);
    expect(r.deletion?.abandoned).toBe('somebody re-activated it');
    expect(r.ending).toEqual({ why: 'held up', at: at(32), because: 'somebody re-activated it' });
  });
  test('that never began has nothing to abandon', () => {
    expect(given(...inLastOutage, [at(32), abandoned])).not.toHaveProperty('deletion');
  });
});

describe('what could not be told', () => {
  test('is listed once, the latest last', () => {
    const r = given(...inStage1, [at(2), failed('outage 1')], [at(2), failed('reminder')], [at(3), failed('outage 1')]);
    expect(r.untold).toEqual(['reminder', 'outage 1']);
  });
  test('is made good by telling it', () => {
    expect(given(...inStage1, [at(2), failed('outage 1')], [at(3), told('outage 1')]).untold).toEqual([]);
  });
  test('is nothing where another run had told it already, be it before the next outage began', () => {
    expect(given(...inStage1, [at(2), told('outage 1')], [at(2), failed('outage 1')]).untold).toEqual([]);
    const next: Written[] = [
      [at(4), told('restored 1')],
      [at(4), confirmed],
      [at(6), outageStarted(2, at(6), at(7))],
    ];
    expect(given(...inSoak1, ...next, [at(6), failed('restored 1')]).untold).toEqual([]);
  });
  test.each(['final', 'approval'])(
    'of a last outage that is repeated is missing, whatever the one before was told: %s',
    (about) => {
      const cutShort: Written[] = [
        ...inLastOutage,
        [at(29), told(about)],
        [at(30), restoreStarted('everything is given back')],
        [at(30), keyRestored],
        [at(30, 1), confirmed],
        [at(33), outageStarted(1, at(33), at(64), at(71))],
        [at(33), deactivated(1)],
      ];
      expect(given(...cutShort, [at(61), failed(about)]).untold).toEqual([about]);
      expect(given(...cutShort, [at(61), told(about)], [at(61), failed(about)]).untold).toEqual([]);
    },
  );
  test('is overtaken by what is told later, so that it holds nothing up for ever', () => {
    expect(given(...inSoak1, [at(2), failed('outage 1')], [at(3), told('restored 1')]).untold).toEqual([]);
  });
});

test('the rest is written down: who is told, when it was set going, what was read', () => {
  const lastUse = { at: at(0), service: 's3', region: 'us-east-1' };
  const r = given(
    [at(0), enqueued()],
    [at(0), { type: 'Dispatched', detail: { execution: 'execution:r-1' } }],
    [at(0), owner],
    [at(1), { type: 'EvidenceGathered', detail: { about: 'use', source: 'IAM', lastUse } }],
  );
  expect(r).toMatchObject({ dispatchedAt: at(0), owner: { name: 'Maria Keller' }, lastUse, useReadAt: at(1) });
});

test('a freeze is of no one retirement', () => {
  const freeze: Written[] = [
    [at(1), { type: 'Frozen', detail: { reason: 'x' } }],
    [at(1), { type: 'Thawed', detail: { reason: 'y' } }],
  ];
  expect(given(...inNotice, ...freeze)).toEqual({ ...given(...inNotice), seq: inNotice.length + 2 });
});
