import type { Control, Heads, Holds, Ledger, Limits, Threads } from '../../core/ports';
import { controlIn } from './control';
import { ledgerIn } from './entries';
import { headsIn } from './heads';
import { holdsIn } from './holds';
import { limitsIn } from './limits';
import type { LedgerTable } from './reach';
import { threadsIn } from './threads';

export { tableShape } from './shape';

/** The ports that the one table serves. */
export interface LedgerPorts {
  ledger: Ledger;
  heads: Heads;
  holds: Holds;
  limits: Limits;
  threads: Threads;
  control: Control;
}

/** The ledger in DynamoDB: single-item conditional writes only. */
export const dynamoLedger = (where: LedgerTable): LedgerPorts => ({
  ledger: ledgerIn(where),
  heads: headsIn(where),
  holds: holdsIn(where),
  limits: limitsIn(where),
  threads: threadsIn(where),
  control: controlIn(where),
});
