import * as z from 'zod';
import { breakWhereMany } from './breaker';
import { controlState } from './change-control';
import type { Config } from './core/config';
import { dueOfRestoreAll } from './core/control';
import { heardUse, reactivated } from './core/decide/screams';
import type { Fact } from './core/entries';
import { fold } from './core/evolve';
import { liveStatuses } from './core/head';
import type {
  Chain,
  Clock,
  Control,
  Heads,
  Holds,
  Ids,
  KeyInspector,
  Ledger,
  StepInvoker,
  Waker,
  Workflow,
} from './core/ports';
import type { Retirement } from './core/retirement';
import { mustEnd, watchedSince } from './core/standing';
import { after, seconds } from './core/time';
import { watch } from './core/watch';
import type { Job } from './core/watch';

interface Ports {
  config: Config;
  ledger: Ledger;
  heads: Pick<Heads, 'byStatus' | 'everyKeyId'>;
  holds: Pick<Holds, 'newest'>;
  control: Pick<Control, 'read' | 'append'>;
  inspector: Pick<KeyInspector, 'lastUse' | 'callers' | 'changesByOthers'>;
  workflow: Pick<Workflow, 'state'>;
  waker: Waker;
  steps: StepInvoker;
  clock: Clock;
  ids: Ids;
}

/** The schedule's own inputs, and the event of an execution that failed, timed out or was aborted. */
const watchdogInput = z.union([
  z.object({ sweep: z.enum(['due', 'everything']) }),
  z.object({ detail: z.object({ name: z.string(), status: z.string(), input: z.string().optional() }) }),
]);

