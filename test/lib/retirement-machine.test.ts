import { readFileSync } from 'node:fs';
import validate from 'asl-validator';
import { getLanguageService, TextDocument } from 'amazon-states-language-service';
import type { State } from '../../lib/asl';
import { generatedFiles } from '../../lib/generated';
import { everyState } from '../../lib/picture';
import { exampleStacks, synthesizedFacts, synthesizedPolicies } from '../../lib/synthesized';
import { statesEntered, undisturbed } from '../../lib/transitions';

const stacks = exampleStacks();
const facts = synthesizedFacts(stacks);
const { definition } = facts;
const states = new Map(everyState(definition));
const named = (name: string): State => {
  const state = states.get(name);
  if (!state) throw new Error(`There is no state "${name}".`);
  return state;
};
const tasks = [...states.values()].filter(({ Type }) => Type === 'Task');
const handlerOf = ({ Parameters }: State) => facts.functions[Parameters?.FunctionName ?? ''];
const holds = tasks.filter((state) => handlerOf(state) === 'hold');
const restores = tasks.filter((state) => handlerOf(state) === 'restore');

describe('the definition is good', () => {
  test('asl-validator finds nothing', () => {
    expect(validate(definition).errors).toEqual([]);
  });

  test('the language service of AWS finds nothing', async () => {
    const document = TextDocument.create('file:///ritual.asl.json', 'asl', 1, JSON.stringify(definition, undefined, 2));
    const service = getLanguageService({});
    expect(await service.doValidation(document, service.parseJSONDocument(document))).toEqual([]);
  });

  test('each validator would find an arrow to nowhere', async () => {
    const broken = { StartAt: 'Start', States: { Start: { Type: 'Pass', Next: 'Nowhere' } } };
    expect(validate(broken).isValid).toBe(false);
    const document = TextDocument.create('file:///broken.asl.json', 'asl', 1, JSON.stringify(broken));
    const service = getLanguageService({});
    expect(await service.doValidation(document, service.parseJSONDocument(document))).not.toEqual([]);
  });

  test('every state can be reached, and every name fits into the 80 characters of Step Functions', () => {
    const box = named('Retire the key').Branches?.[0];
    expect(states.size).toBe(Object.keys(definition.States).length + Object.keys(box?.States ?? {}).length);
    expect([...states.keys()].filter((name) => name.length > 80)).toEqual([]);
  });
});

describe('in doubt, the key is on', () => {
  const defaults = Object.fromEntries(
    [...states].filter(([, { Type }]) => Type === 'Choice').map(([name, { Default }]) => [name, Default]),
  );

  test('an answer that is not understood gives the key back, or looks again after it was given back', () => {
    expect(defaults).toEqual({
      'May the outage start?': 'Give the key back',
      'Is the outage over?': 'Give the key back',
      'May the key be deleted?': 'Give the key back',
      'Is the key deleted?': 'Give the key back',
      'How did it end?': 'Let late calls land',
      'Is it settled?': 'Failed',
    });
  });

  test('whatever fails inside gives the key back before it fails', () => {
    expect(named('Retire the key').Catch).toEqual([
      { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Give the key back after a failure' },
    ]);
    expect(
      everyState(definition)
        .filter(([, { Type }]) => Type === 'Fail')
        .map(([name]) => name)
        .sort(),
    ).toEqual(['Closed as failed', 'Failed', 'Failed with the key off']);
  });

  test('a key that cannot be given back ends with the error that pages somebody', () => {
    expect(named('Failed with the key off')['Error']).toBe('KeyLeftOff');
    for (const name of ['Give the key back after a failure', 'Confirm that it stays on after the failure']) {
      expect(named(name).Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'Failed with the key off' }]);
    }
  });

  test('a retirement is closed only after late calls had time to land', () => {
    for (const after of ['', ' after the failure']) {
      const wait = named(`Let late calls land${after}`);
      expect(wait).toMatchObject({
        Type: 'Wait',
        SecondsPath: '$.step.seconds',
        Next: `Confirm that it stays on${after}`,
      });
    }
  });

  test('an old execution whose key has a later retirement ends, and does not go round for ever', () => {
    expect(named('How did it end?').Choices).toContainEqual(
      expect.objectContaining({ StringEquals: 'ended', Next: 'Over already' }),
    );
    expect(named('Over already').Type).toBe('Succeed');
  });
});

