import { readFileSync } from 'node:fs';
import { parseConfig } from '../lambda/config';
import { exampleConfig, exampleHub } from '../lib/example-config';
import { memberTemplate } from '../lib/member-template';

// npm run --silent member-template -- keysunset.json HUB_ACCOUNT REGION > member.json
// Without arguments: the example company's, to look at.
const [file, account = exampleHub.account, region = exampleHub.region] = process.argv.slice(2);
const config = file ? parseConfig(readFileSync(file, 'utf8')) : exampleConfig;
process.stdout.write(`${JSON.stringify(memberTemplate(config, { account, region }), null, 2)}\n`);
