import { changeControl, controlState } from './change-control';
import { countsSince, screams, whyFreeze } from './core/breaker';
import type { BreakerSeen } from './core/breaker';
import type { Config } from './core/config';
import { fold } from './core/evolve';
import type { Clock, Control, Heads, Ids, Ledger, StepInvoker } from './core/ports';
import type { Retirement } from './core/retirement';

export interface BreakerPorts {
  config: Pick<Config, 'limits'>;
  ledger: Pick<Ledger, 'read'>;
  heads: Pick<Heads, 'byStatus'>;
  control: Pick<Control, 'read' | 'append'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
  clock: Clock;
  ids: Ids;
}

/** Ends that may have begun with a scream. */
const ends = ['kept', 'failed', 'left', 'gone'] as const;

/** Freezes everything where too many keys turned out to be needed, and tells the operators why. `live`: what the sweep has read. */
export async function breakWhereMany(live: readonly Retirement[], ports: BreakerPorts): Promise<void> {
  const { config, control, clock, steps } = ports;
  const { breaker } = config.limits;
  // A scream is live for the length of a fence at least, so some sweep hears it: without one, nothing has become more.
  if (!breaker || !live.some(screams)) return;
  const chain = await control.read();
  if (controlState(chain).frozen) return;
  const thawedAt = chain.entries.findLast(({ type }) => type === 'Thawed')?.at;
  const seen: BreakerSeen = { now: clock.now(), breaker, thawedAt };
  const all = [...live, ...(await justEnded(seen, live, ports))];
  const [first] = all;
  const reason = whyFreeze(all, seen);
  if (!reason || !first) return;
  const { answer } = await changeControl(ports)({ ask: 'freeze', reason, actor: 'keysunset watchdog' });
  if (answer !== 'frozen') return;
  const tellOperators = `Frozen: no outage begins and nothing is deleted before the thaw. ${reason}. Look at these keys, then say thaw.`;
  await steps.giveNotice({ key: first.subject.keyId, retirementId: first.retirementId, tellOperators });
}

async function justEnded(
  seen: BreakerSeen,
  live: readonly Retirement[],
  { heads, ledger }: BreakerPorts,
): Promise<Retirement[]> {
  const known = new Set(live.map(({ subject }) => subject.keyId));
  const ended: Retirement[] = [];
  for (const status of ends) {
    for await (const { keyId } of heads.byStatus(status, countsSince(seen))) {
      const retirement = known.has(keyId) ? undefined : fold(await ledger.read(keyId));
      if (retirement) ended.push(retirement);
    }
  }
  return ended;
}