/** From one sweep to the next, in seconds; the schedule in the stack says the same. */
export const SWEEP_EVERY = 300;

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
    const result: SweepResult = { looked: 0, did: [], problems: [] };
    const look = async (keyId: string, serve: () => Promise<Job[]>): Promise<void> => {
      result.looked += 1;
      try {
        for (const job of await serve()) result.did.push({ keyId, job: job.do });
      } catch (error) {
        result.problems.push(`${keyId}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    if ('detail' in input) {
      const { key } = z.object({ key: z.string() }).parse(JSON.parse(input.detail.input ?? '{}'));
      await look(key, () => serveDeadExecution(key, input.detail.name, ports));
      return result;
    }
    if (input.sweep === 'due') await attempt('restore-all', () => goOnGivingBackAll(ports), result);
    const keyIds = input.sweep === 'due' ? liveKeyIds(ports) : ports.heads.everyKeyId();
    const seen: Retirement[] = [];
    for await (const keyId of keyIds) await look(keyId, () => serve(keyId, input.sweep, seen, ports));
    if (input.sweep === 'due') await attempt('breaker', () => breakWhereMany(seen, ports), result);
    return result;
  };

/** R10: giving everything back goes on until all of it is confirmed, whatever became of the run that began it. */
async function goOnGivingBackAll({ control, clock, steps }: Ports): Promise<void> {
  const sweep = dueOfRestoreAll(controlState(await control.read()), clock.now());
  if (sweep) await steps.restoreAll({ sweep });
}

/** What fails for the whole does not keep the sweep from the single keys. */
async function attempt(what: string, act: () => Promise<void>, { problems }: SweepResult): Promise<void> {
  try {
    await act();
  } catch (error) {
    problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function* liveKeyIds({ heads }: Ports): AsyncIterable<string> {
  for (const status of liveStatuses) for await (const { keyId } of heads.byStatus(status)) yield keyId;
}

async function serve(keyId: string, sweep: 'due' | 'everything', seen: Retirement[], ports: Ports): Promise<Job[]> {
  const chain = await ports.ledger.read(keyId);
  const retirement = fold(chain);
  if (!retirement) return [];
  seen.push(retirement);
  const everything = sweep === 'everything';
  const now = ports.clock.now();
  // What ended longer ago had its HEAD rebuilt then.
  const settled = retirement.phase.name === 'ended' && retirement.phase.at < after(now, -2 * seconds.day);
  if (everything && !settled) await ports.ledger.rebuildHead(chain);
  // Use and changes are read by the sweep of what is due, which runs at the same moment: not twice.
  const jobs = watch(retirement, { now, every: everything ? 0 : SWEEP_EVERY, config: ports.config, everything });
  for (const job of jobs) await carryOut(job, chain, retirement, ports);
  return jobs;
}

async function carryOut(job: Job, chain: Chain, r: Retirement, ports: Ports): Promise<void> {
  const subject = { key: r.subject.keyId, retirementId: r.retirementId };
  switch (job.do) {
    case 'restore':
      return ports.steps.restore({ ...subject, ...job.input });
    case 'give notice':
      return ports.steps.giveNotice(subject);
    case 'read the use':
      return readTheUse(chain, r, ports);
    case 'look up changes':
      return lookUpChanges(chain, r, ports);
    case 'look for the execution':
      return lookForTheExecution(r, ports);
    default:
      return job satisfies never;
  }
}

/** A scream that the soak hears ends it early. */
async function readTheUse(chain: Chain, r: Retirement, ports: Ports): Promise<void> {
  const lastUse = await ports.inspector.lastUse(r.subject);
  if (!lastUse.known) throw new Error(`the last use could not be read: ${lastUse.why}`);
  const since = watchedSince(r);
  if (!heardUse(r, lastUse.value, since, 'unknown')) return;
  const callers = await ports.inspector.callers(r.subject, since);
  const heard = heardUse(r, lastUse.value, since, callers.known ? callers.value : 'unknown');
  if (!heard) return;
  await hear(chain, r, [heard], ports);
  if (heard.type === 'UseQuestioned') {
    await ports.steps.giveNotice({ key: r.subject.keyId, retirementId: r.retirementId });
  }
}

/** What EventBridge may have lost: somebody else's change to a key that is off. */
async function lookUpChanges(chain: Chain, r: Retirement, ports: Ports): Promise<void> {
  const found = await ports.inspector.changesByOthers(r.subject, r.confirmedAt ?? r.enqueuedAt);
  if (!found.known) throw new Error(`CloudTrail could not be read: ${found.why}`);
  const fresh = found.value.filter(({ eventId }) => !r.changes.some((known) => known.eventId === eventId));
  if (fresh.length === 0) return;
  const evidence = fresh.map((change): Fact => ({
    type: 'EvidenceGathered',
    detail: { about: 'change', source: 'CloudTrail', change },
  }));
  const scream = fresh.at(-1)?.to === 'Active' ? [reactivated({ ...r, changes: fresh })] : [];
  await hear(chain, r, [...evidence, ...scream], ports);
}

async function hear(chain: Chain, r: Retirement, facts: readonly Fact[], ports: Ports): Promise<void> {
  const { ledger, holds, waker, clock, ids } = ports;
  const stamp = { at: clock.now(), actor: 'keysunset watchdog', retirementId: r.retirementId, attempt: ids.attempt() };
  const next = fold(await ledger.append(chain, ...facts.map((fact) => ({ ...fact, ...stamp }))));
  const hold = await holds.newest(r.subject.keyId);
  if (next && mustEnd(next) && hold?.retirementId === r.retirementId) await waker.stop(hold.token);
}

async function lookForTheExecution(r: Retirement, ports: Ports): Promise<void> {
  const state = await ports.workflow.state(r.retirementId);
  if (!state.known) throw new Error(`the execution could not be looked up: ${state.why}`);
  if (state.value !== 'running') return giveBackAfterFailure(r, ports);
  // It is alive, and late: a hold that nobody ended (redriven, say) is ended here.
  const hold = await ports.holds.newest(r.subject.keyId);
  if (hold?.retirementId === r.retirementId) await ports.waker.reconsider(hold.token);
}

async function serveDeadExecution(keyId: string, name: string, ports: Ports): Promise<Job[]> {
  const retirement = fold(await ports.ledger.read(keyId));
  if (!retirement || retirement.retirementId !== name || retirement.phase.name === 'ended') return [];
  await giveBackAfterFailure(retirement, ports);
  return [{ do: 'restore', input: { instruction: 'restore', because: 'somebody needs it' } }];
}

/** Gives back what is off; closes what never was. The rest (the fence, the confirmation) comes with the next sweeps. */
async function giveBackAfterFailure(r: Retirement, { steps }: Ports): Promise<void> {
  await steps.restore({
    key: r.subject.keyId,
    retirementId: r.retirementId,
    instruction: r.claim ? 'restore' : 'confirm',
    because: mustEnd(r) ? 'somebody needs it' : 'Keysunset failed',
    ...(!mustEnd(r) && {
      failure: { Error: 'ExecutionEnded', Cause: 'The execution failed, timed out, was stopped or is missing.' },
    }),
  });
}
