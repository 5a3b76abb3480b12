import type { Command } from 'commander';
import type { Answer } from '../lambda/core/answers';
import type { Answered } from '../lambda/doors/operator-answers';
import { callingTheDoor, done, withCommonOptions } from './command';
import type { CommonOptions, Program } from './command';

interface Options extends CommonOptions {
  because?: string;
  until?: string;
  to?: string;
}

/** `keysunset approve`: the deletion may be, where the ritual wants an operator's word. */
export function addApprove(program: Command, running: Program): void {
  const approve = program
    .command('approve')
    .summary('say as an operator that a key may be deleted')
    .description(
      'Say as an operator that a key may be deleted, where its ritual wants that, once it is off for the last time. ' +
        'Whoever enqueued it cannot, and nobody counts twice.',
    )
    .argument('<KEY>', 'access key id, AKIA…');
  withCommonOptions(approve, 'approve AKIAV6CIQHZTHY4JYCFU').action(answering('approve', running));
}

/** `keysunset dismiss`: a use that was asked about does not count. */
export function addDismiss(program: Command, running: Program): void {
  const dismiss = program
    .command('dismiss')
    .summary('say that the use that was asked about does not count')
    .description(
      'Say that the use of a key that was asked about does not count: its retirement goes on. Later use is asked about again.',
    )
    .argument('<KEY>', 'access key id, AKIA…')
    .requiredOption('--because <text>', 'why it does not count; the auditor reads it');
  withCommonOptions(dismiss, 'dismiss AKIAV6CIQHZTHY4JYCFU --because "my own test"').action(
    answering('dismiss', running),
  );
}

/** `keysunset release`: a canary's end does not hold the others of its batch. */
export function addRelease(program: Command, running: Program): void {
  const release = program
    .command('release')
    .summary('let the others of a batch go on, whatever became of this canary')
    .description(
      'Let the others of a batch go on, whatever became of this canary; each canary that holds them wants it.',
    )
    .argument('<KEY>', 'access key id of the canary, AKIA…')
    .requiredOption('--because <text>', 'why its end does not speak against the others');
  withCommonOptions(release, 'release AKIAV6CIQHZTHY4JYCFU --because "its owner needs only this one"').action(
    answering('release', running),
  );
}

/** `keysunset snooze`: not now; a key that is off is given back first. */
export function addSnooze(program: Command, running: Program): void {
  const snooze = program
    .command('snooze')
    .summary('put off what comes for a key; one that is off is switched back on first')
    .description(
      'Put off what comes for a key, for 30 days at most. One that is off is switched back on first, and its outage is repeated ' +
        'after that day; the owner is told the day before.',
    )
    .argument('<KEY>', 'access key id, AKIA…')
    .requiredOption('--until <day>', 'not before this day, as in 2026-03-16')
    .requiredOption('--because <text>', 'why not now; the owner and the auditor read it');
  withCommonOptions(snooze, 'snooze AKIAV6CIQHZTHY4JYCFU --until 2026-03-16 --because "a release this week"').action(
    answering('snooze', running),
  );
}

/** `keysunset owner`: somebody else answers for the key, and has a notice period of their own. */
export function addOwner(program: Command, running: Program): void {
  const owner = program
    .command('owner')
    .summary('say whose key it is; one that is off is switched back on first')
    .description(
      'Say whose key it is. They get its card and a whole notice period before anything happens; a key that is off is switched ' +
        'back on first. What is nobody’s is asked of the operators.',
    )
    .argument('<KEY>', 'access key id, AKIA…')
    .requiredOption('--to <who>', 'the id of a Slack user, U…, or nobody')
    .requiredOption('--because <text>', 'how you know; the new owner and the auditor read it');
  withCommonOptions(owner, 'owner AKIAV6CIQHZTHY4JYCFU --to U0123ABCD --because "the app team took it over"').action(
    answering('owner', running),
  );
}

const answering =
  (what: Exclude<Answer['kind'], 'not mine' | 'need'> | 'owner', running: Program) =>
  async (key: string, { because, until, to, ...common }: Options): Promise<void> => {
    await callingTheDoor(running, common, async (door) => {
      const path = `/retirements/${encodeURIComponent(key)}/${what}`;
      const body = {
        ...(because !== undefined && { because }),
        ...(until !== undefined && { until }),
        ...(to !== undefined && { to }),
      };
      return done(await door.post<Answered>(path, body), running);
    });
  };
