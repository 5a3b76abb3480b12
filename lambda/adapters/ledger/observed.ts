import type { Entry } from '../../core/entries';
import type { Chain, Ledger } from '../../core/ports';
import { controlOver } from './control';
import type { LedgerPorts } from './table';

/** Tells each entry that an append wrote. */
export function observed(ports: LedgerPorts, onEntry: (entry: Entry, chain: Chain) => void): LedgerPorts {
  const ledger: Ledger = {
    read: (keyId) => ports.ledger.read(keyId),
    rebuildHead: (chain) => ports.ledger.rebuildHead(chain),
    async append(chain, ...drafts) {
      const longer = await ports.ledger.append(chain, ...drafts);
      for (const entry of longer.entries.slice(chain.entries.length)) onEntry(entry, longer);
      return longer;
    },
  };
  return { ...ports, ledger, control: controlOver(ledger) };
}
