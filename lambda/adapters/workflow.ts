import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { Unavailable } from '../core/errors';
import type { Waker, Workflow } from '../core/ports';
import { mayPass, saying } from './faults';

/** Step Functions: one execution per retirement, named after it. */
export function stepFunctions(client: SFNClient, stateMachineArn: string): Workflow {
  const executionOf = (retirementId: string): string =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${retirementId}`;

  return {
    async start({ key, retirementId }) {
      const input = JSON.stringify({ key, retirementId });
      try {
        await reach(() => client.send(new StartExecutionCommand({ stateMachineArn, name: retirementId, input })));
      } catch (error) {
        // It runs with other input, or ran before: started once is started.
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
      return { execution: executionOf(retirementId) };
    },

    async state(retirementId) {
      try {
        const command = new DescribeExecutionCommand({ executionArn: executionOf(retirementId) });
        const { status } = await client.send(command);
        return { known: true, value: status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended' };
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return { known: true, value: 'missing' };
        return { known: false, why: `Step Functions did not tell: ${saying(error)}` };
      }
    },
  };
}

/** Ends holds by their task tokens. */
export const taskTokens = (client: SFNClient): Waker => ({
  stop: (taskToken) => wake(() => client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))),
  reconsider: (taskToken) => wake(() => client.send(new SendTaskFailureCommand({ taskToken, error: 'Reconsider' }))),
});

async function wake(call: () => Promise<unknown>): Promise<'woken' | 'too late'> {
  try {
    await reach(call);
    return 'woken';
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist) return 'too late';
    throw error;
  }
}

async function reach(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    throw mayPass(error) ? new Unavailable(`Step Functions did not answer: ${saying(error)}`, { cause: error }) : error;
  }
}
