import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { pythonWithMoto } from '../test/conformance/python';
import { machine, markdownTable, withSections } from './measured';

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs/reliability.md');

/** What jest tells with --json, as far as it is read here. */
interface Told {
  success: boolean;
  testResults: { assertionResults: { ancestorTitles: string[]; title: string; status: string }[] }[];
}

const program = new Command('npm run conformance --')
  .description('Deploys Keysunset onto moto, a stand-in for AWS that nobody here wrote, and plays what has to hold.')
  .argument('[tests...]', 'only the tests of these files')
  .option('--write', 'write the table into docs/reliability.md')
  .action((files: string[], { write }: { write?: true }) => {
    const begun = performance.now();
    try {
      pythonWithMoto();
    } catch (error) {
      program.error(error instanceof Error ? error.message : String(error), { exitCode: 2 });
    }
    const told = run(files);
    const seconds = Math.round((performance.now() - begun) / 1000);
    process.stderr.write(`\n${told.success ? '✓' : '▲'} npm run conformance took ${seconds} s\n`);
    if (write && told.success)
      writeFileSync(PAGE, withSections(readFileSync(PAGE, 'utf8'), [sectionOf(told, seconds)]));
    if (!told.success) process.exitCode = 1;
  });
program.parse();

function run(files: readonly string[]): Told {
  const folder = mkdtempSync(join(tmpdir(), 'keysunset-told-'));
  const outputFile = join(folder, 'told.json');
  try {
    const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
    const options = [
      '--ci',
      '--config',
      join(ROOT, 'jest.conformance.config.js'),
      '--json',
      '--outputFile',
      outputFile,
    ];
    // jest tells the same on its standard output as in the file.
    spawnSync(process.execPath, [jest, ...options, ...files], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    return JSON.parse(readFileSync(outputFile, 'utf8')) as Told;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One row for each play, with all that was seen of it; what the suites show by the dozen is counted. */
function sectionOf({ testResults }: Told, seconds: number): string {
  const shown = testResults.flatMap(({ assertionResults }) => assertionResults);
  const suiteOf = ({ ancestorTitles }: { ancestorTitles: string[] }): string =>
    (ancestorTitles[0] ?? '').replace(/:$/, '');
  const seen = new Map<string, string[]>();
  const counts = new Map<string, number>();
  for (const test of shown) {
    const [, what = test.title, then] = /^(.*): (.*)$/.exec(test.title) ?? [];
    if (suiteOf(test) === 'Keysunset, deployed') seen.set(what, [...(seen.get(what) ?? []), ...(then ? [then] : [])]);
    else counts.set(suiteOf(test), (counts.get(suiteOf(test)) ?? 0) + 1);
  }
  return [
    '## Conformance',
    'Deployed onto moto, with what is added to it ([conformance.md](conformance.md)). ' +
      `Written by \`npm run conformance -- --write\` on ${machine()}, in ${seconds} s.`,
    markdownTable(
      ['what is played', 'what is seen'],
      [...seen].map(([what, then]) => [what, then.join('; ')]),
    ),
    markdownTable(
      ['what is compared', 'tests that pass'],
      [...counts].map(([what, n]) => [what, String(n)]),
    ),
  ].join('\n\n');
}
