import type { Draft } from '../../core/entries';
import { Unavailable } from '../../core/errors';
import type { Announcement, Chain, Ledger } from '../../core/ports';
import { otherChains } from './shape';

/** What an append is made of. */
export interface Appending {
  announce(announcement: Announcement): Promise<void>;
  put(chain: Chain, draft: Draft): Promise<Chain>;
  writeHead(chain: Chain): Promise<void>;
}

/**
 * The order of an append: it is announced, each entry is put, HEAD is written. Whatever dies in between, or lands late, has been
 * announced, and the watchdog reads the chains of which that is so, whatever their HEADs say.
 */
export const appendBy =
  ({ announce, put, writeHead }: Appending): Ledger['append'] =>
  async (chain, ...drafts) => {
    const [first] = drafts;
    if (first && !otherChains.includes(chain.keyId)) {
      // A stop must not fail for want of an announcement: without one, the daily sweep finds what a crash hides.
      await announce({ keyId: chain.keyId, at: first.at }).catch(unlessItMayPass);
    }
    let longer = chain;
    for (const draft of drafts) longer = await put(longer, draft);
    await writeHead(longer);
    return longer;
  };

function unlessItMayPass(error: unknown): void {
  if (!(error instanceof Unavailable)) throw error;
}
