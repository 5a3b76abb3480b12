import { MOST_EVENTS } from '../../../rehearsal/workflow/history';
import { START, hold, machine, rig } from './rig';

const WAIT = machine({ Wait: { Type: 'Wait', Seconds: 86_400, End: true } });

const refusing = (type: string): Error => expect.objectContaining({ type }) as Error;

describe('starting', () => {
  test('twice with the same name and input is starting once', async () => {
    const { engine, stateMachineArn, clock } = rig(WAIT);
    const request = { stateMachineArn, name: 'retirement-1', input: '{"key":"K"}' };
    const first = engine.start(request);
    await clock.run({ until: '2026-03-03T12:00:00.000Z' });
    expect(engine.start(request)).toBe(first);
    expect(first).toMatchObject({ startedAt: START, transitions: 1 });
  });

  test('with the same name is refused where the input differs, or it is over', async () => {
    const { engine, stateMachineArn, clock } = rig(WAIT);
    const start = (input: string) => () => engine.start({ stateMachineArn, name: 'retirement-1', input });
    start('{}')();
    expect(start('{"key":"K"}')).toThrow(refusing('ExecutionAlreadyExists'));
    await clock.run();
    expect(start('{}')).toThrow(refusing('ExecutionAlreadyExists'));
  });

  test('with a name that was used is possible again 90 days after the end', async () => {
    const { engine, clock, start } = rig(WAIT);
    const { executionArn } = start();
    await clock.run({ until: '2026-06-02T00:00:00.000Z' });
    expect(engine.describe(executionArn).status).toBe('SUCCEEDED');
    await clock.run({ until: '2026-06-02T02:00:00.000Z' });
    expect(() => engine.describe(executionArn)).toThrow(refusing('ExecutionDoesNotExist'));
    expect(start().status).toBe('RUNNING');
  });

  test.each(['', 'a b', 'a/b', 'a:b', 'x'.repeat(81), 'a\n', 'what?'])('as %j is refused', (name) => {
    const { engine, stateMachineArn } = rig(WAIT);
    expect(() => engine.start({ stateMachineArn, name })).toThrow(refusing('InvalidName'));
  });

  test('with input that is not JSON, or a machine that is not there, is refused', () => {
    const { engine, stateMachineArn } = rig(WAIT);
    expect(() => engine.start({ stateMachineArn, input: '{' })).toThrow(refusing('InvalidExecutionInput'));
    const none = `${stateMachineArn}-2`;
    expect(() => engine.start({ stateMachineArn: none })).toThrow(refusing('StateMachineDoesNotExist'));
  });
});

describe('a state machine', () => {
  test('made twice alike is one; with another definition it is refused', () => {
    const { engine, stateMachineArn } = rig(WAIT);
    const make = (definition: object) =>
      engine.createStateMachine({ name: 'machine', definition: JSON.stringify(definition) });
    expect(make(WAIT).stateMachineArn).toBe(stateMachineArn);
    expect(() => make(machine({ A: { Type: 'Succeed' } }))).toThrow(refusing('StateMachineAlreadyExists'));
  });

  test('that is updated is new for what is started from then on; what runs, or is redriven, goes on with the old one', async () => {
    const waiting = machine({ Wait: { Type: 'Wait', Seconds: 60, Next: 'Old' }, Old: { Type: 'Succeed' } });
    const { engine, stateMachineArn, start, clock } = rig(waiting);
    const [running, redriven] = [start({}, 'running'), start({}, 'redriven')];
    engine.stop(redriven);
    engine.updateStateMachine({ stateMachineArn, definition: JSON.stringify(machine({ New: { Type: 'Succeed' } })) });
    const later = start({}, 'later');
    engine.redrive(redriven);
    await clock.run();
    const last = [running, redriven, later].map(({ history }) => history.events.at(-2)?.details['name']);
    expect(last).toEqual(['Old', 'Old', 'New']);
    expect(engine.list({ stateMachineArn })).toEqual([later, redriven, running]);
    expect(() => engine.updateStateMachine({ stateMachineArn: 'arn:none', definition: '{}' })).toThrow(
      refusing('StateMachineDoesNotExist'),
    );
  });
});

