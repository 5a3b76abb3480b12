import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const impure = {
  'the AWS SDK': "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';",
  'a schema library': "import * as z from 'zod';",
  files: "import { readFileSync } from 'node:fs';",
  cryptography: "import { randomUUID } from 'crypto';",
  'an adapter': "import { slackMessenger } from '../adapters/slack';",
  'a step, from deeper down': "import { runStep } from '../../steps/run';",
  'a door': "export { parse } from '../doors/slack-requests';",
  'the composition root': "import { clock } from '../composition';",
  'a module at run time': "export const fs = import('node:fs');",
  'a module by require': "export const fs = require('node:fs');",
  'the environment': "export const table = process.env['TABLE'];",
  'the clock': 'export const now = Date.now();',
  'the clock, as a date': 'export const now = new Date();',
  'the clock, as Temporal has it': 'export const now = Temporal.Now.instant();',
  chance: 'export const dice = Math.random();',
  'the console': "console.log('hello');",
  'the network': "export const page = fetch('https://example.com');",
  'a timer': 'setTimeout(() => undefined, 1);',
};
const pure = `import { Temporal } from 'temporal-polyfill';
import { standard } from './ritual';
import { answer } from '../core/decide/decision';
export const past = new Date('2026-03-03T01:00:00.000Z').toISOString();
export const day = Temporal.Duration.from('P1D').total('hours');
export const most = Math.max(day, Date.parse(past));
export const both = [standard, answer];
`;

/** The project's own rules, on files that are not there: without types, which these rules do not ask for, it takes a second. */
const script = `
  const { ESLint } = require('eslint');
  const { codes, files } = JSON.parse(process.argv[1]);
  const untyped = {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false } },
  };
  const only = ({ ruleId }) => /^no-(restricted-|console)/.test(ruleId ?? 'no-restricted-parsing');
  const eslint = new ESLint({ overrideConfig: [untyped], ruleFilter: only });
  (async () => {
    const found = [];
    for (const filePath of files)
      for (const code of codes) {
        const [{ messages }] = await eslint.lintText(code, { filePath });
        found.push(messages.filter(({ message }) => !/console statement/.test(message)).map(({ message }) => message));
      }
    console.log(JSON.stringify(found));
  })();
`;
const lint = (codes: string[], ...files: string[]): string[][] =>
  JSON.parse(
    execFileSync(process.execPath, ['-e', script, JSON.stringify({ codes, files })], { cwd: root, encoding: 'utf8' }),
  ) as string[][];

const names = Object.keys(impure);
const codes = Object.values(impure);
let found: string[][];
beforeAll(() => {
  found = lint([...codes, pure], 'lambda/core/probe.ts', 'lambda/core/decide/probe.ts', 'lambda/steps/probe.ts');
}, 30_000);
const inFile = (file: number): string[][] => found.slice(file * (codes.length + 1), (file + 1) * (codes.length + 1));

test.each(names.map((name, i) => [name, i] as const))('the core may not touch %s', (_, i) => {
  expect([inFile(0)[i]?.length, inFile(1)[i]?.length]).toEqual([1, 1]);
});

test('the core may import itself and the date library, and count with moments it is given', () => {
  expect([inFile(0).at(-1), inFile(1).at(-1)]).toEqual([[], []]);
});

test('what is around the core may touch the world', () => {
  expect(inFile(2).flat()).toEqual([]);
});
