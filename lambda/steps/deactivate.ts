import type { Config } from '../core/config';
import { decide } from '../core/decide';
import { dailyLimits } from '../core/pace';
import type { Control, KeyDeactivator, KeyInspector, Limits, StepInvoker } from '../core/ports';
import { dateIn } from '../core/time';
import { carryOut, runStep, stepInput } from './run';
import type { RecordingPorts, Run, StepResult } from './run';

interface Ports extends RecordingPorts {
  config: Config;
  inspector: Pick<KeyInspector, 'status'>;
  deactivator: KeyDeactivator;
  limits: Pick<Limits, 'takeOutage' | 'giveBackOutage' | 'takeDarkKey'>;
  control: Pick<Control, 'frozen'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
}

/** Switches the key off: promises when it comes back, then makes one call in time, then records it, then tells. */
export const deactivate =
  (ports: Ports) =>
  async (event: unknown): Promise<StepResult> => {
    const { clock, config, inspector, deactivator, control, steps } = ports;
    const input = stepInput.parse(event);
    return runStep('deactivate', ports, input, async (run) => {
      const [status, frozen] = await Promise.all([inspector.status(run.retirement.subject), control.frozen()]);
      const decision = decide('deactivate', run.retirement, { now: clock.now(), status, frozen, config });
      if (decision.do !== 'call') return carryOut(run, decision);
      if (decision.intent) {
        if (!(await takeTheLimits(run, ports))) return { answer: 'listen', seconds: 1 };
        await run.append(decision.intent);
        // R10: a freeze that came just before the promise must win over it.
        const frozenNow = await control.frozen();
        if (!frozenNow.known || frozenNow.value) return { answer: 'listen', seconds: 1 };
      }
      const { claim, subject } = run.retirement;
      if (!claim) throw new Error(`The outage of ${input.key} is promised, yet no claim is open.`);
      const result = await deactivator.deactivate(subject, claim.sendBy);
      if (result !== 'done') return { answer: 'listen', seconds: 1 };
      await run.land({ type: 'KeyDeactivated', detail: { stage: claim.stage } });
      await steps.giveNotice(input);
      return undefined;
    });
  };

/**
 * Counted before the cut, so that two at once cannot both be the last; one dark key per user (R10). What one limit refuses
 * takes no room from the others; the dark key comes last, since taken twice it is taken once: nobody could tell whose it is.
 */
async function takeTheLimits(run: Run, { clock, config, limits }: Ports): Promise<boolean> {
  const { retirementId, subject } = run.retirement;
  const today = dateIn(config.calendar.timeZone, clock.now());
  // A stage that is repeated is another outage, of another run; and what this run gives back must not be what another delivery goes by.
  const outage = `${retirementId}#${run.attempt}`;
  const taken: string[] = [];
  const takesAll = async (): Promise<boolean> => {
    for (const { of, most } of dailyLimits(run.retirement, config.limits)) {
      if (!(await limits.takeOutage(today, of, most, outage))) return false;
      taken.push(of);
    }
    return limits.takeDarkKey(subject.accountId, subject.userId, retirementId);
  };
  if (await takesAll()) return true;
  for (const of of taken) await limits.giveBackOutage(today, of, outage);
  return false;
}
