import { fold } from '../core/evolve';
import type { Fact, StopHow } from '../core/entries';
import type { Chain, Clock, Holds, Ids, Ledger, StepInvoker, TimeLimit, Waker } from '../core/ports';
import type { Retirement } from '../core/retirement';
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
  text: string;
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
    const slowly = (await giveBack(r, ports)) ? '' : SLOWLY;
    return {
      answer: 'stopped',
      text: `Stopped. ${r.subject.keyId} ${r.claim ? `is being switched back on${slowly}` : 'stays on'}.`,
    };
  };

/** The watchdog begins a minute after the stop, and sweeps every five. */
const SLOWLY = ' by the watchdog, within 6 minutes';

async function record(
  chain: Chain,
  r: Retirement | undefined,
  request: StopRequest,
  ports: StopPorts,
): Promise<StopAnswer | { accepted: Retirement }> {
  const { keyId, how, words } = request;
  if (!r) return { answer: 'not found', text: `${keyId} was never enqueued, so there is nothing to stop.` };
  if (request.retirementId && request.retirementId !== r.retirementId) {
    return {
      answer: 'already ended',
      text: `This retirement of ${keyId} has ended, and a later one has begun. Stop that one.`,
    };
  }
  if (r.phase.name === 'ended') return { answer: 'already ended', text: ended(r) };
  if (deletionPending(r)) {
    const because = 'the deletion has begun';
    await append(chain, r, request, ports, { type: 'StopRefused', detail: { how, because } });
    return {
      answer: 'refused',
      text: `Too late: the deletion of ${keyId} has begun. If it does not go through, the key is switched back on.`,
    };
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

function ended({ subject: { keyId }, phase }: Retirement): string {
  const outcome = phase.name === 'ended' ? phase.outcome : 'kept';
  const at = phase.name === 'ended' ? phase.at : '';
  switch (outcome) {
    case 'deleted':
      return `${keyId} was deleted at ${at}. A deleted key cannot be brought back: what needs it takes a role or a new key.`;
    case 'gone':
      return `${keyId} was deleted by somebody else before ${at}; Keysunset cannot bring it back.`;
    case 'left':
      return `${keyId} was switched off by somebody else and left as found at ${at}. Ask them before switching it on.`;
    case 'kept':
    case 'failed':
      return `This has ended already, at ${at}: ${keyId} is on and stays on.`;
    default:
      return outcome satisfies never;
  }
}
