import * as z from 'zod';
import { newsOf } from '../core/changes';
import type { Config } from '../core/config';
import { decide } from '../core/decide';
import type { Decision } from '../core/decide/decision';
import type { RestoreAnswer, RestoreSeen } from '../core/decide/restore';
import { restored } from '../core/decide/restore';
import { Unavailable } from '../core/errors';
import type { Clock, KeyInspector, KeyRestorer, Limits, StepInvoker } from '../core/ports';
import { handsOff } from '../core/standing';
import { carryOut, runStep, stepInput } from './run';
import type { RecordingPorts, Run, StepResult } from './run';

const restoreInput = stepInput.extend({
  instruction: z.enum(['restore', 'confirm']),
  because: z.enum(['the outage is over', 'somebody needs it', 'Keysunset failed', 'everything is given back']),
  claim: z.string().optional(),
  failure: z.object({ Error: z.string(), Cause: z.string() }).optional(),
});
type Input = z.infer<typeof restoreInput>;

interface Ports extends RecordingPorts {
  config: Pick<Config, 'calendar'>;
  inspector: Pick<KeyInspector, 'status' | 'changesByOthers'>;
  restorer: KeyRestorer;
  limits: Pick<Limits, 'releaseDarkKey'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
}

/** Gives the key back, or confirms after the fence that it stays on. Whoever wants a key back comes through here. */
export const restore =
  (ports: Ports) =>
  async (event: unknown): Promise<StepResult> => {
    const input = restoreInput.parse(event);
    const { key, retirementId } = input;
    let called = false;
    return runStep('restore', ports, { key, retirementId }, async (run) => {
      const decision = await next(run, input, ports);
      if (!decision) return undefined;
      if (decision.do === 'call') {
        called = true;
        return giveBack(run, decision, ports);
      }
      const result = await carryOut(run, decision);
      if (called || decision.record.length > 0) await closed(run, ports, { key, retirementId });
      else if (run.retirement.phase.name === 'ended') await release(run, ports);
      return result;
    });
  };

async function next(run: Run, input: Input, ports: Ports): Promise<Decision<RestoreAnswer> | undefined> {
  const seen = { now: ports.clock.now(), input: instructed(input), attempt: run.attempt };
  const { calendar } = ports.config;
  if (input.instruction === 'restore') return decide('restore', run.retirement, { ...seen, calendar });
  const status = await ports.inspector.status(run.retirement.subject);
  if (!status.known) throw new Unavailable(`${input.key} could not be read: ${status.why}`);
  if (status.value === 'Inactive' && !handsOff(run.retirement) && (await othersDidThis(run, ports))) return undefined;
  return decide('confirm', run.retirement, { ...seen, status: status.value });
}

/** Found off after it was given back: did somebody else do it? What CloudTrail cannot tell never keeps a key off. */
async function othersDidThis(run: Run, { inspector }: Ports): Promise<boolean> {
  const { subject, confirmedAt, enqueuedAt } = run.retirement;
  const found = await inspector.changesByOthers(subject, confirmedAt ?? enqueuedAt);
  const fresh = found.known ? newsOf(run.retirement, found.value) : [];
  for (const change of fresh) {
    await run.append({ type: 'EvidenceGathered', detail: { about: 'change', source: 'CloudTrail', change } });
  }
  return fresh.length > 0;
}

async function giveBack(
  run: Run,
  decision: Extract<Decision<RestoreAnswer>, { do: 'call' }>,
  { restorer }: { restorer: KeyRestorer; clock: Clock },
): Promise<undefined> {
  if (decision.intent) await run.append(decision.intent);
  try {
    await run.land(...restored(await restorer.restore(run.retirement.subject)));
  } catch (error) {
    // Recorded, so that an operator sees why the key is not back yet; the state machine tries again for a day.
    await run.land({ type: 'RestoreFailed', detail: { why: error instanceof Error ? error.message : String(error) } });
    throw error;
  }
}

/** Whatever was recorded here is news for the owner; a key that is ours no longer lets the user's other key go dark. */
async function closed(run: Run, ports: Ports, input: { key: string; retirementId: string }): Promise<void> {
  if (!run.retirement.claim) await release(run, ports);
  await ports.steps.giveNotice(input);
}

async function release(run: Run, { limits }: Ports): Promise<void> {
  const { subject, retirementId } = run.retirement;
  await limits.releaseDarkKey(subject.accountId, subject.userId, retirementId);
}

const instructed = ({ because, claim, failure }: Input): RestoreSeen['input'] => ({
  because,
  ...(claim && { claim }),
  ...(failure && { failure }),
});
