/** What a read told. A failed read is "unknown", never "empty". */
export type Reading<T> = { known: true; value: T } | { known: false; why: string };
