import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Recorded } from './iam/cloudtrail';
import type { Aws } from './iam/model';

/**
 * The imaginary company Minato Retail, from the files in rehearsal/company: users as IAM lists them, a credential report and
 * CloudTrail records for each account, and the people in its Slack.
 */
export const folder = join(__dirname, 'company');

interface ListedUser {
  Account: string;
  UserName: string;
  UserId: string;
  CreateDate: string;
  Tags: { Key: string; Value: string }[];
  AccessKeyMetadata: { AccessKeyId: string; Status: 'Active' | 'Inactive'; CreateDate: string }[];
}

export interface SlackPeople {
  team: string;
  users: {
    id: string;
    name: string;
    real_name: string;
    deleted: boolean;
    is_bot: boolean;
    tz: string;
    locale: string;
    profile: { email: string };
  }[];
  channels: { id: string; name: string }[];
}

export const slackPeople = (): SlackPeople => fromJson('slack.json') as SlackPeople;

/** What somebody is called, by Slack id, user name or e-mail address. */
export function nameOf(idOrEmail: string): string {
  const person = slackPeople().users.find(
    ({ id, name, profile }) => id === idOrEmail || name === idOrEmail || profile.email === idOrEmail,
  );
  return person?.real_name ?? idOrEmail;
}

/** Fills the accounts: users and keys first, then when each key was last used, then who called. */
export function loadCompany(aws: Aws): void {
  const { Users } = fromJson('users.json') as { Users: ListedUser[] };
  for (const user of Users) {
    aws.addUser(user.Account, {
      name: user.UserName,
      userId: user.UserId,
      createdAt: instant(user.CreateDate),
      tags: Object.fromEntries(user.Tags.map(({ Key, Value }) => [Key, Value])),
      keys: user.AccessKeyMetadata.map(({ AccessKeyId, Status, CreateDate }) => ({
        id: AccessKeyId,
        status: Status,
        createdAt: instant(CreateDate),
      })),
    });
  }
  for (const file of readdirSync(join(folder, 'credential-report'))) {
    loadReport(aws, file.replace('.csv', ''), readFileSync(join(folder, 'credential-report', file), 'utf8'));
  }
  for (const file of readdirSync(join(folder, 'cloudtrail'))) {
    const { Records } = fromJson(join('cloudtrail', file)) as { Records: Recorded[] };
    aws.account(file.replace('.json', '')).trail.load(Records);
  }
}

function loadReport(aws: Aws, accountId: string, csv: string): void {
  const rows: Record<string, string>[] = parse(csv, { columns: true });
  for (const row of rows) {
    const key = aws.account(accountId).users.get(row['user'] ?? '')?.keys[0];
    const at = row['access_key_1_last_used_date'];
    if (!key || !at || at === 'N/A') continue;
    const region = row['access_key_1_last_used_region'] ?? 'N/A';
    key.uses = [{ at: instant(at), region, service: row['access_key_1_last_used_service'] ?? 'N/A' }];
  }
}

const instant = (text: string): string => new Date(text).toISOString();

const fromJson = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
