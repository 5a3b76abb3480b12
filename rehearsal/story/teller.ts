import type { Terminal } from '../../cli/terminal';
import { addTo } from '../../lambda/groups';
import type { Dates } from './dates';
import type { Kind, StoryEvent } from './events';

const signs: Record<Kind, string> = {
  refused: '⊘ refused',
  notice: '○ notice',
  off: '■ off',
  late: '▲ late',
  died: '▲ died',
  on: '□ on',
  kept: '✓ kept',
  deleted: '✕ deleted',
  gone: '– gone',
  left: '– left',
  failed: '▲ failed',
};

const COLUMNS = 100;
const NAMES_FROM = 20;
const TEXT_FROM = 42;

/** Prints events as they happen; those of one minute that say the same share a line, their users below it. */
export function teller({ out, colours }: Pick<Terminal, 'out' | 'colours'>, dates: Dates) {
  let waiting: StoryEvent[] = [];
  let day = '';
  const minute = ({ at }: StoryEvent): string => `${dates.day(at)} ${dates.time(at)}`;

  const tell = (group: readonly StoryEvent[]): void => {
    const [first] = group;
    if (!first) return;
    const today = dates.day(first.at);
    if (today !== day) {
      const year = dates.year(first.at);
      out(colours.bold(day.endsWith(year) || day ? today : `${today} ${year}`));
      day = today;
    }
    const paint = paints(colours)[first.kind];
    const subject = group.length > 1 ? `${group.length} ${first.many}` : first.userName;
    const text = first.who ? first.text.replace(first.who, colours.cyan(first.who)) : first.text;
    const time = colours.dim(dates.time(first.at));
    out(`  ${time}  ${paint(signs[first.kind].padEnd(9))}  ${subject.padEnd(TEXT_FROM - NAMES_FROM - 1)} ${text}`);
    if (group.length > 1) for (const line of listed(group)) out(colours.dim(`${' '.repeat(NAMES_FROM)}${line}`));
  };

  const flush = (): void => {
    const groups = new Map<string, StoryEvent[]>();
    for (const event of waiting) {
      const name = `${event.kind} ${event.text}`;
      addTo(groups, name, event);
    }
    waiting = [];
    groups.forEach(tell);
  };

  return {
    hear(event: StoryEvent): void {
      const last = waiting.at(-1);
      if (last && minute(last) !== minute(event)) flush();
      waiting.push(event);
    },
    flush,
  };
}

function paints({ night, yellow, green, red, dim }: Terminal['colours']): Record<Kind, (text: string) => string> {
  return {
    ...{ refused: red, failed: red, late: red, died: red, notice: dim, deleted: dim, gone: dim, left: dim },
    ...{ off: night, on: yellow, kept: green },
  };
}

/** The users of a line, as many as fit in each. */
function listed(group: readonly StoryEvent[]): string[] {
  const lines: string[] = [];
  group.forEach(({ userName }, i) => {
    const name = i < group.length - 1 ? `${userName},` : userName;
    const last = lines.at(-1);
    if (last && NAMES_FROM + last.length + 1 + name.length <= COLUMNS) lines[lines.length - 1] = `${last} ${name}`;
    else lines.push(name);
  });
  return lines;
}
