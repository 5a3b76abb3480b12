import { userArn } from '../model';
import type { Aws, AwsUser } from '../model';
import { generateReport, getReport } from '../report';
import { nameIn, page } from './request';
import type { Operation, Parameters, Request } from './request';

/** IAM's operations on users, and the credential report of them all. */
export const iamUsers: Record<string, Operation> = {
  ListUsers: ({ aws, principal: { accountId }, parameters }) =>
    page(
      [...aws.account(accountId).users.values()].map((user) => userOf(aws, accountId, user)),
      parameters,
      'Users',
    ),
  GetUser: (request) => {
    const user = userIn(request);
    return { User: { ...userOf(request.aws, request.principal.accountId, user), Tags: tagsOf(user) } };
  },
  ListUserTags: (request) => page(tagsOf(userIn(request)), request.parameters, 'Tags'),
  TagUser: (request) => {
    const { aws, principal, parameters, caller } = request;
    aws.tagUser(principal.accountId, nameIn(request), tagsIn(parameters), caller);
    return {};
  },
  UpdateUser: (request) => {
    const { aws, principal, parameters } = request;
    aws.renameUser(principal.accountId, nameIn(request), parameters['NewUserName'] ?? nameIn(request));
    return {};
  },
  GenerateCredentialReport: ({ aws, principal }) => ({ State: generateReport(aws, aws.account(principal.accountId)) }),
  GetCredentialReport: ({ aws, principal }) => {
    const { at, csv } = getReport(aws, aws.account(principal.accountId));
    return { Content: Buffer.from(csv).toString('base64'), ReportFormat: 'text/csv', GeneratedTime: at };
  },
};

const userIn = (request: Request): AwsUser => request.aws.user(request.principal.accountId, nameIn(request));

const userOf = ({ partition }: Aws, accountId: string, user: AwsUser): object => ({
  Path: '/',
  UserName: user.name,
  UserId: user.userId,
  Arn: userArn(partition, accountId, user),
  CreateDate: user.createdAt,
});

const tagsOf = ({ tags }: AwsUser): object[] => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** `Tags.member.1.Key=owner&Tags.member.1.Value=maria`. */
function tagsIn(parameters: Parameters): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [name, key] of Object.entries(parameters)) {
    const n = /^Tags\.member\.(\d+)\.Key$/.exec(name)?.[1];
    if (n && key) tags[key] = parameters[`Tags.member.${n}.Value`] ?? '';
  }
  return tags;
}
