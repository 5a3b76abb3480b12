import type { Entry } from '../../core/entries';
import type { Control } from '../../core/ports';
import { entryFrom } from './entry-row';
import { lastRow, type LedgerTable } from './reach';
import { CONTROL, FIRST_ENTRY, LAST_ENTRY } from './shape';

/** Whether the world is frozen: the last entry of the CONTROL chain says so. */
export const controlIn = (where: LedgerTable): Control => controlFrom(() => lastEntry(where));

/** Control over any way to read the last entry of the CONTROL chain. */
export function controlFrom(last: () => Promise<Entry | undefined>): Control {
  return {
    async frozen() {
      try {
        const entry = await last();
        if (!entry || entry.type === 'Thawed') return { known: true, value: false };
        if (entry.type === 'Frozen') return { known: true, value: { since: entry.at, reason: entry.detail.reason } };
        return { known: false, why: `the last entry of ${CONTROL} is ${entry.type}, not Frozen or Thawed` };
      } catch (error) {
        return { known: false, why: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

async function lastEntry(where: LedgerTable): Promise<Entry | undefined> {
  const row = await lastRow(where, CONTROL, [FIRST_ENTRY, LAST_ENTRY]);
  return row && entryFrom(row);
}
