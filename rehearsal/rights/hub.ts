import type { HandlerName } from '../../lambda/app';
import stack from '../generated/stack.json';
import { generatedStacks } from './judge';

const { hub } = generatedStacks;
const [, partition = 'aws', , region = '', accountId = ''] = stack.stateMachineArn.split(':');

/** The only one of our keys' resources of that service. */
function encrypted(service: string, name = ''): string {
  const arn = Object.keys(hub.keys).find((one) => one.split(':')[2] === service && one.includes(name));
  if (!arn) throw new Error(`The stack encrypts nothing of ${service} that is called ${name}.`);
  return arn;
}

/** What there is in the hub, by ARN, as the stack makes it. */
export const inHub = {
  partition,
  region,
  accountId,
  machine: stack.stateMachineArn,
  table: encrypted('dynamodb'),
  queue: encrypted('sqs'),
  token: encrypted('secretsmanager', 'token'),
  signingSecret: encrypted('secretsmanager', 'signing'),
  keyOf: (arn: string): string => hub.keys[arn] ?? '',
  logOf: (name: HandlerName): string => encrypted('logs', `/aws/lambda/keysunset-${name}:`),
  functionOf: (name: HandlerName): string =>
    `arn:${partition}:lambda:${region}:${accountId}:function:keysunset-${name}`,
  roleOf: (name: HandlerName): string => `arn:${partition}:iam::${accountId}:role/keysunset-${name}`,
};

/** The table's name, as the calls have it. */
export const tableName = inHub.table.split('/').at(-1) ?? '';

export interface Caller {
  keyId: string;
  accountId: string;
  arn: string;
}

/** Who a function is when it calls: Lambda has taken its role for it. */
export const callerFor = (name: HandlerName): Caller => ({
  keyId: keyIds.get(name) ?? '',
  accountId,
  arn: `arn:${partition}:sts::${accountId}:assumed-role/keysunset-${name}/keysunset-${name}`,
});

const names = Object.values(stack.functions) as HandlerName[];
const keyIds = new Map(names.map((name, i) => [name, `ASIAREHEARSAL${String(i + 1).padStart(7, '0')}`]));

/** All functions, by the key id that signs their calls. */
export const callers: ReadonlyMap<string, Caller> = new Map(
  names.map((name) => [callerFor(name).keyId, callerFor(name)]),
);

/** Which function signs with a key id. */
export const functionOf = (keyId: string): HandlerName | undefined => names.find((name) => keyIds.get(name) === keyId);
