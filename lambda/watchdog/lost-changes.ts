import { inOrder, LOOKED_BACK } from '../core/changes';
import type { Heard } from '../core/changes';
import type { Config } from '../core/config';
import { liveStatuses } from '../core/head';
import type { Heads, KeyInspector } from '../core/ports';
import { after } from '../core/time';
import { addTo } from '../groups';
import { inLanes } from '../lanes';
import { headsOf } from '../lists';
import { tellChange } from '../tell-change';
import type { TellingPorts } from '../tell-change';
import { attempt, couldNot } from './findings';
import type { Findings } from './findings';
import { ACTOR } from './listen';

interface Ports extends TellingPorts {
  config: Pick<Config, 'accounts'>;
  heads: Pick<Heads, 'byStatus'>;
  inspector: Pick<KeyInspector, 'changesInAccount'>;
}

/** Accounts that are looked into side by side: each answers by itself, and one that hangs holds up no other. */
const AT_ONCE = 5;

/**
 * Changes by others that EventBridge has lost: each sweep looks for them in CloudTrail, account by account. Answers the keys of which a
 * chain did not know.
 */
export async function hearLostChanges(found: Findings, ports: Ports): Promise<string[]> {
  const since = after(ports.clock.now(), -LOOKED_BACK);
  const keyIds: string[] = [];
  const unread = new Map<string, string>();
  await inLanes(AT_ONCE, ports.config.accounts, async ({ id }) => {
    const read = await ports.inspector.changesInAccount(id, since);
    if (!read.known) unread.set(id, read.why);
    for (const [keyId, changes] of read.known ? byKey(read.value) : []) {
      await attempt(keyId, found, async () => {
        for (const change of inOrder(changes)) {
          if (await tellChange({ keyId, change }, ACTOR, ports)) keyIds.push(keyId);
        }
      });
    }
  });
  if (unread.size > 0) await tellUnread(unread, found, ports);
  return [...new Set(keyIds)];
}

function byKey(heard: readonly Heard[]): Map<string, Heard['change'][]> {
  const all = new Map<string, Heard['change'][]>();
  for (const { keyId, change } of heard) addTo(all, keyId, change);
  return all;
}

/** An account that cannot be read is a problem where a key of it is under way; before that, it may not have been set up. */
async function tellUnread(unread: Map<string, string>, found: Findings, { heads, config }: Ports): Promise<void> {
  const live = new Set<string>();
  const failed = (error: unknown): void => couldNot('accounts with keys under way', error, found);
  for await (const { accountId } of headsOf(liveStatuses, heads, failed)) live.add(accountId);
  for (const { id, name } of config.accounts.filter((account) => live.has(account.id))) {
    const why = unread.get(id);
    if (why === undefined) continue;
    couldNot(`changes to keys of ${name} (${id})`, new Error(`CloudTrail could not be read: ${why}`), found);
  }
}
