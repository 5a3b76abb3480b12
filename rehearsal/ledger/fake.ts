import type { LedgerPorts } from '../../lambda/adapters/ledger/table';
import { sealNext } from '../../lambda/adapters/ledger/chain';
import { controlOver } from '../../lambda/adapters/ledger/control';
import { otherChains } from '../../lambda/adapters/ledger/shape';
import type { Draft } from '../../lambda/core/entries';
import { LostRace, Unavailable } from '../../lambda/core/errors';
import { evolve, fold } from '../../lambda/core/evolve';
import type { Chain, Heads, Ledger } from '../../lambda/core/ports';
import type { Retirement } from '../../lambda/core/retirement';
import { fakeEvents, fakeHolds, fakeLimits, fakeReferences, fakeThreads, type Reach } from './fake-rows';
import { fakeDigests, fakePlaces } from './fake-places';
import { headIndex, type HeadIndex } from './head-index';

/** The ledger in memory, and two ways to harm it. */
export interface FakeLedger extends LedgerPorts {
  /** While it is out of reach every call throws Unavailable. */
  outOfReach: (is: boolean) => void;
  /** As if the writer had died between its entry and HEAD. */
  loseHead: (keyId: string) => void;
  /** The first half of an append: the entry, without HEAD. */
  put: (chain: Chain, draft: Draft) => Promise<Chain>;
}

/** One partition's chain, with the retirement that HEAD is made of, folded as it grows. */
interface Partition {
  chain: Chain;
  retirement: Retirement | undefined;
}

/** The same ports as the table's, in memory: the same sealing, and an append costs the same however many keys there are. */
export function fakeLedger(): FakeLedger {
  const partitions = new Map<string, Partition>();
  const index = headIndex();
  let away = false;
  const reach: Reach = () => {
    if (away) throw new Unavailable('The ledger is out of reach.');
  };
  const { put, ...ledger } = fakeEntries(partitions, index, reach);
  return {
    ledger,
    put,
    heads: fakeHeads(partitions, index, reach),
    holds: fakeHolds(reach),
    limits: fakeLimits(reach),
    threads: fakeThreads(reach),
    places: fakePlaces(reach),
    digests: fakeDigests(reach),
    references: fakeReferences(reach),
    events: fakeEvents(reach),
    control: controlOver(ledger),
    outOfReach(is) {
      away = is;
    },
    loseHead: (keyId) => index.lose(keyId),
  };
}

function fakeEntries(
  partitions: Map<string, Partition>,
  index: HeadIndex,
  reach: Reach,
): Ledger & Pick<FakeLedger, 'put'> {
  const partitionOf = (keyId: string): Partition =>
    partitions.get(keyId) ?? { chain: { keyId, entries: [] }, retirement: undefined };

  const put = async (chain: Chain, draft: Draft): Promise<Chain> => {
    const { chain: stored, retirement } = partitionOf(chain.keyId);
    const entry = sealNext(chain, draft);
    const inOurWay = stored.entries[entry.seq - 1];
    if (inOurWay && inOurWay.hash !== entry.hash) throw new LostRace(chain.keyId, entry.seq);
    const longer = { keyId: chain.keyId, entries: [...chain.entries, entry] };
    if (!inOurWay) partitions.set(chain.keyId, { chain: longer, retirement: evolve(retirement, entry) });
    return longer;
  };

  return {
    put,

    async read(keyId) {
      reach();
      return partitionOf(keyId).chain;
    },

    async append(chain, ...drafts) {
      reach();
      let longer = chain;
      for (const draft of drafts) longer = await put(longer, draft);
      index.write(partitionOf(chain.keyId).retirement);
      return longer;
    },

    async rebuildHead(chain) {
      reach();
      index.write(fold(chain));
    },
  };
}

function fakeHeads(partitions: Map<string, Partition>, index: HeadIndex, reach: Reach): Heads {
  return {
    async *byStatus(status, since = '') {
      reach();
      yield* index.byStatus(status).filter(({ deadline }) => deadline >= since);
    },
    async *byOwner(owner) {
      reach();
      yield* index.byOwner(owner);
    },
    async *everyKeyId() {
      reach();
      for (const keyId of [...partitions.keys()]) if (!otherChains.includes(keyId)) yield keyId;
    },
  };
}
