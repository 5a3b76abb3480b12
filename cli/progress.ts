import type { NotBack, Progress } from '../lambda/doors/operator-control';
import { printable } from './terminal';
import type { Colours } from './terminal';

const WIDTH = 30;

/** `■■■■■■■■□□□ 312 of 500 back on`: filled is on again, as a key's day follows its night. */
export function progressLine({ off, restored, confirmedFrom }: Progress, most: number, colours: Colours): string {
  const back = most - off;
  const filled = most === 0 ? WIDTH : Math.floor((back / most) * WIDTH);
  const bar = colours.yellow('█'.repeat(filled)) + colours.dim('░'.repeat(WIDTH - filled));
  const counts = most === 0 ? 'no key is off' : `${back} of ${most} back on`;
  const waits = off === 0 && restored > 0 ? `, confirmed after ${confirmedFrom.slice(11, 19)}Z` : '';
  return `${bar} ${counts}${waits}`;
}

/** What is back and confirmed, what is not and why, and what to do. */
export function reportOf(finished: NonNullable<Progress['finished']>, colours: Colours): string {
  const { back, notBack, left, more } = finished;
  const keys = (n: number): string => `${n} ${n === 1 ? 'key' : 'keys'}`;
  return [
    `${colours.green('✓')} ${keys(back)} back on and confirmed at ${finished.at.slice(11, 19)}Z`,
    ...notBack.map((key) => lineOf(colours.red('▲ not back'), key)),
    ...left.map((key) => lineOf(colours.dim('– left    '), key)),
    ...(more ? [colours.dim(`  and ${more} more: keysunset list`)] : []),
    ...(notBack.length > 0 ? [whatToDo] : []),
    ...(left.length > 0
      ? ['What is left was switched off or deleted by somebody else: ask them before you touch it.']
      : []),
    colours.dim('It stays frozen until: keysunset thaw --reason …'),
  ].join('\n');
}

const whatToDo =
  'What is not back is tried again every five minutes, for as long as it takes. If a right is missing, see the member stack. By hand:\n' +
  '  aws iam update-access-key --user-name USER --access-key-id AKIA… --status Active';

const lineOf = (what: string, { keyId, userName, accountName, why }: NotBack): string =>
  `${what}  ${keyId}  ${printable(`${userName} in ${accountName}: ${why}`)}`;
