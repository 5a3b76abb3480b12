import * as z from 'zod';
import { nextOpening } from '../core/calendar';
import type { Config } from '../core/config';
import { decide } from '../core/decide';
import type { GateSeen } from '../core/decide/gate';
import { protectedBy } from '../core/enqueue';
import type { Control, KeyInspector, Limits, Reading } from '../core/ports';
import { mustEnd, watchedSince } from '../core/standing';
import { dateIn, nextDay } from '../core/time';
import { carryOut, runStep, stepInput } from './run';
import type { RecordingPorts, Run, StepResult } from './run';

const gateInput = stepInput.extend({ before: z.enum(['outage', 'deletion']) });

interface Ports extends RecordingPorts {
  config: Config;
  inspector: Pick<KeyInspector, 'status' | 'lastUse' | 'tags' | 'callers' | 'changesByOthers'>;
  limits: Pick<Limits, 'darkKeyOf' | 'outagesTaken'>;
  control: Control;
}

/** The check before anything that hurts. It reads everything live, and touches nothing. */
export const openGate =
  (ports: Ports) =>
  async (event: unknown): Promise<StepResult> => {
    const { key, retirementId, before } = gateInput.parse(event);
    return runStep('open gate', ports, { key, retirementId }, async (run) => {
      // What must end need not be looked at.
      if (mustEnd(run.retirement)) return { answer: 'keep', seconds: 1 };
      const decision = decide('openGate', run.retirement, await see(run, before, ports));
      if (decision.do === 'call') throw new Error('A gate touches no key.');
      return carryOut(run, decision);
    });
  };

async function see({ retirement }: Run, before: GateSeen['before'], ports: Ports): Promise<GateSeen> {
  const { clock, config, inspector, control, limits } = ports;
  const { subject, onUse } = retirement;
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
  const used = onUse.do === 'keep' && lastUse.known && lastUse.value !== 'never' && lastUse.value.at > since;
  const callers = used ? await inspector.callers(subject, since) : undefined;
  const now = clock.now();
  const today = dateIn(config.calendar.timeZone, now);
  const taken = await limits.outagesTaken(today, subject.accountId);
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
    outagesLeft: config.limits.outagesPerAccountAndDay - taken,
  };
}

function protection(
  tags: Reading<Record<string, string>>,
  { keyId, userName }: { keyId: string; userName: string },
  config: Config,
): GateSeen['protectedBy'] {
  return tags.known ? { known: true, value: protectedBy(config, { keyId, userName, tags: tags.value }) } : tags;
}
