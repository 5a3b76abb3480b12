import type { Instant } from '../../../lambda/core/time';
import { AwsError } from '../errors';
import type { Recorded } from '../cloudtrail';
import type { Operation } from './request';

interface LookupEvents {
  LookupAttributes?: { AttributeKey: 'AccessKeyId' | 'ResourceName' | 'EventName'; AttributeValue: string }[];
  StartTime?: number;
  EndTime?: number;
  NextToken?: string;
  MaxResults?: number;
}

/** CloudTrail's event history. */
export const trail: Record<string, Operation> = {
  LookupEvents: ({ aws, principal, body, region }) => {
    const { LookupAttributes: [by] = [], StartTime, EndTime, NextToken, MaxResults = 50 } = body as LookupEvents;
    if (!by) throw new AwsError('InvalidLookupAttributesException', 400, 'One attribute is wanted.');
    const found = aws.account(principal.accountId).trail.lookUp({
      attribute: by.AttributeKey,
      value: by.AttributeValue,
      region,
      from: at(StartTime, '0000'),
      to: at(EndTime, '9999'),
    });
    const first = Number(NextToken ?? 0);
    const next = first + Math.min(MaxResults, 50);
    return { Events: found.slice(first, next).map(eventOf), ...(next < found.length && { NextToken: String(next) }) };
  },
};

const at = (epochSeconds: number | undefined, otherwise: string): Instant =>
  epochSeconds === undefined ? otherwise : new Date(epochSeconds * 1000).toISOString();

const eventOf = (record: Recorded): object => ({
  EventId: record.eventID,
  EventName: record.eventName,
  EventSource: record.eventSource,
  EventTime: Date.parse(record.eventTime) / 1000,
  Username: record.userIdentity.userName,
  CloudTrailEvent: JSON.stringify(record),
});
