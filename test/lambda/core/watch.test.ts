import type { Fact } from '../../../lambda/core/entries';
import type { Instant } from '../../../lambda/core/time';
import { watch } from '../../../lambda/core/watch';
import {
  at,
  change,
  confirmed,
  deactivated,
  enqueued,
  evidence,
  given,
  inLastOutage,
  inNotice,
  inSoak1,
  inStage1,
  keyRestored,
  mayBeDeleted,
  owner,
  restoreStarted,
  stopRequested,
  told,
} from './chains';
import type { Written } from './chains';
import { config as company } from './configs';

const seen = (now: Instant, more: { everything?: boolean } = {}) => ({
  now,
  every: 300,
  config: { remindEveryDays: 7, calendar: company.calendar },
  ...more,
});
const jobs = (now: Instant, ...facts: Written[]): string[] =>
  watch(given(...facts), seen(now)).map((job) =>
    job.do === 'restore' ? `${job.input.instruction}, ${job.input.because}` : job.do,
  );

const dispatched: Fact = { type: 'Dispatched', detail: { execution: 'execution:r-1' } };
const failed = (about: string): Fact => ({ type: 'NoticeFailed', detail: { about, why: 'Slack is down' } });
const absence: Fact = { type: 'EvidenceGathered', detail: { about: 'absence', source: 'IAM' } };
const deletionStarted: Fact = { type: 'DeletionStarted', detail: { sendBy: at(32, 0, 1) } };
const kept: Fact = { type: 'RetirementKept', detail: { because: 'stop: button' } };
const ignore = enqueued({ onUse: { do: 'ignore', because: 'a poller' } });

type Row = [fact: string, now: Instant, facts: Written[], jobs: string[]];

describe('a key that is off', () => {
  test.each<Row>([
    ['is left alone during its outage', at(1, 0, 10), inStage1, []],
    ['is left to the execution for the first minute after', at(1, 0, 10, 59), inStage1, []],
    ['is given back a minute after its outage', at(1, 0, 11), inStage1, ['restore, the outage is over']],
    ['of the last outage is left alone while the deletion waits', at(38, 1), mayBeDeleted, []],
    [
      'of the last outage is given back when that waited too long',
      at(39, 0, 1),
      mayBeDeleted,
      ['restore, the outage is over'],
    ],
    [
      'is given back a minute after a stop',
      at(1, 0, 5),
      [...inStage1, [at(1, 0, 4), stopRequested]],
      ['restore, somebody needs it'],
    ],
    [
      'is left to the execution in the minute after a stop',
      at(1, 0, 4, 59),
      [...inStage1, [at(1, 0, 4), stopRequested]],
      [],
    ],
    [
      'is given back again when the first try failed',
      at(1, 0, 12),
      [
        ...inStage1,
        [at(1, 0, 10), restoreStarted('the outage is over')],
        [at(1, 0, 10), { type: 'RestoreFailed', detail: { why: 'Throttling' } }],
      ],
      ['restore, the outage is over'],
    ],
    [
      'is given back when an outage’s late call switched it off again',
      at(1, 0, 12),
      [
        ...inStage1,
        [at(1, 0, 2), restoreStarted('the outage is over')],
        [at(1, 0, 2), keyRestored],
        [at(1, 0, 3), deactivated(1)],
      ],
      ['restore, the outage is over'],
    ],
    [
      'is not given back where somebody else switched it off',
      at(1, 0, 30),
      [...inStage1, [at(1, 0, 5), change(at(1, 0, 5), 'Inactive')]],
      ['confirm, somebody needs it'],
    ],
    [
      'and found absent is not called again: the confirmation looks twice',
      at(1, 0, 12),
      [...inStage1, [at(1, 0, 10), restoreStarted('the outage is over')], [at(1, 0, 10), absence]],
      ['confirm, the outage is over'],
    ],
    [
      'or may be off, since nobody kept the promise, is left to the check-in',
      at(1, 0, 10, 59),
      inStage1.slice(0, -1),
      [],
    ],
    [
      'or may be off, is given back ten minutes after the promise expired',
      at(1, 0, 11),
      inStage1.slice(0, -1),
      ['restore, the outage is over'],
    ],
  ])('%s', (_, now, facts, expected) => {
    expect(jobs(now, ...facts)).toEqual(expected);
  });

  test.each<Row>([
    ['once a day', at(1, 23), [], ['look up changes']],
    ['not in between', at(1, 23, 5), [], []],
    [
      'not once it is being given back',
      at(1, 23),
      [
        [at(1, 22), stopRequested],
        [at(1, 22), restoreStarted('somebody needs it')],
        [at(1, 22), keyRestored],
      ],
      [],
    ],
  ])('has changes by others looked up %s', (_, now, more, expected) => {
    expect(jobs(now, ...inLastOutage, ...more).filter((job) => job === 'look up changes')).toEqual(expected);
  });
});

