import { Template } from 'aws-cdk-lib/assertions';
import { exampleConfig, exampleHub } from '../../lib/example-config';
import { exampleStacks } from '../../lib/synthesized';
import { HUB, memberRoles } from '../../rehearsal/iam/member-roles';

interface Made {
  Properties: {
    RoleName: string;
    AssumeRolePolicyDocument: { Statement: object[] };
    Policies: { PolicyDocument: { Statement: object[] } }[];
  };
}

/** One, or several, in whatever order: the same to IAM. */
const alike = (statement: object): unknown =>
  JSON.parse(
    JSON.stringify(statement, (key, value: unknown) =>
      key === 'Action' || key === 'Resource' || key === 'AWS'
        ? [value].flat().sort()
        : key === 'Sid'
          ? undefined
          : value,
    ),
  );

test('the roles of the rehearsal’s IAM are those that the member stack makes', () => {
  expect(HUB).toBe(exampleHub.account);
  const [stack] = exampleStacks().members;
  const [account] = exampleConfig.accounts;
  if (!stack || !account) throw new Error('The example has no member account.');
  const made = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')) as Made[];
  // EventBridge has one of its own, which is not looked at.
  const four = made.filter(({ Properties: { RoleName } }) =>
    Object.values(exampleConfig.members.roles).includes(RoleName),
  );
  const rehearsed = [...memberRoles(exampleConfig, account.id).values()];
  expect(
    four.map(
      ({
        Properties: {
          RoleName: name,
          AssumeRolePolicyDocument: trust,
          Policies: [own],
        },
      }) => ({
        name,
        trust: trust.Statement.map(alike),
        policy: own?.PolicyDocument.Statement.map(alike),
      }),
    ),
  ).toEqual(rehearsed.map(({ name, trust, policy }) => ({ name, trust: [alike(trust)], policy: policy.map(alike) })));
});
