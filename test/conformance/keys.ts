import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { parse } from 'csv-parse/sync';
import { hub } from './config';
import type { Cloud } from './cloud';

/** An access key, with what only whoever made it knows. */
export interface Key {
  accountId: string;
  userName: string;
  keyId: string;
  secret: string;
}

export type KeyStatus = 'Active' | 'Inactive' | 'absent';

export async function makeKey(cloud: Cloud, accountId: string, userName: string, owner: string): Promise<Key> {
  const iam = await cloud.iam(accountId);
  await iam.send(new CreateUserCommand({ UserName: userName, Tags: [{ Key: 'owner', Value: owner }] }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
  return { accountId, userName, keyId: AccessKey?.AccessKeyId ?? '', secret: AccessKey?.SecretAccessKey ?? '' };
}

export async function statusOf(cloud: Cloud, { accountId, userName, keyId }: Key): Promise<KeyStatus> {
  const listed = await (await cloud.iam(accountId)).send(new ListAccessKeysCommand({ UserName: userName }));
  const status = listed.AccessKeyMetadata?.find(({ AccessKeyId }) => AccessKeyId === keyId)?.Status;
  return status === 'Active' || status === 'Inactive' ? status : 'absent';
}

/** Whether each user's first key works, by the credential report of the account. */
export async function reportOf(cloud: Cloud, accountId: string): Promise<Record<string, boolean>> {
  const iam = await cloud.iam(accountId);
  await iam.send(new GenerateCredentialReportCommand({}));
  const { Content } = await iam.send(new GetCredentialReportCommand({}));
  const rows = parse<Record<string, string>>(Buffer.from(Content ?? []), { columns: true, bom: true });
  return Object.fromEntries(rows.map((row) => [row['user'] ?? '', row['access_key_1_active'] === 'true']));
}

/** Some program makes a call with the key. */
export async function useKey({ moto }: Cloud, { keyId, secret }: Key): Promise<void> {
  const credentials = { accessKeyId: keyId, secretAccessKey: secret };
  const sts = new STSClient({ endpoint: moto.endpoint, region: hub.region, credentials });
  await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
}

/** Somebody else with rights on the account's keys changes one. */
export async function changeAs(somebody: Key, key: Key, to: KeyStatus, { moto }: Cloud): Promise<void> {
  const credentials = { accessKeyId: somebody.keyId, secretAccessKey: somebody.secret };
  const iam = new IAMClient({ endpoint: moto.endpoint, region: 'us-east-1', credentials });
  const which = { UserName: key.userName, AccessKeyId: key.keyId };
  if (to === 'absent') await iam.send(new DeleteAccessKeyCommand(which));
  else await iam.send(new UpdateAccessKeyCommand({ ...which, Status: to }));
  iam.destroy();
}
