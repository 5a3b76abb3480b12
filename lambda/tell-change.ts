import { told } from './core/decide/change';
import type { Heard } from './core/changes';
import { fold } from './core/evolve';
import type { Clock, Ids, Ledger } from './core/ports';
import type { Retirement } from './core/retirement';
import { mustEnd } from './core/standing';
import { againWhenOvertaken } from './overtaken';
import { wake } from './wake';
import type { WakingPorts } from './wake';

export interface TellingPorts extends WakingPorts<'stop'> {
  ledger: Pick<Ledger, 'read' | 'append'>;
  clock: Clock;
  ids: Ids;
}

/**
 * Tells a key's chain of a change by somebody else, and wakes the execution where it has to end (R5). Answers whether the chain did not
 * know of it.
 */
export async function tellChange({ keyId, change }: Heard, actor: string, ports: TellingPorts): Promise<boolean> {
  const { ledger, clock, ids } = ports;
  const { retirement, isNew } = await againWhenOvertaken(async () => {
    const chain = await ledger.read(keyId);
    const found = fold(chain);
    const facts = found ? told(chain, found, change) : [];
    if (!found || facts.length === 0) return { retirement: found, isNew: false };
    const stamp = { at: clock.now(), actor, retirementId: found.retirementId, attempt: ids.attempt() };
    const longer = await ledger.append(chain, ...facts.map((fact) => ({ ...fact, ...stamp })));
    return { retirement: fold(longer), isNew: true };
  });
  if (retirement && isEnding(retirement)) await wake(retirement, 'stop', ports);
  return isNew;
}

/** Also where it was known before: whoever told it may have died before anybody was woken. */
const isEnding = (r: Retirement): boolean => r.phase.name !== 'ended' && mustEnd(r);
