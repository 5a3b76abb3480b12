import type { Config } from './config';
import type { Fact, OnUse, Subject } from './entries';
import { statusOf } from './head';
import { parseKeyId } from './key-id';
import type { KeyFound, Reading } from './ports';
import { protectedBy } from './protection';
import { FENCE } from './protocol';
import { REST_DAYS, restingAt, whyLeftAlone } from './rest';
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

export type Refusal = { ok: false; why: string };

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
  if (!found.known) {
    return refused(`Whether ${where.keyId} may be retired is unknown: ${found.why}. Nothing was done. Try again.`);
  }
  if (found.value === 'absent') {
    return refused(
      `There is no key ${where.keyId} in account ${where.accountName} (${where.accountId}). Wanted: a key that exists. ` +
        'Check the id and the account.',
    );
  }
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
  if (!parsed.ok) return parsed;
  const { keyId, accountId: inside } = parsed;
  if (inside && row.accountId && inside !== row.accountId) {
    return refused(
      `Account ${row.accountId} was given for ${keyId}, whose id says ${inside}. Leave the account out, or give that one.`,
    );
  }
  const accountId = inside ?? row.accountId ?? (accounts.length === 1 ? accounts[0]?.id : undefined);
  if (!accountId)
    return refused(`The account of ${keyId} cannot be read from its id, which is an old one. Give the account.`);
  const account = accounts.find(({ id }) => id === accountId);
  if (!account) {
    return refused(
      `${keyId} is in account ${accountId}, which is none of ours. ` +
        `Wanted: one of the ${accounts.length} accounts in the configuration. Add the account there first.`,
    );
  }
  return { ok: true, keyId, accountId, accountName: account.name };
}

/** The reason, the ritual and what is done on use, as the row asks for them. */
function whatIsAsked(row: EnqueueRow, { rituals }: Config): { ok: true; ritual: Ritual; onUse: OnUse } | Refusal {
  if (row.reason.trim() === '') return refused('No reason was given. Wanted: why the key is thought unused. Give one.');
  const ritual = row.ritual === undefined ? rituals[0] : rituals.find(({ name }) => name === row.ritual);
  if (!ritual) {
    const names = rituals.map(({ name }) => name).join(', ');
    return refused(
      `There is no ritual “${row.ritual}”. Wanted: one of ${names}. Give one of these, or none for the first.`,
    );
  }
  const because = row.because?.trim();
  if (row.onUse !== 'ignore') {
    return because
      ? refused(
          `A reason why use does not count was given (“${because}”), but use counts. Ask for on-use ignore as well.`,
        )
      : { ok: true, ritual, onUse: { do: row.onUse ?? 'keep' } };
  }
  return because
    ? { ok: true, ritual, onUse: { do: 'ignore', because } }
    : refused('Use is to be ignored, and no reason was given. Wanted: why use does not count. Give it as because.');
}

/** What stands against retiring the key that was found. */
function whyNotThisKey(
  where: Whereabouts,
  found: KeyFound,
  { row, retirement, config, now }: EnqueueSeen,
): string | undefined {
  const { keyId, accountId } = where;
  if (isRoot(found, accountId)) {
    return `${keyId} belongs to the root user of ${accountId}, which is never touched. Delete it by hand, signed in as root.`;
  }
  if (row.userName !== undefined && row.userName !== found.userName) {
    return `User ${row.userName} was given for ${keyId}, which belongs to ${found.userName}. Give that user, or another key.`;
  }
  const protection = protectedBy(config, { ...found, keyId });
  if (protection)
    return `${keyId} is protected: ${protection}. It is never touched. Choose another key, or end the protection.`;
  return (
    whyNotAgain(keyId, retirement, now) ??
    whyNotNow(keyId, found, config, now) ??
    (row.again ? undefined : whyLater(keyId, retirement, now))
  );
}

function whyNotAgain(keyId: string, retirement: Retirement | undefined, now: Instant): string | undefined {
  if (!retirement) return undefined;
  const { phase, lastIntentAt, retirementId, enqueuedAt } = retirement;
  if (phase.name !== 'ended') {
    return (
      `${keyId} is being retired already (${retirementId}, ${statusOf(retirement)}, enqueued ${enqueuedAt}). ` +
      'Wanted: a key that is not. Look at it with show, or stop it first.'
    );
  }
  // A call of the retirement before may still land (R1).
  return lastIntentAt && now < after(lastIntentAt, FENCE)
    ? `${keyId} was touched at ${lastIntentAt} by its last retirement. Try again after ${after(lastIntentAt, FENCE)}.`
    : undefined;
}

function whyNotNow(
  keyId: string,
  { status, createdAt }: KeyFound,
  { limits }: Config,
  now: Instant,
): string | undefined {
  if (status === 'Inactive') {
    return (
      `${keyId} is Inactive: somebody else switched it off, and Keysunset restores only what it switched off itself. ` +
      'Wanted: an Active key. Activate it first, or delete it by hand.'
    );
  }
  const oldEnough = after(createdAt, limits.minimumAgeDays * seconds.day);
  return now < oldEnough
    ? `${keyId} is ${Math.floor(secondsBetween(createdAt, now) / seconds.day)} days old. ` +
        `Wanted: ${limits.minimumAgeDays} days or more. Enqueue it after ${oldEnough}.`
    : undefined;
}

/** Somebody needed it, and not long ago. Last of all, since an operator may pass over it. */
function whyLater(keyId: string, retirement: Retirement | undefined, now: Instant): string | undefined {
  const rest = restingAt(retirement, now);
  return (
    rest &&
    `${keyId} is left alone until ${rest.until}: ${whyLeftAlone(rest)}. Wanted: a key that nobody needs. ` +
      'Enqueue it after that; or with again, which its owner is told.'
  );
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

const refused = (why: string): Refusal => ({ ok: false, why });
