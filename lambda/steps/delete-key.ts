import { decide } from '../core/decide';
import { lastLook } from '../core/decide/delete-key';
import { Unavailable } from '../core/errors';
import type { Control, KeyDeleter, KeyInspector, Limits, StepInvoker } from '../core/ports';
import { carryOut, runStep, stepInput } from './run';
import type { RecordingPorts, Run, StepResult } from './run';

interface Ports extends RecordingPorts {
  inspector: Pick<KeyInspector, 'status'>;
  deleter: KeyDeleter;
  control: Pick<Control, 'frozen'>;
  limits: Pick<Limits, 'releaseDarkKey'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
}

/** Deletes the key: promise, one last look, one call. What is not certain is left to the give-back. */
export const deleteKey =
  (ports: Ports) =>
  async (event: unknown): Promise<StepResult> => {
    const { clock, inspector, limits, steps } = ports;
    const input = stepInput.parse(event);
    return runStep('delete key', ports, input, async (run) => {
      const { subject, retirementId } = run.retirement;
      const status = await inspector.status(subject);
      if (!status.known) throw new Unavailable(`${input.key} could not be read: ${status.why}`);
      const decision = decide('deleteKey', run.retirement, { now: clock.now(), status: status.value });
      if (decision.do === 'call') {
        if (decision.intent) await run.append(decision.intent);
        await onceOnly(run, ports);
        return undefined;
      }
      const result = await carryOut(run, decision);
      if (decision.do === 'answer' && decision.answer === 'deleted') {
        await limits.releaseDarkKey(subject.accountId, subject.userId, retirementId);
        await steps.giveNotice(input);
      }
      return result;
    });
  };

async function onceOnly(run: Run, { inspector, deleter, control }: Ports): Promise<void> {
  const { subject, deletion } = run.retirement;
  if (!deletion) throw new Error(`The deletion of ${subject.keyId} is promised, yet not in the chain.`);
  const [status, frozen] = await Promise.all([inspector.status(subject), control.frozen()]);
  await run.read();
  const abandoned = lastLook(run.retirement, { status, frozen });
  if (abandoned.length > 0) return run.land(...abandoned);
  const result = await deleter.deleteKey(subject, deletion.sendBy);
  if (result === 'done') {
    const listed = await inspector.status(subject);
    // Still listed, or unknown: what the call answered proves nothing. After the fence the give-back looks.
    return listed.known && listed.value === 'absent' ? run.land({ type: 'KeyDeleted', detail: {} }) : undefined;
  }
  if (result === 'not sent') {
    return run.land({ type: 'DeletionAbandoned', detail: { because: 'the call could not be sent in time' } });
  }
  // Absent: gone between the look and the call, by whom is not certain. After the fence the give-back looks.
}
