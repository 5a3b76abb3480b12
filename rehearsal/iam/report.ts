import { stringify } from 'csv-stringify/sync';
import type { Instant } from '../../lambda/core/time';
import { after } from '../../lambda/core/time';
import { AwsError } from './errors';
import { userArn } from './model';
import type { Aws, AwsAccount, AwsKey, AwsUser } from './model';

const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...[1, 2].flatMap((n) =>
    ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map(
      (c) => `access_key_${n}_${c}`,
    ),
  ),
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
  'additional_credentials_info',
];

/** A report is made anew at most every four hours. */
const LASTS = 4 * 60 * 60;
const TAKES = 10;

/** `STARTED` when a new report is begun, `INPROGRESS` until it is made, `COMPLETE` when there is a fresh one. */
export function generateReport(aws: Aws, account: AwsAccount): 'STARTED' | 'INPROGRESS' | 'COMPLETE' {
  const now = aws.options.now();
  const { report } = account;
  if (report && now < after(report.readyAt, LASTS)) return now < report.readyAt ? 'INPROGRESS' : 'COMPLETE';
  const users = [...account.users.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const rows = [account.root, ...users].map((user) => rowOf(aws, account, user));
  account.report = { readyAt: after(now, aws.options.reportTakes ?? TAKES), csv: stringify([columns, ...rows]) };
  return 'STARTED';
}

export function getReport(aws: Aws, { report }: AwsAccount): { at: Instant; csv: string } {
  const now = aws.options.now();
  if (!report) throw new AwsError('ReportNotPresent', 410, 'No report is present. Generate one first.');
  if (now < report.readyAt) throw new AwsError('ReportInProgress', 404, 'The report is being made. Try again.');
  if (now >= after(report.readyAt, LASTS)) {
    throw new AwsError('ReportExpired', 410, 'The report is older than four hours. Generate a new one.');
  }
  return { at: report.readyAt, csv: report.csv };
}

function rowOf(aws: Aws, account: AwsAccount, user: AwsUser): string[] {
  const isRoot = user === account.root;
  const password = isRoot
    ? ['not_supported', 'no_information', 'not_supported', 'not_supported']
    : ['false', 'N/A', 'N/A', 'N/A'];
  const certificates = ['false', 'N/A', 'false', 'N/A'];
  const [first, second] = user.keys;
  return [
    isRoot ? '<root_account>' : user.name,
    userArn(aws.partition, account.id, user),
    offset(user.createdAt),
    ...password,
    String(isRoot),
    ...keyColumns(aws, first),
    ...keyColumns(aws, second),
    ...certificates,
    '',
  ];
}

function keyColumns(aws: Aws, key: AwsKey | undefined): string[] {
  if (!key) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
  const use = aws.lastUseOf(key);
  return [
    String(key.status === 'Active'),
    offset(key.createdAt),
    use ? offset(use.at) : 'N/A',
    use?.region ?? 'N/A',
    use?.service ?? 'N/A',
  ];
}

/** As the report writes times: `2026-03-03T01:00:00+00:00`. */
const offset = (at: Instant): string => `${at.slice(0, 19)}+00:00`;
