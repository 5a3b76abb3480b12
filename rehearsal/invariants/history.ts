import { addTo } from '../../lambda/groups';
import type { Config } from '../../lambda/core/config';
import type { Entry, FactType } from '../../lambda/core/entries';
import type { Chain } from '../../lambda/core/ports';
import { after, seconds } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { LoggedCall } from '../iam/server';

/** What the invariants are judged from: the ledger, the log of calls, and IAM itself. Not from anything the handlers say. */
export interface Evidence {
  chains: readonly Chain[];
  log: readonly LoggedCall[];
  statusOf: (keyId: string) => 'Active' | 'Inactive' | 'Deleted';
  config: Config;
  now: Instant;
  /** While AWS or Slack was out of reach, for all keys or those of one account: what is promised then comes after. */
  downs?: readonly { from: Instant; to: Instant; accountId?: string }[];
  /**
   * Where things are broken on purpose, in seconds: how late a call may land that was sent in time (and it may be made
   * again), by how much the clock of whoever wrote an entry may be off, and for how long a read shows what was before.
   */
  broken?: { landsLate: number; clockError: number; staleFor: number };
}

/** One key: its chain, and the calls that changed it or may have. */
export interface History {
  keyId: string;
  chain: Chain;
  changes: { at: Instant; to: 'Active' | 'Inactive' | 'Deleted'; call: LoggedCall; ours: boolean }[];
}

/** What is known of each key that has a chain or was changed. */
export function histories({ chains, log, config }: Evidence): History[] {
  const byKey = new Map<string, LoggedCall[]>();
  for (const call of log) {
    const keyId = call.parameters['AccessKeyId'];
    if (!keyId || (call.operation !== 'UpdateAccessKey' && call.operation !== 'DeleteAccessKey')) continue;
    addTo(byKey, keyId, call);
  }
  const known = chains.map(({ keyId }) => keyId);
  const keyIds = new Set([...known, ...byKey.keys()]);
  const roles = Object.values(config.members.roles);
  return [...keyIds].map((keyId) => ({
    keyId,
    chain: chains.find((chain) => chain.keyId === keyId) ?? { keyId, entries: [] },
    changes: (byKey.get(keyId) ?? [])
      .filter(({ result }) => result === 'ok')
      .map((call) => ({
        at: call.at,
        to:
          call.operation === 'DeleteAccessKey'
            ? 'Deleted'
            : call.parameters['Status'] === 'Active'
              ? 'Active'
              : 'Inactive',
        call,
        ours: roles.some((role) => call.principal.includes(`:assumed-role/${role}/`)),
      })),
  }));
}

/** An entry of one type. */
export type Of<T extends FactType> = Extract<Entry, { type: T }>;

/** The entries of one type. */
export const ofType = <T extends FactType>(entries: readonly Entry[], type: T): Of<T>[] =>
  entries.filter((entry): entry is Of<T> => entry.type === type);

/** The entries of the key's latest retirement. */
export const lastRetirement = ({ entries }: Chain): readonly Entry[] =>
  entries.slice(entries.findLastIndex(({ type }) => type === 'Enqueued'));

/** The last entry of a type that stood at a moment. */
export function lastBefore<T extends FactType>(
  { entries }: Chain,
  at: Instant,
  type: T,
  and: (entry: Of<T>) => boolean = () => true,
): Of<T> | undefined {
  return ofType(entries, type).findLast((entry) => entry.at <= at && and(entry));
}

/** What was out of reach for this key. */
export function downsOf({ entries }: Chain, downs: Evidence['downs'] = []): NonNullable<Evidence['downs']> {
  const account = ofType(entries, 'Enqueued')[0]?.detail.subject.accountId;
  return downs.filter(({ accountId = account }) => accountId === account);
}

/** A deadline, put off until a while after whatever was out of reach came back; the watchdog runs every five minutes. */
export function putOff(deadline: Instant, since: Instant, downs: Evidence['downs'] = []): Instant {
  const ends = downs.filter(({ from, to }) => from < deadline && to > since).map(({ to }) => after(to, SOON_AFTER));
  return [deadline, ...ends].reduce((latest, at) => (at > latest ? at : latest));
}

const SOON_AFTER = 20 * seconds.minute;