describe('a hold', () => {
  test('goes on when its time is up or something has to be considered anew', () => {
    const caught = holds.map(({ Catch }) => Catch?.flatMap(({ ErrorEquals }) => ErrorEquals));
    expect(caught).toHaveLength(5);
    for (const errors of caught) expect(errors).toEqual(['States.Timeout', 'Reconsider']);
  });

  test('that somebody ends leads straight to the give-back', () => {
    expect(new Set(holds.map(({ Next }) => Next))).toEqual(new Set(['Give the key back']));
  });

  test('takes as long as the step before it answered', () => {
    expect(new Set(holds.map((state) => state['TimeoutSecondsPath']))).toEqual(new Set(['$.step.seconds']));
  });

  test('is told which one it is, so that its deadline comes from the ledger', () => {
    expect(holds.map(({ Parameters }) => Parameters?.Payload?.['hold']).sort()).toEqual([
      'deletion gate',
      'gate',
      'notice',
      'outage',
      'soak',
    ]);
  });
});

describe('patience', () => {
  test('each restore is tried again for a day, whatever the error', () => {
    expect(restores).toHaveLength(5);
    for (const { Retry } of restores) {
      expect(Retry?.map(({ ErrorEquals }) => ErrorEquals)).toEqual([['States.ALL']]);
      const hours = pauses(Retry?.[0]).reduce((sum, pause) => sum + pause, 0) / 3600;
      expect(hours).toBeGreaterThan(24);
      expect(hours).toBeLessThan(25);
    }
  });

  test('nothing else tries again on an error that is a bug: the key is given back at once', () => {
    for (const state of tasks.filter((task) => !restores.includes(task))) {
      expect(state.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.ALL');
    }
  });

  test('a restore says what it is to do and why', () => {
    const told = restores.map(
      ({ Parameters }) => `${Parameters?.Payload?.['instruction']}: ${Parameters?.Payload?.['because']}`,
    );
    expect(told.sort()).toEqual([
      'confirm: Keysunset failed',
      'confirm: somebody needs it',
      'restore: Keysunset failed',
      'restore: somebody needs it',
      'restore: the outage is over',
    ]);
  });
});

describe('the cost of a ritual', () => {
  const undisturbedRitual = statesEntered(facts, undisturbed);
  const entered = (changes: Partial<typeof undisturbed>) => statesEntered(facts, { ...undisturbed, ...changes }).length;

  test('the standard ritual takes at most 35 transitions, and ends with the key deleted', () => {
    expect(undisturbedRitual.length).toBeLessThanOrEqual(35);
    expect(undisturbedRitual.filter((name) => name === 'Switch the key off')).toHaveLength(3);
    expect(undisturbedRitual.at(-1)).toBe('Deleted');
  });

  test('a reminder and a gate that waits take 3 more, a stage 8', () => {
    const usual = undisturbedRitual.length;
    expect(entered({ 'check-in': ['restore', 'restore', 'listen', 'listen', 'delete'] })).toBe(usual + 3);
    expect(entered({ 'open-gate': ['wait', 'go'] })).toBe(usual + 3);
    expect(entered({ 'check-in': ['restore', 'restore', 'restore', 'listen', 'delete'] })).toBe(usual + 8);
  });
});

describe('what the stack sets going', () => {
  test('the watchdog looks every five minutes and at everything once a day', () => {
    const sweeps = facts.rules.filter(({ handler, schedule }) => handler === 'watchdog' && schedule);
    expect(sweeps.map(({ schedule, input }) => ({ schedule, input }))).toEqual([
      { schedule: 'rate(1 day)', input: { sweep: 'everything' } },
      { schedule: 'rate(5 minutes)', input: { sweep: 'due' } },
    ]);
  });

  test('the watchdog hears of an execution that failed, timed out or was aborted', () => {
    expect(facts.rules.find(({ name }) => name === 'WatchdogAnExecutionDied')).toMatchObject({
      handler: 'watchdog',
      pattern: {
        source: ['aws.states'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [facts.stateMachineArn] },
      },
    });
  });

  test('what was enqueued is looked for every 15 minutes; changes by others are heard', () => {
    expect(facts.rules.find(({ handler }) => handler === 'dispatch')?.schedule).toBe('rate(15 minutes)');
    expect(facts.rules.find(({ handler }) => handler === 'hear-changes')?.pattern).toEqual({
      source: ['aws.iam'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: { eventName: ['UpdateAccessKey', 'DeleteAccessKey'] },
    });
  });
});

describe('the rehearsal and the docs show the very machine that CDK deploys', () => {
  test.each(generatedFiles(facts, synthesizedPolicies(stacks)))(
    '$path is as `npm run picture` writes it',
    ({ path, content }) => {
      expect(readFileSync(path, 'utf8')).toBe(content);
    },
  );
});

function pauses(retry: NonNullable<State['Retry']>[number] | undefined): number[] {
  if (!retry) return [];
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts } = retry;
  return Array.from({ length: MaxAttempts }, (_, i) => Math.min(IntervalSeconds * BackoffRate ** i, MaxDelaySeconds));
}
