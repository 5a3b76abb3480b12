import * as z from 'zod';
import { controlState, recordControl } from './change-control';
import { confirmedFrom, goesOn } from './core/control';
import type { RestoreAll } from './core/control';
import { fold } from './core/evolve';
import { liveStatuses } from './core/head';
import type { Status } from './core/head';
import type { Clock, Control, Heads, Ids, Ledger, Pause, RestOfAll, StepInvoker } from './core/ports';
import { confirmNow, giveBackNow, standingOf } from './core/restore-all';
import type { GiveBack } from './core/restore-all';
import { after, seconds } from './core/time';
import { inLanes } from './lanes';
import { headsOf } from './lists';
import { turnsOf } from './turns';
import type { Turn } from './turns';

interface Ports {
  ledger: Pick<Ledger, 'read'>;
  heads: Pick<Heads, 'byStatus' | 'everyKeyId'>;
  control: Pick<Control, 'read' | 'append'>;
  steps: Pick<StepInvoker, 'restore' | 'restoreAll'>;
  clock: Clock;
  pause: Pause;
  ids: Ids;
}

const restoreAllInput = z.discriminatedUnion('sweep', [
  z.object({ sweep: z.literal('live') }),
  z.object({
    sweep: z.literal('final'),
    rest: z
      .object({ round: z.int(), keyIds: z.array(z.string()), back: z.int(), left: z.array(z.string()) })
      .optional(),
  }),
]);

/** How many restore steps are set going in a second: IAM takes about 20 calls, and other steps go on beside. */
const A_SECOND = 18;
/** Chains are read ahead, so that the pace is kept. */
const LANES = 8;
/** The Lambda ends after 15 minutes; what is left then is found by the watchdog's next sweep. */
const BUDGET = 12 * seconds.minute;
/** Steps that were set going have done their work by then. */
const BETWEEN_ROUNDS = 20;
/** Lambda takes more than 16 rounds for a loop, and stops it. */
const ROUNDS = 5;
/** So many key ids fit into an event, and into an entry. */
const MOST_NAMED = 5000;

export interface RestoreAllResult {
  looked: number;
  restored: number;
  problems: string[];
}

/**
 * Gives every key back that is off, by the restore step, at a pace that IAM takes. HEAD finds the work, the chain decides.
 * The final sweep trusts no HEAD, comes a fence after the freeze, and says what is back (R10).
 */
export const restoreAll =
  (ports: Ports) =>
  async (event: unknown): Promise<RestoreAllResult> => {
    const input = restoreAllInput.parse(event);
    const result: RestoreAllResult = { looked: 0, restored: 0, problems: [] };
    const { restoreAll: order } = controlState(await ports.control.read());
    if (!order || !goesOn(order)) return result;
    const pass: Pass = {
      order,
      ports,
      result,
      turn: turnsOf(A_SECOND, ports),
      until: after(ports.clock.now(), BUDGET),
    };
    if (input.sweep === 'live') await giveBackAll(pass);
    else await confirmAll(pass, input.rest);
    return result;
  };

interface Pass {
  order: RestoreAll;
  ports: Ports;
  result: RestoreAllResult;
  turn: Turn;
  until: string;
}

async function giveBackAll(pass: Pass): Promise<void> {
  const { ports, order } = pass;
  const unlisted: unknown[] = [];
  const heads = headsOf(darkFirst, ports.heads, (error) => unlisted.push(error));
  await inLanes(LANES, heads, async ({ keyId }) => {
    await look(keyId, pass, async () => {
      const r = fold(await ports.ledger.read(keyId));
      if (r) await carryOut(giveBackNow(r, order, ports.clock.now()), pass);
    });
  });
  if (unlisted.length > 0) throw unlisted[0];
}

/** What is off, or may be, first. */
const darkFirst: readonly Status[] = [...new Set<Status>(['outage', 'ending', ...liveStatuses])];

async function confirmAll(pass: Pass, rest?: RestOfAll): Promise<void> {
  const { ports, order, result } = pass;
  await ports.pause.until(confirmedFrom(order));
  const found: RestOfAll = {
    round: (rest?.round ?? 0) + 1,
    keyIds: [],
    back: rest?.back ?? 0,
    left: [...(rest?.left ?? [])],
  };
  const keyIds = rest ? rest.keyIds : ports.heads.everyKeyId();
  await inLanes(LANES, keyIds, async (keyId) => {
    const done = await look(keyId, pass, async () => {
      const chain = await ports.ledger.read(keyId);
      const r = fold(chain);
      const standing = standingOf(chain, order);
      if (standing === 'back') found.back += 1;
      if (standing === 'left') found.left.push(keyId);
      if (standing === 'open') found.keyIds.push(keyId);
      if (r && standing === 'open') await carryOut(confirmNow(r, order, ports.clock.now()), pass);
    });
    // What could not be looked at, or not set going, is not back as far as anybody knows.
    if (!done && !found.keyIds.includes(keyId)) found.keyIds.push(keyId);
  });
  if (found.keyIds.length === 0 || found.round >= ROUNDS || found.keyIds.length > MOST_NAMED) return say(found, pass);
  await ports.pause.until(after(ports.clock.now(), BETWEEN_ROUNDS));
  await ports.steps.restoreAll({ sweep: 'final', rest: found });
  // The next round looks at them anew; a failure here would have Lambda run this one again beside it.
  result.problems = [];
}

/** One bad row never stops the others. */
async function look(keyId: string, { ports, result, until }: Pass, serve: () => Promise<void>): Promise<boolean> {
  if (ports.clock.now() > until) return false;
  result.looked += 1;
  try {
    await serve();
    return true;
  } catch (error) {
    result.problems.push(`${keyId}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function carryOut(giveBack: GiveBack, { ports, turn, result }: Pass): Promise<void> {
  if (giveBack.do === 'nothing') return;
  await turn(giveBack.notBefore);
  await ports.steps.restore(giveBack.input);
  result.restored += 1;
}

/** Says what is back, unless that was said already. */
async function say({ back, keyIds, left }: RestOfAll, { ports, order }: Pass): Promise<void> {
  const detail = { back, notBack: keyIds.sort().slice(0, MOST_NAMED), left: left.sort().slice(0, MOST_NAMED) };
  await recordControl(ports, 'keysunset restore-all', ({ restoreAll: now }) => {
    const known = now?.startedAt !== order.startedAt || same(now.finished, detail);
    return { record: known ? [] : [{ type: 'RestoreAllFinished', detail }] };
  });
}

const same = (said: RestoreAll['finished'], detail: Omit<NonNullable<RestoreAll['finished']>, 'at'>): boolean =>
  said !== undefined &&
  said.back === detail.back &&
  said.notBack.join() === detail.notBack.join() &&
  said.left.join() === detail.left.join();
