import type { Config } from './config';
import type { Fact, OnUse, Subject } from './entries';
import { statusOf } from './head';
import { parseKeyId } from './key-id';
import type { KeyFound, Reading } from './ports';
import { protectionOf } from './protection';
import { FENCE } from './protocol';
import type { WhyNotEnqueued } from './refusals';
import { REST_DAYS, restingAt } from './rest';
import type { Retirement } from './retirement';
import type { Ritual } from './ritual';
import { after, seconds, secondsBetween } from './time';
import type { Instant } from './time';

export { protectedBy } from './protection';

/** What an operator asks for: one key, and why. */
export interface EnqueueRow {
  keyId: string;
  userName?: string | undefined;
  accountId?: string | undefined;
  reason: string;
  ritual?: string | undefined;
  onUse?: 'keep' | 'ask' | 'ignore' | undefined;
  /** Why use does not count; with `ignore` only. */
  because?: string | undefined;
  /** Higher is started earlier; 0 where it is left out. */
  priority?: number | undefined;
  /** Although it is to be left alone. */
  again?: boolean | undefined;
}

/** Why not, as a fact. */
export type Refusal = { ok: false; why: WhyNotEnqueued };

/** Where to look for a key. */
export type Whereabouts = { ok: true; keyId: string; accountId: string; accountName: string };

type Enqueued = Extract<Fact, { type: 'Enqueued' }>['detail'];

/** Everything that is known of the key when it is to be enqueued. */
export interface EnqueueSeen {
  row: EnqueueRow;
  /** From IAM in the account that `whereIs` answered. */
  found: Reading<KeyFound | 'absent'>;
  /** The key's latest retirement. */
  retirement: Retirement | undefined;
  config: Config;
  now: Instant;
}

/** Whether a key may be enqueued: what the Enqueued entry then holds, or why not. */
export function mayEnqueue(seen: EnqueueSeen): ({ ok: true } & Enqueued) | Refusal {
  const { row, found, config } = seen;
  const where = whereIs(row, config);
  if (!where.ok) return where;
  const asked = whatIsAsked(row, config);
  if (!asked.ok) return asked;
  const { keyId, accountId, accountName } = where;
  if (!found.known) return refused({ is: 'unknown', keyId, why: found.why });
  if (found.value === 'absent') return refused({ is: 'absent', keyId, accountName, accountId });
  const why = whyNotThisKey(where, found.value, seen);
  if (why) return refused(why);
  const { ritual, onUse } = asked;
  const subject = subjectOf(where, found.value);
  const { priority = 0 } = row;
  const { restDays = REST_DAYS } = config;
  const again = restingAt(seen.retirement, seen.now);
  return {
    ...{ ok: true, subject, ritual, onUse, timeZone: config.calendar.timeZone, reason: row.reason.trim(), restDays },
    ...(priority !== 0 && { priority }),
    ...(again && { again }),
  };
}

/** The key's account: the one in its id, the one given, or the only one there is. */
export function whereIs(row: EnqueueRow, { accounts }: Pick<Config, 'accounts'>): Whereabouts | Refusal {
  const parsed = parseKeyId(row.keyId);
  if (!parsed.ok) return refused({ is: 'not readable', words: parsed.why });
  const { keyId, accountId: inside } = parsed;
  if (inside && row.accountId && inside !== row.accountId) {
    return refused({ is: 'account differs', keyId, given: row.accountId, inside });
  }
  const accountId = inside ?? row.accountId ?? (accounts.length === 1 ? accounts[0]?.id : undefined);
  if (!accountId) return refused({ is: 'account missing', keyId });
  const account = accounts.find(({ id }) => id === accountId);
  if (!account) return refused({ is: 'account not ours', keyId, accountId, accounts: accounts.length });
  return { ok: true, keyId, accountId, accountName: account.name };
}

/** The reason, the ritual and what is done on use, as the row asks for them. */
function whatIsAsked(row: EnqueueRow, { rituals }: Config): { ok: true; ritual: Ritual; onUse: OnUse } | Refusal {
  if (row.reason.trim() === '') return refused({ is: 'no reason' });
  const ritual = row.ritual === undefined ? rituals[0] : rituals.find(({ name }) => name === row.ritual);
  if (!ritual) {
    const names = rituals.map(({ name }) => name).join(', ');
    return refused({ is: 'no such ritual', given: String(row.ritual), names });
  }
  const because = row.because?.trim();
  if (row.onUse !== 'ignore') {
    return because ? refused({ is: 'use counts', because }) : { ok: true, ritual, onUse: { do: row.onUse ?? 'keep' } };
  }
  return because ? { ok: true, ritual, onUse: { do: 'ignore', because } } : refused({ is: 'use ignored for nothing' });
}

/** What stands against retiring the key that was found. */
function whyNotThisKey(
  where: Whereabouts,
  found: KeyFound,
  { row, retirement, config, now }: EnqueueSeen,
): WhyNotEnqueued | undefined {
  const { keyId, accountId } = where;
  const { userName } = found;
  if (isRoot(found, accountId)) return { is: 'root', keyId, accountId };
  if (row.userName !== undefined && row.userName !== userName) {
    return { is: 'of another user', keyId, given: row.userName, userName };
  }
  const protection = protectionOf(config, { ...found, keyId });
  if (protection) return { keyId, ...protection };
  return (
    whyNotAgain(keyId, retirement, now) ??
    whyNotNow(keyId, found, config, now) ??
    (row.again ? undefined : whyLater(keyId, retirement, now))
  );
}

function whyNotAgain(keyId: string, retirement: Retirement | undefined, now: Instant): WhyNotEnqueued | undefined {
  if (!retirement) return undefined;
  const { phase, lastIntentAt: at, retirementId, enqueuedAt } = retirement;
  if (phase.name !== 'ended') {
    return { is: 'retiring', keyId, retirementId, status: statusOf(retirement), enqueuedAt };
  }
  // A call of the retirement before may still land (R1).
  return at && now < after(at, FENCE) ? { is: 'just touched', keyId, at, after: after(at, FENCE) } : undefined;
}

function whyNotNow(
  keyId: string,
  { status, createdAt }: KeyFound,
  { limits: { minimumAgeDays: wanted } }: Config,
  now: Instant,
): WhyNotEnqueued | undefined {
  if (status === 'Inactive') return { is: 'off', keyId };
  const oldEnough = after(createdAt, wanted * seconds.day);
  const days = Math.floor(secondsBetween(createdAt, now) / seconds.day);
  return now < oldEnough ? { is: 'too young', keyId, days, wanted, after: oldEnough } : undefined;
}

/** Somebody needed it, and not long ago. Last of all, since an operator may pass over it. */
function whyLater(keyId: string, retirement: Retirement | undefined, now: Instant): WhyNotEnqueued | undefined {
  const rest = restingAt(retirement, now);
  if (!rest) return undefined;
  const { since: on, ...why } = rest;
  return { is: 'left alone', keyId, on, ...why };
}

/** The root user has no name of its own in IAM's answers, and the account's number as its id. */
const isRoot = ({ userName, userId }: KeyFound, accountId: string): boolean =>
  userId === accountId || ['root', '<root_account>', '<root>', accountId, ''].includes(userName);

const subjectOf = ({ keyId, accountId, accountName }: Whereabouts, found: KeyFound): Subject => ({
  keyId,
  accountId,
  accountName,
  userName: found.userName,
  userId: found.userId,
  createdAt: found.createdAt,
});

const refused = <Why extends WhyNotEnqueued>(why: Why): { ok: false; why: Why } => ({ ok: false, why });