describe('a key that was given back', () => {
  const stopped: Written[] = [
    ...inStage1,
    [at(1, 0, 5), stopRequested],
    [at(1, 0, 5), restoreStarted('somebody needs it')],
    [at(1, 0, 5, 1), keyRestored],
  ];
  test.each<Row>([
    [
      'at the planned end is confirmed once no late call can land',
      at(1, 0, 26),
      inSoak1,
      ['confirm, the outage is over'],
    ],
    ['at the planned end is not confirmed before', at(1, 0, 25, 59), inSoak1, []],
    ['and confirmed needs nothing', at(1, 1), [...inSoak1, [at(1, 0, 26), confirmed]], []],
    ['after a stop is confirmed and kept', at(1, 0, 21), stopped, ['confirm, somebody needs it']],
    ['after a stop is not confirmed before the fence', at(1, 0, 20, 59), stopped, []],
    [
      'after a stop is not confirmed before the fence of the last call that gave it back',
      at(1, 0, 24, 59),
      [...stopped, [at(1, 0, 9), restoreStarted('somebody needs it')], [at(1, 0, 9, 1), keyRestored]],
      [],
    ],
    ['and kept needs nothing', at(2), [...stopped, [at(1, 0, 21), confirmed], [at(1, 0, 21), kept]], []],
  ])('%s', (_, now, facts, expected) => {
    expect(jobs(now, ...facts)).toEqual(expected);
  });
});

describe('a key that is on', () => {
  const stopped: Written[] = [...inNotice, [at(0, 1), stopRequested]];
  test.each<Row>([
    ['and stopped in the notice is kept 15 minutes later', at(0, 1, 16), stopped, ['confirm, somebody needs it']],
    ['and stopped in the notice is not kept before', at(0, 1, 15, 59), stopped, []],
    [
      'and was taken over by others is left',
      at(2, 0, 16),
      [...inSoak1, [at(1, 0, 26), confirmed], [at(2), change(at(2), 'Inactive')]],
      ['confirm, somebody needs it'],
    ],
    [
      'is watched for use at a round of four hours',
      at(2, 3),
      [...inSoak1, [at(1, 0, 26), confirmed]],
      ['read the use'],
    ],
    ['is not read in between', at(2, 3, 5), [...inSoak1, [at(1, 0, 26), confirmed]], []],
    [
      'is not read where use does not count',
      at(2, 3),
      [[at(0), ignore], ...inSoak1.slice(1), [at(1, 0, 26), confirmed]],
      [],
    ],
    ['is not read in the notice', at(0, 3), inNotice, []],
  ])('%s', (_, now, facts, expected) => {
    expect(jobs(now, ...facts)).toEqual(expected);
  });
});

describe('a deletion that has begun', () => {
  const begun: Written[] = [...mayBeDeleted, [at(32), deletionStarted]];
  test.each<Row>([
    ['is left alone until no late call can land', at(32, 0, 15, 59), begun, []],
    [
      'is then looked at, and what is still there is given back and closed',
      at(32, 0, 16),
      begun,
      ['confirm, somebody needs it'],
    ],
    [
      'and was abandoned gives the key back',
      at(32, 0, 2),
      [...begun, [at(32, 0, 1), { type: 'DeletionAbandoned', detail: { because: 'somebody re-activated it' } }]],
      ['restore, somebody needs it'],
    ],
  ])('%s', (_, now, facts, expected) => {
    expect(jobs(now, ...facts)).toEqual(expected);
  });
});

