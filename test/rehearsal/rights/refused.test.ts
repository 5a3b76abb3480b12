import { exampleConfig } from '../../../lib/example-config';
import { story } from '../../../rehearsal/cast';
import { rehearse } from '../../../rehearsal/rehearse';
import { callerFor, inHub } from '../../../rehearsal/rights/hub';
import { generatedStacks, installedJudge } from '../../../rehearsal/rights/judge';
import type { Asked, Judge, JudgeOptions } from '../../../rehearsal/rights/judge';

const account = exampleConfig.accounts[0]?.id ?? '';
const member = (role: string): string => `arn:aws:sts::${account}:assumed-role/keysunset-member-${role}/keysunset`;
const user = `arn:aws:iam::${account}:user/svc`;
const on = (by: string, action: string, resource: string, more: Partial<Asked> = {}): Asked => ({
  ...{ by, action, resource, accountId: by.split(':')[4] ?? '' },
  ...more,
});
const judgeWith = async (options?: JudgeOptions): Promise<Judge> => (await installedJudge(options)) as Judge;
const why = async (asked: Asked, options?: JudgeOptions) => (await (await judgeWith(options)).refusal(asked))?.why;

/** The stacks without one action of one role. */
function without(role: string, action: string): typeof generatedStacks {
  const stacks = structuredClone(generatedStacks);
  for (const { name, policies } of [...stacks.hub.roles, ...stacks.member.roles]) {
    if (name !== role) continue;
    for (const statement of policies.flatMap(({ policy }) => policy.Statement)) {
      statement.Action = [statement.Action].flat().filter((one) => one !== action);
    }
    for (const { policy } of policies) policy.Statement = policy.Statement.filter(({ Action }) => Action.length > 0);
  }
  return stacks;
}

test.each([
  ['keysunset-dispatch', 'dynamodb:PutItem', 'table/keysunset-ledger'],
  ['keysunset-dispatch', 'states:StartExecution', 'stateMachine:keysunset-retirement'],
  ['keysunset-give-notice', 'secretsmanager:GetSecretValue', 'secret:keysunset/slack-token'],
  ['keysunset-give-notice', 'kms:Decrypt', 'key/LedgerKey'],
  ['RetirementMachineRole35BBBBEB', 'lambda:InvokeFunction', 'function:keysunset-give-notice'],
])('the story fails without %s: %s, and says on what', async (role, action, resource) => {
  const judge = await judgeWith({ stacks: without(role, action) });
  const result = await rehearse(story, { transport: 'http', judge }).catch((error: unknown) => String(error));
  const said = typeof result === 'string' ? result : result.rights?.refused.join('\n');
  expect(said).toMatch(
    new RegExp(`assumed-role/${role}/.* is not authorized to perform: ${action} on resource: .*${resource}`),
  );
  if (typeof result !== 'string') expect(result.keys.every(({ expected }) => expected)).toBe(false);
});

test('a member’s role is taken by the functions that need it, with the external id, and by nobody else', async () => {
  const resource = `arn:aws:iam::${account}:role/keysunset-member-delete`;
  const taking = (name: 'delete-key' | 'restore', context: Record<string, string>) =>
    why(on(callerFor(name).arn, 'sts:AssumeRole', resource, { accountId: account, context }));
  const externalId = { 'sts:ExternalId': exampleConfig.members.externalId };
  expect(await taking('delete-key', externalId)).toBeUndefined();
  expect(await taking('delete-key', {})).toBe('no policy allows it');
  expect(await taking('delete-key', { 'sts:ExternalId': 'guessed' })).toBe('no policy allows it');
  expect(await taking('restore', externalId)).toBe('no policy allows it');
});

test('the key of a protected user is neither switched off nor deleted by IAM’s own word, and is given back all the same', async () => {
  const touching = (role: string, action: string, tag?: string) =>
    why(
      on(member(role), action, user, {
        context: tag === undefined ? {} : { 'iam:ResourceTag/keysunset:protected': tag },
      }),
    );
  expect(await touching('deactivate', 'iam:UpdateAccessKey')).toBeUndefined();
  expect(await touching('deactivate', 'iam:UpdateAccessKey', 'yes')).toBe('a policy denies it');
  expect(await touching('deactivate', 'iam:UpdateAccessKey', 'False')).toBeUndefined();
  expect(await touching('delete', 'iam:DeleteAccessKey', 'yes')).toBe('a policy denies it');
  expect(await touching('restore', 'iam:UpdateAccessKey', 'yes')).toBeUndefined();
  expect(await touching('restore', 'iam:DeleteAccessKey')).toBe('no policy allows it');
});

test('a permissions boundary bounds what the role may, and one that nobody knows is not passed over', async () => {
  const boundary = 'arn:aws:iam::408173952614:policy/edge';
  const stacks = structuredClone(generatedStacks);
  for (const role of stacks.member.roles) role.boundary = boundary;
  const asked = on(member('delete'), 'iam:DeleteAccessKey', user);
  const reads = { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: 'iam:Get*', Resource: '*' }] };
  const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }] };
  expect(await why(asked, { stacks, boundaries: { [boundary]: reads } })).toBe(
    'the permissions boundary does not allow it',
  );
  expect(await why(asked, { stacks, boundaries: { [boundary]: all } })).toBeUndefined();
  await expect(why(asked, { stacks })).rejects.toThrow('is not known: give it to the judge');
});

test('a key of ours opens nothing but by way of the service that keeps it', async () => {
  const { arn } = callerFor('watchdog');
  const opening = (service: string) =>
    why(
      on(arn, 'kms:Decrypt', inHub.keyOf(inHub.token), {
        context: { 'kms:ViaService': `${service}.ap-northeast-1.amazonaws.com` },
      }),
    );
  expect(await opening('sqs')).toBeUndefined();
  expect(await opening('secretsmanager')).toBe('no policy allows it');
});

test('a hold is ended by those who may end holds, and no execution is stopped', async () => {
  const ending = (name: 'hear-changes' | 'hold' | 'dispatch', action: string) =>
    why(on(callerFor(name).arn, `states:${action}`, inHub.machine));
  expect(await ending('hear-changes', 'SendTaskSuccess')).toBeUndefined();
  expect(await ending('hear-changes', 'SendTaskFailure')).toBe('no policy allows it');
  expect(await ending('hold', 'SendTaskFailure')).toBeUndefined();
  expect(await ending('dispatch', 'SendTaskSuccess')).toBe('no policy allows it');
});

test('whoever is in no stack is not judged as if it were', async () => {
  await expect(
    why(on('arn:aws:sts::610258347912:assumed-role/else/x', 'dynamodb:GetItem', inHub.table)),
  ).rejects.toThrow('has no such role');
});
