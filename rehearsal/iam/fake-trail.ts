import { changeFromRecord } from '../../lambda/adapters/keys';
import { inOrder } from '../../lambda/core/changes';
import type { Heard } from '../../lambda/core/changes';
import type { Config } from '../../lambda/core/config';
import type { Caller, Change, Subject } from '../../lambda/core/entries';
import { after, wholeSecond } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { LookUp, Recorded } from './cloudtrail';
import type { Aws } from './model';

/** Who called with the key: in the region of its last use, and in IAM's own. */
export function callersOf(aws: Aws, { accountId, keyId }: Subject, since: Instant, now: Instant): Caller[] {
  const held = aws.holder(keyId);
  const region = (held && aws.lastUseOf(held.key)?.region) ?? aws.home;
  const records = [...new Set([region, aws.home])].flatMap((where) =>
    lookUp(aws, accountId, { attribute: 'AccessKeyId', value: keyId, region: where }, since, now).slice(0, 100),
  );
  const found = new Map<string, Caller>();
  for (const record of records) {
    const action = `${record.eventSource.split('.')[0]}:${record.eventName}`;
    const { sourceIPAddress: sourceIp, vpcEndpointId: vpcEndpoint, userAgent, awsRegion } = record;
    const name = [sourceIp, vpcEndpoint, userAgent, action, awsRegion].join(' ');
    const lastAt = new Date(record.eventTime).toISOString();
    const from = { sourceIp, ...(vpcEndpoint && { vpcEndpoint }), userAgent };
    const known = found.get(name) ?? { ...from, action, region: awsRegion, calls: 0, failed: 0, lastAt };
    known.calls += 1;
    known.failed += record.errorCode ? 1 : 0;
    found.set(name, known);
  }
  return [...found.values()].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1)).slice(0, 20);
}

/** Changes to the key by anybody but Keysunset; more records than can be read are none known. */
export function changesOf(
  aws: Aws,
  { accountId, keyId }: Subject,
  since: Instant,
  now: Instant,
  config: Pick<Config, 'members'>,
): Change[] {
  const by = { attribute: 'ResourceName', value: keyId, region: aws.home } as const;
  const records = notTooMany(lookUp(aws, accountId, by, since, now));
  return inOrder(records.flatMap((record) => changeFromRecord(record, config)?.change ?? []));
}

/** The same of all keys of an account. */
export const changesInAccount = (
  aws: Aws,
  accountId: string,
  since: Instant,
  now: Instant,
  config: Pick<Config, 'members'>,
): Heard[] =>
  ['UpdateAccessKey', 'DeleteAccessKey'].flatMap((value) => {
    const by = { attribute: 'EventName', value, region: aws.home } as const;
    const records = notTooMany(lookUp(aws, accountId, by, since, now));
    return records.flatMap((record) => changeFromRecord(record, config) ?? []);
  });

function notTooMany(records: Recorded[]): Recorded[] {
  if (records.length > 500) throw new Error(`CloudTrail has ${records.length} records`);
  return records;
}

const lookUp = (
  aws: Aws,
  accountId: string,
  by: Pick<LookUp, 'attribute' | 'value' | 'region'>,
  since: Instant,
  now: Instant,
): Recorded[] => aws.account(accountId).trail.lookUp({ ...by, from: wholeSecond(since), to: after(now, 1) });
