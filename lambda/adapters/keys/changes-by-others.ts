import type { LookupAttribute } from '@aws-sdk/client-cloudtrail';
import { inOrder } from '../../core/changes';
import type { Heard } from '../../core/changes';
import type { Config } from '../../core/config';
import type { Change, Subject } from '../../core/entries';
import { after } from '../../core/time';
import type { Instant } from '../../core/time';
import { homeRegion } from './members';
import type { Member } from './members';
import { recordedAt, recordsOf, trailRecord } from './trail';
import type { TrailRecord } from './trail';

const MOST_RECORDS = 500;

/**
 * Changes to the key by anybody but Keysunset, oldest first. Looked up by the key as the event's resource: LookupEvents
 * takes one attribute, and gives 50 events a page, twice a second for the whole account (its API reference, which names
 * IAM's access keys among the resources). By event or by user it would have to read through everybody's. An event
 * without resources is heard all the same, by the rule on IAM's events.
 */
export async function changesOf(
  member: Member,
  { keyId }: Subject,
  since: Instant,
  now: Instant,
  config: Pick<Config, 'members'>,
): Promise<Change[]> {
  const attribute = { AttributeKey: 'ResourceName', AttributeValue: keyId } as const;
  const heard = await heardBy(attribute, { member, since, now, config });
  return inOrder(heard.filter((one) => one.keyId === keyId).map(({ change }) => change));
}

/**
 * The same of all keys of an account. By event, which takes two calls, however many keys it has: for a span of minutes, in which
 * not everybody changes keys.
 */
export async function changesInAccount(
  member: Member,
  since: Instant,
  now: Instant,
  config: Pick<Config, 'members'>,
): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const event of ['UpdateAccessKey', 'DeleteAccessKey']) {
    const attribute = { AttributeKey: 'EventName', AttributeValue: event } as const;
    heard.push(...(await heardBy(attribute, { member, since, now, config })));
  }
  return heard;
}

interface Asked {
  member: Member;
  since: Instant;
  now: Instant;
  config: Pick<Config, 'members'>;
}

/** More records than are read are none known. */
async function heardBy(attribute: LookupAttribute, { member, since, now, config }: Asked): Promise<Heard[]> {
  const span = { from: since, to: after(now, 1) };
  const { records, all } = await recordsOf(member.trail(homeRegion(config)), attribute, span, MOST_RECORDS);
  if (!all) {
    throw new Error(`CloudTrail has more than ${MOST_RECORDS} records of ${attribute.AttributeValue} since ${since}`);
  }
  return records.flatMap((record) => changeIn(record, config) ?? []);
}

/** The change that a CloudTrail record tells; `undefined` for Keysunset's own, for calls that failed and for other events. */
export function changeFromRecord(record: unknown, config: Pick<Config, 'members'>): Heard | undefined {
  const parsed = trailRecord.safeParse(record);
  return parsed.success ? changeIn(parsed.data, config) : undefined;
}

function changeIn(record: TrailRecord, config: Pick<Config, 'members'>): Heard | undefined {
  const { eventSource, errorCode, requestParameters, userIdentity } = record;
  const keyId = requestParameters?.accessKeyId;
  const to = changedTo(record);
  if (eventSource !== 'iam.amazonaws.com' || errorCode || !keyId || !to || isOurs(record, config)) return undefined;
  return {
    keyId,
    change: {
      at: recordedAt(record),
      to,
      by: userIdentity.arn ?? userIdentity.type ?? 'unknown',
      sourceIp: record.sourceIPAddress,
      userAgent: record.userAgent,
      eventId: record.eventID,
    },
  };
}

function changedTo({ eventName, requestParameters }: TrailRecord): Change['to'] | undefined {
  if (eventName === 'DeleteAccessKey') return 'Deleted';
  const status = requestParameters?.status;
  return eventName === 'UpdateAccessKey' && (status === 'Active' || status === 'Inactive') ? status : undefined;
}

/** A session of one of the roles that only Keysunset's Lambdas may assume, in the account of the key. */
function isOurs({ userIdentity, recipientAccountId }: TrailRecord, { members }: Pick<Config, 'members'>): boolean {
  const accountId = recipientAccountId ?? userIdentity.accountId;
  return Object.values(members.roles).some((role) => {
    // A session's ARN has the role's name without its path.
    const name = role.slice(role.lastIndexOf('/') + 1);
    return userIdentity.arn?.startsWith(`arn:${members.partition}:sts::${accountId}:assumed-role/${name}/`);
  });
}
