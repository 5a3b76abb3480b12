import type {
  Announcements,
  Control,
  Digests,
  Heads,
  Holds,
  Ledger,
  Limits,
  Places,
  References,
  SeenEvents,
  Threads,
} from '../../core/ports';
import { announcementsIn } from './announcements';
import { controlOver } from './control';
import { digestsIn } from './digests';
import { ledgerIn } from './entries';
import { eventsIn } from './events';
import { headsIn } from './heads';
import { holdsIn } from './holds';
import { limitsIn } from './limits';
import { placesIn } from './places';
import type { LedgerTable } from './reach';
import { referencesIn } from './references';
import { threadsIn } from './threads';

export { tableShape } from './shape';

/** The ports that the one table serves. */
export interface LedgerPorts {
  ledger: Ledger;
  heads: Heads;
  announcements: Announcements;
  holds: Holds;
  limits: Limits;
  threads: Threads;
  places: Places;
  digests: Digests;
  references: References;
  events: SeenEvents;
  control: Control;
}

/** The ledger in DynamoDB: single-item conditional writes only. */
export function dynamoLedger(where: LedgerTable): LedgerPorts {
  const ledger = ledgerIn(where);
  return {
    ledger,
    heads: headsIn(where),
    announcements: announcementsIn(where),
    holds: holdsIn(where),
    limits: limitsIn(where),
    threads: threadsIn(where),
    places: placesIn(where),
    digests: digestsIn(where),
    references: referencesIn(where),
    events: eventsIn(where),
    control: controlOver(ledger),
  };
}
