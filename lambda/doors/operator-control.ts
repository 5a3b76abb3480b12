import * as z from 'zod';
import { verify } from '../adapters/ledger/chain';
import { confirmedFrom } from '../core/control';
import type { ControlRequest, RestoreAll } from '../core/control';
import { Unavailable } from '../core/errors';
import { fold } from '../core/evolve';
import { liveStatuses } from '../core/head';
import type { Clock, Control, Heads, Ids, Ledger, StepInvoker } from '../core/ports';
import { whyNotBack } from '../core/restore-all';
import type { Instant } from '../core/time';
import { changeControl, controlState } from '../change-control';
import { bodyOf, reply } from './operator-request';
import type { OperatorEvent, OperatorReply } from './operator-request';

export interface ControlPorts {
  control: Control;
  ledger: Pick<Ledger, 'read'>;
  heads: Pick<Heads, 'byStatus'>;
  steps: Pick<StepInvoker, 'restoreAll'>;
  clock: Clock;
  ids: Ids;
}

/** A key that is not back, and why. */
export interface NotBack {
  keyId: string;
  userName: string;
  accountName: string;
  why: string;
}

/** How far giving everything back has come. */
export interface Progress extends Pick<RestoreAll, 'startedAt' | 'by' | 'reason'> {
  /** From then on what is back can be confirmed. */
  confirmedFrom: Instant;
  /** As HEAD says, for people: keys still off, and on again but not confirmed. */
  off: number;
  restored: number;
  finished?: { at: Instant; back: number; notBack: NotBack[]; left: NotBack[]; more?: number };
}

const wanted = 'wanted is why: owners and auditors read it';
const controlBody = z.object({
  reason: z.string(wanted).trim().min(1, wanted).max(1000, 'wanted are 1000 characters at most'),
});

/** Freezes, thaws, or gives everything back. */
export async function control(
  ask: ControlRequest['ask'],
  event: OperatorEvent,
  actor: string,
  ports: ControlPorts,
): Promise<OperatorReply> {
  const { reason } = bodyOf(event, controlBody);
  const answer = await changeControl(ports)({ ask, reason, actor });
  if (answer.answer === 'refused') return reply(409, { ...answer, error: answer.text });
  // Also where it goes on already: asking twice must help, never harm.
  if (ask === 'restore all') await setGoing(ports);
  return reply(200, answer);
}

async function setGoing({ steps }: ControlPorts): Promise<void> {
  try {
    await steps.restoreAll({ sweep: 'live' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `It is frozen, and in the ledger; but it could not be set going at once (${why}). The watchdog does it within five minutes.`;
    throw new Unavailable(message, { cause });
  }
}

/** Whether it is frozen, and how far giving everything back has come. */
export async function showControl(ports: ControlPorts): Promise<OperatorReply> {
  const chain = await ports.control.read();
  const { frozen, restoreAll } = controlState(chain);
  const progress = restoreAll && { restoreAll: await progressOf(restoreAll, ports) };
  return reply(200, { frozen, ...progress, verified: verify(chain) });
}

async function progressOf(restoreAll: RestoreAll, ports: ControlPorts): Promise<Progress> {
  const { startedAt, by, reason, finished } = restoreAll;
  const told = { startedAt, by, reason, confirmedFrom: confirmedFrom(restoreAll) };
  return { ...told, ...(await counted(ports)), ...(finished && { finished: await report(finished, ports) }) };
}

async function counted({ heads }: ControlPorts): Promise<{ off: number; restored: number }> {
  const count = { off: 0, restored: 0 };
  for (const status of liveStatuses) {
    for await (const { restoreBy, restoredAt } of heads.byStatus(status)) {
      if (restoreBy) count[restoredAt ? 'restored' : 'off'] += 1;
    }
  }
  return count;
}

/** So many are told with a reason: each costs a read. */
const MOST_TOLD = 100;

async function report(
  { at, back, notBack, left }: NonNullable<RestoreAll['finished']>,
  { ledger }: ControlPorts,
): Promise<NonNullable<Progress['finished']>> {
  const named = [...notBack, ...left];
  const told = await Promise.all(named.slice(0, MOST_TOLD).map((keyId) => tell(keyId, ledger)));
  const more = named.length - told.length;
  const split = Math.min(notBack.length, told.length);
  return { at, back, notBack: told.slice(0, split), left: told.slice(split), ...(more > 0 && { more }) };
}

async function tell(keyId: string, ledger: Pick<Ledger, 'read'>): Promise<NotBack> {
  try {
    const chain = await ledger.read(keyId);
    const { userName = '', accountName = '' } = fold(chain)?.subject ?? {};
    return { keyId, userName, accountName, why: whyNotBack(chain) };
  } catch (error) {
    // One bad row must not keep the operator from hearing of the others.
    const why = error instanceof Error ? error.message : String(error);
    return { keyId, userName: '', accountName: '', why: `it cannot be told: ${why}` };
  }
}
