import { readFileSync } from 'node:fs';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { parseConfig } from '../lambda/config';
import { exampleConfig, exampleHub } from '../lib/example-config';
import { keysunsetApp } from '../lib/keysunset-app';

// cdk deploy --context config=keysunset.json --context hub=610258347912 --context region=ap-northeast-1
// Without a configuration: the example company, to look at.
const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name) as string | undefined;
const file = context('config');

// What they find fails the synthesis; what is right all the same is acknowledged where it is made, with the reason.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));

keysunsetApp(app, {
  config: file ? parseConfig(readFileSync(file, 'utf8')) : exampleConfig,
  hub: { account: context('hub') ?? exampleHub.account, region: context('region') ?? exampleHub.region },
});
