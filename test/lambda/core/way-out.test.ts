import type { Caller } from '../../../lambda/core/entries';
import { networkOf } from '../../../lambda/core/way-out/addresses';
import { agentIn } from '../../../lambda/core/way-out/agents';
import { wayOut } from '../../../lambda/core/way-out/way-out';

const plain = 'Boto3/1.34.11 Python/3.11.6 Linux/5.10 Botocore/1.34.11';
const caller = (seen: Partial<Caller>): Caller => ({
  ...{ sourceIp: '203.0.113.9', userAgent: plain, action: 's3:ListBuckets', region: 'us-east-1', calls: 3, failed: 0 },
  lastAt: '2026-03-03T01:00:00.000Z',
  ...seen,
});

test.each([
  ['configure-aws-credentials-for-github-actions', 'GitHub Actions', 'github'],
  ['aws-cli/2.31.4 (configure-aws-credentials-for-github-actions)', 'GitHub Actions', 'github'],
  ['aws-sdk-go/1.44.1 (go1.19; linux; amd64) gitlab-runner', 'GitLab CI', 'ci'],
  ['aws-cli/1.29 CircleCI', 'CircleCI', 'ci'],
  ['bitbucket-pipe/1.2.0', 'Bitbucket Pipelines', 'ci'],
  ['buildkite-agent/3.59', 'Buildkite', 'ci'],
  ['APN/1.0 HashiCorp/1.0 Terraform/1.9 TerraformCloud/x', 'HCP Terraform', 'ci'],
  ['aws-sdk-nodejs/2.1000.0 linux/v18.12.1 exec-env/AWS_Lambda_nodejs18.x promise', 'AWS Lambda', 'lambda'],
  ['Boto3/1.26 md/Botocore#1.29 exec-env/AWS_ECS_FARGATE', 'Amazon ECS', 'ecs'],
  ['aws-sdk-java/2.20 Linux/5.10 exec-env/AWS_ECS_EC2', 'Amazon ECS', 'ecs'],
  ['aws-sdk-go-v2/1.21 exec-env/AWS_EKS_POD', 'Amazon EKS', 'eks'],
  ['aws-cli/2.13 exec-env/CloudShell', 'AWS CloudShell', 'person'],
  ['aws-sdk-java/1.12 exec-env/EC2', 'Amazon EC2', 'ec2'],
  ['karpenter.sh-v0.37', 'Kubernetes', 'eks'],
  ['aws-sdk-go/1.44 kubernetes/v1.28 cluster-autoscaler', 'Kubernetes', 'eks'],
  ['Datadog-Agent/7', 'Datadog', 'vendor'],
  ['NewRelic-Infra/1', 'New Relic', 'vendor'],
  ['mackerel-integration', 'Mackerel', 'vendor'],
  ['snowflake/7.1 aws-sdk-cpp', 'Snowflake', 'vendor'],
  ['Databricks/1', 'Databricks', 'vendor'],
  ['Fivetran/1', 'Fivetran', 'vendor'],
  ['airbyte-source-s3', 'Airbyte', 'vendor'],
  ['SumoLogic-collector', 'Sumo Logic', 'vendor'],
  ['Splunk_TA_aws', 'Splunk', 'vendor'],
  ['Tableau/2024', 'Tableau', 'vendor'],
  ['Jenkins/2.426 aws-sdk-java', 'Jenkins', 'server'],
  ['Cyberduck/8.7.0 (Mac OS X/14.1)', 'a program for people', 'person'],
  ['S3 Browser/11.0.9 (https://s3browser.com)', 'a program for people', 'person'],
  ['aws-cli/2.15.30 Python/3.11.8 Darwin/23.4.0 exe/x86_64 prompt/off command/s3.ls', 'macOS', 'person'],
  ['aws-cli/2.22.35 md/awscrt#0.22.0 ua/2.0 os/macos#24.2.0 md/arch#arm64', 'macOS', 'person'],
  ['aws-cli/2.9.1 Python/3.9.11 Windows/10 exe/AMD64 prompt/off', 'Windows', 'person'],
  ['Boto3/1.17 Python/3.7 Linux/4.14.256-197.484.amzn2.x86_64', 'Amazon Linux', 'ec2'],
  ['Boto3/1.34 Linux/6.1.90-99.173.amzn2023.x86_64', 'Amazon Linux', 'ec2'],
  ['aws-cli/1.22 Python/3.10 Linux/5.15.0-1019-aws botocore/1.23', 'Ubuntu for AWS', 'ec2'],
  ['Boto3/1.28 Python/3.10 Linux/5.15.0-1030-gcp', 'Google Cloud', 'gcp'],
  ['google-cloud-sdk gcloud/450 gsutil', 'Google Cloud', 'gcp'],
  ['aws-cli/2.13 Python/3.11 Linux/6.2.0-1018-azure', 'Microsoft Azure', 'azure'],
])('%s says that it is %s', (userAgent, name, place) => expect(agentIn(userAgent)).toMatchObject({ name, place }));

