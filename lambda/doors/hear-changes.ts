import type { Config } from '../core/config';
import { fold } from '../core/evolve';
import type { Change, Fact } from '../core/entries';
import { reactivated } from '../core/decide/screams';
import type { Clock, Holds, Ids, Ledger, Waker } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { deletionPending, mustEnd } from '../core/standing';
import { againWhenOvertaken } from '../overtaken';

/** One change to a key by somebody else, as CloudTrail recorded it. */
export interface Heard {
  keyId: string;
  change: Change;
}

interface Ports {
  config: Config;
  ledger: Ledger;
  holds: Pick<Holds, 'newest'>;
  waker: Pick<Waker, 'stop'>;
  clock: Clock;
  ids: Ids;
  /** `undefined`: Keysunset's own change, another event, or a call that failed. */
  changeFromRecord: (record: unknown, config: Config) => Heard | undefined;
}

/** Hears UpdateAccessKey and DeleteAccessKey by others: into the chain, and the execution is woken where it has to end (R5). */
export const hearChanges =
  (ports: Ports) =>
  async (event: { detail?: unknown }): Promise<void> => {
    const heard = ports.changeFromRecord(event.detail, ports.config);
    if (!heard) return;
    const retirement = await recorded(heard, ports);
    if (!retirement || !mustEnd(retirement)) return;
    const hold = await ports.holds.newest(heard.keyId);
    if (hold?.retirementId === retirement.retirementId) await ports.waker.stop(hold.token);
  };

const recorded = (heard: Heard, { ledger, clock, ids }: Ports): Promise<Retirement | undefined> =>
  againWhenOvertaken(async () => {
    const chain = await ledger.read(heard.keyId);
    const retirement = fold(chain);
    if (!retirement || retirement.phase.name === 'ended') return undefined;
    const { retirementId } = retirement;
    const stamp = { at: clock.now(), actor: 'keysunset hear changes', retirementId, attempt: ids.attempt() };
    const drafts = factsOf(retirement, heard.change).map((fact) => ({ ...fact, ...stamp }));
    return fold(await ledger.append(chain, ...drafts));
  });

/** A re-activation while the key should be off is a scream; a deletion that has begun is past screams (its last look sees it). */
function factsOf(r: Retirement, change: Change): Fact[] {
  if (r.changes.some(({ eventId }) => eventId === change.eventId)) return [];
  const evidence: Fact = { type: 'EvidenceGathered', detail: { about: 'change', source: 'CloudTrail', change } };
  const { claim } = r;
  const screams =
    change.to === 'Active' &&
    claim?.deactivatedAt !== undefined &&
    change.at > claim.startedAt &&
    !claim.restoreStartedAt &&
    !mustEnd(r) &&
    !deletionPending(r);
  return screams ? [evidence, reactivated({ ...r, changes: [...r.changes, change] })] : [evidence];
}
