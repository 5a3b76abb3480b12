import { resolverOf, type Place, type TemplateJson } from './resolve';

/** A policy as IAM knows it. */
export interface PolicyDocument {
  Version: string;
  Statement: Statement[];
}

export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource?: string | string[];
  Principal?: unknown;
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** A role: what it may do, and who may take it. */
export interface RolePolicies {
  name: string;
  arn: string;
  policies: { name: string; policy: PolicyDocument }[];
  trust: PolicyDocument;
  /** The ARN of the policy that bounds it, where there is one. */
  boundary?: string;
}

/** Who may do what in one account: all of it is read from the template that CDK deploys. */
export interface AccountPolicies {
  accountId: string;
  roles: RolePolicies[];
  /** The policies of resources, by their ARNs. */
  resources: Record<string, PolicyDocument>;
  /** What is encrypted with a key of ours: the key's ARN by the resource's. */
  keys: Record<string, string>;
}

export function policiesOf(template: TemplateJson, place: Place): AccountPolicies {
  const resolve = resolverOf(template, place);
  const arnOf = (id: string): string => String(resolve({ 'Fn::GetAtt': [id, 'Arn'] }));
  const all = <T>(type: string): (T & { id: string })[] =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => ({ ...(resolve(Properties) as T), id }));

  const attached = all<AttachedPolicy>('AWS::IAM::Policy');
  const roles = all<Role>('AWS::IAM::Role').map(({ id, ...role }) => ({
    name: role.RoleName ?? id,
    arn: arnOf(id),
    // A reference to a role is its id here, whatever its name.
    policies: [...(role.Policies ?? []), ...attached.filter(({ Roles }) => Roles.includes(id))].map(
      ({ PolicyName: name, PolicyDocument: policy }) => ({ name, policy }),
    ),
    trust: role.AssumeRolePolicyDocument,
    ...(role.PermissionsBoundary && { boundary: role.PermissionsBoundary }),
  }));
  const guarded: [string, PolicyDocument][] = [
    ...all<{ KeyPolicy: PolicyDocument }>('AWS::KMS::Key').map(({ id, KeyPolicy }) => entry(arnOf(id), KeyPolicy)),
    ...['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']
      .flatMap((type) => all<{ PolicyDocument: PolicyDocument }>(type))
      .map(({ PolicyDocument: policy }) => entry(resourceOf(policy), policy)),
    ...all<{ Statement: Statement }>('AWS::Events::EventBusPolicy')
      .map(({ Statement: only }) => ({ Version: VERSION, Statement: [only] }))
      .map((policy) => entry(resourceOf(policy), policy)),
    ...functionPolicies(all<Permission>('AWS::Lambda::Permission')),
  ];
  return {
    accountId: place.accountId,
    roles: roles.sort(byName),
    resources: Object.fromEntries(guarded),
    keys: Object.fromEntries(
      Object.entries(keyProperties).flatMap(([type, keyIn]) =>
        all<Encrypted>(type).flatMap((resource): [string, string][] => {
          const key = keyIn(resource);
          return key === undefined ? [] : [[arnOf(resource.id), key]];
        }),
      ),
    ),
  };
}

const VERSION = '2012-10-17';

interface Role {
  RoleName?: string;
  AssumeRolePolicyDocument: PolicyDocument;
  Policies?: { PolicyName: string; PolicyDocument: PolicyDocument }[];
  PermissionsBoundary?: string;
}

interface AttachedPolicy {
  PolicyName: string;
  PolicyDocument: PolicyDocument;
  Roles: string[];
}

interface Permission {
  Action: string;
  FunctionName: string;
  Principal: string;
  SourceArn: string;
}

interface Encrypted {
  KmsKeyId?: string;
  KmsMasterKeyId?: string;
  Replicas?: { SSESpecification: { KMSMasterKeyId: string } }[];
}

/** Where a resource names the key that encrypts it. */
const keyProperties: Record<string, (of: Encrypted) => string | undefined> = {
  'AWS::DynamoDB::GlobalTable': ({ Replicas }) => Replicas?.[0]?.SSESpecification.KMSMasterKeyId,
  'AWS::Logs::LogGroup': ({ KmsKeyId }) => KmsKeyId,
  'AWS::SecretsManager::Secret': ({ KmsKeyId }) => KmsKeyId,
  'AWS::SQS::Queue': ({ KmsMasterKeyId }) => KmsMasterKeyId,
};

/** Lambda makes the policy of a function of its permissions. */
function functionPolicies(permissions: readonly Permission[]): [string, PolicyDocument][] {
  const functions = [...new Set(permissions.map(({ FunctionName }) => FunctionName))].sort();
  return functions.map((arn) => [
    arn,
    {
      Version: VERSION,
      Statement: permissions
        .filter(({ FunctionName }) => FunctionName === arn)
        .map(({ Action, Principal, SourceArn }) => ({
          Effect: 'Allow' as const,
          Principal: { Service: Principal },
          Action,
          Resource: arn,
          Condition: { ArnLike: { 'AWS:SourceArn': SourceArn } },
        })),
    },
  ]);
}

const entry = (arn: string, policy: PolicyDocument): [string, PolicyDocument] => [arn, policy];
const resourceOf = ({ Statement: [first] }: PolicyDocument): string => [first?.Resource].flat()[0] ?? '';
const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
