import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { MOMENT_HEADER } from '../../../rehearsal/clock';
import { startWorkflow } from '../../../rehearsal/workflow/server';
import type { WorkflowFault, WorkflowServer } from '../../../rehearsal/workflow/server';
import { START, hold, machine, rig } from './rig';

let token = '';
let fault: WorkflowFault | undefined;
let made: ReturnType<typeof rig>;
let server: WorkflowServer;
let client: SFNClient;

beforeEach(async () => {
  fault = undefined;
  made = rig(machine({ Hold: hold('hold', { TimeoutSeconds: 86_400 }) }), {
    hold: (payload) => {
      token = String(payload['token']);
      return {};
    },
  });
  server = await startWorkflow({ engine: made.engine, clock: made.clock, fault: () => fault });
  client = clientOf(1);
});

afterEach(async () => {
  client.destroy();
  await server.stop();
});

const clientOf = (maxAttempts: number): SFNClient => {
  const credentials = { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'none' };
  return new SFNClient({ endpoint: server.endpoint, region: 'us-east-1', credentials, maxAttempts });
};

const start = async (name = 'one', input = '{"key":"K"}'): Promise<string> => {
  const { stateMachineArn } = made;
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  return executionArn;
};

const waiting = async (): Promise<string> => {
  const executionArn = await start();
  await made.clock.run({ until: '2026-03-03T02:00:00.000Z' });
  return executionArn;
};

test('an execution is started, ended by its token, and described', async () => {
  const executionArn = await waiting();
  await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"by":"Maria"}' }));
  await made.clock.run();
  expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    name: 'one',
    status: 'SUCCEEDED',
    startDate: new Date(START),
    stopDate: new Date('2026-03-03T02:00:00.000Z'),
    input: '{"key":"K"}',
    output: '{"by":"Maria"}',
  });
});

test('an execution is failed by its token', async () => {
  const executionArn = await waiting();
  await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'Reconsider' }));
  await made.clock.run();
  const { status, error } = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect([status, error]).toEqual(['FAILED', 'Reconsider']);
});

test('an execution is stopped', async () => {
  const executionArn = await waiting();
  const { stopDate } = await client.send(new StopExecutionCommand({ executionArn, error: 'ByHand' }));
  expect(stopDate).toEqual(new Date('2026-03-03T02:00:00.000Z'));
  const { status, error } = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect([status, error]).toEqual(['ABORTED', 'ByHand']);
});

test('a stopped execution is redriven from the state it stood in; one that runs is not', async () => {
  const executionArn = await waiting();
  await expect(client.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'ExecutionNotRedrivable',
  });
  await client.send(new StopExecutionCommand({ executionArn, error: 'ByHand' }));
  const before = token;
  const { redriveDate } = await client.send(new RedriveExecutionCommand({ executionArn }));
  expect(redriveDate).toEqual(new Date('2026-03-03T02:00:00.000Z'));
  await made.clock.run({ until: '2026-03-03T03:00:00.000Z' });
  expect(token).not.toBe(before);
  await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
  await made.clock.run();
  const { status, error } = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect([status, error]).toEqual(['SUCCEEDED', undefined]);
});

test('the history comes in pages, from either end', async () => {
  const executionArn = await waiting();
  await made.clock.run();
  const page = (more: object) => client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 4, ...more }));
  const first = await page({});
  expect(first.events?.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
  ]);
  expect(first.events?.[1]).toMatchObject({ id: 2, previousEventId: 1, timestamp: new Date(START) });
  expect(first.events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'Hold', input: '{"key":"K"}' });
  expect(first.events?.[2]?.taskScheduledEventDetails).toMatchObject({
    resource: 'invoke.waitForTaskToken',
    timeoutInSeconds: 86_400,
  });
  const second = await page({ nextToken: first.nextToken });
  expect(second.events?.map(({ id }) => id)).toEqual([5, 6, 7]);
  expect(second.nextToken).toBeUndefined();
  const backwards = await page({ reverseOrder: true });
  expect(backwards.events?.[0]?.executionFailedEventDetails).toMatchObject({ error: 'States.Timeout' });
});

