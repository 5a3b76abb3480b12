import type { LedgerPorts } from '../../lambda/adapters/ledger/table';
import { appendsAreAnnounced } from './ledger-announcements';
import { chainsAreAppendOnly } from './ledger-chain';
import { controlIsAChain } from './ledger-control';
import { headsFindWork } from './ledger-heads';
import { placesHoldCards } from './ledger-places';
import { rowsBesideTheChain } from './ledger-rows';

/** A ledger to be tested, and two ways to harm it. */
export interface LedgerUnderTest extends LedgerPorts {
  /** As if the writer had died between its entry and HEAD. */
  loseHead: (keyId: string) => Promise<void> | void;
  outOfReach: (is: boolean) => void;
}

/** What every ledger has to hold to. `start` gives an empty one. */
export function ledgerContract(name: string, start: () => Promise<LedgerUnderTest>): void {
  describe(`${name}:`, () => {
    let ports: LedgerUnderTest;
    beforeEach(async () => {
      ports = await start();
    });
    chainsAreAppendOnly(() => ports);
    appendsAreAnnounced(() => ports);
    headsFindWork(() => ports);
    rowsBesideTheChain(() => ports);
    placesHoldCards(() => ports);
    controlIsAChain(() => ports);
  });
}
