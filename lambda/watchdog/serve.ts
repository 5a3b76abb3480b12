import type { Config } from '../core/config';
import { fold } from '../core/evolve';
import { isLate } from '../core/late';
import type { Chain, Clock, Holds, Ledger, StepInvoker, Waker, Workflow } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { mustEnd } from '../core/standing';
import { isAtRest, watch } from '../core/watch';
import type { Job } from '../core/jobs';
import { verified } from './findings';
import type { Findings } from './findings';
import { wake } from '../wake';
import { lookUpChanges, readTheUse } from './listen';
import type { ListeningPorts } from './listen';

/** From one sweep to the next, in seconds; the schedule in the stack says the same. */
export const SWEEP_EVERY = 300;

export interface ServingPorts extends ListeningPorts {
  config: Config;
  ledger: Ledger;
  holds: Pick<Holds, 'newest'>;
  workflow: Pick<Workflow, 'state'>;
  waker: Waker;
  steps: Pick<StepInvoker, 'restore' | 'giveNotice'>;
  clock: Clock;
}

/** Does for one key what is due, as its chain says. `landed`: all that was announced for it has landed or never will. */
export async function serve(
  keyId: string,
  sweep: 'due' | 'landed' | 'everything',
  found: Findings,
  ports: ServingPorts,
): Promise<Job[]> {
  const chain = verified(await ports.ledger.read(keyId), found);
  const retirement = fold(chain);
  if (!retirement) return [];
  found.seen.push(retirement);
  const everything = sweep === 'everything';
  const now = ports.clock.now();
  if (isLate(retirement, now)) found.late.push(keyId);
  if (sweep === 'landed' || (everything && !isAtRest(retirement, now))) await ports.ledger.rebuildHead(chain);
  // Use and changes are read by the sweep of what is due, which runs at the same moment: not twice.
  const jobs = watch(retirement, { now, every: everything ? 0 : SWEEP_EVERY, config: ports.config, everything });
  if (jobs.some((job) => job.do === 'give notice')) found.untold.push(keyId);
  for (const job of jobs) await carryOut(job, chain, retirement, ports);
  return jobs;
}

async function carryOut(job: Job, chain: Chain, r: Retirement, ports: ServingPorts): Promise<void> {
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
    case 'let the other key go dark':
      // The restore step frees the place of what has ended, and nothing else.
      return ports.steps.restore({ ...subject, instruction: 'restore', because: 'somebody needs it' });
    default:
      return job satisfies never;
  }
}

async function lookForTheExecution(r: Retirement, ports: ServingPorts): Promise<void> {
  const state = await ports.workflow.state(r.retirementId);
  if (!state.known) throw new Error(`the execution could not be looked up: ${state.why}`);
  if (state.value !== 'running') return giveBackAfterFailure(r, ports);
  // It is alive, and late: a hold that nobody ended (redriven, say) is ended here.
  await wake(r, 'reconsider', ports);
}

/** Takes over from an execution that ended otherwise than it should. */
export async function serveDeadExecution(keyId: string, name: string, ports: ServingPorts): Promise<Job[]> {
  const retirement = fold(await ports.ledger.read(keyId));
  if (!retirement || retirement.retirementId !== name || retirement.phase.name === 'ended') return [];
  await giveBackAfterFailure(retirement, ports);
  return [{ do: 'restore', input: { instruction: 'restore', because: 'somebody needs it' } }];
}

/** Gives back what is off; closes what never was. The rest (the fence, the confirmation) comes with the next sweeps. */
async function giveBackAfterFailure(r: Retirement, { steps }: Pick<ServingPorts, 'steps'>): Promise<void> {
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
