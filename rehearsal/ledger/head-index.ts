import { headOf, statusOf, type Head, type Status } from '../../lambda/core/head';
import type { Retirement } from '../../lambda/core/retirement';

/** HEAD rows and their indexes, in memory. */
export interface HeadIndex {
  /** Unless there is a newer one. */
  write(retirement: Retirement | undefined): void;
  lose(keyId: string): void;
  /** By deadline. */
  byStatus(status: Status): readonly Head[];
  byOwner(owner: string): readonly Head[];
}

/** Cheap to write: heads are worded and sorted only when somebody looks. */
export function headIndex(): HeadIndex {
  const current = new Map<string, Retirement>();
  const statuses = new Map<Status, Map<string, Retirement>>();
  const sorted = new Map<Status, readonly Head[]>();
  const heads = new WeakMap<Retirement, Head>();

  const headFor = (retirement: Retirement): Head => {
    const head = heads.get(retirement) ?? headOf(retirement);
    heads.set(retirement, head);
    return head;
  };
  const lose = (keyId: string): void => {
    const retirement = current.get(keyId);
    if (!retirement) return;
    const status = statusOf(retirement);
    current.delete(keyId);
    statuses.get(status)?.delete(keyId);
    sorted.delete(status);
  };
  const sort = (retirements: Iterable<Retirement>): readonly Head[] =>
    Array.from(retirements, headFor).sort((a, b) => (a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0));

  return {
    write(retirement) {
      if (!retirement) return;
      const { keyId } = retirement.subject;
      const before = current.get(keyId);
      if (before && before.seq > retirement.seq) return;
      lose(keyId);
      const status = statusOf(retirement);
      current.set(keyId, retirement);
      statuses.set(status, (statuses.get(status) ?? new Map<string, Retirement>()).set(keyId, retirement));
      sorted.delete(status);
    },
    lose,
    byStatus(status) {
      const found = sorted.get(status) ?? sort(statuses.get(status)?.values() ?? []);
      sorted.set(status, found);
      return found;
    },
    byOwner: (owner) => sort(current.values()).filter((head) => head.owner === owner),
  };
}
