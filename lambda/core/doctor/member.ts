import type { Finding, Reading, RefusedByAws } from '../ports';
import { notRead } from './finding';
import { ofRole } from './roles';
import type { RoleSeen, Trusted } from './roles';

/** What was seen in a member account. `inside` is there where it could be entered. */
export interface MemberSeen {
  entered: Reading<'entered' | RefusedByAws>;
  inside?: {
    users: Reading<'read' | RefusedByAws>;
    trail: Reading<'read' | RefusedByAws>;
    roles: readonly RoleSeen[];
  };
}

/** What an account lacks, and what to do about it. */
export const ofMember = ({ entered, inside }: MemberSeen, wanted: Trusted): Finding[] => [
  ofEntering(entered),
  ...(inside
    ? [ofUsers(inside.users), ofTrail(inside.trail), ...inside.roles.map((role) => ofRole(role, wanted))]
    : []),
];

function ofEntering(entered: MemberSeen['entered']): Finding {
  const what = 'role inspect';
  if (!entered.known) return notRead(what, entered.why);
  if (entered.value === 'entered') return { what, is: 'good', text: 'It can be assumed, with the external id.' };
  const text = `It cannot be assumed: ${entered.value.refused}`;
  const todo =
    'Deploy this account’s member stack, or deploy it again: there is no such role, it does not trust the hub’s operator-door, or the external id is another one.';
  return { what, is: 'missing', text, todo };
}

function ofUsers(users: Reading<'read' | RefusedByAws>): Finding {
  const what = 'users and keys';
  if (!users.known) return notRead(what, users.why);
  if (users.value === 'read') return { what, is: 'good', text: 'They can be read.' };
  const todo = 'Deploy this account’s member stack again; look for a policy of the organisation that forbids it.';
  return { what, is: 'missing', text: `They cannot be read: ${users.value.refused}`, todo };
}

function ofTrail(trail: Reading<'read' | RefusedByAws>): Finding {
  const what = 'CloudTrail';
  if (!trail.known) return notRead(what, trail.why);
  if (trail.value === 'read') return { what, is: 'good', text: 'Its event history can be looked up.' };
  const todo = 'Deploy this account’s member stack again; look for a policy of the organisation that forbids it.';
  return { what, is: 'missing', text: `Its event history cannot be looked up: ${trail.value.refused}`, todo };
}
