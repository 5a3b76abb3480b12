import type { KeyDeactivator, KeyDeleter, KeyInspector, KeyRestorer } from '../core/ports';
import { keyChangers } from './keys/changers';
import { keyInspector } from './keys/inspector';
import { membersOf } from './keys/members';
import type { Reach } from './keys/members';

export { changeFromRecord } from './keys/changes-by-others';
export type { Reach } from './keys/members';

export interface Keys {
  inspector: KeyInspector;
  deactivator: KeyDeactivator;
  restorer: KeyRestorer;
  deleter: KeyDeleter;
}

/** IAM in the member accounts: each port through the role that has the one right it needs. */
export function keysIn(reach: Reach): Keys {
  const members = membersOf(reach);
  return { inspector: keyInspector(members, reach), ...keyChangers(members, reach) };
}
