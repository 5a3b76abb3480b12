import { Unavailable } from '../../lambda/core/errors';
import type { Waker, Workflow } from '../../lambda/core/ports';
import type { Engine } from './engine';
import { WorkflowRefused } from './errors';

/** The ports Workflow and Waker in process, over the same engine that the server has. `isDown`: out of reach, for a while. */
export function workflowFake(
  engine: Engine,
  stateMachineArn: string,
  isDown: () => boolean = () => false,
): Workflow & Waker {
  const mustBeUp = (): void => {
    if (isDown()) throw new Unavailable('Step Functions did not answer: it is down.');
  };
  const wake = (send: () => void): 'woken' | 'too late' => {
    mustBeUp();
    const woken = unless(['TaskTimedOut', 'TaskDoesNotExist'], () => {
      send();
      return true;
    });
    return woken ? 'woken' : 'too late';
  };
  const executionOf = (retirementId: string): string =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${retirementId}`;

  return {
    async start({ key, retirementId }) {
      mustBeUp();
      const input = JSON.stringify({ key, retirementId });
      unless(['ExecutionAlreadyExists'], () => engine.start({ stateMachineArn, name: retirementId, input }));
      return { execution: executionOf(retirementId) };
    },

    async state(retirementId) {
      if (isDown()) return { known: false, why: 'Step Functions did not tell: it is down.' };
      const execution = unless(['ExecutionDoesNotExist'], () => engine.describe(executionOf(retirementId)));
      if (!execution) return { known: true, value: 'missing' };
      return { known: true, value: execution.status === 'RUNNING' ? 'running' : 'ended' };
    },

    stop: async (taskToken) => wake(() => engine.sendTaskSuccess({ taskToken, output: '{}' })),
    reconsider: async (taskToken) => wake(() => engine.sendTaskFailure({ taskToken, error: 'Reconsider' })),
  };
}

/** What `ask` answers; undefined where it is refused for one of these reasons. */
function unless<T>(reasons: string[], ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof WorkflowRefused && reasons.includes(error.type)) return undefined;
    throw error;
  }
}
