import * as z from 'zod';
import type { Config } from '../core/config';
import type { Holds, Waker } from '../core/ports';
import { hasPassed, holdUntil, mustEnd } from '../core/standing';
import { runStep, stepInput } from './run';
import type { RecordingPorts, StepResult } from './run';

const holdInput = stepInput.extend({
  token: z.string().min(1),
  hold: z.enum(['notice', 'gate', 'outage', 'soak', 'deletion gate']),
});

interface Ports extends RecordingPorts {
  config: Config;
  holds: Pick<Holds, 'put'>;
  waker: Waker;
}

/**
 * A wait that a person can end early. It stores the token, then reads the chain: a stop that came before the token could be
 * found by the door is answered here; so is a wait whose time is over, since a redriven execution must not begin it anew (R8).
 */
export const hold =
  (ports: Ports) =>
  async (event: unknown): Promise<StepResult> => {
    const { clock, config, holds, waker } = ports;
    const { key, retirementId, token, hold: kind } = holdInput.parse(event);
    await holds.put({ token, keyId: key, retirementId, at: clock.now() });
    const result = await runStep('hold', ports, { key, retirementId }, async (run) => {
      if (mustEnd(run.retirement)) return { answer: 'stop', seconds: 1 };
      const until = holdUntil(run.retirement, kind, clock.now(), config);
      return { answer: until && hasPassed(clock.now(), until) ? 'over' : 'hold', seconds: 1 };
    });
    if (result.answer === 'stop' || result.answer === 'ended') await waker.stop(token);
    if (result.answer === 'over') await waker.reconsider(token);
    return result;
  };
