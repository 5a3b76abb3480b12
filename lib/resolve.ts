/** The part of a CloudFormation template that is looked at here. */
export interface TemplateJson {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}

/** Where the template is taken to be deployed. */
export interface Place {
  partition: string;
  region: string;
  accountId: string;
}

export type Resolve = (value: unknown) => unknown;

/** Replaces Fn::Join, Ref and Fn::GetAtt by what they come to once deployed; throws on whatever it does not know. */
export function resolverOf({ Resources }: TemplateJson, place: Place): Resolve {
  const pseudo: Record<string, string> = {
    'AWS::Partition': place.partition,
    'AWS::Region': place.region,
    'AWS::AccountId': place.accountId,
  };
  const arnOf = (id: string): string => {
    const resource = named(Resources, id);
    const arn = arns[resource.type];
    if (!arn) throw new Error(`The ARN of ${id} (${resource.type}) is not known here: add it to lib/resolve.ts.`);
    const { service, of, global } = arn(resource);
    return `arn:${place.partition}:${service}:${global ? '' : place.region}:${place.accountId}:${of}`;
  };
  const refOf = (id: string): string => {
    const known = pseudo[id];
    if (known !== undefined) return known;
    const { type, name } = named(Resources, id);
    if (refIsArn.has(type)) return arnOf(id);
    if (type === 'AWS::Events::EventBus') return name('Name');
    if (type === 'AWS::SQS::Queue')
      return `https://sqs.${place.region}.amazonaws.com/${place.accountId}/${name('QueueName')}`;
    if (type === 'AWS::IAM::Role' || type === 'AWS::ApiGatewayV2::Api') return id;
    throw new Error(`What a Ref to ${id} (${type}) gives is not known here: add it to lib/resolve.ts.`);
  };

  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve);
    if (!isObject(value)) return value;
    const [only, ...others] = Object.entries(value);
    if (only && others.length === 0 && isIntrinsic(only[0])) return intrinsic(only[0], only[1]);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  };
  const intrinsic = (name: string, argument: unknown): unknown => {
    if (name === 'Ref') return refOf(String(argument));
    if (name === 'Fn::Join' && isJoin(argument))
      return argument[1].map((part) => String(resolve(part))).join(argument[0]);
    if (name === 'Fn::GetAtt' && isGetAtt(argument, 'Arn')) return arnOf(argument[0]);
    if (name === 'Fn::GetAtt' && isGetAtt(argument, 'Name') && Resources[argument[0]]?.Type === MACHINE)
      return named(Resources, argument[0]).name('StateMachineName');
    throw new Error(`${name} of ${JSON.stringify(argument)} is not known here: add it to lib/resolve.ts.`);
  };
  return resolve;
}

const MACHINE = 'AWS::StepFunctions::StateMachine';

interface Named {
  id: string;
  type: string;
  /** Its fixed name. Throws where it has none. */
  name: (property: string) => string;
  /** Its name, or where AWS makes one up, its id in the template in place of it. */
  nameOrId: (property: string) => string;
}

/** What an ARN is made of, by the type of resource. */
const arns: Record<string, (resource: Named) => { service: string; of: string; global?: true }> = {
  'AWS::Lambda::Function': ({ name }) => ({ service: 'lambda', of: `function:${name('FunctionName')}` }),
  [MACHINE]: ({ name }) => ({ service: 'states', of: `stateMachine:${name('StateMachineName')}` }),
  'AWS::Events::EventBus': ({ name }) => ({ service: 'events', of: `event-bus/${name('Name')}` }),
  'AWS::Events::Rule': ({ nameOrId }) => ({ service: 'events', of: `rule/${nameOrId('Name')}` }),
  'AWS::SQS::Queue': ({ name }) => ({ service: 'sqs', of: name('QueueName') }),
  'AWS::SNS::Topic': ({ name }) => ({ service: 'sns', of: name('TopicName') }),
  'AWS::DynamoDB::GlobalTable': ({ name }) => ({ service: 'dynamodb', of: `table/${name('TableName')}` }),
  'AWS::Logs::LogGroup': ({ name }) => ({ service: 'logs', of: `log-group:${name('LogGroupName')}:*` }),
  // AWS puts six characters of its own behind the name.
  'AWS::SecretsManager::Secret': ({ name }) => ({ service: 'secretsmanager', of: `secret:${name('Name')}-xxxxxx` }),
  'AWS::KMS::Key': ({ id }) => ({ service: 'kms', of: `key/${id}` }),
  'AWS::IAM::Role': ({ nameOrId }) => ({ service: 'iam', of: `role/${nameOrId('RoleName')}`, global: true }),
};

/** The types of which a Ref gives the ARN. */
const refIsArn: ReadonlySet<string> = new Set([MACHINE, 'AWS::SecretsManager::Secret', 'AWS::SNS::Topic']);

function named(resources: TemplateJson['Resources'], id: string): Named {
  const resource = resources[id];
  if (!resource) throw new Error(`The template has no resource ${id}.`);
  const fixed = (property: string): string | undefined => {
    const value = resource.Properties?.[property];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    id,
    type: resource.Type,
    nameOrId: (property) => fixed(property) ?? id,
    name: (property) => {
      const value = fixed(property);
      if (value !== undefined) return value;
      throw new Error(`${id} has no fixed ${property}, so its ARN is not known before it is deployed.`);
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isIntrinsic = (name: string): boolean => name === 'Ref' || name.startsWith('Fn::');
const isJoin = (value: unknown): value is [string, unknown[]] =>
  Array.isArray(value) && typeof value[0] === 'string' && Array.isArray(value[1]);
const isGetAtt = (value: unknown, of: 'Arn' | 'Name'): value is [string, string] =>
  Array.isArray(value) && value[1] === of;