test.each([
  plain,
  'aws-cli/2.31.4 Python/3.13.7 Linux/6.1 cron',
  'APN/1.0 HashiCorp/1.0 Terraform/1.13.4',
  'cloudformation.amazonaws.com',
  'AWS Internal',
  '',
])('%j says nothing of where it runs', (userAgent) => expect(agentIn(userAgent)).toBeUndefined());

test.each([
  ['10.20.4.17', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.254', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.3.2', 'private'],
  ['fd00:ec2::254', 'private'],
  ['3.112.4.5', 'AWS'],
  ['54.95.255.1', 'AWS'],
  ['34.84.1.2', 'Google Cloud'],
  ['35.240.9.9', 'Google Cloud'],
  ['20.27.177.113', 'Microsoft Azure'],
  ['172.160.0.1', 'Microsoft Azure'],
  ['172.32.0.1', undefined],
  ['203.0.113.9', undefined],
  ['2001:db8::1', undefined],
  ['2001:db8:0:fd00::1', undefined],
  ['unknown', undefined],
  ['cloudformation.amazonaws.com', undefined],
] as const)('%s is in a network of %s', (address, network) => expect(networkOf(address)).toBe(network));

describe('the way out', () => {
  test('rests on what the last caller says of itself, as a guess, and on where it came from', () => {
    const userAgent = 'configure-aws-credentials-for-github-actions';
    expect(wayOut([caller({ sourceIp: '20.27.177.113', userAgent })])).toEqual({
      place: 'github',
      guess: true,
      clues: [
        { what: 'agent', name: 'GitHub Actions' },
        { what: 'address', address: '20.27.177.113', network: 'Microsoft Azure' },
      ],
    });
  });

  test('of a call through an endpoint of a VPC is a role, and no guess', () => {
    const seen = { sourceIp: '10.20.4.17', vpcEndpoint: 'vpce-0b7d21c94e' };
    expect(wayOut([caller(seen)])).toEqual({
      place: 'aws',
      guess: false,
      clues: [{ what: 'inside', address: '10.20.4.17', endpoint: 'vpce-0b7d21c94e' }],
    });
  });

  test.each<[what: string, seen: Partial<Caller>, place: string, guess: boolean]>([
    ['from a private address is a role on AWS', { sourceIp: '10.20.4.17' }, 'aws', false],
    [
      'from a VPC that names its service is the role of that very service',
      { sourceIp: '10.0.0.5', userAgent: 'x exec-env/AWS_ECS_FARGATE' },
      'ecs',
      true,
    ],
    ['of a Jenkins in a VPC is a role on AWS', { sourceIp: '10.0.0.5', userAgent: 'Jenkins/2' }, 'aws', true],
    ['of a Jenkins elsewhere is for servers', { userAgent: 'Jenkins/2' }, 'server', true],
    [
      'of a laptop in the office’s network is for people',
      { sourceIp: '10.0.0.5', userAgent: 'Darwin/23' },
      'person',
      true,
    ],
    ['from an address of Google’s cloud is for Google’s cloud', { sourceIp: '34.84.1.2' }, 'gcp', true],
    ['from an address of Azure is for Azure', { sourceIp: '20.27.177.113' }, 'azure', true],
    ['from a public address of AWS is a role on AWS, as a guess', { sourceIp: '3.112.4.5' }, 'aws', true],
    [
      'through an endpoint from a public address is a role',
      { sourceIp: '3.112.4.5', vpcEndpoint: 'vpce-1' },
      'aws',
      false,
    ],
  ])('%s', (_, seen, place, guess) => expect(wayOut([caller(seen)])).toMatchObject({ place, guess }));

  test.each<[string, readonly Caller[] | 'unknown']>([
    ['CloudTrail could not be read', 'unknown'],
    ['nobody called', []],
    ['nothing tells where the caller runs', [caller({})]],
  ])('is not known where %s', (_, callers) =>
    expect(wayOut(callers)).toEqual({ place: 'unknown', clues: [], guess: false }),
  );

  const laptop = caller({ userAgent: 'Darwin/23' });
  const cron = caller({ sourceIp: '10.0.0.5', lastAt: '2026-03-04T01:00:00.000Z' });
  test('is that of whoever called last', () => {
    expect(wayOut([laptop, cron]).place).toBe('aws');
    expect(wayOut([cron, laptop]).place).toBe('aws');
  });
  test('is that of whoever called last, however often another called before', () => {
    expect(wayOut([cron, { ...laptop, calls: 99 }]).place).toBe('aws');
  });
  test('is that of whoever called most, of two who called last', () => {
    expect(wayOut([laptop, { ...cron, lastAt: laptop.lastAt, calls: 9 }]).place).toBe('aws');
  });
  test('leaves out those of whom nothing is known', () => {
    expect(wayOut([caller({ lastAt: '2026-03-05T01:00:00.000Z' }), laptop]).place).toBe('person');
  });
  test('is not that of somebody whose calls only ever failed, unless there is nobody else', () => {
    const refused = { ...cron, failed: cron.calls };
    expect(wayOut([laptop, refused]).place).toBe('person');
    expect(wayOut([refused]).place).toBe('aws');
  });
});
