import { AwsError } from '../errors';
import { newKeyId } from '../key-ids';
import { keyIdIn, nameIn, page } from './request';
import type { Operation } from './request';

/** IAM's operations on access keys. */
export const iamKeys: Record<string, Operation> = {
  ListAccessKeys: (request) => {
    const { aws, principal, parameters } = request;
    const user = aws.user(principal.accountId, nameIn(request));
    const keys = aws.keysOf(user).map(({ id, status, createdAt }) => ({
      UserName: user.name,
      AccessKeyId: id,
      Status: status,
      CreateDate: createdAt,
    }));
    return page(keys, parameters, 'AccessKeyMetadata');
  },
  GetAccessKeyLastUsed: (request) => {
    const { aws, principal } = request;
    const held = aws.holder(keyIdIn(request));
    if (held?.account.id !== principal.accountId) {
      throw new AwsError('AccessDenied', 403, 'Access key is not in your account, or does not exist.');
    }
    const use = aws.lastUseOf(held.key);
    return {
      UserName: held.user.name,
      AccessKeyLastUsed: {
        ...(use && { LastUsedDate: use.at }),
        ServiceName: use?.service ?? 'N/A',
        Region: use?.region ?? 'N/A',
      },
    };
  },
  CreateAccessKey: (request) => {
    const { aws, principal, caller } = request;
    const userName = nameIn(request);
    const keyId = newKeyId(principal.accountId, (id) => aws.holder(id) !== undefined);
    const { createdAt } = aws.createKey(principal.accountId, userName, keyId, caller);
    return {
      AccessKey: {
        UserName: userName,
        AccessKeyId: keyId,
        Status: 'Active',
        SecretAccessKey: 'a-secret-access-key-of-the-rehearsal',
        CreateDate: createdAt,
      },
    };
  },
  UpdateAccessKey: (request) => {
    const { aws, principal, parameters, caller } = request;
    const status = parameters['Status'];
    if (status !== 'Active' && status !== 'Inactive') throw new AwsError('ValidationError', 400, `Status ${status}`);
    aws.updateKey(principal.accountId, nameIn(request), keyIdIn(request), status, caller);
    return {};
  },
  DeleteAccessKey: (request) => {
    const { aws, principal, caller } = request;
    aws.deleteKey(principal.accountId, nameIn(request), keyIdIn(request), caller);
    return {};
  },
};
