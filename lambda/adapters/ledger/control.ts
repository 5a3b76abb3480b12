import { foldControl } from '../../core/control';
import type { Control, Ledger } from '../../core/ports';
import { CONTROL } from './shape';

/** Freeze, thaw and giving everything back: a chain of the ledger like a key's, in the CONTROL partition. */
export const controlOver = (ledger: Pick<Ledger, 'read' | 'append'>): Control => ({
  async frozen() {
    try {
      const state = foldControl(await ledger.read(CONTROL));
      return state.known ? { known: true, value: state.value.frozen } : state;
    } catch (error) {
      return { known: false, why: error instanceof Error ? error.message : String(error) };
    }
  },
  read: () => ledger.read(CONTROL),
  append: (chain, ...drafts) => ledger.append(chain, ...drafts),
});
