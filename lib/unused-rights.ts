/**
 * Why a right is given that no run of the rehearsal uses; `which` is looked for in its line (lib/rights-page.ts, `lineOf`). A test plays
 * all there is to play, and holds this against what was used (test/rehearsal/rights).
 */
export const unusedRights: readonly { reason: string; which: RegExp }[] = [
  {
    reason:
      'DynamoDB uses the key for whoever calls it. Its documentation asks for these three as well, and does not say which call takes which',
    which: /^keysunset-\S+ kms:(DescribeKey|Encrypt|GenerateDataKey) \S*key\/LedgerKey \S+ dynamodb\./,
  },
  {
    reason:
      'Lambda puts there what it gave up. These three tell whoever asked that it failed, or go on with the rest; only Lambda itself can make them fail for good, as by their time limit',
    which: /^keysunset-(dispatch|slack-enqueue|slack-views) (sqs:SendMessage |kms:\w+ \S+ \S+ sqs\.)/,
  },
  {
    reason: 'EventBridge puts there what Lambda, or the hub, does not take; in the rehearsal they take everything',
    which: /^events\.amazonaws\.com (sqs:SendMessage|kms:)/,
  },
  {
    reason: 'CDK lets the state machine call any version of its functions; there are no versions',
    which: /^RetirementMachineRole lambda:InvokeFunction \S+:\*$/,
  },
  {
    reason:
      'Step Functions has its log delivered when the state machine is deployed; its documentation asks for all eight',
    which: /^RetirementMachineRole logs:/,
  },
  {
    reason: 'CloudWatch Logs encrypts the log groups by itself, and its documentation asks for all of these',
    which: /^logs\.[\w-]+\.amazonaws\.com kms:/,
  },
  {
    reason: 'CDK adds it for Secrets Manager; the first statement of the key gives the account all of that and more',
    which: /:root kms:(CreateGrant|DescribeKey|Encrypt|GenerateDataKey\*|ReEncrypt\*) \S+ \S+ secretsmanager\./,
  },
];

/** The reason for a right that nothing uses, if there is one. */
export const reasonOf = (line: string): string | undefined =>
  unusedRights.find(({ which }) => which.test(line))?.reason;
