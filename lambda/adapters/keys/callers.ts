import type { Config } from '../../core/config';
import type { Caller, Subject } from '../../core/entries';
import { after } from '../../core/time';
import type { Instant } from '../../core/time';
import { GetAccessKeyLastUsedCommand } from '@aws-sdk/client-iam';
import { homeRegion } from './members';
import type { Member } from './members';
import { recordedAt, recordsOf } from './trail';
import type { TrailRecord } from './trail';

/** Records that are read per region: LookupEvents gives 50 a page, twice a second. */
const MOST_RECORDS = 100;
const MOST_CALLERS = 20;

/** Who called with the key, in the region of its last use and in the global services' region; newest first. */
export async function callersOf(
  member: Member,
  { keyId }: Subject,
  since: Instant,
  now: Instant,
  config: Pick<Config, 'members'>,
): Promise<Caller[]> {
  const { client, until } = member.iam;
  const { AccessKeyLastUsed: last } = await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId }), until);
  const regions = new Set([...(last?.Region && last.Region !== 'N/A' ? [last.Region] : []), homeRegion(config)]);
  const attribute = { AttributeKey: 'AccessKeyId', AttributeValue: keyId } as const;
  const found = new Map<string, Caller>();
  for (const region of regions) {
    const span = { from: since, to: after(now, 1) };
    const { records } = await recordsOf(member.trail(region), attribute, span, MOST_RECORDS);
    for (const record of records) count(found, record);
  }
  return [...found.values()].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1)).slice(0, MOST_CALLERS);
}

function count(found: Map<string, Caller>, record: TrailRecord): void {
  const { sourceIPAddress: sourceIp, vpcEndpointId: vpcEndpoint, userAgent, awsRegion: region, errorCode } = record;
  const action = `${record.eventSource.split('.')[0]}:${record.eventName}`;
  const name = JSON.stringify([sourceIp, vpcEndpoint, userAgent, action, region]);
  const at = recordedAt(record);
  const from = { sourceIp, ...(vpcEndpoint && { vpcEndpoint }), userAgent };
  const known = found.get(name) ?? { ...from, action, region, calls: 0, failed: 0, lastAt: at };
  found.set(name, {
    ...known,
    calls: known.calls + 1,
    failed: known.failed + (errorCode ? 1 : 0),
    lastAt: at > known.lastAt ? at : known.lastAt,
  });
}
