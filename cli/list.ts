import type { Command } from 'commander';
import { Option } from 'commander';
import type { Head, Status } from '../lambda/core/head';
import { callingTheDoor, withCommonOptions } from './command';
import type { CommonOptions, Program } from './command';
import { signOf } from './signs';
import { tableOf } from './table';
import { exit } from './terminal';
import type { Terminal } from './terminal';

interface Options extends CommonOptions {
  status?: Status;
  owner?: string;
}

const statuses: Status[] = [
  'enqueued',
  'notice',
  'outage',
  'soak',
  'ending',
  'kept',
  'deleted',
  'gone',
  'left',
  'failed',
];

interface Listed {
  retirements: Head[];
  more?: boolean;
}

/** `keysunset list`: where each key stands. */
export function addList(program: Command, running: Program): void {
  const list = program
    .command('list')
    .summary('where each key stands')
    .description('Where each key stands: those being retired, or all of a status or of an owner. Times are UTC.')
    .addOption(new Option('--status <status>', 'only those of one status').choices(statuses))
    .option('--owner <name>', 'only those of one owner, as the list shows it');
  withCommonOptions(list, 'list', 'list --status outage', 'list --owner "Maria Keller" --json').action(
    async (options: Options) => {
      await callingTheDoor(running, options, async (door) => {
        const { status, owner } = options;
        const listed = await door.get<Listed>('/retirements', { status, owner });
        return { code: exit.done, json: listed, text: () => inWords(listed, running.terminal) };
      });
    },
  );
}

function inWords({ retirements, more }: Listed, terminal: Terminal): string {
  if (retirements.length === 0) return 'No retirements.';
  const rows = [...retirements]
    .sort((a, b) => (a.deadline < b.deadline ? -1 : 1))
    .map((head) => {
      const { sign, colour } = signOf(head.status, terminal.colours);
      const until = `${head.deadline.slice(0, 10)} ${head.deadline.slice(11, 16)}`;
      const standing = {
        text: `${sign} ${head.outcome ? over(head) : `${head.status}, ${head.stage}${head.held ? `; held: ${head.held}` : ''}`}`,
        colour,
      };
      return [head.keyId, head.userName, head.accountName, standing, until, head.owner];
    });
  const table = tableOf(['KEY', 'USER', 'ACCOUNT', 'STANDING', 'UNTIL', 'OWNER'], rows);
  return [
    table,
    terminal.colours.dim(`${retirements.length} retirements${more ? ', and more: ask by --status or --owner' : ''}`),
  ].join('\n');
}

const over = ({ outcome, leftAloneUntil }: Head): string =>
  `${outcome}${leftAloneUntil ? `; left alone until ${leftAloneUntil.slice(0, 10)}` : ''}`;
