import stack from '../../../rehearsal/generated/stack.json';
import { LambdaError, START, rig } from './rig';
import type { Lambda } from './rig';

/** What the steps answer in the standard ritual, one after another; the last answer stands. */
const UNDISTURBED: Record<string, [answer: string, seconds: number][]> = {
  'give-notice': [['noticed', 86_400]],
  'open-gate': [['go', 1]],
  deactivate: [
    ['off', 600],
    ['off', 86_400],
    ['off', 28 * 86_400],
  ],
  hold: [['hold', 1]],
  'check-in': [
    ['restore', 1],
    ['restore', 1],
    ['listen', 3 * 86_400],
    ['delete', 1],
  ],
  restore: [
    ['on', 3 * 86_400],
    ['on', 4 * 86_400],
  ],
  'delete-key': [['deleted', 1]],
};

/** The state machine that CDK deploys, with steps that only answer. */
function ritual(special: Record<string, Lambda> = {}) {
  const lambdas = Object.entries(stack.functions).map(([arn, name]): [string, Lambda] => {
    const answers = [...(UNDISTURBED[name] ?? [])];
    const answer: Lambda = () => {
      const [word, seconds] = (answers.length > 1 ? answers.shift() : answers[0]) ?? ['none', 1];
      return { answer: word, seconds };
    };
    return [arn, special[name] ?? answer];
  });
  const made = rig(stack.definition, Object.fromEntries(lambdas));
  const called = (): string[] =>
    made.calls.map(({ name, payload }) => `${nameOf(name)}${payload['instruction'] === 'confirm' ? ' (confirm)' : ''}`);
  return { ...made, called, run: () => made.outcome({ key: 'AKIA1', retirementId: 'retirement-1' }) };
}

const nameOf = (arn: string): string => (stack.functions as Record<string, string>)[arn] ?? arn;

/** A hold that is ended with this at its nth time. */
const endingHold = (nth: number, end: (token: string, made: ReturnType<typeof ritual>) => void) => {
  let holds = 0;
  const made: ReturnType<typeof ritual> = ritual({
    hold: ({ token }) => {
      if (++holds === nth) {
        made.clock.at('2026-03-04T01:05:00.000Z', 'somebody', () => end(String(token), made));
      }
      return { answer: 'hold', seconds: 1 };
    },
    restore: ({ instruction }) =>
      instruction === 'confirm' ? { answer: 'kept', seconds: 1 } : { answer: 'on', seconds: 900 },
  });
  return made;
};

test('the standard ritual, undisturbed, is 33 transitions and 143 events, and ends Deleted after 40 days', async () => {
  const { status, output, at, execution } = await ritual().run();
  expect(status).toBe('SUCCEEDED');
  expect(output).toMatchObject({ key: 'AKIA1', step: { answer: 'deleted', seconds: 1 } });
  expect(execution.transitions).toBe(33);
  expect(execution.history.count).toBe(143);
  expect((Date.parse(at) - Date.parse(START)) / 86_400_000).toBeCloseTo(40.007, 3);
});

test('a stop in the first outage gives the key back at once, and confirms it after the fence', async () => {
  const made = endingHold(2, (taskToken, { engine }) => engine.sendTaskSuccess({ taskToken, output: '{}' }));
  const { status, at } = await made.run();
  expect(status).toBe('SUCCEEDED');
  expect(made.called().slice(-3)).toEqual(['hold', 'restore', 'restore (confirm)']);
  expect(at).toBe('2026-03-04T01:20:00.000Z');
});

test('reconsidering a hold goes the same way on as its end', async () => {
  const made = endingHold(2, (taskToken, { engine }) => engine.sendTaskFailure({ taskToken, error: 'Reconsider' }));
  await made.run();
  expect(made.called().slice(4, 6)).toEqual(['hold', 'check-in']);
});

test('a step that has a bug gives the key back, and then looks failed', async () => {
  const made = ritual({
    'check-in': () => {
      throw new LambdaError('TypeError', 'a bug');
    },
    restore: ({ instruction }) =>
      instruction === 'confirm' ? { answer: 'failed', seconds: 1 } : { answer: 'on', seconds: 900 },
  });
  const { status, error } = await made.run();
  expect([status, error]).toEqual(['FAILED', 'TypeError']);
  expect(made.called().slice(-3)).toEqual(['check-in', 'restore', 'restore (confirm)']);
});

test('a restore that never works pages somebody after more than a day of trying', async () => {
  const made = ritual({
    'check-in': () => {
      throw new LambdaError('TypeError');
    },
    restore: () => {
      throw new LambdaError('Unavailable');
    },
  });
  const { status, error, at } = await made.run();
  expect([status, error]).toEqual(['FAILED', 'KeyLeftOff']);
  expect(at > '2026-03-05T01:00:00.000Z').toBe(true);
  expect(made.called().filter((name) => name === 'restore')).toHaveLength(103);
});

test('the history reads as that of Step Functions', async () => {
  const { execution } = await ritual().run();
  const events = execution.history.events.slice(0, 14).map(({ id, type, details: { name } }) => {
    return typeof name === 'string' ? `${id} ${type} ${name}` : `${id} ${type}`;
  });
  expect(events).toEqual([
    '1 ExecutionStarted',
    '2 ParallelStateEntered Retire the key',
    '3 ParallelStateStarted',
    '4 TaskStateEntered Give notice',
    '5 TaskScheduled',
    '6 TaskStarted',
    '7 TaskSucceeded',
    '8 TaskStateExited Give notice',
    '9 TaskStateEntered Wait out the notice',
    '10 TaskScheduled',
    '11 TaskStarted',
    '12 TaskSubmitted',
    '13 TaskTimedOut',
    '14 TaskStateExited Wait out the notice',
  ]);
  expect(execution.history.events.at(-1)?.type).toBe('ExecutionSucceeded');
});

test('a history that is not kept is counted all the same', async () => {
  const { outcome } = rig(
    stack.definition,
    {},
    { keepHistory: false, invokeLambda: async () => ({ payload: { answer: 'x', seconds: 1 } }) },
  );
  const { execution } = await outcome({ key: 'K', retirementId: 'r' });
  expect(execution.history.events).toEqual([]);
  expect(execution.history.count).toBeGreaterThan(10);
});
