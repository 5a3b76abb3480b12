import { fold } from '../core/evolve';
import type { Fact, StopHow } from '../core/entries';
import type { Chain, Clock, Holds, Ids, Ledger, StepInvoker, TimeLimit, Waker } from '../core/ports';
import type { Outcome, Retirement } from '../core/retirement';
import type { StopSaid } from '../core/said';
import { deletionPending } from '../core/standing';
import { againWhenOvertaken } from '../overtaken';
import { setGoing } from './set-going';
import { shares } from './three-seconds';
import { woken } from './woken';

export interface StopPorts {
  ledger: Ledger;
  holds: Pick<Holds, 'newest'>;
  waker: Pick<Waker, 'stop'>;
  steps: Pick<StepInvoker, 'restore'>;
  clock: Clock;
  ids: Ids;
  timeLimit: TimeLimit;
}

export interface StopRequest {
  keyId: string;
  /** The retirement the button belongs to; the present one where it is left out. */
  retirementId?: string;
  actor: string;
  how: StopHow;
  words?: string;
}

export interface StopAnswer {
  answer: 'stopped' | 'refused' | 'already ended' | 'not found';
  /** For the person who asked. */
  said: StopSaid;
}

/**
 * Takes a stop: into the chain first, then the execution is woken; where it cannot be, the key is given back directly.
 * In the chain it is accepted: whatever fails afterwards, the watchdog gives the key back. What could not be recorded in its
 * time is thrown, and was not stopped as far as anybody knows: asking again is right either way.
 */
export const requestStop =
  (ports: StopPorts) =>
  async (request: StopRequest): Promise<StopAnswer> => {
    const recorded = await ports.timeLimit.within(shares.record, () =>
      againWhenOvertaken(async () => {
        const chain = await ports.ledger.read(request.keyId);
        return record(chain, fold(chain), request, ports);
      }),
    );
    if (!('accepted' in recorded)) return recorded;
    const { accepted: r } = recorded;
    const slowly = !(await giveBack(r, ports));
    return { answer: 'stopped', said: { is: 'stopped', keyId: r.subject.keyId, off: r.claim !== undefined, slowly } };
  };

async function record(
  chain: Chain,
  r: Retirement | undefined,
  request: StopRequest,
  ports: StopPorts,
): Promise<StopAnswer | { accepted: Retirement }> {
  const { keyId, how, words } = request;
  if (!r) return { answer: 'not found', said: { is: 'nothing to stop', keyId } };
  if (request.retirementId && request.retirementId !== r.retirementId) {
    return { answer: 'already ended', said: { is: 'stop the later one', keyId } };
  }
  if (r.phase.name === 'ended')
    return { answer: 'already ended', said: { is: ends[r.phase.outcome], keyId, at: r.phase.at } };
  if (deletionPending(r)) {
    const because = 'the deletion has begun';
    await append(chain, r, request, ports, { type: 'StopRefused', detail: { how, because } });
    return { answer: 'refused', said: { is: 'deletion begun', keyId } };
  }
  // A second stop changes nothing in the ledger, but wakes and restores again: pressing twice must help, never harm.
  if (r.ending?.why !== 'stop') {
    await append(chain, r, request, ports, { type: 'StopRequested', detail: { how, ...(words && { words }) } });
  }
  return { accepted: r };
}

/** Whatever keeps us from waking the execution, the restore step is the direct way. `false`: neither could be reached. */
async function giveBack(r: Retirement, ports: StopPorts): Promise<boolean> {
  if (await ports.timeLimit.within(shares.wake, () => woken(r, 'stop', ports))) return true;
  const { subject, retirementId } = r;
  const restore = { key: subject.keyId, retirementId, instruction: 'restore', because: 'somebody needs it' } as const;
  return setGoing(ports.timeLimit, () => ports.steps.restore(restore));
}

function append(
  chain: Chain,
  { retirementId }: Retirement,
  { actor }: StopRequest,
  { ledger, clock, ids }: StopPorts,
  fact: Fact,
): Promise<Chain> {
  return ledger.append(chain, { ...fact, at: clock.now(), actor, retirementId, attempt: ids.attempt() });
}

const ends = {
  deleted: 'was deleted',
  gone: 'was gone',
  left: 'was left',
  kept: 'has ended',
  failed: 'has ended',
} as const satisfies Record<Outcome, StopSaid['is']>;
