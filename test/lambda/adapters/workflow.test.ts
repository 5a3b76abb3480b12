import { SFNClient } from '@aws-sdk/client-sfn';
import { stepFunctions, taskTokens } from '../../../lambda/adapters/workflow';
import { startWorkflow } from '../../../rehearsal/workflow/server';
import type { WorkflowFault, WorkflowServer } from '../../../rehearsal/workflow/server';
import { machine, rig } from '../../rehearsal/workflow/rig';

// What every adapter has to hold to is in test/contracts/workflow.ts; here is what only the one over the SDK can meet.

const retirement = { key: 'AKIA1', retirementId: 'retirement-1' };
const arn = 'arn:aws:states:us-east-1:111111111111:stateMachine:machine';

const settings = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'none' },
  maxAttempts: 1,
};

let server: WorkflowServer;
let client: SFNClient;
let fault: WorkflowFault | undefined;

beforeEach(async () => {
  fault = undefined;
  const { engine, clock } = rig(machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } }));
  server = await startWorkflow({ engine, clock, fault: () => fault });
  client = new SFNClient({ ...settings, endpoint: server.endpoint });
});

afterEach(() => {
  client.destroy();
  return server.stop();
});

describe('what may pass by itself is Unavailable, with its cause:', () => {
  test.each([
    [400, 'ThrottlingException'],
    [429, 'TooManyRequestsException'],
    [500, 'InternalFailure'],
    [503, 'ServiceUnavailable'],
  ])('%d %s', async (status, type) => {
    fault = { status, type, message: 'it passes' };
    const expected = { name: 'Unavailable', cause: expect.objectContaining({ name: type }) as unknown };
    await expect(stepFunctions(client, arn).start(retirement)).rejects.toMatchObject(expected);
    await expect(taskTokens(client).stop('AQB8.1.one')).rejects.toMatchObject(expected);
  });

  test('nobody listens', async () => {
    const { engine, clock } = rig(machine({ A: { Type: 'Succeed' } }));
    const gone = await startWorkflow({ engine, clock });
    await gone.stop();
    const nowhere = new SFNClient({ ...settings, endpoint: gone.endpoint });
    await expect(stepFunctions(nowhere, arn).start(retirement)).rejects.toMatchObject({ name: 'Unavailable' });
  });
});

test('what does not pass comes as it is', async () => {
  fault = { status: 400, type: 'AccessDeniedException', message: 'not allowed' };
  await expect(stepFunctions(client, arn).start(retirement)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(taskTokens(client).reconsider('AQB8.1.one')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('a state that may not be read is unknown, and says why', async () => {
  fault = { status: 400, type: 'AccessDeniedException', message: 'not allowed' };
  expect(await stepFunctions(client, arn).state('retirement-1')).toEqual({
    known: false,
    why: 'Step Functions did not tell: AccessDeniedException: not allowed',
  });
});

test('a start whose answer was lost is not started twice', async () => {
  const workflow = stepFunctions(client, arn);
  fault = { status: 500, type: 'InternalFailure', message: 'lost', when: 'after' };
  await expect(workflow.start(retirement)).rejects.toMatchObject({ name: 'Unavailable' });
  fault = undefined;
  expect(await workflow.start(retirement)).toEqual({
    execution: `${arn.replace('stateMachine', 'execution')}:retirement-1`,
  });
});
