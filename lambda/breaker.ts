import { changeControl, controlState } from './change-control';
import { BREAKER, countsSince, screams, untoldFreeze, whyFreeze } from './core/breaker';
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

/** Where a retirement may stand that a scream has ended, or is ending. */
const ends = ['ending', 'kept', 'failed', 'left', 'gone'] as const;

/** Freezes everything where too many keys turned out to be needed, and has the operators told why. `live`: what the sweep has read. */
export async function breakWhereMany(live: readonly Retirement[], ports: BreakerPorts): Promise<void> {
  const { config, control, clock, steps } = ports;
  const { breaker } = config.limits;
  if (!breaker) return;
  const chain = await control.read();
  const state = controlState(chain);
  // Slack may not have taken it: each sweep tries again, until they are told.
  if (untoldFreeze(state)) return steps.giveNotice({ tellOperators: true });
  // A scream is live for the length of a fence at least, so some sweep hears it: without one, nothing has become more.
  if (state.frozen || !live.some(screams)) return;
  const thawedAt = chain.entries.findLast(({ type }) => type === 'Thawed')?.at;
  const seen: BreakerSeen = { now: clock.now(), breaker, thawedAt };
  const reason = whyFreeze([...live, ...(await justEnded(seen, live, ports))], seen);
  if (!reason) return;
  const { answer } = await changeControl(ports)({ ask: 'freeze', reason, actor: BREAKER });
  if (answer === 'frozen') await steps.giveNotice({ tellOperators: true });
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