describe('an execution from which nothing is heard is looked for', () => {
  const running: Written[] = [...inNotice, [at(0), dispatched]];
  test.each<Row>([
    ['ten minutes after the notice', at(1, 0, 10), running, ['look for the execution']],
    ['not before', at(1, 0, 9, 59), running, []],
    ['for an hour', at(1, 1, 9, 59), running, ['look for the execution']],
    ['not for ever', at(1, 1, 10), running, []],
    [
      'ten minutes after it was started',
      at(0, 0, 10),
      [
        [at(0), enqueued()],
        [at(0), dispatched],
      ],
      ['look for the execution'],
    ],
    [
      'ten minutes after an outage, while the key is given back',
      at(1, 0, 20),
      [...inStage1, [at(1), dispatched]],
      ['restore, the outage is over', 'look for the execution'],
    ],
    [
      'ten minutes after a soak',
      at(4, 0, 20, 1),
      [...inSoak1, [at(1, 1), confirmed], [at(1, 1), dispatched]],
      ['look for the execution'],
    ],
    [
      'ten minutes after the gate would have asked again',
      at(2, 0, 10),
      [
        ...running,
        [at(1), { type: 'GateHeld', detail: { before: 'outage', because: 'frozen', until: at(2), keeps: false } }],
      ],
      ['look for the execution'],
    ],
    [
      'not while the gate waits',
      at(1, 0, 10),
      [
        ...running,
        [at(1), { type: 'GateHeld', detail: { before: 'outage', because: 'frozen', until: at(2), keeps: false } }],
      ],
      [],
    ],
    ['not where none was started', at(1, 0, 10), inNotice, []],
    ['not after a stop', at(1, 0, 10), [...running, [at(1), stopRequested]], []],
  ])('%s', (_, now, facts, expected) => {
    expect(jobs(now, ...facts)).toEqual(expected);
  });

  test('once more by the daily sweep of everything, however late it is', () => {
    const late = given(...running);
    expect(watch(late, seen(at(9), { everything: true }))).toEqual([{ do: 'look for the execution' }]);
    expect(watch(late, seen(at(1), { everything: true }))).toEqual([]);
  });
});

describe('a retirement that has ended', () => {
  const ended = given(...inNotice, [at(0, 1), stopRequested], [at(0, 2), kept], [at(0, 2), told('outcome')]);
  const daily = (now: Instant): string[] => watch(ended, seen(now, { everything: true })).map((job) => job.do);

  test('leaves nothing behind that keeps the user’s other key from going dark: the daily sweep sees to it', () => {
    expect(daily(at(1, 2))).toEqual(['let the other key go dark']);
    expect(watch(ended, seen(at(1, 2)))).toEqual([]);
  });

  test('is left alone while a late call may still land', () => {
    expect(daily(at(0, 2, 14))).toEqual([]);
    expect(daily(at(0, 2, 15))).toEqual(['let the other key go dark']);
  });

  test('is at rest two days later', () => {
    expect(daily(at(2, 1, 59))).toEqual(['let the other key go dark']);
    expect(daily(at(2, 2))).toEqual([]);
  });
});

test('a notice that was lost without a trace is given by the daily sweep of everything', () => {
  const silent = given(...inStage1);
  expect(watch(silent, seen(at(1, 0, 5), { everything: true }))).toEqual([{ do: 'give notice' }]);
  expect(watch(silent, seen(at(1, 0, 5)))).toEqual([]);
});

describe('what could not be told', () => {
  const bare: Written[] = [[at(0), enqueued()]];
  test.each<Row>([
    ['is told later', at(1, 0, 2), [...inStage1, [at(1, 0, 1), failed('outage 1')]], ['give notice']],
    ['is told later with what is due by then', at(29), [...inLastOutage, [at(1), failed('outage 1')]], ['give notice']],
    ['is not told once it is overtaken', at(1, 0, 10), [...inStage1, [at(1, 0, 1), failed('outage 1')]], []],
    [
      'is not told once it is overtaken, and what overtook it is left to whoever is telling that',
      at(1, 0, 11),
      [...inStage1, [at(1, 0, 1), failed('outage 1')], ...inSoak1.slice(inStage1.length)],
      [],
    ],
    [
      'is not told twice',
      at(1, 0, 3),
      [...inStage1, [at(1, 0, 1), failed('outage 1')], [at(1, 0, 2), told('outage 1')]],
      [],
    ],
    ['of how it ended is told later', at(3), [...inNotice, [at(1), kept], [at(1), failed('outcome')]], ['give notice']],
    [
      'first is told later',
      at(0, 1),
      [...bare, [at(0), owner], [at(0), evidence], [at(0), failed('first')]],
      ['give notice'],
    ],
    [
      'first, for nobody was found to tell, is tried again',
      at(0, 1),
      [...bare, [at(0), failed('first')]],
      ['give notice'],
    ],
    [
      'first is not tried again once it was told, by a run whose clock was behind',
      at(0, 1),
      [...bare, [at(0), owner], [at(0), evidence], [at(0, 0, 0, -1), told('first', at(1))], [at(0), failed('first')]],
      [],
    ],
    [
      'first is not told of a key that was stopped',
      at(0, 0, 5),
      [...bare, [at(0), failed('first')], [at(0), stopRequested]],
      [],
    ],
  ])('%s', (_, now, facts, expected) => {
    expect(jobs(now, ...facts)).toEqual(expected);
  });
});
