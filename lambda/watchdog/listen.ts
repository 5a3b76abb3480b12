import { isToBeTold } from '../core/changes';
import { heardUse } from '../core/decide/screams';
import type { Fact } from '../core/entries';
import { fold } from '../core/evolve';
import type { Chain, KeyInspector, StepInvoker } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { mustEnd, watchedSince } from '../core/standing';
import { tellChange } from '../tell-change';
import type { TellingPorts } from '../tell-change';
import { wake } from '../wake';

export interface ListeningPorts extends TellingPorts {
  inspector: Pick<KeyInspector, 'lastUse' | 'callers' | 'changesByOthers'>;
  steps: Pick<StepInvoker, 'giveNotice'>;
}

/** Who writes what a sweep has heard. */
export const ACTOR = 'keysunset watchdog';

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

/** Somebody else's changes to a key that is off, since it was last given back: what EventBridge and the sweeps may have lost. */
export async function lookUpChanges(chain: Chain, r: Retirement, ports: ListeningPorts): Promise<void> {
  const found = await ports.inspector.changesByOthers(r.subject, r.confirmedAt ?? r.enqueuedAt);
  if (!found.known) throw new Error(`CloudTrail could not be read: ${found.why}`);
  for (const change of found.value) {
    if (isToBeTold(chain, r, change)) await tellChange({ keyId: r.subject.keyId, change }, ACTOR, ports);
  }
}

async function hear(chain: Chain, r: Retirement, facts: readonly Fact[], ports: ListeningPorts): Promise<void> {
  const { ledger, clock, ids } = ports;
  const stamp = { at: clock.now(), actor: ACTOR, retirementId: r.retirementId, attempt: ids.attempt() };
  const next = fold(await ledger.append(chain, ...facts.map((fact) => ({ ...fact, ...stamp }))));
  if (next && mustEnd(next)) await wake(next, 'stop', ports);
}
