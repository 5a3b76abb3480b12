import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { keysunsetApp } from '../lib/keysunset-app';
import { CONFIGURATION_FILE, loadConfiguration } from '../lib/load-configuration';
import { sayRefused } from './say-refused';

// npx cdk deploy Keysunset: what keysunset.config.ts says; another file with --context config=FILE (TypeScript or JSON), another
// place for the hub with --context hub=ACCOUNT and --context region=REGION. Without a file: the example company, to look at.
const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name) as string | undefined;

// What they find fails the synthesis; what is right all the same is acknowledged where it is made, with the reason.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));

const asked = { file: context('config'), hub: { account: context('hub'), region: context('region') } };
const { config, hub, example } = sayRefused(() => loadConfiguration(asked, process.cwd()));
if (example) process.stderr.write(`There is no ${CONFIGURATION_FILE} here: this is the example company.\n`);
keysunsetApp(app, { config, hub });
