/** Where something runs that uses a key, as far as that decides what it could use instead. */
export type Place =
  /** Somebody’s own computer. */
  | 'person'
  | 'ec2'
  | 'ecs'
  | 'eks'
  | 'lambda'
  /** On AWS, in one of these. */
  | 'aws'
  | 'github'
  /** Another CI that speaks OIDC. */
  | 'ci'
  | 'gcp'
  | 'azure'
  /** Somebody else’s product. */
  | 'vendor'
  /** A server of one’s own, outside of AWS. */
  | 'server';

interface Agent {
  says: RegExp;
  /** The name of what it says it is. */
  name: string;
  place: Place;
}

/** What user agents say of where they run, the most telling first. Anybody can set them: they say so, and prove nothing. */
const agents: readonly Agent[] = [
  { says: /github-?actions/i, name: 'GitHub Actions', place: 'github' },
  { says: /gitlab/i, name: 'GitLab CI', place: 'ci' },
  { says: /circleci/i, name: 'CircleCI', place: 'ci' },
  { says: /bitbucket/i, name: 'Bitbucket Pipelines', place: 'ci' },
  { says: /buildkite/i, name: 'Buildkite', place: 'ci' },
  { says: /terraform-?cloud|hcp-?terraform/i, name: 'HCP Terraform', place: 'ci' },

  // AWS_EXECUTION_ENV, which AWS’s SDKs and command line append.
  { says: /exec-env\/AWS_Lambda/, name: 'AWS Lambda', place: 'lambda' },
  { says: /exec-env\/AWS_ECS/, name: 'Amazon ECS', place: 'ecs' },
  { says: /exec-env\/AWS_EKS/, name: 'Amazon EKS', place: 'eks' },
  { says: /exec-env\/CloudShell/, name: 'AWS CloudShell', place: 'person' },
  { says: /exec-env\/EC2/, name: 'Amazon EC2', place: 'ec2' },
  {
    says: /kubernetes|\bk8s\b|karpenter|cluster-autoscaler|external-dns|aws-load-balancer-controller|velero/i,
    name: 'Kubernetes',
    place: 'eks',
  },

  { says: /datadog/i, name: 'Datadog', place: 'vendor' },
  { says: /new-?relic/i, name: 'New Relic', place: 'vendor' },
  { says: /mackerel/i, name: 'Mackerel', place: 'vendor' },
  { says: /snowflake/i, name: 'Snowflake', place: 'vendor' },
  { says: /databricks/i, name: 'Databricks', place: 'vendor' },
  { says: /fivetran/i, name: 'Fivetran', place: 'vendor' },
  { says: /airbyte/i, name: 'Airbyte', place: 'vendor' },
  { says: /sumo-?logic/i, name: 'Sumo Logic', place: 'vendor' },
  { says: /splunk/i, name: 'Splunk', place: 'vendor' },
  { says: /tableau/i, name: 'Tableau', place: 'vendor' },
  { says: /jenkins/i, name: 'Jenkins', place: 'server' },

  {
    says: /cyberduck|winscp|s3 browser|cloudberry|filezilla|aws-toolkit/i,
    name: 'a program for people',
    place: 'person',
  },
  { says: /\bdarwin\/|os\/macos|\bmac os x\b/i, name: 'macOS', place: 'person' },
  // Before Windows: its servers on EC2 have no mark of their own.
  { says: /\.amzn\d/, name: 'Amazon Linux', place: 'ec2' },
  { says: /-aws\b/, name: 'Ubuntu for AWS', place: 'ec2' },
  { says: /-gcp\b|google-cloud-sdk|gcloud/i, name: 'Google Cloud', place: 'gcp' },
  { says: /-azure\b/, name: 'Microsoft Azure', place: 'azure' },
  { says: /\bwindows\//i, name: 'Windows', place: 'person' },
];

export const agentIn = (userAgent: string): Pick<Agent, 'name' | 'place'> | undefined =>
  agents.find(({ says }) => says.test(userAgent));
