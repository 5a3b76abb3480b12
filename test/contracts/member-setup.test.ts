import { memberSetup } from '../../lambda/adapters/keys/member-setup';
import type { EnteredMember, MemberSetup } from '../../lambda/core/ports';
import { exampleConfig as config } from '../../lib/example-config';
import { fakeMemberSetup } from '../../rehearsal/iam/fake-setup';
import { HUB } from '../../rehearsal/iam/member-roles';
import type { AwsRole } from '../../rehearsal/iam/member-roles';
import { awsModel } from '../../rehearsal/iam/model';
import { startAws } from '../../rehearsal/iam/server';
import type { Fault } from '../../rehearsal/iam/server';
import { openSessions } from '../../rehearsal/iam/sessions';

interface SetupWorld {
  setup: MemberSetup;
  /** The account's roles, by their names. */
  roles: Map<string, AwsRole>;
  breakCalls(operation: string, fault: Fault): void;
  close(): Promise<void>;
}

const account = '408173952614';
const { roles: names } = config.members;
const denied: Fault = { when: 'before', status: 403, code: 'AccessDenied' };
const failing: Fault = { when: 'before', status: 500, code: 'ServiceFailure' };

/** What tells how a member account is set up, whichever it is. */
function memberSetupContract(open: () => Promise<SetupWorld>): void {
  let world: SetupWorld;
  beforeEach(async () => (world = await open()));
  afterEach(() => world.close());
  const role = (name: keyof typeof names): AwsRole => {
    const found = world.roles.get(names[name]);
    if (!found) throw new Error(`There is no role ${name}.`);
    return found;
  };
  const inside = async (): Promise<EnteredMember> => {
    const entered = await world.setup.enter(account);
    if (!entered.known || 'refused' in entered.value) throw new Error(JSON.stringify(entered));
    return entered.value;
  };
  const refused = { known: true, value: { refused: expect.stringContaining('AccessDenied') as string } };

  test('an account is entered with the external id, and at each asking anew', async () => {
    await inside();
    role('inspect').trust.Condition.StringEquals['sts:ExternalId'] = 'another';
    expect(await world.setup.enter(account)).toEqual(refused);
  });

  test('an account without the role, or that is not there, is refused; no answer is unknown', async () => {
    expect(await world.setup.enter('999999999999')).toEqual(refused);
    world.roles.delete(names.inspect);
    expect(await world.setup.enter(account)).toEqual(refused);
    world.breakCalls('AssumeRole', failing);
    expect(await world.setup.enter(account)).toMatchObject({ known: false });
  });

  test.each(['ListUsers', 'GetUser', 'ListUserTags', 'ListAccessKeys', 'GetAccessKeyLastUsed'])(
    'users are read by every call that is made of them: %s',
    async (operation) => {
      const member = await inside();
      expect(await member.users()).toEqual({ known: true, value: 'read' });
      world.breakCalls(operation, denied);
      expect(await member.users()).toEqual(refused);
      world.breakCalls(operation, failing);
      expect(await member.users()).toMatchObject({ known: false });
    },
  );

  test('CloudTrail is looked up', async () => {
    const member = await inside();
    expect(await member.trail()).toEqual({ known: true, value: 'read' });
    world.breakCalls('LookupEvents', { ...denied, status: 400, code: 'AccessDeniedException' });
    expect(await member.trail()).toEqual(refused);
    world.breakCalls('LookupEvents', failing);
    expect(await member.trail()).toMatchObject({ known: false });
  });

  test('a role’s trust is told, statement by statement', async () => {
    const statement = {
      ...{ effect: 'Allow', actions: ['sts:AssumeRole'] },
      principals: [`arn:aws:iam::${HUB}:role/keysunset-delete-key`],
      conditions: { StringEquals: { 'sts:ExternalId': [config.members.externalId] } },
    };
    expect(await (await inside()).trust('delete')).toEqual({ known: true, value: [statement] });
  });

  test('a role that is not there is absent; what it may do cannot be asked', async () => {
    world.roles.delete(names.restore);
    const member = await inside();
    expect(await member.trust('restore')).toEqual({ known: true, value: 'absent' });
    expect(await member.may('restore', 'any')).toMatchObject({ known: false });
  });

  test('what each role may do is told, of users with the protecting tag and without', async () => {
    const member = await inside();
    const may = async (name: 'deactivate' | 'restore' | 'delete', user: 'any' | 'protected') => {
      const told = await member.may(name, user);
      if (!told.known || 'refused' in told.value) throw new Error(JSON.stringify(told));
      return [told.value['iam:UpdateAccessKey'].is, told.value['iam:DeleteAccessKey'].is];
    };
    expect(await may('deactivate', 'any')).toEqual(['allowed', 'implicitDeny']);
    expect(await may('deactivate', 'protected')).toEqual(['explicitDeny', 'implicitDeny']);
    expect(await may('restore', 'any')).toEqual(['allowed', 'implicitDeny']);
    expect(await may('restore', 'protected')).toEqual(['allowed', 'implicitDeny']);
    expect(await may('delete', 'any')).toEqual(['implicitDeny', 'allowed']);
    expect(await may('delete', 'protected')).toEqual(['implicitDeny', 'explicitDeny']);
  });

  test('who forbids it is told: a boundary, or the organisation', async () => {
    role('restore').boundary = [];
    role('delete').organisationDenies = ['iam:DeleteAccessKey'];
    const member = await inside();
    expect(await member.may('restore', 'any')).toMatchObject({
      value: { 'iam:UpdateAccessKey': { is: 'implicitDeny', by: 'boundary' } },
    });
    expect(await member.may('delete', 'any')).toMatchObject({
      value: { 'iam:DeleteAccessKey': { is: 'explicitDeny', by: 'organisation' } },
    });
  });

  test.each([
    ['GetRole', (member: EnteredMember) => member.trust('restore')],
    ['SimulatePrincipalPolicy', (member: EnteredMember) => member.may('restore', 'any')],
  ])('inspect needs the right to %s', async (operation, ask) => {
    const { policy } = role('inspect');
    for (const statement of policy) {
      statement.Action = statement.Action.filter((action) => action !== `iam:${operation}`);
    }
    expect(await ask(await inside())).toEqual(refused);
  });
}

