import type { ControlDecision } from '../core/control';
import { code } from '../core/notices/mrkdwn';
import { inBoth, toldToAnybody } from '../core/notices/told';
import type { Texts } from '../core/notices/texts';
import type { NoteOnEnqueued, WhyNotEnqueued } from '../core/refusals';
import type { Instant } from '../core/time';
import type { Ask } from './slack-request';

/** What is answered to a command, in each language: it does not say in which one its sender reads. */
export const commandWords = {
  stopped: (key: string) => inBoth(({ commands }) => commands.stopped(code(key))),
  control: (answer: ControlDecision['answer']) => inBoth(({ commands }) => commands.control[answer](RESTORE_ALL)),
  looking: (key: string, command: string) =>
    inBoth(({ commands }) => commands.looking(code(key), code(`${command} show ${key}`))),
  enqueued: (key: string, notes: readonly NoteOnEnqueued[], now: Instant) =>
    inBoth(({ commands }, language) =>
      [commands.enqueued(code(key)), ...notes.map((note) => toldToAnybody(note, language, now))].join(' '),
    ),
  notEnqueued: (key: string, why: WhyNotEnqueued | undefined, now: Instant) =>
    inBoth(({ commands }, language) =>
      [
        commands.notEnqueued(code(key), why ? toldToAnybody(why, language, now) : commands.nobodyKnows),
        ...(why?.is === 'left alone' ? [commands.allTheSame(AGAIN)] : []),
      ].join(' '),
    ),
  operatorsOnly: inBoth(({ commands }) => commands.operatorsOnly(code('operators'))),
  notRecorded: inBoth(({ commands }) => commands.notRecorded),
  notLookedUp: inBoth(({ commands }) => commands.notLookedUp),
  notOurs: inBoth(({ commands }) => commands.notOurs),
  usage: (command: string, lacks: Extract<Ask, { what: 'usage' }>['lacks']) =>
    inBoth(({ commands }) => [...(lacks ? [missing(lacks, commands)] : []), usage(command, commands)].join('\n')),
};

const RESTORE_ALL = code('keysunset restore-all');
const AGAIN = code('--again');

type Words = Texts['commands'];

function missing(lacks: keyof Words['missing'], commands: Words): string {
  const words = commands.missing[lacks];
  return typeof words === 'string' ? words : words(AGAIN);
}

const usage = (command: string, { usage: lines }: Words): string =>
  lines.map(({ ask, does }) => `${code(`${command} ${ask}`)}  ${does}`).join('\n');
