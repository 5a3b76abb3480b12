import type { Command } from 'commander';
import type { Verdict } from '../lambda/adapters/ledger/chain';
import type { Entry } from '../lambda/core/entries';
import type { ApprovalsStand } from '../lambda/core/approvals';
import type { Head } from '../lambda/core/head';
import { callingTheDoor, withCommonOptions } from './command';
import type { CommonOptions, Program } from './command';
import { signOf } from './signs';
import { exit, printable } from './terminal';
import type { Terminal } from './terminal';
import { timelineOf } from './timeline';

interface Shown {
  head: Head;
  entries: Entry[];
  verified: Verdict;
  /** Where the ritual wants somebody's word before the deletion. */
  approvals?: ApprovalsStand;
}

/** `keysunset show`: the whole history of a key. */
export function addShow(program: Command, running: Program): void {
  const show = program
    .command('show')
    .summary('the whole history of a key')
    .description(
      'The whole history of a key, and whether its chain in the ledger is as it was written (exit code 1 if not).',
    )
    .argument('<KEY>', 'access key id, AKIA…');
  withCommonOptions(
    show,
    'show AKIAV6CIQHZTHY4JYCFU',
    "show AKIAV6CIQHZTHY4JYCFU --json | jq '.entries[].type'",
  ).action(async (key: string, options: CommonOptions) => {
    await callingTheDoor(running, options, async (door) => {
      const shown = await door.get<Shown>(`/retirements/${encodeURIComponent(key)}`);
      const code = shown.verified.ok ? exit.done : exit.failed;
      return { code, json: shown, text: () => inWords(shown, running.terminal) };
    });
  });
}

function inWords({ head, entries, verified, approvals }: Shown, { colours }: Terminal): string {
  const { sign, colour } = signOf(head.status, colours);
  const enqueued = entries.findLast((entry) => entry.type === 'Enqueued');
  const need = entries.findLast((entry) => entry.type === 'NeedTold');
  const timeZone = enqueued?.type === 'Enqueued' ? enqueued.detail.timeZone : 'UTC';
  return [
    `${colours.bold(head.keyId)}  ${printable(`${head.userName} in ${head.accountName} (${head.accountId})`)}`,
    `${colour(`${sign} ${head.status}`)}  ${printable(head.outcome ?? head.stage)}`,
    printable(`owner: ${head.owner}`),
    printable(`enqueued by ${head.enqueuedBy}: ${head.reason}`),
    ...(head.leftAloneUntil
      ? [`left alone until ${head.leftAloneUntil}: enqueue refuses it until then, unless told --again`]
      : []),
    ...(need?.type === 'NeedTold' ? [printable(`needed for: ${need.detail.words} (${need.actor})`)] : []),
    ...(head.held ? [printable(`held: ${head.held}`)] : []),
    ...(approvals ? [printable(`deletion approved by: ${approvalsInWords(approvals)}`)] : []),
    '',
    colours.dim(`Times in ${timeZone}`),
    ...timelineOf(entries, timeZone, colours),
    '',
    verified.ok
      ? `${colours.green('✓')} ${verified.entries} entries, chain verified`
      : `${colours.red('▲ the chain is NOT as it was written:')} ${verified.why}. Look at that entry in the table, and ask who can write to it.`,
  ].join('\n');
}

const approvalsInWords = ({ owner, operators }: ApprovalsStand): string =>
  [
    ...(owner.needed ? [`the owner ${owner.by ? `(${owner.by})` : 'not yet'}`] : []),
    ...(operators.needed > 0
      ? [`operators ${operators.by.length} of ${operators.needed}${operators.by.map((by) => ` (${by})`).join('')}`]
      : []),
  ].join(', ');
