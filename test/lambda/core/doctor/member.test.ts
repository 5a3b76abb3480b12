import { ofMember } from '../../../../lambda/core/doctor/member';
import type { MemberSeen } from '../../../../lambda/core/doctor/member';
import { assumedBy } from '../../../../lambda/core/doctor/roles';
import type { RoleSeen } from '../../../../lambda/core/doctor/roles';
import type { Simulated, TouchingRole, TrustStatement } from '../../../../lambda/core/ports';
import { known } from '../seen';

const wanted = { partition: 'aws', hubAccount: '610258347912', externalId: 'minato' };
const unknown = { known: false as const, why: 'IAM did not answer' };
const refused = known({ refused: 'AccessDenied: no' });
const allowed: Simulated = { is: 'allowed' };
const no: Simulated = { is: 'implicitDeny' };
const denied: Simulated = { is: 'explicitDeny' };

const trusting = (role: TouchingRole, change: Partial<TrustStatement> = {}): TrustStatement => ({
  effect: 'Allow',
  actions: ['sts:AssumeRole'],
  principals: [`arn:aws:iam::610258347912:role/keysunset-${assumedBy[role]}`],
  conditions: { StringEquals: { 'sts:ExternalId': ['minato'] } },
  ...change,
});
const may = (update: Simulated, remove: Simulated) =>
  known({ 'iam:UpdateAccessKey': update, 'iam:DeleteAccessKey': remove });
const asMade: Record<TouchingRole, RoleSeen> = {
  deactivate: {
    ...{ role: 'deactivate', trust: known([trusting('deactivate')]) },
    ...{ any: may(allowed, no), protected: may(denied, no) },
  },
  restore: {
    ...{ role: 'restore', trust: known([trusting('restore')]) },
    ...{ any: may(allowed, no), protected: may(allowed, no) },
  },
  delete: {
    ...{ role: 'delete', trust: known([trusting('delete')]) },
    ...{ any: may(no, allowed), protected: may(no, denied) },
  },
};
const inside = { users: known('read' as const), trail: known('read' as const), roles: Object.values(asMade) };
const entered = known('entered' as const);
const found = (seen: MemberSeen) => ofMember(seen, wanted);
const wrong = (seen: MemberSeen) => found(seen).filter(({ is }) => is !== 'good');
const role = (name: TouchingRole, change: Partial<RoleSeen>) => {
  const roles = Object.values({ ...asMade, [name]: { ...asMade[name], ...change } });
  return wrong({ entered, inside: { ...inside, roles } });
};

test('in an account as its stack makes it all is good, and each role says whom it trusts and what it may', () => {
  expect(found({ entered, inside })).toEqual([
    { what: 'role inspect', is: 'good', text: 'It can be assumed, with the external id.' },
    { what: 'users and keys', is: 'good', text: 'They can be read.' },
    { what: 'CloudTrail', is: 'good', text: 'Its event history can be looked up.' },
    {
      ...{ what: 'role deactivate', is: 'good' },
      text: 'It trusts keysunset-deactivate alone, with the external id, and may iam:UpdateAccessKey, never for protected users.',
    },
    {
      ...{ what: 'role restore', is: 'good' },
      text: 'It trusts keysunset-restore alone, with the external id, and may iam:UpdateAccessKey, for protected users as well.',
    },
    {
      ...{ what: 'role delete', is: 'good' },
      text: 'It trusts keysunset-delete-key alone, with the external id, and may iam:DeleteAccessKey, never for protected users.',
    },
  ]);
});

test('an account that cannot be entered says that alone, and why it may be', () => {
  expect(found({ entered: refused })).toEqual([
    {
      ...{ what: 'role inspect', is: 'missing', text: 'It cannot be assumed: AccessDenied: no' },
      todo: expect.stringContaining('external id') as string,
    },
  ]);
  expect(found({ entered: unknown })).toMatchObject([{ what: 'role inspect', is: 'not read' }]);
});

test('users and CloudTrail that cannot be read are missing where AWS refuses, and not read where it does not answer', () => {
  const todo = 'Deploy this account’s member stack again; look for a policy of the organisation that forbids it.';
  expect(wrong({ entered, inside: { ...inside, users: refused, trail: refused } })).toEqual([
    { what: 'users and keys', is: 'missing', text: 'They cannot be read: AccessDenied: no', todo },
    { what: 'CloudTrail', is: 'missing', text: 'Its event history cannot be looked up: AccessDenied: no', todo },
  ]);
  expect(wrong({ entered, inside: { ...inside, users: unknown, trail: unknown } })).toMatchObject([
    { what: 'users and keys', is: 'not read' },
    { what: 'CloudTrail', is: 'not read' },
  ]);
});

