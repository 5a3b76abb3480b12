import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { context } from '../cdk.json';
import { factsOf, type Definition, type StackFacts } from './asl';
import { exampleConfig, exampleHub } from './example-config';
import { keysunsetApp } from './keysunset-app';
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
export const synthesizedFacts = (): StackFacts => factsOf(templateOf(exampleStacks().hub), examplePlace);

export const synthesizedDefinition = (): Definition => synthesizedFacts().definition;
