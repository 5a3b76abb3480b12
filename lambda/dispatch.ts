import { isOpen } from './core/calendar';
import type { Config } from './core/config';
import type { Fact } from './core/entries';
import { fold } from './core/evolve';
import type { Head } from './core/head';
import { inOrder, roomFor, whyWaiting } from './core/pace';
import type { Canary } from './core/pace';
import type { Chain, Clock, Heads, Ids, Ledger, Workflow } from './core/ports';
import type { Retirement } from './core/retirement';
import { mustEnd } from './core/standing';
import { after, seconds } from './core/time';
import { againWhenOvertaken } from './overtaken';

interface Ports {
  config: Config;
  ledger: Ledger;
  heads: Pick<Heads, 'byStatus'>;
  workflow: Pick<Workflow, 'start'>;
  clock: Clock;
  ids: Ids;
}

/**
 * Starts enqueued retirements in working hours, by priority, and no more than may go dark soon: the others wait in the ledger,
 * which costs nothing and bothers no owner. Starting twice is starting once: the execution's name is the retirement's id.
 */
export const dispatch = (ports: Ports) => async (): Promise<{ started: number; problems: string[] }> => {
  const { config, heads, clock } = ports;
  const result = { started: 0, problems: [] as string[] };
  if (!isOpen(config.calendar, clock.now())) return result;
  const enqueued = await all(heads.byStatus('enqueued'), result.problems);
  const started = enqueued.filter(({ dispatchedAt }) => dispatchedAt);
  const room = roomFor([...(await all(heads.byStatus('notice'), result.problems)), ...started], config, clock.now());
  for (const head of inOrder(enqueued.filter(({ dispatchedAt }) => !dispatchedAt))) {
    if (!room.has(head)) continue;
    try {
      if (!(await start(head.keyId, ports))) continue;
      room.take(head);
      result.started += 1;
    } catch (error) {
      // One bad row never stops the others; it is tried again in 15 minutes.
      result.problems.push(`${head.keyId}: ${inWords(error)}`);
    }
  }
  return result;
};

/** A HEAD that cannot be read comes as an error after the others, which are served first. */
async function all(found: AsyncIterable<Head>, problems: string[]): Promise<Head[]> {
  const heads: Head[] = [];
  try {
    for await (const head of found) heads.push(head);
  } catch (error) {
    problems.push(inWords(error));
  }
  return heads;
}

async function start(keyId: string, ports: Ports): Promise<boolean> {
  const { ledger, workflow, clock } = ports;
  const chain = await ledger.read(keyId);
  const retirement = fold(chain);
  if (!retirement || retirement.dispatchedAt || mustEnd(retirement)) return false;
  const because = whyWaiting(await canariesOf(retirement, ledger), clock.now());
  if (because) {
    const until = after(clock.now(), seconds.day);
    const held: Fact = { type: 'GateHeld', detail: { before: 'outage', because, until, keeps: false } };
    if (retirement.held?.because !== because) await ledger.append(chain, { ...held, ...stamp(retirement, ports) });
    return false;
  }
  const { execution } = await workflow.start({ key: keyId, retirementId: retirement.retirementId });
  await land(keyId, { type: 'Dispatched', detail: { execution } }, retirement, ports);
  return true;
}

/** Whatever else is written meanwhile: the execution may be quicker with its first entry, and without this one the watchdog would not miss it when it dies. */
const land = (keyId: string, fact: Fact, retirement: Retirement, ports: Ports): Promise<Chain> =>
  againWhenOvertaken(async () =>
    ports.ledger.append(await ports.ledger.read(keyId), { ...fact, ...stamp(retirement, ports) }),
  );

const canariesOf = ({ batch }: Retirement, ledger: Ledger): Promise<Canary[]> =>
  Promise.all(
    (batch?.canaries ?? []).map(async ({ keyId, retirementId }) => {
      const { entries } = await ledger.read(keyId);
      // A later retirement of that key says nothing of this one.
      const last = entries.findLastIndex((entry) => entry.retirementId === retirementId);
      return { keyId, retirement: fold({ keyId, entries: entries.slice(0, last + 1) }) };
    }),
  );

const stamp = ({ retirementId }: Retirement, { clock, ids }: Ports) => ({
  at: clock.now(),
  actor: 'keysunset dispatch',
  retirementId,
  attempt: ids.attempt(),
});

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));
