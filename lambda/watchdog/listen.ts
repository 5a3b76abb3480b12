import { heardUse, reactivated } from '../core/decide/screams';
import type { Fact } from '../core/entries';
import { fold } from '../core/evolve';
import type { Chain, Clock, Holds, Ids, KeyInspector, Ledger, StepInvoker, Waker } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { mustEnd, watchedSince } from '../core/standing';

export interface ListeningPorts {
  ledger: Pick<Ledger, 'append'>;
  holds: Pick<Holds, 'newest'>;
  inspector: Pick<KeyInspector, 'lastUse' | 'callers' | 'changesByOthers'>;
  waker: Pick<Waker, 'stop'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
  clock: Clock;
  ids: Ids;
}

/** A scream that the soak hears ends it early. */
export async function readTheUse(chain: Chain, r: Retirement, ports: ListeningPorts): Promise<void> {
  const lastUse = await ports.inspector.lastUse(r.subject);
  if (!lastUse.known) throw new Error(`the last use could not be read: ${lastUse.why}`);
  const since = watchedSince(r);
  if (!heardUse(r, lastUse.value, since, 'unknown')) return;
  const callers = await ports.inspector.callers(r.subject, since);
  const heard = heardUse(r, lastUse.value, since, callers.known ? callers.value : 'unknown');
  if (!heard) return;
  await hear(chain, r, [heard], ports);
  if (heard.type === 'UseQuestioned') {
    await ports.steps.giveNotice({ key: r.subject.keyId, retirementId: r.retirementId });
  }
}

/** What EventBridge may have lost: somebody else's change to a key that is off. */
export async function lookUpChanges(chain: Chain, r: Retirement, ports: ListeningPorts): Promise<void> {
  const found = await ports.inspector.changesByOthers(r.subject, r.confirmedAt ?? r.enqueuedAt);
  if (!found.known) throw new Error(`CloudTrail could not be read: ${found.why}`);
  const fresh = found.value.filter(({ eventId }) => !r.changes.some((known) => known.eventId === eventId));
  if (fresh.length === 0) return;
  const evidence = fresh.map((change): Fact => ({
    type: 'EvidenceGathered',
    detail: { about: 'change', source: 'CloudTrail', change },
  }));
  const scream = fresh.at(-1)?.to === 'Active' ? [reactivated({ ...r, changes: fresh })] : [];
  await hear(chain, r, [...evidence, ...scream], ports);
}

async function hear(chain: Chain, r: Retirement, facts: readonly Fact[], ports: ListeningPorts): Promise<void> {
  const { ledger, holds, waker, clock, ids } = ports;
  const stamp = { at: clock.now(), actor: 'keysunset watchdog', retirementId: r.retirementId, attempt: ids.attempt() };
  const next = fold(await ledger.append(chain, ...facts.map((fact) => ({ ...fact, ...stamp }))));
  const hold = await holds.newest(r.subject.keyId);
  if (next && mustEnd(next) && hold?.retirementId === r.retirementId) await waker.stop(hold.token);
}
