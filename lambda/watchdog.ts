import * as z from 'zod';
import { breakWhereMany } from './breaker';
import { controlState } from './change-control';
import { dueOfRestoreAll } from './core/control';
import type { Announcements, Control, Heads, KeyInspector, Metrics, StepInvoker } from './core/ports';
import type { Job } from './core/jobs';
import { findWhatIsDue } from './watchdog/find';
import type { Found } from './watchdog/find';
import { attempt, counted, nothingYet, verified } from './watchdog/findings';
import type { Findings } from './watchdog/findings';
import { hearLostChanges } from './watchdog/lost-changes';
import { serve, serveDeadExecution } from './watchdog/serve';
import type { ServingPorts } from './watchdog/serve';

interface Ports extends ServingPorts {
  inspector: Pick<KeyInspector, 'lastUse' | 'callers' | 'changesByOthers' | 'changesInAccount'>;
  heads: Pick<Heads, 'byStatus' | 'toWatch' | 'everyKeyId'>;
  announcements: Announcements;
  control: Pick<Control, 'read' | 'append'>;
  steps: StepInvoker;
  metrics: Metrics;
}

/** The schedule's own inputs, and the event of an execution that failed, timed out or was aborted. */
const watchdogInput = z.union([
  z.object({ sweep: z.enum(['due', 'everything']) }),
  z.object({ detail: z.object({ name: z.string(), status: z.string(), input: z.string().optional() }) }),
]);

export interface SweepResult {
  looked: number;
  did: { keyId: string; job: Job['do'] }[];
  problems: string[];
}

/** The scheduled restorer that trusts nothing but the chain and IAM. One bad row never stops the sweep. */
export const watchdog =
  (ports: Ports) =>
  async (event: unknown): Promise<SweepResult> => {
    const input = watchdogInput.parse(event);
    const found = nothingYet();
    const result: SweepResult = { looked: 0, did: [], problems: found.problems };
    const look = async (keyId: string, serveIt: () => Promise<Job[]>): Promise<void> => {
      result.looked += 1;
      const jobs = await attempt(keyId, found, serveIt);
      for (const job of jobs ?? []) result.did.push({ keyId, job: job.do });
    };
    if ('detail' in input) {
      const { key } = z.object({ key: z.string() }).parse(JSON.parse(input.detail.input ?? '{}'));
      await look(key, () => serveDeadExecution(key, input.detail.name, ports));
      return result;
    }
    const { sweep } = input;
    if (sweep === 'everything') {
      for await (const keyId of ports.heads.everyKeyId()) await look(keyId, () => serve(keyId, sweep, found, ports));
    } else {
      await attempt('restore-all', found, () => goOnGivingBackAll(found, ports));
      for await (const due of findWhatIsDue(found, ports)) await look(due.keyId, () => serveDue(due, found, ports));
      for (const keyId of await hearLostChanges(found, ports)) result.did.push({ keyId, job: 'look up changes' });
      await attempt('breaker', found, () => breakWhereMany(found.seen, ports));
    }
    counted(sweep, found, ports);
    return result;
  };

/** R10: giving everything back goes on until all of it is confirmed, whatever became of the run that began it. */
async function goOnGivingBackAll(found: Findings, { control, clock, steps }: Ports): Promise<void> {
  found.control = controlState(verified(await control.read(), found));
  const sweep = dueOfRestoreAll(found.control, clock.now());
  if (sweep) await steps.restoreAll({ sweep });
}

/** What was announced and can no longer land is in the chain or nowhere: HEAD is rebuilt, and it is forgotten. */
async function serveDue({ keyId, landed }: Found, found: Findings, ports: Ports): Promise<Job[]> {
  const jobs = await serve(keyId, landed.length > 0 ? 'landed' : 'due', found, ports);
  for (const announcement of landed) await ports.announcements.forget(announcement);
  return jobs;
}
