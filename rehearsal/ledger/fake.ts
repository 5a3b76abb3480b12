import type { LedgerPorts } from '../../lambda/adapters/ledger/table';
import { appendBy, type Appending } from '../../lambda/adapters/ledger/append';
import { sealNext } from '../../lambda/adapters/ledger/chain';
import { controlOver } from '../../lambda/adapters/ledger/control';
import { otherChains } from '../../lambda/adapters/ledger/shape';
import { LostRace, Unavailable } from '../../lambda/core/errors';
import { evolve, fold } from '../../lambda/core/evolve';
import type { Announcement, Announcements, Chain, Heads, Ledger } from '../../lambda/core/ports';
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
  /** What an append is made of, one by one. */
  appending: Appending;
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
  const announced = new Map<string, Announcement>();
  const appending = fakeAppending(partitions, index, announced);
  const ledger = fakeEntries(partitions, appending, reach);
  return {
    ledger,
    appending,
    heads: fakeHeads(partitions, index, reach),
    announcements: fakeAnnouncements(announced, reach),
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

const noPartition = (keyId: string): Partition => ({ chain: { keyId, entries: [] }, retirement: undefined });

function fakeAppending(
  partitions: Map<string, Partition>,
  index: HeadIndex,
  announced: Map<string, Announcement>,
): Appending {
  return {
    async announce(announcement) {
      announced.set(nameOf(announcement), { ...announcement });
    },
    async put(chain, draft) {
      const { chain: stored, retirement } = partitions.get(chain.keyId) ?? noPartition(chain.keyId);
      const entry = sealNext(chain, draft);
      const inOurWay = stored.entries[entry.seq - 1];
      if (inOurWay && inOurWay.hash !== entry.hash) throw new LostRace(chain.keyId, entry.seq);
      const longer = { keyId: chain.keyId, entries: [...chain.entries, entry] };
      if (!inOurWay) partitions.set(chain.keyId, { chain: longer, retirement: evolve(retirement, entry) });
      return longer;
    },
    async writeHead(chain) {
      const partition = partitions.get(chain.keyId);
      index.write(partition?.chain === chain ? partition.retirement : fold(chain));
    },
  };
}

function fakeEntries(partitions: Map<string, Partition>, appending: Appending, reach: Reach): Ledger {
  const append = appendBy(appending);
  return {
    async read(keyId) {
      reach();
      return (partitions.get(keyId) ?? noPartition(keyId)).chain;
    },
    async append(chain, ...drafts) {
      reach();
      return append(chain, ...drafts);
    },
    async rebuildHead(chain) {
      reach();
      return appending.writeHead(chain);
    },
  };
}

const nameOf = ({ keyId, at }: Announcement): string => `${at}#${keyId}`;

function fakeAnnouncements(announced: Map<string, Announcement>, reach: Reach): Announcements {
  return {
    async *all() {
      reach();
      yield* [...announced.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    },
    async forget(announcement) {
      reach();
      announced.delete(nameOf(announcement));
    },
  };
}

function fakeHeads(partitions: Map<string, Partition>, index: HeadIndex, reach: Reach): Heads {
  return {
    async *byStatus(status, since = '') {
      reach();
      yield* index.byStatus(status).filter(({ deadline }) => deadline >= since);
    },
    async *toWatch(status, now) {
      reach();
      for (const { keyId, watchFrom } of index.byStatus(status)) if (watchFrom && watchFrom <= now) yield keyId;
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
