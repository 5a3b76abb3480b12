import { judge } from '../core/answers';
import type { Answer } from '../core/answers';
import type { Config } from '../core/config';
import { fold } from '../core/evolve';
import type { Clock, Holds, Ids, Ledger, StepInvoker, TimeLimit, Waker } from '../core/ports';
import type { Retirement } from '../core/retirement';
import type { Noted, NotTaken } from '../core/said';
import { againWhenOvertaken } from '../overtaken';
import { setGoing } from './set-going';
import { shares } from './three-seconds';
import { woken } from './woken';

export interface AnswerPorts {
  ledger: Ledger;
  holds: Pick<Holds, 'newest'>;
  waker: Pick<Waker, 'reconsider'>;
  steps: Pick<StepInvoker, 'giveNotice' | 'restore'>;
  config: Pick<Config, 'operators'>;
  clock: Clock;
  ids: Ids;
  timeLimit: TimeLimit;
}

export interface AnswerRequest {
  keyId: string;
  /** The retirement the button belongs to; the present one where it is left out. */
  retirementId?: string;
  actor: string;
  /** Where in Slack they spoke. */
  channel?: string;
  answer: Answer;
}

/** `said`: for the person who answered. `of`: of what it was refused or recorded, as it stood. */
export type AnswerTaken =
  | { answer: 'recorded'; said: Noted; of: Retirement }
  | { answer: 'refused'; said: NotTaken; of: Retirement }
  | { answer: 'not found'; said: NotTaken };

/** Takes an answer that is no stop: into the chain first; then the execution is woken to look again, and the card is renewed. */
export const takeAnswer =
  (ports: AnswerPorts) =>
  async (request: AnswerRequest): Promise<AnswerTaken> => {
    const taken = await ports.timeLimit.within(shares.record, () => againWhenOvertaken(() => record(request, ports)));
    if (taken.answer === 'recorded') await tellAndWake(taken.of, request.answer.kind, taken.said, ports);
    return taken;
  };

async function record(request: AnswerRequest, ports: AnswerPorts): Promise<AnswerTaken> {
  const { keyId, retirementId } = request;
  const chain = await ports.ledger.read(keyId);
  const r = fold(chain);
  if (!r) return { answer: 'not found', said: { is: 'nothing to answer', keyId } };
  const verdict =
    retirementId && retirementId !== r.retirementId
      ? { ok: false as const, said: { is: 'later one begun' as const, keyId } }
      : judge(r, request.answer, { ...request, now: ports.clock.now(), config: ports.config });
  if (!verdict.ok) return { answer: 'refused', said: verdict.said, of: r };
  await ports.ledger.append(chain, { ...verdict.fact, ...stamp(r, request, ports) });
  return { answer: 'recorded', said: verdict.said, of: r };
}

const stamp = ({ retirementId }: Retirement, { actor }: AnswerRequest, { clock, ids }: AnswerPorts) => ({
  at: clock.now(),
  actor,
  retirementId,
  attempt: ids.attempt(),
});

function tellAndWake(r: Retirement, kind: Answer['kind'], say: Noted, ports: AnswerPorts): Promise<unknown> {
  const { subject, retirementId } = r;
  // It changes nothing, and the card shows it.
  if (kind === 'need') {
    return setGoing(ports.timeLimit, () => ports.steps.giveNotice({ key: subject.keyId, retirementId, renew: true }));
  }
  return r.phase.name === 'ended' ? Promise.resolve() : lookAgain(r, kind, say, ports);
}

/** It is in the chain: where the execution cannot be woken now, it looks when its hold is over; what is off does not wait for that. */
async function lookAgain(r: Retirement, kind: Answer['kind'], say: Noted, ports: AnswerPorts): Promise<void> {
  const { steps, timeLimit } = ports;
  // Nothing waits, and nobody was told: a notice now would begin what dispatch has not started.
  if (r.phase.name === 'enqueued') return;
  const subject = { key: r.subject.keyId, retirementId: r.retirementId };
  // To whom a key is handed on, the card itself says so; and to whoever handed it on, theirs.
  await setGoing(timeLimit, () => steps.giveNotice({ ...subject, ...(kind !== 'not mine' && { say }) }));
  if (await timeLimit.within(shares.wake, () => woken(r, 'reconsider', ports))) return;
  if ((kind === 'snooze' || kind === 'not mine') && r.claim) {
    const because = 'the outage is over';
    await setGoing(timeLimit, () => steps.restore({ ...subject, instruction: 'restore', because }));
  }
}
