import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { Refused } from '../lambda/core/errors';
import type { OpenBatch } from '../lambda/doors/batches';
import type { RowResult } from '../lambda/doors/operator-enqueue';
import { callingTheDoor, withCommonOptions } from './command';
import type { CommonOptions, Program } from './command';
import type { Door } from './door';
import { rowsOf } from './rows';
import type { Row } from './rows';
import { exit, printable } from './terminal';
import type { Terminal } from './terminal';

interface Options extends CommonOptions {
  reason?: string;
  file?: string;
  user?: string;
  account?: string;
  ritual?: string;
  onUse?: 'keep' | 'ask' | 'ignore';
  because?: string;
  priority?: number;
  canary?: number;
  again?: true;
}

/** `keysunset enqueue`: asks that keys be retired. */
export function addEnqueue(program: Command, running: Program): void {
  const enqueue = program
    .command('enqueue')
    .summary('ask that keys be retired')
    .description('Ask that keys be retired. Nothing is switched off before its owner was told and the notice is over.')
    .argument('[KEY...]', 'access key ids, AKIA…')
    .option('--reason <text>', 'why the key is thought unused; the owner reads it')
    .option(
      '--file <path>',
      'many keys: lines of KEY or KEY,user, CSV with a heading, or a JSON array of rows; - reads standard input',
    )
    .option('--user <name>', 'the IAM user it must belong to (with one key)')
    .option('--account <number>', 'the account, for old keys whose id does not tell it')
    .option('--ritual <name>', 'the ritual (default: the first of the configuration)')
    .addOption(new Option('--on-use <what>', 'what to do when the key is used').choices(['keep', 'ask', 'ignore']))
    .option('--because <text>', 'why use does not count; with --on-use ignore')
    .option('--priority <number>', 'higher is started earlier (default: 0)', wholeNumber)
    .option('--again', 'although somebody needed it not long ago and it is to be left alone; the owner is told')
    .option('--canary <number>', 'so many keys go first; the others wait for their first soak', wholeNumber);
  withCommonOptions(
    enqueue,
    'enqueue AKIAV6CIQHZTHY4JYCFU --reason "unused for 400 days, SEC-412"',
    'enqueue AKIAUUFTW74FYAOZTORE --reason "old poller" --on-use ignore --because "its data is thrown away"',
    'enqueue --file keys.txt --reason "quarterly clean-up"',
    'enqueue --canary 3 --file keys.csv --reason "quarterly clean-up"   # keyId,userName,priority,onUse',
    `enqueue --file - --json < keys.json   # [{ "keyId": "AKIA…", "userName": "…", "reason": "…" }]`,
  ).action(async (keys: string[], options: Options) => {
    const wrong = wronglyCalled(keys, options);
    if (wrong) enqueue.error(`error: ${wrong}`, { exitCode: exit.usage });
    await callingTheDoor(running, options, async (door) => {
      const { rows, bad } =
        options.file === undefined ? fromArguments(keys) : rowsOf(await textOf(options.file, running.terminal));
      const answered = await sendAll(
        door,
        rows.map((row) => ({ ...asked(options), ...row })),
        options.canary,
      );
      const results = [...bad, ...answered].sort((a, b) => a.line - b.line);
      const code = results.every(({ ok }) => ok) ? exit.done : exit.failed;
      return { code, json: { results }, text: () => inWords(results, running.terminal) };
    });
  });
}

function wronglyCalled(keys: string[], { file, reason, user }: Options): string | undefined {
  if (keys.length === 0 && file === undefined) return 'no key was given. Give one or more, or --file.';
  if (keys.length > 0 && file !== undefined) return 'keys and --file were given. Give one of them.';
  if (keys.length > 0 && !reason) return 'no reason was given. Give --reason: the owner reads it.';
  return user !== undefined && keys.length !== 1
    ? '--user goes with one key. Use --file with lines of KEY,user.'
    : undefined;
}

const fromArguments = (keys: string[]): { rows: Row[]; bad: [] } => ({
  rows: keys.map((keyId, i) => ({ line: i + 1, keyId })),
  bad: [],
});

async function textOf(file: string, { readStdin }: Terminal): Promise<string> {
  try {
    return await (file === '-' ? readStdin() : readFile(file, 'utf8'));
  } catch (cause) {
    throw new Refused(`The file ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      cause,
    });
  }
}

/** What the command line says for all rows; a row's own words come before it. */
const asked = ({
  reason = '',
  user,
  account,
  ritual,
  onUse,
  because,
  priority,
  again,
}: Options): Record<string, unknown> => ({
  reason,
  ...(user && { userName: user }),
  ...(account && { accountId: account }),
  ...(ritual && { ritual }),
  ...(onUse && { onUse }),
  ...(because && { because }),
  ...(priority !== undefined && { priority }),
  ...(again && { again }),
});

function wholeNumber(given: string): number {
  if (!/^[+-]?\d{1,4}$/.test(given)) throw new InvalidArgumentError('Wanted: a whole number.');
  return Number(given);
}

/** So many that the door answers within the 30 seconds it is given, though each key costs several calls of IAM. */
const ROWS_A_REQUEST = 100;

/** When a request fails half way, what was answered before stands: the rest is told as not sent. */
async function sendAll(door: Door, rows: Row[], canary?: number): Promise<RowResult[]> {
  const results: RowResult[] = [];
  let batch: OpenBatch | undefined;
  for (let from = 0; from < rows.length; from += ROWS_A_REQUEST) {
    try {
      const answer = await door.post<{ results: RowResult[]; batch?: OpenBatch }>('/retirements', {
        rows: rows.slice(from, from + ROWS_A_REQUEST),
        ...(batch ? { batch } : canary !== undefined && { canary }),
      });
      results.push(...answer.results);
      batch = answer.batch;
    } catch (error) {
      if (!(error instanceof Refused) || results.length === 0) throw error;
      const { message } = error;
      const notAnswered = rows
        .slice(from)
        .map(({ line, keyId }) => ({ line, keyId: String(keyId), ok: false as const, error: message }));
      return [...results, ...notAnswered];
    }
  }
  return results;
}

function inWords(results: readonly RowResult[], { colours }: Terminal): string {
  const lines = results.map((result) => {
    const where = `line ${result.line}`.padEnd(9);
    return result.ok
      ? `${colours.green('✓ enqueued')}  ${where} ${printable(result.keyId)}  ${result.retirementId}`
      : `${colours.red('⊘ refused')}   ${where} ${printable(result.error)}`;
  });
  const notes = new Set(results.flatMap((result) => (result.ok && result.note ? [`! ${printable(result.note)}`] : [])));
  const good = results.filter(({ ok }) => ok).length;
  return [...lines, ...notes, colours.dim(`${good} enqueued, ${results.length - good} refused`)].join('\n');
}
