import {
  CreateRoleCommand,
  IAMClient,
  ListAccessKeysCommand,
  TagUserCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { keysIn } from '../../lambda/adapters/keys';
import { toMilliseconds } from '../../lambda/core/time';
import type { Fault } from '../../rehearsal/iam/server';
import { keysChangeContract } from '../contracts/keys';
import { subject } from '../contracts/keys-world';
import type { Accounts, KeysWorld } from '../contracts/keys-world';
import { ledgerContract } from '../contracts/ledger';
import { dynalitePorts } from '../lambda/adapters/ledger/on-dynalite';
import { hub } from './config';
import { startMoto } from './moto';
import type { Moto } from './moto';

let moto: Moto;
let ledgers = 0;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto?.stop());

ledgerContract('the ledger in moto’s DynamoDB', () => dynalitePorts(moto, `ledger-${++ledgers}`, { pageSize: 3 }));

describe('the keys in moto’s IAM and STS', () => keysChangeContract(() => openWorld(moto)));

const members = {
  roles: {
    inspect: 'keysunset-inspect',
    deactivate: 'keysunset-deactivate',
    restore: 'keysunset-restore',
    delete: 'keysunset-delete',
  },
  externalId: 'minato',
  partition: 'aws',
};

/** The accounts of the contract, in a moto that is as new. */
async function openWorld({ endpoint, control, in: inAccount }: Moto): Promise<KeysWorld> {
  await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
  await control.ask({ forget: true, faults: {} });
  const now = { at: '2026-03-03T01:00:00.000Z' };
  // moto takes over how late it is whenever it is asked for something that has a time.
  const set = () => control.ask({ set: toMilliseconds(now.at) / 1000 });
  await set();
  const iams = new Map<string, IAMClient>();
  const iam = async (accountId: string): Promise<IAMClient> => {
    const credentials = await inAccount(accountId);
    const known = iams.get(accountId) ?? new IAMClient({ endpoint, region: 'us-east-1', credentials });
    iams.set(accountId, known);
    return known;
  };
  const faults: Record<string, Fault> = {};
  const users: object[] = [];
  // Many users come at once: a call for each would take longer than the tests.
  const come = async (): Promise<void> => {
    if (users.length > 0) await control.ask({ users: users.splice(0) });
  };
  const aws: Accounts = {
    account: async (accountId) => {
      await come();
      for (const one of [subject.accountId, accountId]) await makeRoles(await iam(one));
    },
    addUser: async (account, user) => {
      users.push({ account, ...user });
      if (user.userId === 'AIDAOTHER') await come();
    },
    // moto has no keys of root users, and so finds none.
    addRootKey: () => undefined,
    renameUser: async (accountId, UserName, NewUserName) => {
      await (await iam(accountId)).send(new UpdateUserCommand({ UserName, NewUserName }));
    },
    tagUser: async (accountId, UserName, tags) => {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      await (await iam(accountId)).send(new TagUserCommand({ UserName, Tags }));
    },
    updateKey: () => {
      throw new Error('The contract without CloudTrail changes no key as somebody else.');
    },
    holder: async (keyId) => {
      const client = await iam(subject.accountId);
      for (const UserName of [subject.userName, 'renamed']) {
        const listed = await client.send(new ListAccessKeysCommand({ UserName })).catch(() => undefined);
        const found = listed?.AccessKeyMetadata?.find(({ AccessKeyId }) => AccessKeyId === keyId);
        if (found) return { key: { status: String(found.Status) } };
      }
      return undefined;
    },
  };
  return {
    aws,
    now,
    keys: keysIn({
      config: { members },
      clock: { now: () => now.at },
      endpoint,
      credentials: { accessKeyId: 'AKIAHUB', secretAccessKey: 'conformance' },
    }),
    async changes() {
      const { trail } = await control.ask({});
      return trail
        .filter(({ eventName }) => /^(Update|Delete)AccessKey$/.test(eventName))
        .map(({ eventName, userIdentity }) => ({ operation: eventName, principal: userIdentity.arn }));
    },
    async breakCalls(operation, fault) {
      faults[operation] = fault;
      await control.ask({ faults });
    },
    close: async () => iams.forEach((client) => client.destroy()),
  };
}

/** As the member stack makes them: trusted for the hub, with an external id. */
async function makeRoles(iam: IAMClient): Promise<void> {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: `arn:aws:iam::${hub.account}:root` },
        Condition: { StringEquals: { 'sts:ExternalId': members.externalId } },
      },
    ],
  };
  for (const RoleName of Object.values(members.roles)) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  }
}
