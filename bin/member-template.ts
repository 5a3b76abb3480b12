import { loadConfiguration } from '../lib/load-configuration';
import { memberTemplate } from '../lib/member-template';
import { sayRefused } from './say-refused';

// npm run --silent member-template > member.json
// Of another file, and of a hub elsewhere: npm run --silent member-template -- keysunset.json HUB_ACCOUNT REGION
const [file, account, region] = process.argv.slice(2);
const { config, hub } = sayRefused(() => loadConfiguration({ file, hub: { account, region } }, process.cwd()));
process.stdout.write(`${JSON.stringify(memberTemplate(config, hub), null, 2)}\n`);
