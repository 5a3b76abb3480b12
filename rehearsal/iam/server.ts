import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { XMLBuilder } from 'fast-xml-parser';
import type { Instant } from '../../lambda/core/time';
import { MOMENT_HEADER } from '../clock';
import { AwsError } from './errors';
import type { Aws } from './model';
import { iamKeys } from './operations/iam-keys';
import { iamRoles } from './operations/iam-roles';
import { iamUsers } from './operations/iam-users';
import type { Operation, Parameters } from './operations/request';
import { sts } from './operations/sts';
import { trail } from './operations/trail';
import { principalOf } from './sessions';
import type { Principal, Sessions } from './sessions';

/** One call, as it was made and answered: what the invariants are checked from. No secrets are in it. */
export interface LoggedCall {
  at: Instant;
  service: string;
  operation: string;
  accountId: string;
  principal: string;
  parameters: Parameters;
  /** The error's code, or `ok`. */
  result: string;
  /** Which run of a handler made it, where that is known: of two that run side by side each has its own looks. */
  run?: number;
}

/** Breaks a call: before it takes effect, or after, so that only the answer is lost. */
export interface Fault {
  when: 'before' | 'after';
  status: number;
  code: string;
}

/** Which calls are broken, if any; `accountId`: whose account is called. */
export type Breaks = (call: {
  service: string;
  operation: string;
  parameters: Parameters;
  accountId: string;
}) => Fault | undefined;

export interface AwsServerOptions {
  aws: Aws;
  sessions: Sessions;
  /** The hub's own credentials: who they are. */
  hub: Hub | ReadonlyMap<string, Hub>;
  /** Who may not, and why: `undefined` where the call is allowed. */
  refuse?: Refuse;
  fault?: Breaks;
  /** Performs a call as of the moment that its caller's clock shows. */
  asOf?: <T>(moment: Instant | undefined, perform: () => T) => T;
}

interface Hub {
  keyId: string;
  accountId: string;
  arn: string;
}

/** What is said to a caller who may not do what it asks for. */
export type Refuse = (
  caller: Hub,
  call: { service: string; operation: string; parameters: Parameters },
) => Promise<string | undefined>;

export interface AwsServer {
  endpoint: string;
  log: LoggedCall[];
  stop(): Promise<void>;
}

/**
 * IAM and STS (Query protocol) and CloudTrail (JSON 1.1) on 127.0.0.1. Who calls is read from the access key id in the
 * Authorization header; the signature itself is not checked, since nobody else can reach this server.
 */
export async function startAws(options: AwsServerOptions): Promise<AwsServer> {
  const log: LoggedCall[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, options, log);
  });
  // Node closes idle connections after 5 s, in the middle of the SDK's next request.
  server.keepAliveTimeout = 120_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Parsed {
  service: string;
  operation: string;
  region: string;
  keyId: string;
  userAgent: string;
  json: boolean;
  parameters: Parameters;
  body?: unknown;
}

const services: Record<string, Record<string, Operation>> = {
  iam: { ...iamKeys, ...iamUsers, ...iamRoles },
  sts,
  cloudtrail: trail,
};

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: AwsServerOptions,
  log: LoggedCall[],
): Promise<void> {
  const call = parse(request, await text(request));
  const moment = request.headers[MOMENT_HEADER];
  const asOf = options.asOf ?? (<T>(_: Instant | undefined, run: () => T): T => run());
  const at = typeof moment === 'string' ? moment : undefined;
  const refused =
    options.refuse &&
    (await refusedTo(
      asOf(at, () => knownCaller(call, options)),
      call,
      options.refuse,
    ));
  asOf(at, () => {
    const { service, operation, parameters, json } = call;
    const now = options.aws.options.now();
    const entry: LoggedCall = { at: now, service, operation, accountId: '', principal: '', parameters, result: 'ok' };
    log.push(entry);
    try {
      const result = perform(call, options, entry, refused);
      const answered = { [`${operation}Response`]: { [`${operation}Result`]: members(result) } };
      send(response, 200, json, json ? result : answered);
    } catch (error) {
      const { code, status, message } =
        error instanceof AwsError ? error : new AwsError('InternalFailure', 500, String(error));
      entry.result = code;
      const told = { ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: message } } };
      send(response, status, json, json ? { __type: code, message } : told);
    }
  });
}

/** Users sign with their own keys, and what they may is not in our stacks: they are not judged. */
async function refusedTo(caller: Principal | undefined, call: Parsed, refuse: Refuse): Promise<string | undefined> {
  return caller && !caller.userName ? refuse(caller, call) : undefined;
}

function callerOf({ keyId }: Parsed, { aws, sessions, hub }: AwsServerOptions): Principal {
  const known = 'keyId' in hub ? (hub.keyId === keyId ? hub : undefined) : hub.get(keyId);
  return known ?? principalOf(aws, sessions, keyId);
}

/** Whoever is turned down anyway has nothing to be asked about. */
function knownCaller(call: Parsed, options: AwsServerOptions): Principal | undefined {
  try {
    return callerOf(call, options);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function perform(call: Parsed, options: AwsServerOptions, entry: LoggedCall, refused: string | undefined): object {
  const { aws, sessions, fault } = options;
  const { service, operation, parameters, region, keyId, userAgent, body } = call;
  const principal = callerOf(call, options);
  Object.assign(entry, { accountId: principal.accountId, principal: principal.arn });
  const broken = fault?.({ service, operation, parameters, accountId: principal.accountId });
  if (broken?.when === 'before') throw lost(broken);
  if (refused !== undefined) throw accessDenied(refused, call);
  const run = services[service]?.[operation];
  if (!run) throw new AwsError('InvalidAction', 400, `${service} has no ${operation} here.`);
  const caller = { arn: principal.arn, sourceIp: '127.0.0.1', userAgent, keyId };
  // Changes are recorded by the model; of other calls only those that a user's own key signs leave a trace here.
  if (principal.userName && !changes.test(operation)) {
    aws.useKey(keyId, { ...caller, service, region, action: operation });
  }
  const result = run({ aws, sessions, principal, parameters, caller, region, body });
  if (broken) throw lost(broken);
  return result;
}

const changes = /^(Create|Update|Delete|Tag)/;

const accessDenied = (message: string, { json }: Parsed): AwsError =>
  json ? new AwsError('AccessDeniedException', 400, message) : new AwsError('AccessDenied', 403, message);

const lost = ({ code, status }: Fault): AwsError => new AwsError(code, status, 'A fault was asked for.');

function parse({ headers }: IncomingMessage, body: string): Parsed {
  const [, keyId = '', region = 'us-east-1', service = ''] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const who = { service, region, keyId, userAgent: headers['user-agent'] ?? '' };
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const operation = target.slice(target.lastIndexOf('.') + 1);
    return { ...who, operation, json: true, parameters: {}, body: JSON.parse(body) as unknown };
  }
  const parameters = Object.fromEntries(new URLSearchParams(body)) as Parameters;
  return { ...who, operation: parameters['Action'] ?? '', json: false, parameters };
}

const xml = new XMLBuilder({ suppressEmptyNode: true });

function send(response: ServerResponse, status: number, json: boolean, body: object): void {
  response.writeHead(status, { 'content-type': json ? 'application/x-amz-json-1.1' : 'text/xml' });
  response.end(json ? JSON.stringify(body) : xml.build(body));
}

/** Lists as the Query protocol writes them: `<Users><member>…`. */
function members(value: unknown): unknown {
  if (Array.isArray(value)) return { member: value.map(members) };
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, members(inner)]));
}
