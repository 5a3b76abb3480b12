import type { Finding, Reading, RefusedByAws, Simulated, Touch, TouchingRole, TrustStatement } from '../ports';
import { notRead } from './finding';

/** What was seen of a role that changes keys. */
export interface RoleSeen {
  role: TouchingRole;
  trust: Reading<readonly TrustStatement[] | 'absent' | RefusedByAws>;
  /** To the keys of a user without the protecting tag, and of one with it. */
  any: Reading<Readonly<Record<Touch, Simulated>> | RefusedByAws>;
  protected: Reading<Readonly<Record<Touch, Simulated>> | RefusedByAws>;
}

/** Who has to be trusted, and by what proof. */
export interface Trusted {
  partition: string;
  hubAccount: string;
  externalId: string;
}

/** The function of the hub that may assume each role, and no other (lib/rights.ts). */
export const assumedBy = { deactivate: 'deactivate', restore: 'restore', delete: 'delete-key' } as const;

/** What each role is for, and whether IAM itself has to deny it for protected users. */
const duty = {
  deactivate: { does: 'iam:UpdateAccessKey', never: 'iam:DeleteAccessKey', sparesProtected: true },
  restore: { does: 'iam:UpdateAccessKey', never: 'iam:DeleteAccessKey', sparesProtected: false },
  delete: { does: 'iam:DeleteAccessKey', never: 'iam:UpdateAccessKey', sparesProtected: true },
} as const satisfies Record<TouchingRole, { does: Touch; never: Touch; sparesProtected: boolean }>;

const DEPLOY = 'Deploy this account’s member stack again, the hub first where the release or its rights have changed.';

export function ofRole(seen: RoleSeen, wanted: Trusted): Finding {
  const { role, trust } = seen;
  const what = `role ${role}`;
  if (trust.known && trust.value === 'absent') {
    return { what, is: 'missing', text: 'There is no such role.', todo: DEPLOY };
  }
  const wrong = [...wrongTrust(seen, wanted), ...wrongRights(seen)];
  if (wrong.length > 0) return { what, is: 'missing', text: wrong.join(' '), todo: DEPLOY };
  for (const reading of [trust, seen.any, seen.protected]) if (!reading.known) return notRead(what, reading.why);
  const { does, sparesProtected } = duty[role];
  const who = `It trusts keysunset-${assumedBy[role]} alone, with the external id`;
  const spared = sparesProtected ? ', never for protected users' : ', for protected users as well';
  return { what, is: 'good', text: `${who}, and may ${does}${spared}.` };
}

function wrongTrust({ role, trust }: RoleSeen, { partition, hubAccount, externalId }: Trusted): string[] {
  if (!trust.known || trust.value === 'absent') return [];
  if ('refused' in trust.value) return [`The role inspect may not look at it: ${trust.value.refused}.`];
  const wanted = `arn:${partition}:iam::${hubAccount}:role/keysunset-${assumedBy[role]}`;
  const statements: readonly TrustStatement[] = trust.value;
  const trusted = statements.flatMap(({ principals }) => principals);
  const others = trusted.filter((principal) => principal !== wanted);
  return [
    ...(trusted.includes(wanted) ? [] : [`It does not trust ${wanted}.`]),
    ...others.map(otherwise),
    ...(statements.every((statement) => isTrust(statement, externalId))
      ? []
      : ['It is trusted by another condition than the configured external id alone.']),
  ];
}

/** IAM puts a role's id in place of its ARN when the role is deleted, and does not put it back. */
const otherwise = (principal: string): string =>
  principal.startsWith('AROA')
    ? `It trusts ${principal}, a role that was deleted: the hub’s, if that was made anew.`
    : `It trusts ${principal}, which has no need of it.`;

const isTrust = ({ effect, actions, conditions }: TrustStatement, externalId: string): boolean =>
  effect === 'Allow' &&
  actions.join() === 'sts:AssumeRole' &&
  Object.keys(conditions).join() === 'StringEquals' &&
  JSON.stringify(conditions['StringEquals']) === JSON.stringify({ 'sts:ExternalId': [externalId] });

function wrongRights({ role, any, protected: tagged }: RoleSeen): string[] {
  const refused = [any, tagged].flatMap((reading) =>
    reading.known && 'refused' in reading.value ? [reading.value.refused] : [],
  );
  if (refused[0]) return [`The role inspect may not ask what it may do: ${refused[0]}.`];
  const { does, never, sparesProtected } = duty[role];
  const ofAny = rightsIn(any);
  const ofTagged = rightsIn(tagged);
  return [
    ...(ofAny && ofAny[does].is !== 'allowed' ? [`It may not ${does}: ${whyNot(ofAny[does])}.`] : []),
    ...(ofAny?.[never].is === 'allowed' ? [`It may ${never} as well.`] : []),
    ...(ofTagged && sparesProtected && ofTagged[does].is !== 'explicitDeny'
      ? [`It is not denied ${does} for users with the protecting tag.`]
      : []),
    ...(ofTagged && !sparesProtected && ofTagged[does].is !== 'allowed'
      ? [`It may not ${does} for users with the protecting tag, whose keys may be off: ${whyNot(ofTagged[does])}.`]
      : []),
  ];
}

const rightsIn = (reading: RoleSeen['any']): Readonly<Record<Touch, Simulated>> | undefined =>
  reading.known && !('refused' in reading.value) ? reading.value : undefined;

function whyNot({ is, by }: Simulated): string {
  if (by === 'organisation') return 'a policy of the organisation (SCP) forbids it';
  if (by === 'boundary') return 'the permissions boundary does not allow it';
  return is === 'explicitDeny' ? 'a policy denies it' : 'no policy allows it';
}
