import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { context } from '../cdk.json';
import { factsOf, type Definition, type StackFacts } from './asl';
import { exampleConfig, exampleHub } from './example-config';
import { keysunsetApp } from './keysunset-app';
import type { Stacks } from './permissions';
import { policiesOf } from './policies';
import type { Place, TemplateJson } from './resolve';

/** Where the example is taken to be deployed. */
export const examplePlace: Place = { partition: 'aws', region: exampleHub.region, accountId: exampleHub.account };

/** The example's stacks, built in this process with the very flags of `cdk synth`, but without bundling the functions. */
export const exampleStacks = () =>
  keysunsetApp(new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } }), {
    config: exampleConfig,
    hub: exampleHub,
  });

export const templateOf = (stack: Stack): TemplateJson => Template.fromStack(stack).toJSON() as TemplateJson;

/** The state machine, its functions and the rules of the stack that CDK deploys. Takes about 2 seconds. */
export const synthesizedFacts = (stacks = exampleStacks()): StackFacts => factsOf(templateOf(stacks.hub), examplePlace);

/** The policies of the example's hub, and of one of its member accounts. */
export function synthesizedPolicies({ hub, members: [member] }: ReturnType<typeof exampleStacks>): Stacks {
  if (!member) throw new Error('The example has no member account.');
  const { account: accountId, region } = member;
  return {
    hub: policiesOf(templateOf(hub), examplePlace),
    member: policiesOf(templateOf(member), { ...examplePlace, region, accountId }),
  };
}

export const synthesizedDefinition = (): Definition => synthesizedFacts().definition;
