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
  const at = (service: string, rest: string): string =>
    `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${rest}`;

  const arnOf = (id: string): string => {
    const { type, name } = named(Resources, id);
    switch (type) {
      case 'AWS::Lambda::Function':
        return at('lambda', `function:${name('FunctionName')}`);
      case 'AWS::StepFunctions::StateMachine':
        return at('states', `stateMachine:${name('StateMachineName')}`);
      case 'AWS::Events::EventBus':
        return at('events', `event-bus/${name('Name')}`);
      case 'AWS::SQS::Queue':
        return at('sqs', name('QueueName'));
      default:
        throw new Error(`The ARN of ${id} (${type}) is not known here: add it to lib/resolve.ts.`);
    }
  };
  const refOf = (id: string): string => {
    const known = pseudo[id];
    if (known !== undefined) return known;
    const { type, name } = named(Resources, id);
    if (type === 'AWS::StepFunctions::StateMachine') return arnOf(id);
    if (type === 'AWS::Events::EventBus') return name('Name');
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
    if (name === 'Fn::GetAtt' && isGetAtt(argument)) return arnOf(argument[0]);
    throw new Error(`${name} of ${JSON.stringify(argument)} is not known here: add it to lib/resolve.ts.`);
  };
  return resolve;
}

function named(resources: TemplateJson['Resources'], id: string): { type: string; name: (property: string) => string } {
  const resource = resources[id];
  if (!resource) throw new Error(`The template has no resource ${id}.`);
  return {
    type: resource.Type,
    name: (property) => {
      const value = resource.Properties?.[property];
      if (typeof value === 'string') return value;
      throw new Error(`${id} has no fixed ${property}, so its ARN is not known before it is deployed.`);
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isIntrinsic = (name: string): boolean => name === 'Ref' || name.startsWith('Fn::');
const isJoin = (value: unknown): value is [string, unknown[]] =>
  Array.isArray(value) && typeof value[0] === 'string' && Array.isArray(value[1]);
const isGetAtt = (value: unknown): value is [string, 'Arn'] => Array.isArray(value) && value[1] === 'Arn';