describe('whom a role trusts', () => {
  const trust = (change: Partial<TrustStatement>) => role('restore', { trust: known([trusting('restore', change)]) });
  const other = 'arn:aws:iam::610258347912:role/keysunset-deactivate';

  test('a role that is not there is missing', () => {
    expect(role('restore', { trust: known('absent'), any: unknown, protected: unknown })).toEqual([
      {
        ...{ what: 'role restore', is: 'missing', text: 'There is no such role.' },
        todo: expect.stringContaining('Deploy') as string,
      },
    ]);
  });

  test('another in place of the hub’s function is said, with whom', () => {
    expect(trust({ principals: [other] })[0]?.text).toBe(
      'It does not trust arn:aws:iam::610258347912:role/keysunset-restore. ' +
        `It trusts ${other}, which has no need of it.`,
    );
  });

  test('another beside it is one too many', () => {
    const both = [...trusting('restore').principals, other];
    expect(trust({ principals: both })[0]?.text).toBe(`It trusts ${other}, which has no need of it.`);
  });

  test('a role of the hub that was made anew is no longer trusted, since IAM keeps the id of the old one', () => {
    expect(trust({ principals: ['AROAEXAMPLEEXAMPLE123'] })[0]?.text).toContain('made anew');
    expect(trust({ principals: ['AIDAEXAMPLEEXAMPLE123'] })[0]?.text).toContain('has no need of it');
  });

  test('a statement as it has to be does not make good another beside it', () => {
    const statements = [trusting('restore'), trusting('restore', { conditions: {} })];
    expect(role('restore', { trust: known(statements) })[0]?.text).toBe(
      'It is trusted by another condition than the configured external id alone.',
    );
  });

  test.each<[string, Partial<TrustStatement>]>([
    ['another external id', { conditions: { StringEquals: { 'sts:ExternalId': ['other'] } } }],
    ['no external id', { conditions: {} }],
    ['an external id that is only like it', { conditions: { StringLike: { 'sts:ExternalId': ['minato'] } } }],
    [
      'a further condition',
      { conditions: { ...trusting('restore').conditions, Bool: { 'aws:SecureTransport': ['true'] } } },
    ],
    ['a denial', { effect: 'Deny' }],
    ['another action', { actions: ['sts:TagSession'] }],
  ])('%s is another condition than the one that is configured', (_, change) => {
    expect(trust(change)[0]?.text).toBe('It is trusted by another condition than the configured external id alone.');
  });
});

describe('what a role may do', () => {
  test.each<[TouchingRole, Partial<RoleSeen>, string]>([
    ['deactivate', { any: may(no, no) }, 'It may not iam:UpdateAccessKey: no policy allows it.'],
    ['deactivate', { any: may(denied, no) }, 'It may not iam:UpdateAccessKey: a policy denies it.'],
    [
      'restore',
      { any: may({ is: 'explicitDeny', by: 'organisation' }, no) },
      'It may not iam:UpdateAccessKey: a policy of the organisation (SCP) forbids it.',
    ],
    [
      'delete',
      { any: may(no, { is: 'implicitDeny', by: 'boundary' }) },
      'It may not iam:DeleteAccessKey: the permissions boundary does not allow it.',
    ],
    ['restore', { any: may(allowed, allowed) }, 'It may iam:DeleteAccessKey as well.'],
    [
      'deactivate',
      { protected: may(allowed, no) },
      'It is not denied iam:UpdateAccessKey for users with the protecting tag.',
    ],
    [
      'restore',
      { protected: may(denied, no) },
      'It may not iam:UpdateAccessKey for users with the protecting tag, whose keys may be off: a policy denies it.',
    ],
  ])('%s: %j is said', (name, change, text) => {
    expect(role(name, change)).toMatchObject([{ what: `role ${name}`, is: 'missing', text }]);
  });
});

test('a role that inspect may not look at is missing, not good', () => {
  const [seen] = role('delete', { trust: refused, any: refused, protected: refused });
  expect(seen).toMatchObject({ what: 'role delete', is: 'missing' });
  expect(seen?.text).toBe(
    'The role inspect may not look at it: AccessDenied: no. The role inspect may not ask what it may do: AccessDenied: no.',
  );
});

test.each(['trust', 'any', 'protected'] as const)(
  'a role of which %s could not be read is not taken for good',
  (what) => {
    expect(role('delete', { [what]: unknown })).toMatchObject([{ what: 'role delete', is: 'not read' }]);
  },
);