describe('stopping', () => {
  test('ends an execution where it stands, and nothing of it happens later', async () => {
    const { engine, clock, start } = rig(WAIT);
    const execution = start();
    await clock.run({ until: '2026-03-03T12:00:00.000Z' });
    engine.stop({ executionArn: execution.executionArn, error: 'ByHand', cause: 'a drill' });
    expect(execution).toMatchObject({ status: 'ABORTED', error: 'ByHand', stoppedAt: '2026-03-03T12:00:00.000Z' });
    await clock.run();
    expect(execution.status).toBe('ABORTED');
    expect(clock.now()).toBe('2026-03-03T12:00:00.000Z');
  });

  test('one that is over changes nothing', async () => {
    const { engine, outcome } = rig(WAIT);
    const { execution } = await outcome();
    expect(engine.stop({ executionArn: execution.executionArn })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('while a function runs: what it answers is dropped', async () => {
    const made = rig(machine({ A: hold('f', { Next: 'B' }), B: { Type: 'Succeed' } }), {
      f: () => void made.engine.stop({ executionArn: execution.executionArn }),
    });
    const execution = made.start();
    await made.clock.run();
    expect(execution).toMatchObject({ status: 'ABORTED', transitions: 1 });
  });
});

describe('an execution is ended by Step Functions', () => {
  const forever = machine({
    Box: {
      Type: 'Parallel',
      Branches: [
        machine({
          Rest: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Again' },
          Again: { Type: 'Pass', Next: 'Rest' },
        }),
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    },
    Caught: { Type: 'Succeed' },
  });

  test('after a year, as TIMED_OUT, and no Catch runs', async () => {
    const { status, at, execution } = await rig(forever, {}, { variant: true }).outcome({ seconds: 1_000_000 });
    expect([status, at]).toEqual(['TIMED_OUT', '2027-03-03T01:00:00.000Z']);
    expect(execution.history.events.at(-1)?.type).toBe('ExecutionTimedOut');
  });

  test('after the time that its definition gives it', async () => {
    const { status, at } = await rig({ ...WAIT, TimeoutSeconds: 60 }).outcome();
    expect([status, at]).toEqual(['TIMED_OUT', '2026-03-03T01:01:00.000Z']);
  });

  test('at 25,000 events, as FAILED, and no Catch runs', async () => {
    const { status, cause, execution } = await rig(forever, {}, { variant: true }).outcome({ seconds: 1 });
    expect(status).toBe('FAILED');
    expect(cause).toMatch(/25000/);
    expect(execution.history.count).toBe(MOST_EVENTS);
    expect(execution.history.events.at(-1)).toMatchObject({ id: MOST_EVENTS, type: 'ExecutionFailed' });
  });
});

test('who watches is told of the beginning and the end of each execution', async () => {
  const { outcome, statuses, clock } = rig(WAIT);
  await outcome({ key: 'K' });
  await clock.run();
  const about = { name: 'one', startDate: START, input: '{"key":"K"}' };
  expect(statuses).toMatchObject([
    { ...about, status: 'RUNNING', stopDate: undefined },
    { ...about, status: 'SUCCEEDED', stopDate: '2026-03-04T01:00:00.000Z', output: '{"key":"K"}' },
  ]);
});

test('executions are listed newest first, by status', async () => {
  const { engine, stateMachineArn, start, clock } = rig(WAIT);
  start({}, 'one');
  await clock.run();
  start({}, 'two');
  start({}, 'three');
  const names = (status?: string) => engine.list({ stateMachineArn, status }).map(({ name }) => name);
  expect(names()).toEqual(['three', 'two', 'one']);
  expect(names('RUNNING')).toEqual(['three', 'two']);
  expect(engine.transitions()).toBe(1);
});
