import type { Place } from '../../way-out/agents';

/** How to stop needing the key, and what makes us think so. */
export const ways = {
  headline: '*A way not to need it*',
  agent: (name: string) => `The last calls say that they come from ${name}.`,
  address: (address: string, network: string) => `The last calls come from ${address}, an address of ${network}.`,
  inside: (address: string) =>
    `The last calls come from ${address}, a private address: from inside your VPC, or from a network that is connected with it.`,
  insideThrough: (address: string, endpoint: string) =>
    `The last calls come from ${address} through ${endpoint}: from inside your VPC, or from a network that is connected with it.`,
  /** Sentences in a row. */
  all: (...sentences: readonly string[]) => sentences.filter(Boolean).join(' '),
  guess: {
    agent: '_A guess from the user agent, which anybody can set._',
    address: '_A guess from the address._',
    both: '_A guess from the user agent, which anybody can set, and the address._',
  },
  instead: {
    person: 'People can sign in with IAM Identity Center and get credentials for a few hours, with no key to store.',
    ec2: 'An EC2 instance can have a role of its own; no key is stored.',
    ecs: 'An ECS task can have a role of its own; no key is stored.',
    eks: 'A pod on EKS can have a role of its own; no key is stored.',
    lambda: 'A Lambda function has an execution role: give that the rights, and no key is stored.',
    aws: 'What runs on EC2, ECS, EKS or Lambda can have a role of its own; no key is stored.',
    github: 'GitHub Actions can sign in to AWS by OIDC, for each run, with no key to store.',
    ci: 'Such a pipeline can sign in to AWS by OIDC, for each run, with no key to store.',
    gcp: 'A workload on Google Cloud can sign in to AWS by OIDC with its service account, with no key to store.',
    azure: 'A workload on Azure can sign in to AWS by OIDC with its managed identity, with no key to store.',
    vendor: 'A vendor can be given a cross-account role with an external ID, and no key.',
    server: 'A server outside of AWS can use IAM Roles Anywhere, with a certificate and no key.',
    unknown:
      'What uses it is not known. People can sign in with IAM Identity Center; what runs on AWS can have a role; what runs ' +
      'elsewhere can sign in by OIDC, or take a cross-account role.',
  } as Record<Place | 'unknown', string>,
  /** Where that is documented, on docs.aws.amazon.com or elsewhere. */
  documents: {
    person: aws('singlesignon/latest/userguide/getting-started.html'),
    ec2: aws('AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html'),
    ecs: aws('AmazonECS/latest/developerguide/task-iam-roles.html'),
    eks: aws('eks/latest/userguide/pod-identities.html'),
    lambda: aws('lambda/latest/dg/lambda-intro-execution-role.html'),
    aws: aws('IAM/latest/UserGuide/id_roles_create_for-service.html'),
    github: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    ci: aws('IAM/latest/UserGuide/id_roles_providers_create_oidc.html'),
    gcp: aws('IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html'),
    azure: aws('IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html'),
    vendor: aws('IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html'),
    server: aws('rolesanywhere/latest/userguide/introduction.html'),
    unknown: aws('IAM/latest/UserGuide/best-practices.html'),
  } as Record<Place | 'unknown', string>,
};

function aws(page: string): string {
  return `https://docs.aws.amazon.com/${page}`;
}
