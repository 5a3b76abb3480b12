import { isOpen } from './core/calendar';
import type { Config } from './core/config';
import { LostRace } from './core/errors';
import { fold } from './core/evolve';
import type { Clock, Heads, Ids, Ledger, Workflow } from './core/ports';
import { mustEnd } from './core/standing';

interface Ports {
  config: Config;
  ledger: Ledger;
  heads: Pick<Heads, 'byStatus'>;
  workflow: Pick<Workflow, 'start'>;
  clock: Clock;
  ids: Ids;
}

/** Starts each enqueued retirement that has no execution, in working hours. Starting twice is starting once: the name is its id. */
export const dispatch = (ports: Ports) => async (): Promise<{ started: number; problems: string[] }> => {
  const { config, heads, clock } = ports;
  const result = { started: 0, problems: [] as string[] };
  if (!isOpen(config.calendar, clock.now())) return result;
  for await (const { keyId } of heads.byStatus('enqueued')) {
    try {
      if (await start(keyId, ports)) result.started += 1;
    } catch (error) {
      // One bad row never stops the others; it is tried again in 15 minutes.
      result.problems.push(`${keyId}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return result;
};

async function start(keyId: string, { ledger, workflow, clock, ids }: Ports): Promise<boolean> {
  let chain = await ledger.read(keyId);
  const retirement = fold(chain);
  if (!retirement || retirement.dispatchedAt || mustEnd(retirement)) return false;
  const { retirementId } = retirement;
  const { execution } = await workflow.start({ key: keyId, retirementId });
  for (;;) {
    try {
      await ledger.append(chain, {
        type: 'Dispatched',
        detail: { execution },
        at: clock.now(),
        actor: 'keysunset dispatch',
        retirementId,
        attempt: ids.attempt(),
      });
      return true;
    } catch (error) {
      if (!(error instanceof LostRace)) throw error;
      // The execution was quicker with its first entry. Without this one the watchdog would not miss it when it dies.
      chain = await ledger.read(keyId);
    }
  }
}
