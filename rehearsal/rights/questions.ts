import type { HandlerName } from '../../lambda/app';
import type { Aws } from '../iam/model';
import { userArn } from '../iam/model';
import { inHub } from './hub';
import type { Caller } from './hub';
import type { Asked } from './judge';

type Call = Pick<Asked, 'action' | 'resource' | 'context'>;

const ofHub =
  (by: string) =>
  ({ action, resource, context }: Call): Asked => ({
    by,
    action,
    resource,
    accountId: inHub.accountId,
    ...(context && { context }),
  });

/** A service opens for its caller what is encrypted with a key of ours. */
const opened = (service: string, resource: string, action = 'kms:Decrypt'): Call => ({
  action,
  resource: inHub.keyOf(resource),
  context: { 'kms:ViaService': `${service}.${inHub.region}.amazonaws.com`, 'kms:CallerAccount': inHub.accountId },
});

/** A call of DynamoDB: on the table or an index, and the key that the table is encrypted with. */
export function ofDynamo({ arn }: Pick<Caller, 'arn'>, operation: string, input: Record<string, unknown>): Asked[] {
  const { TableName, IndexName } = input as { TableName: string; IndexName?: string };
  const table = `${inHub.table.slice(0, inHub.table.lastIndexOf('/'))}/${TableName}`;
  const resource = IndexName === undefined ? table : `${table}/index/${IndexName}`;
  const removed = input['Key'] as { keyId: { S: string } } | undefined;
  // The one action whose policies ask for it.
  const context = operation === 'DeleteItem' ? { 'dynamodb:LeadingKeys': [removed?.keyId.S ?? ''] } : undefined;
  return [
    { action: `dynamodb:${operation}`, resource, ...(context && { context }) },
    opened('dynamodb', inHub.table),
  ].map(ofHub(arn));
}

/** A call of Step Functions. Whoever answers a hold names a token alone: it is of our one state machine. */
export function ofStates({ arn }: Pick<Caller, 'arn'>, operation: string, input: Record<string, unknown>): Asked[] {
  const { stateMachineArn, executionArn } = input as { stateMachineArn?: string; executionArn?: string };
  return [{ action: `states:${operation}`, resource: executionArn ?? stateMachineArn ?? inHub.machine }].map(
    ofHub(arn),
  );
}

/** A call of IAM, STS or CloudTrail. */
export function ofAccounts(
  aws: Aws,
  caller: Caller,
  {
    service,
    operation,
    parameters,
  }: { service: string; operation: string; parameters: Record<string, string | undefined> },
): Asked[] {
  const { arn: by, accountId } = caller;
  const action = `${service}:${operation}`;
  if (operation === 'AssumeRole') {
    const { RoleArn: resource = '', ExternalId, RoleSessionName = '' } = parameters;
    const context = {
      'sts:RoleSessionName': RoleSessionName,
      ...(ExternalId !== undefined && { 'sts:ExternalId': ExternalId }),
    };
    return [{ by, action, resource, accountId: resource.split(':')[4] ?? '', context }];
  }
  const role = roleLookedAt(parameters, `arn:${aws.partition}:iam::${accountId}:role/`);
  if (role !== undefined) return [{ by, action, resource: role, accountId }];
  if (service !== 'iam' || (!parameters['AccessKeyId'] && !parameters['UserName']))
    return [{ by, action, resource: '*', accountId }];
  const held = aws.holder(parameters['AccessKeyId'] ?? '');
  const name = parameters['UserName'] ?? held?.user.name;
  // Of a key that is in no account here: what IAM says then, it says by itself.
  if (name === undefined) return [];
  const user = aws.accounts.get(accountId)?.users.get(name);
  const resource = user
    ? userArn(aws.partition, accountId, user)
    : `arn:${aws.partition}:iam::${accountId}:user/${name}`;
  const tags = Object.entries(user?.tags ?? {}).map(([tag, value]) => [`iam:ResourceTag/${tag}`, value] as const);
  return [{ by, action, resource, accountId, context: Object.fromEntries(tags) }];
}

/** Of GetRole, which knows no path, and SimulatePrincipalPolicy: the role that is asked about. */
const roleLookedAt = (
  { RoleName, PolicySourceArn }: Record<string, string | undefined>,
  roles: string,
): string | undefined => PolicySourceArn ?? (RoleName && `${roles}${RoleName}`);

/** A function sets another one going. */
export const ofInvoking = ({ arn }: Pick<Caller, 'arn'>, name: HandlerName): Asked[] =>
  [{ action: 'lambda:InvokeFunction', resource: inHub.functionOf(name) }].map(ofHub(arn));

/** A function reads one of Slack's secrets. */
export const ofSecret = ({ arn }: Pick<Caller, 'arn'>, which: 'token' | 'signingSecret'): Asked[] =>
  [{ action: 'secretsmanager:GetSecretValue', resource: inHub[which] }, opened('secretsmanager', inHub[which])].map(
    ofHub(arn),
  );
