import { settingOf } from '../../lib/config-setting';
import { exampleConfig } from '../../lib/example-config';
import { mermaid } from '../../lib/picture';
import { resolverOf } from '../../lib/resolve';

const place = { partition: 'aws', region: 'ap-northeast-1', accountId: '610258347912' };
const resolve = resolverOf(
  {
    Resources: {
      Restore: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'keysunset-restore' } },
      Nameless: { Type: 'AWS::Lambda::Function', Properties: {} },
      Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'retirement' } },
      Bucket: { Type: 'AWS::S3::Bucket' },
    },
  },
  place,
);

describe('a template as it is once deployed', () => {
  test('joined parts become one ARN', () => {
    const joined = {
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':x:', { 'Fn::GetAtt': ['Restore', 'Arn'] }]],
    };
    expect(resolve({ list: [joined, 5] })).toEqual({
      list: ['arn:aws:x:arn:aws:lambda:ap-northeast-1:610258347912:function:keysunset-restore', 5],
    });
  });

  test('a reference to a state machine is its ARN', () => {
    expect(resolve({ Ref: 'Machine' })).toBe('arn:aws:states:ap-northeast-1:610258347912:stateMachine:retirement');
  });

  test.each([
    [{ Ref: 'Nobody' }, 'no resource Nobody'],
    [{ Ref: 'Bucket' }, 'Bucket (AWS::S3::Bucket)'],
    [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'Bucket (AWS::S3::Bucket)'],
    [{ 'Fn::GetAtt': ['Nameless', 'Arn'] }, 'no fixed FunctionName'],
    [{ 'Fn::GetAtt': ['Restore', 'Version'] }, 'Fn::GetAtt'],
    [{ 'Fn::Sub': 'x' }, 'Fn::Sub'],
  ])('what is not known is never guessed: %j', (value, says) => {
    expect(() => resolve(value)).toThrow(says);
  });
});

test('a picture with an arrow to nowhere is refused', () => {
  expect(() => mermaid({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } })).toThrow('leads to "B"');
});

describe('the configuration in the environment of a function', () => {
  test('the example fits', () => {
    expect(JSON.parse(settingOf(exampleConfig))).toEqual(exampleConfig);
  });

  test('one that is too long is refused before it is deployed', () => {
    const accounts = Array.from({ length: 200 }, (_, i) => ({ id: String(100000000000 + i), name: `account-${i}` }));
    expect(() => settingOf({ ...exampleConfig, accounts })).toThrow(/The configuration has \d+ bytes/);
  });
});
