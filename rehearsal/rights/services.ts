import type { HandlerName } from '../../lambda/app';
import { doorPaths } from '../../lambda/core/slack-app';
import type { Rule } from '../events';
import { generatedStacks } from './judge';
import type { Asked } from './judge';
import { callerFor, inHub } from './hub';

/** What services do for us, and what has to be allowed for it: to them, or to the role that they take. */

const { hub, member } = generatedStacks;
const region = inHub.region;

const inThe = { accountId: inHub.accountId };
const source = (arn: string, account = inHub.accountId) => ({ 'aws:SourceArn': arn, 'aws:SourceAccount': account });

/** Lambda takes the role of a function and writes its log. */
export function asItRuns(name: HandlerName): Asked[] {
  const log = inHub.logOf(name);
  const stream = `${log.replace(/:\*$/, '')}:log-stream:2026/03/03/[$LATEST]0123456789abcdef`;
  const { arn: by } = callerFor(name);
  return [
    { by: 'lambda.amazonaws.com', action: 'sts:AssumeRole', resource: inHub.roleOf(name), ...inThe },
    ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({ by, action, resource: stream, ...inThe })),
  ];
}

/** EventBridge calls a function, as a rule says. */
export const byRule = ({ arn, handler }: Pick<Rule, 'arn' | 'handler'>): Asked[] => [
  {
    ...{ by: 'events.amazonaws.com', action: 'lambda:InvokeFunction', ...inThe },
    resource: inHub.functionOf(handler as HandlerName),
    context: source(arn),
  },
];

/** Whoever comes to a door comes through the HTTP API; other functions nobody calls from outside. */
export function throughTheDoor(name: string, event: unknown): Asked[] {
  if (name === 'operator-door') return byRoute((event as { routeKey: string }).routeKey, name);
  if (name === 'slack-door') return byRoute(`POST ${pathOf((event as { rawBody?: unknown }).rawBody)}`, name);
  return [];
}

/** Where Slack sends it: events are JSON, presses a form with a payload, the others commands. */
function pathOf(rawBody: unknown): string {
  const body = String(rawBody);
  if (body.startsWith('{')) return doorPaths.events;
  return body.startsWith('payload=') ? doorPaths.actions : doorPaths.commands;
}

/** The HTTP API calls a door, for a route: `POST /thaw`. */
const byRoute = (routeKey: string, name: HandlerName): Asked[] => {
  const arn = `arn:${inHub.partition}:execute-api:${region}:${inHub.accountId}:${api}/$default/${routeKey.replace(' ', '')}`;
  return [
    {
      by: 'apigateway.amazonaws.com',
      action: 'lambda:InvokeFunction',
      resource: inHub.functionOf(name),
      ...inThe,
      context: source(arn),
    },
  ];
};

/** Step Functions takes the role of the state machine, and calls a function. */
export const byMachine = (name: HandlerName): Asked[] => [
  {
    by: 'states.amazonaws.com',
    action: 'sts:AssumeRole',
    resource: machineRole.arn,
    ...inThe,
    context: source(inHub.machine),
  },
  { by: sessionOf(machineRole), action: 'lambda:InvokeFunction', resource: inHub.functionOf(name), ...inThe },
];

/** The rule of a member account passes on to the hub's bus what somebody did to a key. */
export function toTheHub(accountId: string): Asked[] {
  const moved = (arn: string): string => arn.replace(member.accountId, accountId);
  return [
    { by: 'events.amazonaws.com', action: 'sts:AssumeRole', resource: moved(forwarder.arn), accountId },
    {
      by: moved(sessionOf(forwarder)),
      action: 'events:PutEvents',
      resource: bus,
      ...inThe,
      context: { 'events:source': 'aws.iam' },
    },
  ];
}

/** Lambda keeps, with the role of the function, what that was called with and failed to do. */
export const keptUndelivered = (name: HandlerName): Asked[] => {
  const { arn: by } = callerFor(name);
  const key = inHub.keyOf(inHub.queue);
  const context = { 'kms:ViaService': `sqs.${region}.amazonaws.com` };
  return [
    { by, action: 'sqs:SendMessage', resource: inHub.queue, ...inThe },
    ...['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({ by, action, resource: key, ...inThe, context })),
  ];
};

/** CloudWatch tells whoever has subscribed that an alarm is on. */
export const ofAlarm = (name: string): Asked[] => [
  {
    by: 'cloudwatch.amazonaws.com',
    action: 'sns:Publish',
    resource: resourceOf(hub.resources, 'sns'),
    ...inThe,
    context: source(`arn:${inHub.partition}:cloudwatch:${region}:${inHub.accountId}:alarm:${name}`),
  },
];

interface Named {
  name: string;
  arn: string;
  trust: unknown;
}

const trusting = (roles: readonly Named[], service: string): Named => {
  const role = roles.find(({ trust }) => JSON.stringify(trust).includes(`"${service}.amazonaws.com"`));
  if (!role) throw new Error(`The stack has no role for ${service}.amazonaws.com.`);
  return role;
};
const machineRole = trusting(hub.roles, 'states');
const forwarder = trusting(member.roles, 'events');

const sessionOf = ({ arn, name }: Named): string =>
  `arn:${inHub.partition}:sts::${arn.split(':')[4]}:assumed-role/${name}/of-the-service`;

function resourceOf(resources: Record<string, unknown>, service: string): string {
  const arn = Object.keys(resources).find((one) => one.split(':')[2] === service);
  if (!arn) throw new Error(`No resource of ${service} has a policy.`);
  return arn;
}
const bus = resourceOf(hub.resources, 'events');

/** The id of the HTTP API: AWS makes one up, the template has another in its place. */
const api = /:(\w+)\/\*\/\*/.exec(JSON.stringify(hub.resources))?.[1] ?? '';
