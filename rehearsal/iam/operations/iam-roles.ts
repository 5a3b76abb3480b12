import { AwsError } from '../errors';
import type { AwsRole } from '../member-roles';
import { simulate } from '../simulate';
import type { Operation, Parameters, Request } from './request';

/** IAM's operations on roles. */
export const iamRoles: Record<string, Operation> = {
  GetRole: (request) => {
    const { aws, principal, parameters } = request;
    const { RoleName = '' } = parameters;
    if (!/^[\w+=,.@-]{1,64}$/.test(RoleName)) throw new AwsError('ValidationError', 400, `RoleName ${RoleName}`);
    const role = allowed(request, 'iam:GetRole', (name) => nameOf(name) === RoleName);
    const document = { Version: '2012-10-17', Statement: [role.trust] };
    return {
      Role: {
        ...{ Path: pathOf(role.name), RoleName, RoleId: 'AROAREHEARSAL0000000' },
        Arn: `arn:${aws.partition}:iam::${principal.accountId}:role/${role.name}`,
        CreateDate: '2026-01-01T00:00:00.000Z',
        AssumeRolePolicyDocument: encoded(JSON.stringify(document)),
      },
    };
  },
  SimulatePrincipalPolicy: (request) => {
    const { aws, principal, parameters } = request;
    const role = `arn:${aws.partition}:iam::${principal.accountId}:role/`;
    const { PolicySourceArn = '' } = parameters;
    if (!PolicySourceArn.startsWith(role))
      throw new AwsError('InvalidInput', 400, `PolicySourceArn ${PolicySourceArn}`);
    const meant = allowed(request, 'iam:SimulatePrincipalPolicy', (name) => `${role}${name}` === PolicySourceArn);
    const [resource, ...others] = listIn(parameters, 'ResourceArns');
    if (!resource || others.length > 0) throw new AwsError('InvalidInput', 400, 'One of ResourceArns is known here.');
    const context = contextIn(parameters);
    return {
      EvaluationResults: listIn(parameters, 'ActionNames').map((action) => {
        const { is, organisation, boundary } = simulate(meant, { action, resource, context });
        return {
          ...{ EvalActionName: action, EvalResourceName: resource, EvalDecision: is },
          OrganizationsDecisionDetail: { AllowedByOrganizations: organisation },
          ...(boundary !== undefined && {
            PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: boundary },
          }),
        };
      }),
      IsTruncated: false,
    };
  },
};

/** The role that is meant, where the caller may look at it. Whether it is there is told to those alone who may. */
function allowed({ aws, sessions, principal }: Request, action: string, isMeant: (name: string) => boolean): AwsRole {
  const roles = [...sessions.rolesIn(principal.accountId).values()];
  const caller = roles.find(({ name }) => principal.arn.includes(`:assumed-role/${nameOf(name)}/`));
  const found = roles.find(({ name }) => isMeant(name));
  const may = caller?.policy
    .filter(({ Effect, Action }) => Effect === 'Allow' && Action.includes(action))
    .flatMap(({ Resource }) => Resource);
  const named = may?.find((arn) => isMeant(arn.slice(`arn:${aws.partition}:iam::${principal.accountId}:role/`.length)));
  if (!named) {
    throw new AwsError('AccessDenied', 403, `User: ${principal.arn} is not authorized to perform: ${action}`);
  }
  if (!found) throw new AwsError('NoSuchEntity', 404, `The role ${named} cannot be found.`);
  return found;
}

const nameOf = (role: string): string => role.slice(role.lastIndexOf('/') + 1);
const pathOf = (role: string): string => `/${role.slice(0, role.lastIndexOf('/') + 1)}`;

/** RFC 3986: more than JavaScript encodes by itself. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/** `ActionNames.member.1=…` */
function listIn(parameters: Parameters, name: string): string[] {
  const list: string[] = [];
  for (let n = 1; ; n++) {
    const item = parameters[`${name}.member.${n}`];
    if (item === undefined) return list;
    list.push(item);
  }
}

function contextIn(parameters: Parameters): Record<string, string> {
  const context: Record<string, string> = {};
  for (let n = 1; ; n++) {
    const entry = `ContextEntries.member.${n}`;
    const key = parameters[`${entry}.ContextKeyName`];
    if (key === undefined) return context;
    const [value, ...others] = listIn(parameters, `${entry}.ContextKeyValues`);
    if (parameters[`${entry}.ContextKeyType`] !== 'string' || value === undefined || others.length > 0) {
      throw new AwsError('InvalidInput', 400, `Of ${key} one value of the type string is known here.`);
    }
    context[key] = value;
  }
}
