import type { Terminal } from '../../cli/terminal';
import { printable } from '../../cli/terminal';
import type { Instant } from '../../lambda/core/time';
import { lengthInWords } from '../../lambda/core/words';
import { nameOf } from '../company';
import type { Play, RehearseOptions } from '../rehearse';
import { datesIn } from './dates';
import { eventOf } from './events';
import type { StoryEvent, Voice } from './events';
import { teller } from './teller';

type Hooks = Required<Pick<RehearseOptions, 'onEntry' | 'onRefused' | 'onExecution'>>;

/** Prints the beginning, and answers what is to be called as things happen. Of many keys only the progress is told. */
export function storyOf(
  { config, parts, downs = [] }: Play,
  { transport }: Pick<RehearseOptions, 'transport'>,
  terminal: Terminal,
  { listAll }: { listAll: boolean },
): Hooks & { done: () => void } {
  const { out, colours } = terminal;
  const { timeZone } = config.calendar;
  const where = transport === 'http' ? 'nothing leaves 127.0.0.1' : 'in process: the same handlers over fakes, no HTTP';
  const [ritual] = config.rituals;
  const stages = ritual?.stages.map(({ outage }) => lengthInWords(outage)).join(', ') ?? '';
  const accounts = new Set(parts.map(({ accountId }) => accountId)).size;
  out(`${colours.bold('Keysunset rehearsal')}  ${colours.dim(`no AWS, no Slack, ${where}`)}`);
  const whose = listAll ? 'of Minato Retail' : 'generated';
  const many = parts.length.toLocaleString('en');
  out(colours.dim(`${many} keys ${whose}, ${accounts} accounts · ritual ${ritual?.name}: ${stages} · ${timeZone}`));
  out('');
  return listAll ? telling(terminal, timeZone, { parts, downs }) : counting(terminal, parts.length);
}

function telling(
  terminal: Terminal,
  timeZone: string,
  { parts, downs }: Required<Pick<Play, 'parts' | 'downs'>>,
): Hooks & { done: () => void } {
  const dates = datesIn(timeZone);
  const diedAt = new Map<string, Instant>();
  const voice: Voice = { dates, nameOf, downs, diedAt };
  const { hear, flush } = teller(terminal, dates);
  const last = new Map<string, StoryEvent>();
  return {
    onEntry(entry, retirement) {
      const event = eventOf(entry, retirement, voice);
      if (!event) return;
      // The tries that follow say the same.
      const again = event.kind === 'late' && last.get(entry.keyId)?.kind === 'late';
      last.set(entry.keyId, event);
      if (!again) hear({ ...event, text: printable(event.text) });
    },
    onExecution({ name, status, input, stopDate }) {
      if (status !== 'ABORTED' || !stopDate) return;
      const { key } = JSON.parse(input) as { key: string };
      const userName = parts.find(({ keyId }) => keyId === key)?.userName ?? key;
      diedAt.set(name, stopDate);
      const text = 'its execution was stopped by hand in Step Functions';
      hear({ at: stopDate, kind: 'died', userName, many: 'keys', text });
    },
    onRefused: ({ userName }, why, at) => hear({ at, kind: 'refused', userName, many: 'keys', text: shortly(why) }),
    done: flush,
  };
}

/** Each tenth of the keys that has ended. */
function counting({ out, colours }: Terminal, all: number): Hooks & { done: () => void } {
  const ended = new Set<string>();
  const step = Math.max(1, Math.floor(all / 10));
  const ends = (keyId: string): void => {
    // What is told of an ending is an entry as well, and ends nothing.
    if (ended.has(keyId)) return;
    ended.add(keyId);
    if (ended.size % step === 0)
      out(colours.dim(`  ${ended.size.toLocaleString('en')} of ${all.toLocaleString('en')} have ended`));
  };
  return {
    onEntry({ keyId }, { phase }) {
      if (phase.name === 'ended') ends(keyId);
    },
    onRefused: ({ keyId }) => ends(keyId),
    onExecution: () => undefined,
    done: () => out(''),
  };
}

/** The reason alone; the rest, what to do, is for whoever asked. */
export const shortly = (why: string): string =>
  /is on the never-touch list \([^)]*\)/.exec(why)?.[0].replace('is ', '') ?? why;
