import { AwsError } from '../errors';
import { keyIdIn } from './request';
import type { Operation } from './request';

/** STS: roles are assumed, and callers told who they are. */
export const sts: Record<string, Operation> = {
  AssumeRole: ({ aws, sessions, parameters }) => {
    const { RoleArn = '', RoleSessionName = '', ExternalId } = parameters;
    const [, partition, accountId = '', role = ''] = /^arn:([\w-]+):iam::(\d{12}):role\/(.+)$/.exec(RoleArn) ?? [];
    const known = partition === aws.partition && aws.accounts.has(accountId);
    const trust = known ? sessions.rolesIn(accountId).get(role)?.trust : undefined;
    if (ExternalId === undefined || trust?.Condition.StringEquals['sts:ExternalId'] !== ExternalId) {
      throw new AwsError('AccessDenied', 403, `Not authorized to perform: sts:AssumeRole on ${RoleArn}`);
    }
    // A session's ARN has the role's name without its path.
    const name = role.slice(role.lastIndexOf('/') + 1);
    const arn = `arn:${partition}:sts::${accountId}:assumed-role/${name}/${RoleSessionName}`;
    const { keyId, expiresAt } = sessions.open({ accountId, arn }, aws.options.now());
    return {
      Credentials: {
        AccessKeyId: keyId,
        SecretAccessKey: 'a-secret-access-key-of-the-rehearsal',
        SessionToken: 'a-session-token-of-the-rehearsal',
        Expiration: expiresAt,
      },
      AssumedRoleUser: { AssumedRoleId: `AROAREHEARSAL:${RoleSessionName}`, Arn: arn },
    };
  },
  GetCallerIdentity: ({ principal }) => ({ Account: principal.accountId, Arn: principal.arn, UserId: principal.keyId }),
  GetAccessKeyInfo: (request) => {
    const { aws, sessions } = request;
    const keyId = keyIdIn(request);
    const accountId = aws.holder(keyId)?.account.id ?? sessions.accountOf(keyId);
    if (!accountId) throw new AwsError('ValidationError', 400, 'The key does not exist.');
    return { Account: accountId };
  },
};
