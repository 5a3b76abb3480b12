import type { Config } from '../core/config';
import { decide } from '../core/decide';
import type { KeyInspector, StepInvoker } from '../core/ports';
import { due } from '../core/telling';
import { carryOut, runStep, stepInput } from './run';
import type { RecordingPorts, StepResult } from './run';

interface Ports extends RecordingPorts {
  config: Config;
  inspector: Pick<KeyInspector, 'status'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
}

/** Wakes up during an outage: has somebody re-activated the key, is a reminder due, is the outage over? */
export const checkIn =
  (ports: Ports) =>
  async (event: unknown): Promise<StepResult> => {
    const { clock, config, inspector, steps } = ports;
    const input = stepInput.parse(event);
    return runStep('check in', ports, input, async (run) => {
      const status = await inspector.status(run.retirement.subject);
      const decision = decide('checkIn', run.retirement, { now: clock.now(), status, config });
      if (decision.do === 'call') throw new Error('A check-in touches no key.');
      const result = await carryOut(run, decision);
      if (due(run.retirement, clock.now(), config).length > 0) await steps.giveNotice(input);
      return result;
    });
  };
