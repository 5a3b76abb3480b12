import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf, reasons } from '../test/mutation/reasons';
import { machine, markdownTable, withSections } from './measured';

/** What is used here of a report in the mutation testing elements' schema, as Stryker writes it. */
interface Report {
  files: Record<string, { source: string; mutants: readonly ReportedMutant[] }>;
}

interface ReportedMutant {
  mutatorName: string;
  replacement?: string;
  status: 'Killed' | 'Survived' | 'Timeout' | 'NoCoverage' | 'CompileError' | 'RuntimeError' | 'Ignored' | 'Pending';
  location: { start: Place; end: Place };
}

interface Place {
  /** From 1. */
  line: number;
  column: number;
}

const root = join(__dirname, '..');
const PAGE = join(root, 'docs/reliability.md');

/**
 * Writes what `stryker run` came to into docs/reliability.md: the score of each folder, and each mutant that no test killed, with the
 * reason. `reports`: where a run was of a part only (`--mutate`), the report of each part.
 */
function main(reports: readonly string[]): void {
  const files = Object.fromEntries(reports.flatMap((report) => Object.entries(filesOf(report))));
  const folders = new Map<string, ReportedMutant[]>();
  const survivors: { text: string; reason: string }[] = [];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const folder = file.split('/').slice(0, -1).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), ...mutants]);
    for (const mutant of mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')) {
      const text = inWords(file, source, mutant);
      survivors.push({ text, reason: reasonOf(text) });
    }
  }
  const section = [
    '## Mutation testing',
    `Written by \`npm run mutation\` on ${machine()}. The score is what was killed, or ran into an endless loop, of all that compiles and ` +
      'is not run once only, when its file is loaded.',
    ...missing(Object.keys(files)),
    markdownTable(
      ['folder', 'mutants', 'killed', 'not killed', 'score'],
      [...folders, ['**all**', [...folders.values()].flat()] as const].map(([folder, mutants]) =>
        rowOf(folder, mutants),
      ),
    ),
    'What no test kills, by the reason:',
    ...[...reasons.map(({ reason }) => reason), reasonOf('')].flatMap((reason) => {
      const with_ = survivors.filter((survivor) => survivor.reason === reason);
      return with_.length > 0 ? [`### ${reason}`, with_.map(({ text }) => `- ${text}`).join('\n')] : [];
    }),
  ].join('\n\n');
  writeFileSync(PAGE, withSections(readFileSync(PAGE, 'utf8'), [section]));
  process.stdout.write(`${survivors.length} mutants were not killed: docs/reliability.md\n`);
}

const filesOf = (report: string): Report['files'] => (JSON.parse(readFileSync(report, 'utf8')) as Report).files;

/** What the last run left out: a table of a part must not look like the whole. */
function missing(run: readonly string[]): string[] {
  const all = ['lambda/core', 'lambda/steps'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path}`),
  );
  const left = all.filter((path) => !run.includes(path));
  return left.length > 0
    ? [
        `Not in the table are ${left.length} of ${all.length} files, which hold types and constants only, or were not run: ` +
          `${left.map((path) => `\`${path}\``).join(', ')}.`,
      ]
    : [];
}

function rowOf(folder: string, mutants: readonly ReportedMutant[]): string[] {
  const count = (...of: ReportedMutant['status'][]): number =>
    mutants.filter(({ status }) => of.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  const alive = count('Survived', 'NoCoverage');
  const score = Math.floor((1000 * killed) / Math.max(1, killed + alive)) / 10;
  return [folder, String(killed + alive), String(killed), String(alive), `${score} %`];
}

/** `lambda/core/watch.ts:94 ConditionalExpression: phase.name === 'outage' → false` */
function inWords(
  file: string,
  source: string,
  { mutatorName, replacement = '', location: { start, end } }: ReportedMutant,
): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  const short = (text: string): string => {
    const line = text.replaceAll(/\s+/g, ' ').replaceAll('`', '´');
    return line.length > 90 ? `${line.slice(0, 87)}…` : line;
  };
  return `${file}:${start.line} ${mutatorName}: \`${short(lines.join('\n'))}\` → \`${short(replacement)}\``;
}

const given = process.argv.slice(2);
main(given.length > 0 ? given : [join(root, 'reports/mutation.json')]);
