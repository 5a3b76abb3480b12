import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HandlerName } from '../lambda/app';
import { exampleStacks, templateOf } from '../lib/synthesized';
import { accountLine, marginOf, monthlyOf, totalOf } from '../rehearsal/cost/bill';
import type { Line, Standing } from '../rehearsal/cost/bill';
import { prices } from '../rehearsal/cost/prices';
import type { Priced } from '../rehearsal/cost/prices';
import { marginBetween, usageOf } from '../rehearsal/cost/usage';
import type { Usage } from '../rehearsal/cost/usage';
import { markdownTable, withSections } from './measured';

const PAGE = join(__dirname, '../docs/cost.md');

/** `npm run cost`: what a key costs, counted in a rehearsal. `-- --write`: into docs/cost.md. `-- --check`: fails where that page says something else. */
async function main(words: readonly string[]): Promise<void> {
  const usage = marginBetween(await usageOf(1), await usageOf(2));
  const standing = standingOf();
  const margin = marginOf(usage, standing);
  const monthly = monthlyOf(standing);
  const sections = [
    keys(margin, monthly, accountLine(standing.memory)),
    aKey(usage, margin),
    aMonth(monthly),
    published(),
  ];
  process.stdout.write(withSections('', sections).trimStart());
  if (totalOf(margin) >= LIMIT)
    throw new Error(`A key adds ${totalOf(margin)} US dollars. Wanted: less than ${LIMIT}.`);
  const page = readFileSync(PAGE, 'utf8');
  const wanted = withSections(page, sections);
  if (words.includes('--write')) writeFileSync(PAGE, wanted);
  if (words.includes('--check') && inCells(page) !== inCells(wanted)) {
    throw new Error('docs/cost.md says something else. Wanted: what is counted now. Run `npm run cost -- --write`.');
  }
}

/** What a key may add, in US dollars. */
const LIMIT = 0.002;

/** As it is without the spaces and lines that Prettier puts into tables. */
const inCells = (page: string): string => page.replace(/[ -]+/g, ' ');

const keys = (margin: Line[], monthly: Line[], account: Line): string =>
  [
    '## What it comes to',
    `Counted by \`npm run cost\`; US dollars. A key adds **${dollars(totalOf(margin))}** from being enqueued to being deleted; ` +
      `what stands there costs **${dollars(totalOf(monthly))}** a month whether keys are retired or not, with one member account; each further one adds **${dollars(account.dollars)}** a month. ` +
      'One ritual takes a month and a half.',
    markdownTable(
      ['keys', 'for the keys', 'for two months of what stands there', 'in all', 'a key'],
      [100, 10_000, 100_000].map((many) => {
        const [own, standing] = [many * totalOf(margin), 2 * totalOf(monthly)];
        return [
          many.toLocaleString('en'),
          dollars(own),
          dollars(standing),
          dollars(own + standing),
          dollars((own + standing) / many),
        ];
      }),
    ),
  ].join('\n\n');

const aKey = ({ days }: Usage, margin: Line[]): string =>
  [
    '## What one key takes',
    `One key more that nobody needs, of an account in which another is under way, in the standard ritual: ${Math.round(days)} days, over HTTP, in the rehearsal.`,
    tableOf(margin),
  ].join('\n\n');

const aMonth = (monthly: Line[]): string => ['## What a month costs without any key', tableOf(monthly)].join('\n\n');

const tableOf = (lines: readonly Line[]): string =>
  markdownTable(
    ['what', 'how many', 'US dollars'],
    [
      ...lines.map(({ what, many, dollars: paid }) => [what, rounded(many), dollars(paid)]),
      ['**all**', '', `**${dollars(totalOf(lines))}**`],
    ],
  );

const published = (): string =>
  [
    '## The prices',
    'Of us-east-1, as published, without any free tier.',
    markdownTable(
      ['one', 'US dollars', 'from'],
      (Object.keys(prices) as Priced[]).map((one) => [
        words[one],
        `${prices[one].each.toPrecision(3)}`,
        prices[one].source,
      ]),
    ),
  ].join('\n\n');

const words: Record<Priced, string> = {
  transition: 'state transition',
  invocation: 'invocation',
  gigabyteSecond: 'GB-second',
  readUnit: 'read unit',
  writeUnit: 'write unit',
  storedMonth: 'stored byte, a month',
  loggedByte: 'logged byte',
  apiRequest: 'request at a door',
  encryptionKey: 'encryption key, a month',
  secret: 'secret, a month',
  alarm: 'alarm, a month',
  metric: 'metric, a month',
  dashboard: 'dashboard, a month',
};

/** Cents where it is much, else three digits that mean something. */
const dollars = (many: number): string =>
  many >= 1
    ? many.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    : many.toPrecision(3).replace(/e-.*/, (e) => e);

const rounded = (many: number): string => many.toLocaleString('en', { maximumFractionDigits: 0 });

/** Of the stack that CDK deploys. */
function standingOf(): Standing {
  const all = Object.values(templateOf(exampleStacks().hub).Resources);
  const functions = all.filter(({ Type }) => Type === 'AWS::Lambda::Function');
  return {
    many: (type) => all.filter(({ Type }) => Type === type).length,
    memory(name: HandlerName) {
      const found = functions.find(({ Properties }) => Properties?.['FunctionName'] === `keysunset-${name}`);
      const size = found?.Properties?.['MemorySize'];
      if (typeof size !== 'number') throw new Error(`The stack has no function keysunset-${name} with a memory size.`);
      return size;
    },
  };
}

void main(process.argv.slice(2));
