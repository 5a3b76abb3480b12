import type { Retirement } from '../retirement';
import { checkIn } from './check-in';
import type { CheckInSeen } from './check-in';
import { deactivate } from './deactivate';
import type { DeactivateSeen } from './deactivate';
import type { Decision } from './decision';
import { deleteKey } from './delete-key';
import type { DeleteSeen } from './delete-key';
import { openGate } from './gate';
import type { GateAnswer, GateSeen } from './gate';
import { confirm, restore } from './restore';
import type { ConfirmSeen, RestoreAnswer, RestoreSeen } from './restore';

/** What each step that decides about a key sees of the world, and what it may answer. */
export interface Decisions {
  openGate: { seen: GateSeen; answer: GateAnswer };
  deactivate: { seen: DeactivateSeen; answer: 'listen' };
  checkIn: { seen: CheckInSeen; answer: 'listen' | 'restore' | 'delete' | 'keep' };
  restore: { seen: RestoreSeen; answer: RestoreAnswer };
  confirm: { seen: ConfirmSeen; answer: RestoreAnswer };
  deleteKey: { seen: DeleteSeen; answer: 'deleted' | 'restore' | 'keep' };
}

export type DecidingStep = keyof Decisions;

const decisions: {
  [S in DecidingStep]: (retirement: Retirement, seen: Decisions[S]['seen']) => Decision<Decisions[S]['answer']>;
} = { openGate, deactivate, checkIn, restore, confirm, deleteKey };

/** Every decision about a key: what this step does next, given where the retirement stands and what is seen now. */
export function decide<S extends DecidingStep>(
  step: S,
  retirement: Retirement,
  seen: Decisions[S]['seen'],
): Decision<Decisions[S]['answer']> {
  return decisions[step](retirement, seen);
}