test('executions are listed in pages, by status', async () => {
  const { stateMachineArn } = made;
  await start('one');
  await made.clock.run();
  await start('two');
  await start('three');
  const first = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2 }));
  const second = await client.send(new ListExecutionsCommand({ stateMachineArn, nextToken: first.nextToken }));
  const names = [first, second].map(({ executions = [] }) => executions.map(({ name }) => name));
  expect(names).toEqual([['three', 'two'], ['one']]);
  const failed = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }));
  expect(failed.executions?.map(({ name }) => name)).toEqual(['one']);
});

describe('an error has the name that the SDK knows:', () => {
  const none = 'arn:aws:states:us-east-1:111111111111:execution:machine:none';
  const send = (taskToken: string, output = '{}') => client.send(new SendTaskSuccessCommand({ taskToken, output }));
  const roleArn = 'arn:aws:iam::111111111111:role/machine';
  const calls: [string, () => Promise<unknown>][] = [
    ['ExecutionDoesNotExist', () => client.send(new DescribeExecutionCommand({ executionArn: none }))],
    ['StateMachineDoesNotExist', () => client.send(new StartExecutionCommand({ stateMachineArn: `${none}-2` }))],
    ['ExecutionAlreadyExists', () => start('one', '{}')],
    ['InvalidName', () => start('a name')],
    ['InvalidExecutionInput', () => start('two', '{')],
    ['InvalidToken', () => send('rubbish')],
    ['TaskDoesNotExist', () => send('AQB8.999.one')],
    ['InvalidOutput', () => send(token, '{')],
    ['TaskTimedOut', () => send(token).then(() => send(token))],
    [
      'InvalidDefinition',
      () => client.send(new CreateStateMachineCommand({ name: 'other', definition: '{}', roleArn })),
    ],
  ];
  test.each(calls)('%s', async (name, call) => {
    await waiting();
    await expect(call()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });
});

describe('a fault', () => {
  test('is answered instead, and nothing has happened', async () => {
    fault = { status: 503, type: 'ServiceUnavailable', message: 'down' };
    await expect(start()).rejects.toMatchObject({ name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } });
    expect(made.engine.list(made)).toEqual([]);
  });

  test('afterwards loses only the answer', async () => {
    fault = { status: 500, type: 'InternalFailure', message: 'lost', when: 'after' };
    await expect(start()).rejects.toMatchObject({ name: 'InternalFailure' });
    expect(made.engine.list(made)).toHaveLength(1);
  });

  test('is tried again by the SDK, and every try is counted', async () => {
    fault = { status: 503, type: 'ServiceUnavailable', message: 'down' };
    const patient = clientOf(2);
    patient.middlewareStack.add(
      (next) => async (args) => {
        if (server.calls['StartExecution'] === 1) fault = undefined;
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const { stateMachineArn } = made;
    await patient.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));
    expect(server.calls).toEqual({ StartExecution: 2 });
    patient.destroy();
  });
});

test('a caller whose clock is ahead is answered as late as it says', async () => {
  client.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers[MOMENT_HEADER] = '2026-03-03T01:00:07.000Z';
      return next(args);
    },
    { step: 'build' },
  );
  const executionArn = await start();
  const { startDate } = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(startDate).toEqual(new Date('2026-03-03T01:00:07.000Z'));
});

test('time stands still while a request is on its way', async () => {
  const executionArn = await start();
  let answered: string | undefined;
  made.clock.at('2026-03-03T02:00:00.000Z', 'somebody asks', () =>
    made.clock.work(async () => {
      await client.send(new DescribeExecutionCommand({ executionArn }));
      answered = made.clock.now();
    }),
  );
  await made.clock.run();
  expect(answered).toBe('2026-03-03T02:00:00.000Z');
});
