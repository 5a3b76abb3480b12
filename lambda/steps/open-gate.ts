import * as z from 'zod';
import { nextOpening } from '../core/calendar';
import type { Config } from '../core/config';
import { decide } from '../core/decide';
import type { Fact } from '../core/entries';
import type { GateSeen } from '../core/decide/gate';
import { protectedBy } from '../core/enqueue';
import { dailyLimits } from '../core/pace';
import { due } from '../core/telling';
import type { Control, KeyInspector, Limits, Reading, StepInvoker } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { mustEnd, watchedSince } from '../core/standing';
import { dateIn, nextDay } from '../core/time';
import { carryOut, runStep, stepInput } from './run';
import type { RecordingPorts, Run, StepResult } from './run';

const gateInput = stepInput.extend({ before: z.enum(['outage', 'deletion']) });

interface Ports extends RecordingPorts {
  config: Config;
  inspector: Pick<KeyInspector, 'status' | 'lastUse' | 'tags' | 'callers' | 'changesByOthers'>;
  limits: Pick<Limits, 'darkKeyOf' | 'outagesTaken'>;
  control: Pick<Control, 'frozen'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
}

/** The check before anything that hurts. It reads everything live, and touches nothing; what has to be asked is asked by a notice. */
export const openGate =
  (ports: Ports) =>
  async (event: unknown): Promise<StepResult> => {
    const { key, retirementId, before } = gateInput.parse(event);
    return runStep('open gate', ports, { key, retirementId }, async (run) => {
      // What must end need not be looked at.
      if (mustEnd(run.retirement)) return { answer: 'keep', seconds: 1 };
      const decision = decide('openGate', run.retirement, await see(run, before, ports));
      if (decision.do === 'call') throw new Error('A gate touches no key.');
      const result = await carryOut(run, decision);
      const tells = due(run.retirement, ports.clock.now(), ports.config).some(
        ({ about, kind }) => kind === 'ReminderGiven' || about === 'first',
      );
      if (asks(decision) || tells) await ports.steps.giveNotice({ key, retirementId });
      return result;
    });
  };

const asks = ({ record }: { record: readonly Fact[] }): boolean => record.some(({ type }) => type === 'UseQuestioned');

async function see({ retirement }: Run, before: GateSeen['before'], ports: Ports): Promise<GateSeen> {
  const { clock, config, inspector, control, limits } = ports;
  const { subject, onUse, question } = retirement;
  const [status, lastUse, tags, frozen, changes, darkKey] = await Promise.all([
    inspector.status(subject),
    inspector.lastUse(subject),
    inspector.tags(subject),
    control.frozen(),
    before === 'deletion'
      ? inspector.changesByOthers(subject, retirement.confirmedAt ?? retirement.enqueuedAt)
      : ({ known: true, value: [] } as const),
    limits.darkKeyOf(subject.accountId, subject.userId),
  ]);
  const since = before === 'deletion' ? (retirement.firstOutageAt ?? retirement.enqueuedAt) : watchedSince(retirement);
  const counts = onUse.do !== 'ignore' && !question;
  const used = counts && lastUse.known && lastUse.value !== 'never' && lastUse.value.at > since;
  const callers = used ? await inspector.callers(subject, since) : undefined;
  const now = clock.now();
  const today = dateIn(config.calendar.timeZone, now);
  return {
    now,
    before,
    status,
    lastUse,
    callers: callers?.known ? callers.value : 'unknown',
    protectedBy: protection(tags, retirement.subject, config),
    changes,
    frozen,
    opensAt: nextOpening(config.calendar, now),
    nextDayOpensAt: nextOpening(config.calendar, nextDay(config.calendar.timeZone, now)),
    otherKeyDark: darkKey !== undefined && darkKey !== retirement.retirementId,
    limitReached: await reached(retirement, today, ports),
    config,
  };
}

/** The limit that leaves no outage for today. */
async function reached(r: Retirement, today: string, { config, limits }: Ports): Promise<string | undefined> {
  for (const { of, most, because } of dailyLimits(r, config.limits)) {
    if ((await limits.outagesTaken(today, of)) >= most) return because;
  }
  return undefined;
}

function protection(
  tags: Reading<Record<string, string>>,
  { keyId, userName }: { keyId: string; userName: string },
  config: Config,
): GateSeen['protectedBy'] {
  return tags.known ? { known: true, value: protectedBy(config, { keyId, userName, tags: tags.value }) } : tags;
}