function world() {
  const clock = { now: () => '2026-03-03T01:00:00.000Z' };
  const faults = new Map<string, Fault>();
  const aws = awsModel({ now: clock.now });
  const createdAt = clock.now();
  const keys = [{ id: 'AKIAV6CIQHZTHY4JYCFU', status: 'Active' as const, createdAt }];
  aws.addUser(account, { name: 'svc', userId: 'AIDASVC', createdAt, tags: {}, keys });
  const sessions = openSessions(config);
  return {
    ...{ aws, clock, config, sessions, roles: sessions.rolesIn(account) },
    fault: ({ operation }: { operation: string }) => faults.get(operation),
    breakCalls: (operation: string, fault: Fault) => void faults.set(operation, fault),
  };
}

describe('the setup of a member account over HTTP', () => {
  memberSetupContract(async () => {
    const { aws, fault, sessions, roles, clock, breakCalls } = world();
    const hub = { keyId: 'ASIAHUB', accountId: HUB, arn: `arn:aws:sts::${HUB}:assumed-role/hub/x` };
    const server = await startAws({ aws, hub, fault, sessions });
    const credentials = { accessKeyId: hub.keyId, secretAccessKey: 'rehearsal' };
    const setup = memberSetup({ config, clock, endpoint: server.endpoint, credentials });
    return { setup, roles, breakCalls, close: () => server.stop() };
  });
});

describe('the setup of a member account in process', () => {
  memberSetupContract(async () => {
    const made = world();
    return { setup: fakeMemberSetup(made), ...made, close: async () => undefined };
  });
});
