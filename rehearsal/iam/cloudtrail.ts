import { createHash } from 'node:crypto';
import type { Instant } from '../../lambda/core/time';
import { after } from '../../lambda/core/time';

/** Who makes a call. */
export interface Caller {
  arn: string;
  sourceIp: string;
  vpcEndpoint?: string;
  userAgent: string;
  keyId?: string;
}

/** A management event in CloudTrail's own record format (the fields that are read here). */
export interface Recorded {
  eventVersion: string;
  userIdentity: { type: string; arn: string; accountId: string; accessKeyId?: string; userName?: string };
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent: string;
  errorCode?: string;
  requestParameters: object | null;
  eventID: string;
  eventType: string;
  managementEvent: boolean;
  recipientAccountId: string;
  vpcEndpointId?: string;
}

export interface Call {
  service: string;
  action: string;
  region: string;
  accountId: string;
  caller: Caller;
  parameters: object | null;
  errorCode?: string;
}

export interface LookUp {
  attribute: 'AccessKeyId' | 'ResourceName' | 'EventName' | 'Username';
  value: string;
  region: string;
  from: Instant;
  to: Instant;
}

export interface CloudTrail {
  record(call: Call): Recorded;
  /** Records of the past, as they stand in a file. */
  load(records: readonly Recorded[]): void;
  /** Newest first; only what is delivered by now, of the last 90 days. */
  lookUp(query: LookUp): Recorded[];
}

/** A poller writes a record a minute: the newest are enough for what is looked up here. */
const MOST_PER_KEY = 2000;
const DAYS = 90 * 24 * 60 * 60;

/** After how many seconds an event is shown, on average, as CloudTrail's documentation says. */
export const TRAIL_DELAY = 300;

/** The event history of one account. Calls with a key that is off are not in it: they fail authentication. */
export function cloudTrail({ now, trailDelay = TRAIL_DELAY }: { now: () => Instant; trailDelay?: number }): CloudTrail {
  const byKey = new Map<string, Recorded[]>();
  let made = 0;
  const keep = (index: string | undefined, recorded: Recorded): void => {
    if (!index) return;
    const list = byKey.get(index) ?? [];
    byKey.set(index, list);
    list.push(recorded);
    if (list.length > 2 * MOST_PER_KEY) list.splice(0, list.length - MOST_PER_KEY);
  };
  const add = (recorded: Recorded): void => {
    keep(`AccessKeyId ${recorded.userIdentity.accessKeyId}`, recorded);
    keep(`EventName ${recorded.eventName}`, recorded);
    const parameters = recorded.requestParameters as { userName?: string; accessKeyId?: string } | null;
    keep(parameters?.accessKeyId && `ResourceName ${parameters.accessKeyId}`, recorded);
    keep(parameters?.userName && `ResourceName ${parameters.userName}`, recorded);
  };
  return {
    record({ service, action, region, accountId, caller, parameters, errorCode }) {
      const at = now();
      const recorded: Recorded = {
        eventVersion: '1.11',
        userIdentity: {
          type: typeOf(caller),
          arn: caller.arn,
          accountId,
          ...(caller.keyId && { accessKeyId: caller.keyId }),
          userName: caller.arn.slice(caller.arn.lastIndexOf('/') + 1),
        },
        eventTime: `${at.slice(0, 19)}Z`,
        eventSource: `${service}.amazonaws.com`,
        eventName: action,
        awsRegion: region,
        sourceIPAddress: caller.sourceIp,
        userAgent: caller.userAgent,
        ...(errorCode && { errorCode }),
        requestParameters: parameters,
        eventID: eventId(`${accountId} ${at} ${made++}`),
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: accountId,
        ...(caller.vpcEndpoint && { vpcEndpointId: caller.vpcEndpoint }),
      };
      add(recorded);
      return recorded;
    },
    load: (records) => records.forEach(add),
    lookUp({ attribute, value, region, from, to }) {
      const oldest = after(now(), -DAYS);
      const delivered = after(now(), -trailDelay);
      return (byKey.get(`${attribute} ${value}`) ?? [])
        .filter(({ eventTime, awsRegion }) => {
          const at = `${eventTime.slice(0, 19)}.000Z`;
          return awsRegion === region && at >= from && at >= oldest && at <= to && at <= delivered;
        })
        .reverse();
    },
  };
}

function typeOf({ arn }: Caller): string {
  if (arn.includes(':assumed-role/')) return 'AssumedRole';
  return arn.endsWith(':root') ? 'Root' : 'IAMUser';
}

function eventId(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
