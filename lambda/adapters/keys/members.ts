import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { STSClientConfig } from '@aws-sdk/client-sts';
import type { Config } from '../../core/config';
import { Unavailable } from '../../core/errors';
import type { Clock } from '../../core/ports';
import { after } from '../../core/time';
import type { Instant } from '../../core/time';
import { mayPass, saying } from '../faults';

export type RoleName = keyof Config['members']['roles'];

/** How the member accounts are reached; what may be left out is for a rehearsal. */
export interface Reach {
  config: Pick<Config, 'members'>;
  clock: Clock;
  endpoint?: string;
  requestHandler?: NonNullable<STSClientConfig['requestHandler']>;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  patience?: Patience;
}

/**
 * In milliseconds. Giving a key back may take two reads and a change, and its Lambda has 30 seconds: each is counted with
 * the roles and the look-ups that it needs.
 */
export interface Patience {
  read: number;
  change: number;
}
export const patience: Patience = { read: 8_000, change: 10_000 };

/** A client, and until when its answers are waited for. */
export interface Line<C> {
  client: C;
  until: { abortSignal: AbortSignal };
}

/** One role in one account. */
export interface Member {
  iam: Line<IAMClient>;
  /** CloudTrail is regional. */
  trail(region: string): Line<CloudTrailClient>;
}

export interface Members {
  /** Assumes the role, or takes the credentials of the last time until they near their expiry. */
  as(role: RoleName, accountId: string, signal: AbortSignal): Promise<Member>;
}

/** IAM is global; its home is one region of each partition (its endpoint rules, facts of AWS's SDK). */
export const homeRegion = ({ members }: Pick<Config, 'members'>): string =>
  ({ 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' })[members.partition] ?? 'us-east-1';

/** Credentials this near to their end are not begun with. */
const MARGIN = 5 * 60;

/** The SDK by itself waits without end for an answer that does not come. */
const impatient = {
  connectionTimeout: 2_000,
  requestTimeout: 5_000,
  socketTimeout: 5_000,
  throwOnRequestTimeout: true,
};

export function membersOf({ config, clock, endpoint, requestHandler = impatient, credentials }: Reach): Members {
  const region = homeRegion(config);
  const shared = { ...(endpoint && { endpoint }), requestHandler, maxAttempts: 3 };
  const sts = new STSClient({ ...shared, region, ...(credentials && { credentials }) });
  const sessions = new Map<string, Session>();
  // Making a client costs more than a call: it is kept, and asks for the credentials that its session has now.
  const clients = new Map<string, Clients>();
  const clientsFor = (role: RoleName, name: string): Clients => {
    // A call that changes a key is made once: whether to repeat it is decided from the chain (R2).
    const attempts = role === 'inspect' ? {} : { maxAttempts: 1 };
    const current = async (): Promise<Session['credentials']> => {
      const session = sessions.get(name);
      if (!session) throw new Error(`No session of ${name} is open.`);
      return session.credentials;
    };
    return clientsOf({ ...shared, ...attempts, credentials: current }, region);
  };

  const assume = async (role: RoleName, accountId: string, abortSignal: AbortSignal) => {
    const { partition, roles, externalId } = config.members;
    const arn = `arn:${partition}:iam::${accountId}:role/${roles[role]}`;
    const request = new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'keysunset', ExternalId: externalId });
    const { Credentials: got } = await sts.send(request, { abortSignal }).catch((error: unknown) => {
      throw mayPass(error) ? new Unavailable(`${arn} could not be assumed: ${saying(error)}`, { cause: error }) : error;
    });
    if (!got?.AccessKeyId || !got.SecretAccessKey || !got.SessionToken || !got.Expiration) {
      throw new Unavailable(`${arn} was assumed, but no credentials came.`);
    }
    const credentials: Session['credentials'] = {
      accessKeyId: got.AccessKeyId,
      secretAccessKey: got.SecretAccessKey,
      sessionToken: got.SessionToken,
      // Our clock renews in time, not the SDK's: to the SDK it is over at once, so that it asks before each call.
      expiration: new Date(0),
    };
    return { expires: after(got.Expiration.toISOString(), -MARGIN), credentials };
  };

  return {
    async as(role, accountId, signal) {
      const name = `${role} ${accountId}`;
      const known = sessions.get(name);
      if (!known || clock.now() >= known.expires) sessions.set(name, await assume(role, accountId, signal));
      const made = clients.get(name) ?? clientsFor(role, name);
      clients.set(name, made);
      return memberOf(made, { abortSignal: signal });
    },
  };
}

interface Session {
  expires: Instant;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string; expiration: Date };
}

interface Clients {
  iam: IAMClient;
  trail(region: string): CloudTrailClient;
}

function clientsOf(shared: ConstructorParameters<typeof IAMClient>[0] & object, home: string): Clients {
  const trails = new Map<string, CloudTrailClient>();
  return {
    iam: new IAMClient({ ...shared, region: home }),
    trail(region) {
      const client = trails.get(region) ?? new CloudTrailClient({ ...shared, region });
      trails.set(region, client);
      return client;
    },
  };
}

const memberOf = (clients: Clients, until: Line<unknown>['until']): Member => ({
  iam: { client: clients.iam, until },
  trail: (region) => ({ client: clients.trail(region), until }),
});
