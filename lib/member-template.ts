import { App, LegacyStackSynthesizer, type IStackSynthesizer } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Config } from '../lambda/core/config';
import { MemberStack } from './member-stack';

/**
 * The member stack as plain CloudFormation, the same for every account: for StackSets, or for whoever does not use CDK there. It
 * names no account but the hub's, and needs no bootstrap. Deploy it in the region where IAM's events come up.
 */
export function memberTemplate(config: Config, hub: { account: string; region: string }): Record<string, unknown> {
  const stack = new MemberStack(new App({ analyticsReporting: false }), 'Keysunset-member', {
    config,
    hub,
    description: 'What Keysunset needs in an account whose access keys it retires.',
    synthesizer: new LegacyStackSynthesizer() as IStackSynthesizer, // CDK's own types differ here by an `undefined`
  });
  return Template.fromStack(stack).toJSON();
}
