/** The table's keys and indexes, for the stack that deploys it and for the rehearsal that creates it in memory. */
export const tableShape = {
  /** An access key id, or the name of another partition: `CONTROL`, `CUTS#<date>#<account>`. */
  partitionKey: 'keyId',
  /** `000001`, `HEAD`, `HOLD#…`. */
  sortKey: 'entry',
  /** Sparse: only HEAD rows have their attributes. */
  indexes: [
    { name: 'byStatus', partitionKey: 'status', sortKey: 'deadline', projection: 'ALL' },
    { name: 'byOwner', partitionKey: 'owner', sortKey: 'deadline', projection: 'ALL' },
    { name: 'byWatch', partitionKey: 'status', sortKey: 'watchFrom', projection: 'KEYS_ONLY' },
  ],
  /** Epoch seconds, on rows that are of no use later: never on entries or HEAD. */
  timeToLive: 'expires',
} as const;

/** The sort key of an entry: text that sorts as the numbers do. */
export const entryName = (seq: number): string => String(seq).padStart(6, '0');

export const FIRST_ENTRY = entryName(1);
export const LAST_ENTRY = '999999';

/** The partition of the announcements. */
export const ANNOUNCED = 'ANNOUNCED';

/** How the partitions begin that say which key of a user is dark. */
export const DARK = 'DARK#';

/** Partitions that have a chain but are no key. */
export const CONTROL = 'CONTROL';
export const otherChains: readonly string[] = [CONTROL, 'PROTECTED'];
