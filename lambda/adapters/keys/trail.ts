import { paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailClient, LookupAttribute } from '@aws-sdk/client-cloudtrail';
import * as z from 'zod';
import { toMilliseconds, wholeSecond } from '../../core/time';
import type { Instant } from '../../core/time';
import type { Line } from './members';

/** The fields of a CloudTrail record that are read here. */
export const trailRecord = z.object({
  eventID: z.string(),
  eventTime: z.string(),
  eventName: z.string(),
  eventSource: z.string(),
  awsRegion: z.string(),
  sourceIPAddress: z.string().default('unknown'),
  userAgent: z.string().default('unknown'),
  vpcEndpointId: z.string().optional(),
  errorCode: z.string().optional(),
  recipientAccountId: z.string().optional(),
  userIdentity: z.object({ arn: z.string().optional(), type: z.string().optional(), accountId: z.string().optional() }),
  requestParameters: z
    .object({ accessKeyId: z.string().optional(), userName: z.string().optional(), status: z.string().optional() })
    .nullish(),
});
export type TrailRecord = z.infer<typeof trailRecord>;

/** CloudTrail writes whole seconds. */
export const recordedAt = ({ eventTime }: TrailRecord): Instant => new Date(eventTime).toISOString();

/** Records that were looked up: all there are, or the newest. */
export interface Found {
  records: TrailRecord[];
  all: boolean;
}

/** The records of one attribute, newest first, `most` at most. CloudTrail has whole seconds, so the first is asked for whole. */
export async function recordsOf(
  { client, until }: Line<CloudTrailClient>,
  attribute: LookupAttribute,
  span: { from: Instant; to: Instant },
  most: number,
): Promise<Found> {
  const records: TrailRecord[] = [];
  const query = {
    LookupAttributes: [attribute],
    StartTime: new Date(toMilliseconds(wholeSecond(span.from))),
    EndTime: new Date(toMilliseconds(span.to)),
  };
  for await (const { Events = [], NextToken } of paginateLookupEvents({ client, pageSize: 50 }, query, until)) {
    for (const { CloudTrailEvent } of Events) {
      if (CloudTrailEvent) records.push(trailRecord.parse(JSON.parse(CloudTrailEvent)));
    }
    if (records.length >= most) return { records: records.slice(0, most), all: records.length === most && !NextToken };
  }
  return { records, all: true };
}
