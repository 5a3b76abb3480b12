import { SFNClient } from '@aws-sdk/client-sfn';
import { stepFunctions, taskTokens } from '../../lambda/adapters/workflow';
import { workflowFake } from '../../rehearsal/workflow/fake';
import { startWorkflow } from '../../rehearsal/workflow/server';
import { workflowContract } from './workflow';

const opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

workflowContract('the workflow in memory', async ({ engine, stateMachineArn }, isDown) =>
  workflowFake(engine, stateMachineArn, isDown),
);

workflowContract('the workflow in Step Functions', async ({ engine, clock, stateMachineArn }, isDown) => {
  const fault = () => (isDown() ? { status: 503, type: 'ServiceUnavailable', message: 'down' } : undefined);
  const { endpoint, stop } = await startWorkflow({ engine, clock, fault });
  const credentials = { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'none' };
  const client = new SFNClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  opened.push(stop, () => client.destroy());
  return { ...stepFunctions(client, stateMachineArn), ...taskTokens(client) };
});
